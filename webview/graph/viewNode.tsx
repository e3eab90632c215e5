// One stage of the graph: state, name, one line; its actions appear when it is pointed at or has the focus.
import type { VNode } from 'preact';
import { t } from '../../present/l10n.ts';
import type { PipelineView, StageView } from '../../protocol/api.ts';
import { now } from '../components/clock.ts';
import { Button } from '../components/controls.ts';
import { StateIcon } from '../components/icon.tsx';
import { type NodeLook, nodeId } from './nodeLook.ts';
import type { Send } from './state.ts';
import { isActive, isRunning, stageDetails, stageLine } from './state.ts';

interface StageNodeProps {
  readonly pipeline: PipelineView;
  readonly canRun: boolean;
  readonly stage: StageView;
  readonly look: NodeLook;
  readonly send: Send;
}

export function StageNode({ pipeline, canRun, stage, look, send }: StageNodeProps): VNode {
  const { place, isCurrent, onFocus, onPoint } = look;
  const line = stageLine(stage, now.value);
  return (
    <li
      class={`ty-node ty-node-${stage.state}`}
      style={{ left: `${place.x}px`, top: `${place.y}px` }}
      onPointerEnter={() => onPoint(true)}
      onPointerLeave={() => onPoint(false)}
    >
      <button
        type="button"
        class="ty-node-main"
        id={nodeId(stage.name)}
        tabIndex={isCurrent ? 0 : -1}
        title={stageDetails(stage, now.value)}
        aria-label={`${stage.name}, ${line}`}
        onFocus={onFocus}
        onClick={() => send({ type: 'openStage', stage: stage.name })}
      >
        <StateIcon state={stage.state} />
        <span class="ty-node-words">
          <span class="ty-node-name">{stage.name}</span>
          <span class="ty-node-line">{line}</span>
        </span>
      </button>
      <span class="ty-node-actions">
        <StageActions pipeline={pipeline} canRun={canRun} stage={stage} send={send} isTabbable={isCurrent} />
      </span>
    </li>
  );
}

interface StageActionsProps {
  readonly pipeline: PipelineView;
  readonly canRun: boolean;
  readonly stage: StageView;
  readonly send: Send;
  readonly isTabbable: boolean;
}

export function StageActions({ pipeline, canRun, stage, send, isTabbable }: StageActionsProps): VNode {
  const isIdle = !isRunning(pipeline) && !isActive(stage) && pipeline.problem === null;
  const { name } = stage;
  return (
    <>
      {canRun && (
        <>
          <Button
            kind="icon"
            icon="run-above"
            label={t('Run to {stage}', { stage: name })}
            title={t('Run to Here')}
            disabled={!isIdle}
            tabbable={isTabbable}
            onClick={() => send({ type: 'runStage', stage: name, mode: 'upTo' })}
          />
          <Button
            kind="icon"
            icon="play"
            label={t('Run {stage} alone', { stage: name })}
            title={t('Run This Stage')}
            disabled={!isIdle}
            tabbable={isTabbable}
            onClick={() => send({ type: 'runStage', stage: name, mode: 'only' })}
          />
        </>
      )}
      <Button
        kind="icon"
        icon="output"
        label={t('Show the log of {stage}', { stage: name })}
        title={stage.last === null ? t('There is no log: the stage never ran') : t('Show Log')}
        disabled={stage.last === null}
        tabbable={isTabbable}
        onClick={() => send({ type: 'openLog', stage: name })}
      />
    </>
  );
}
