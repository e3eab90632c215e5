// A pipeline of another tool: what it is, where it cannot be read, and its graph or list. No state is shown: none is known.
import type { VNode } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { circleText, foreignLine, foreignProblem } from '../../present/foreignText.ts';
import { t } from '../../present/l10n.ts';
import type { ForeignPipeline, ForeignView } from '../../protocol/panels.ts';
import { Button } from '../components/controls.ts';
import { Icon } from '../components/icon.tsx';
import { EmptyView } from '../components/notice.tsx';
import { drawnGraph } from './fold.ts';
import { nodeId } from './nodeLook.ts';
import type { Send } from './state.ts';
import { GraphCanvas, type GraphControls } from './viewCanvas.tsx';
import { ForeignList } from './viewForeignList.tsx';
import { ForeignNode } from './viewForeignNode.tsx';

interface HeadProps {
  readonly foreign: ForeignView;
  readonly canRun: boolean;
  readonly send: Send;
}

export function ForeignHead({ foreign, canRun, send }: HeadProps): VNode {
  const { name, path, pipeline } = foreign;
  const command = pipeline?.tool?.file ?? null;
  return (
    <>
      <Icon id="type-hierarchy-sub" />
      <h1 title={path}>{name}</h1>
      <span class="ty-toolbar-count">{pipeline === null ? '' : foreignLine(pipeline)}</span>
      {canRun && command !== null && (
        <Button
          kind="primary"
          icon="terminal"
          label={t('Run in Terminal')}
          title={command.join(' ')}
          onClick={() => send({ type: 'run' })}
        />
      )}
    </>
  );
}

interface ForeignMainProps extends HeadProps {
  readonly isList: boolean;
  /** Names of stages whose members are drawn one by one. */
  readonly unfolded: readonly string[];
  readonly onFold: (unfolded: readonly string[]) => void;
  readonly controls: { current: GraphControls | null };
}

export function ForeignMain({ foreign, canRun, isList, unfolded, onFold, send, controls }: ForeignMainProps): VNode {
  const { pipeline, name } = foreign;
  // The button that folds goes with what it folds: the focus goes on to what came instead.
  const wanted = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (wanted.current !== null) document.getElementById(nodeId(wanted.current))?.focus({ preventScroll: true });
    wanted.current = null;
  }, [unfolded]);
  const graph = useMemo(
    () => (pipeline === null ? { stages: [], edges: [] } : drawnGraph(pipeline, unfolded)),
    [pipeline, unfolded],
  );
  if (pipeline === null || pipeline.stages.length === 0)
    return (
      <>
        {pipeline !== null && <Trouble name={name} pipeline={pipeline} send={send} />}
        <main class="ty-main">
          <NoStages pipeline={pipeline} send={send} />
        </main>
      </>
    );
  const byName = new Map(graph.stages.map(stage => [stage.name, stage]));
  const fold = (stage: string): void => {
    const isOpen = unfolded.includes(stage);
    wanted.current = isOpen ? stage : (pipeline.stages.find(({ name }) => name === stage)?.members[0]?.name ?? null);
    onFold(isOpen ? unfolded.filter(each => each !== stage) : [...unfolded, stage]);
  };
  const shared = { pipeline, canRun, send, onFold: fold };
  return (
    <>
      <Trouble name={name} pipeline={pipeline} send={send} />
      {isList ? (
        <ForeignList name={name} graph={graph} {...shared} />
      ) : (
        <GraphCanvas
          name={name}
          graph={{ stages: graph.stages.map(stage => stage.name), edges: graph.edges }}
          running={noneRuns}
          controls={controls}
          node={look => {
            const drawn = byName.get(look.place.name);
            return drawn === undefined ? null : <ForeignNode key={drawn.name} drawn={drawn} look={look} {...shared} />;
          }}
        />
      )}
    </>
  );
}

const noneRuns: ReadonlySet<string> = new Set();

interface TroubleProps {
  readonly name: string;
  readonly pipeline: ForeignPipeline;
  readonly send: Send;
}

/** Why some of the file cannot be read, and a circle, each in a sentence. */
function Trouble({ name, pipeline, send }: TroubleProps): VNode | null {
  const [problem, circle] = [foreignProblem(pipeline), circleText(pipeline)];
  if (problem === null && circle === null) return null;
  return (
    <div class="ty-problem" role="alert">
      <Icon id="warning" color="list.warningForeground" />
      <span class="ty-banner-words">{[problem, circle].filter(text => text !== null).join(' ')}</span>
      {pipeline.problem !== null && (
        <Button
          kind="secondary"
          label={t('Open {file} at Line {line}', { file: name, line: pipeline.problem.line })}
          onClick={() => send({ type: 'openFile', line: pipeline.problem?.line ?? 1 })}
        />
      )}
    </div>
  );
}

const NoStages = ({ pipeline, send }: { readonly pipeline: ForeignPipeline | null; readonly send: Send }): VNode => (
  <EmptyView
    icon="type-hierarchy-sub"
    title={pipeline === null ? t('No pipeline') : t('No stages')}
    action={<Button kind="secondary" label={t('Open File')} onClick={() => send({ type: 'openFile', line: 1 })} />}
  >
    {pipeline === null
      ? t('The file is gone, or describes no pipeline any more. The graph comes back with it.')
      : t('This file describes no stages. As soon as it does, they appear here.')}
  </EmptyView>
);
