// The pipeline graph as a whole: toolbar, graph or its list twin, problem of the file, line of a lost service.
import type { Signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { t } from '../../present/l10n.ts';
import { pipelineState } from '../../present/stageNotes.ts';
import { errorText } from '../../present/texts.ts';
import type { PipelineView } from '../../protocol/api.ts';
import { now } from '../components/clock.ts';
import { Button } from '../components/controls.ts';
import { Icon, StateIcon } from '../components/icon.tsx';
import { LiveRegion } from '../components/live.tsx';
import { EmptyView, LinkBanner } from '../components/notice.tsx';
import { type GraphState, isRunning, pipelineLine, type Send } from './state.ts';
import { GraphCanvas, type GraphControls } from './viewCanvas.tsx';
import { ForeignHead, ForeignMain } from './viewForeign.tsx';
import { StageList } from './viewList.tsx';
import { StageNode } from './viewNode.tsx';

interface PanelProps {
  readonly state: Signal<GraphState>;
  readonly send: Send;
}

export function GraphPanelView({ state, send }: PanelProps): VNode {
  const { pipeline, foreign, canRun, link, updatedAt, view } = state.value;
  const isLost = link.state === 'lost';
  const controls = useRef<GraphControls | null>(null);
  const hasStages = ((foreign === null ? pipeline : foreign.pipeline)?.stages.length ?? 0) > 0;
  return (
    <div class={`ty-panel${isLost ? ' ty-panel-old' : ''}`}>
      {isLost && <LinkBanner message={link.message} asOf={updatedAt} onReconnect={() => send({ type: 'reconnect' })} />}
      <header class="ty-toolbar">
        {foreign !== null ? (
          <ForeignHead foreign={foreign} canRun={canRun} send={send} />
        ) : pipeline === null ? (
          <h1>{t('Pipeline Graph')}</h1>
        ) : (
          <PipelineHead pipeline={pipeline} send={send} isLost={isLost} canRun={canRun} />
        )}
        <span class="ty-toolbar-space" />
        {hasStages && !view.isList && (
          <>
            <Button kind="icon" icon="zoom-out" label={t('Zoom Out')} onClick={() => controls.current?.zoom(1 / 1.2)} />
            <Button kind="icon" icon="zoom-in" label={t('Zoom In')} onClick={() => controls.current?.zoom(1.2)} />
            <Button kind="icon" icon="screen-full" label={t('Fit')} onClick={() => controls.current?.fit()} />
          </>
        )}
        {hasStages && (
          <Button
            kind="icon"
            icon={view.isList ? 'type-hierarchy-sub' : 'list-unordered'}
            label={view.isList ? t('Show as Graph') : t('Show as List')}
            pressed={view.isList}
            onClick={() => {
              state.value = { ...state.value, view: { ...view, isList: !view.isList } };
            }}
          />
        )}
      </header>
      {foreign === null && pipeline?.problem != null && <Problem pipeline={pipeline} send={send} />}
      {foreign === null ? (
        <Main state={state.value} send={send} controls={controls} />
      ) : (
        <ForeignMain
          foreign={foreign}
          canRun={canRun}
          isList={view.isList}
          unfolded={view.unfolded ?? allFolded}
          onFold={unfolded => {
            state.value = { ...state.value, view: { ...view, unfolded: [...unfolded] } };
          }}
          send={send}
          controls={controls}
        />
      )}
      <LiveRegion />
    </div>
  );
}

const allFolded: readonly string[] = [];

interface MainProps {
  readonly state: GraphState;
  readonly send: Send;
  readonly controls: { current: GraphControls | null };
}

function Main({ state, send, controls }: MainProps): VNode {
  const { pipeline, canRun, view } = state;
  if (pipeline === null) return <main class="ty-main" aria-busy="true" />;
  if (pipeline.stages.length === 0)
    return <main class="ty-main">{pipeline.problem === null && <NoStages send={send} />}</main>;
  if (view.isList) return <StageList pipeline={pipeline} canRun={canRun} send={send} />;
  const { name, stages, edges } = pipeline;
  return (
    <GraphCanvas
      name={name}
      graph={{ stages: stages.map(stage => stage.name), edges }}
      running={new Set(stages.filter(stage => stage.state === 'running').map(stage => stage.name))}
      controls={controls}
      node={look => {
        const stage = stages.find(each => each.name === look.place.name);
        return stage === undefined ? null : (
          <StageNode key={stage.name} pipeline={pipeline} canRun={canRun} stage={stage} look={look} send={send} />
        );
      }}
    />
  );
}

interface PipelineHeadProps {
  readonly pipeline: PipelineView;
  readonly send: Send;
  readonly isLost: boolean;
  readonly canRun: boolean;
}

function PipelineHead({ pipeline, send, isLost, canRun }: PipelineHeadProps): VNode {
  const isBusy = isRunning(pipeline);
  return (
    <>
      <StateIcon state={pipelineState(pipeline)} />
      <h1 title={pipeline.file}>{pipeline.name}</h1>
      <span class="ty-toolbar-count">{pipelineLine(pipeline, now.value)}</span>
      {canRun && isBusy && (
        <Button
          kind="secondary"
          icon="debug-stop"
          label={t('Cancel Run')}
          disabled={isLost}
          onClick={() => send({ type: 'cancel' })}
        />
      )}
      {canRun && !isBusy && (
        <Button
          kind="primary"
          icon="play"
          label={t('Run Pipeline')}
          disabled={isLost || pipeline.problem !== null}
          onClick={() => send({ type: 'run' })}
        />
      )}
    </>
  );
}

/** Why the file cannot be read, with the line and a way there; the last graph that could be read stays below. */
function Problem({ pipeline, send }: { readonly pipeline: PipelineView; readonly send: Send }): VNode | null {
  const { problem, file } = pipeline;
  if (problem === null) return null;
  return (
    <div class="ty-problem" role="alert">
      <Icon id="error" color="testing.iconFailed" />
      <span class="ty-banner-words">{errorText(problem.trouble)}</span>
      <Button
        kind="secondary"
        label={t('Open {file} at Line {line}', { file: file.split('/').at(-1) ?? file, line: problem.line })}
        onClick={() => send({ type: 'openFile', line: problem.line })}
      />
    </div>
  );
}

const NoStages = ({ send }: { readonly send: Send }): VNode => (
  <EmptyView
    icon="type-hierarchy-sub"
    title={t('No stages yet')}
    action={
      <Button kind="primary" label={t('Open Pipeline File')} onClick={() => send({ type: 'openFile', line: 1 })} />
    }
  >
    {t('Stages written under «stages:» in the pipeline file appear here, with what flows between them.')}
  </EmptyView>
);
