// One stage of a pipeline of another tool: its name, what it does, and what can be done with it.
import type { VNode } from 'preact';
import { foreignStageLine, markWords } from '../../present/foreignText.ts';
import { t } from '../../present/l10n.ts';
import { outsideCommand } from '../../present/outsideCommand.ts';
import type { ForeignPipeline, ForeignStage } from '../../protocol/panels.ts';
import { Button } from '../components/controls.ts';
import { Icon } from '../components/icon.tsx';
import { canUnfold, type DrawnStage } from './fold.ts';
import { type NodeLook, nodeId } from './nodeLook.ts';
import type { Send } from './state.ts';

export interface ForeignStageProps {
  readonly pipeline: ForeignPipeline;
  readonly drawn: DrawnStage;
  readonly canRun: boolean;
  readonly send: Send;
  /** Folds or unfolds a stage, by its name. */
  readonly onFold: (stage: string) => void;
}

export function ForeignNode({ look, ...props }: ForeignStageProps & { readonly look: NodeLook }): VNode {
  const { drawn, send } = props;
  const { place, isCurrent, onFocus, onPoint } = look;
  const { stage, member, name } = drawn;
  const isMany = member === null && stage.memberCount > 0;
  const line =
    member === null ? foreignStageLine(stage) : member.outs.join(', ') || t('of {stage}', { stage: stage.name });
  return (
    <li
      class={`ty-node ty-node-foreign${isMany ? ' ty-node-many' : ''}`}
      style={{ left: `${place.x}px`, top: `${place.y}px` }}
      onPointerEnter={() => onPoint(true)}
      onPointerLeave={() => onPoint(false)}
    >
      <button
        type="button"
        class="ty-node-main"
        id={nodeId(name)}
        tabIndex={isCurrent ? 0 : -1}
        title={foreignDetails(drawn)}
        aria-label={line === '' ? name : `${name}, ${line}`}
        onFocus={onFocus}
        onClick={() => send({ type: 'openStage', stage: stage.name })}
      >
        {isMany && <Icon id="layers" />}
        <span class="ty-node-words">
          <span class="ty-node-name">{name}</span>
          {line !== '' && <span class="ty-node-line">{line}</span>}
        </span>
      </button>
      <span class="ty-node-actions">
        <ForeignActions {...props} isTabbable={isCurrent} />
      </span>
    </li>
  );
}

/** All there is to say, for hover and screen readers. */
export function foreignDetails({ stage, member, name }: DrawnStage): string {
  const { deps, outs } = member ?? stage;
  const lines = [
    name,
    ...markWords(stage.marks),
    stage.does.trim(),
    stage.params.length > 0 ? t('params {params}', { params: stage.params.join(', ') }) : '',
    deps.length > 0 ? t('reads {deps}', { deps: deps.join(', ') }) : '',
    outs.length > 0 ? t('makes {outs}', { outs: outs.join(', ') }) : '',
  ];
  return lines.filter(line => line !== '').join('\n');
}

export function ForeignActions({
  pipeline,
  drawn,
  canRun,
  send,
  onFold,
  isTabbable,
}: ForeignStageProps & { readonly isTabbable: boolean }): VNode {
  const { stage, member, name } = drawn;
  const command = (mode: 'upTo' | 'only'): string | null => {
    const tool = pipeline.tool?.[mode] == null ? null : pipeline.tool;
    return (tool === null ? null : outsideCommand(tool, { stage: name, mode })?.join(' ')) ?? null;
  };
  const [upTo, only] = [command('upTo'), command('only')];
  return (
    <>
      {canUnfold(pipeline, stage) && <FoldButton stage={stage} isOpen={member !== null} {...{ onFold, isTabbable }} />}
      {canRun && upTo !== null && (
        <Button
          kind="icon"
          icon="run-above"
          label={t('Run to {stage} in a terminal', { stage: name })}
          title={upTo}
          tabbable={isTabbable}
          onClick={() => send({ type: 'runStage', stage: name, mode: 'upTo' })}
        />
      )}
      {canRun && only !== null && (
        <Button
          kind="icon"
          icon="play"
          label={t('Run {stage} alone in a terminal', { stage: name })}
          title={only}
          tabbable={isTabbable}
          onClick={() => send({ type: 'runStage', stage: name, mode: 'only' })}
        />
      )}
      <Button
        kind="icon"
        icon="go-to-file"
        label={t('Open the definition of {stage}', { stage: name })}
        title={t('Open Definition')}
        tabbable={isTabbable}
        onClick={() => send({ type: 'openStage', stage: stage.name })}
      />
    </>
  );
}

interface FoldButtonProps {
  readonly stage: ForeignStage;
  readonly isOpen: boolean;
  readonly onFold: (stage: string) => void;
  readonly isTabbable: boolean;
}

const FoldButton = ({ stage, isOpen, onFold, isTabbable }: FoldButtonProps): VNode => (
  <Button
    kind="icon"
    icon={isOpen ? 'fold' : 'unfold'}
    label={
      isOpen
        ? t('Fold the stages of {stage}', { stage: stage.name })
        : t('Unfold the {count} stages of {stage}', { count: stage.memberCount, stage: stage.name })
    }
    title={isOpen ? t('Fold') : t('Unfold')}
    expanded={isOpen}
    tabbable={isTabbable}
    onClick={() => onFold(stage.name)}
  />
);
