// The list twin of a pipeline of another tool: every stage with what it does, waits for and makes, with the same actions.
import type { VNode } from 'preact';
import { foreignStageLine } from '../../present/foreignText.ts';
import { t } from '../../present/l10n.ts';
import type { ForeignPipeline } from '../../protocol/panels.ts';
import type { DrawnGraph } from './fold.ts';
import { nodeId } from './nodeLook.ts';
import { StageTable } from './stageTable.tsx';
import type { Send } from './state.ts';
import { ForeignActions, foreignDetails } from './viewForeignNode.tsx';

interface ForeignListProps {
  readonly name: string;
  readonly pipeline: ForeignPipeline;
  readonly graph: DrawnGraph;
  readonly canRun: boolean;
  readonly send: Send;
  readonly onFold: (stage: string) => void;
}

export function ForeignList({ name, graph, ...shared }: ForeignListProps): VNode {
  const after = Map.groupBy(graph.edges, ({ to }) => to);
  return (
    <StageTable pipeline={name} second={t('Does')}>
      {graph.stages.map(drawn => (
        <tr key={drawn.name} title={foreignDetails(drawn)}>
          <th scope="row">
            <button
              type="button"
              id={nodeId(drawn.name)}
              class="ty-link"
              onClick={() => shared.send({ type: 'openStage', stage: drawn.stage.name })}
            >
              {drawn.name}
            </button>
          </th>
          <td>{foreignStageLine(drawn.member === null ? drawn.stage : { ...drawn.stage, memberCount: 0 })}</td>
          <td>{(after.get(drawn.name) ?? []).map(({ from }) => from).join(', ')}</td>
          <td>{(drawn.member ?? drawn.stage).outs.join(', ')}</td>
          <td>
            <ForeignActions drawn={drawn} {...shared} isTabbable />
          </td>
        </tr>
      ))}
    </StageTable>
  );
}
