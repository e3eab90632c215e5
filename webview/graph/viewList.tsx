// The graph's list twin: every stage with its state, what it waits for and what it makes, with the same actions.
import type { VNode } from 'preact';
import { t } from '../../present/l10n.ts';
import type { PipelineView, StageView } from '../../protocol/api.ts';
import { now } from '../components/clock.ts';
import { StateIcon } from '../components/icon.tsx';
import { StageTable } from './stageTable.tsx';
import type { Send } from './state.ts';
import { stageDetails, stageLine } from './state.ts';
import { StageActions } from './viewNode.tsx';

interface StageListProps {
  readonly pipeline: PipelineView;
  readonly canRun: boolean;
  readonly send: Send;
}

export function StageList({ pipeline, canRun, send }: StageListProps): VNode {
  return (
    <StageTable pipeline={pipeline.name} second={t('State')}>
      {pipeline.stages.map(stage => (
        <StageRow key={stage.name} pipeline={pipeline} canRun={canRun} stage={stage} send={send} />
      ))}
    </StageTable>
  );
}

interface StageRowProps {
  readonly pipeline: PipelineView;
  readonly canRun: boolean;
  readonly stage: StageView;
  readonly send: Send;
}

function StageRow({ pipeline, canRun, stage, send }: StageRowProps): VNode {
  return (
    <tr title={stageDetails(stage, now.value)}>
      <th scope="row">
        <button type="button" class="ty-link" onClick={() => send({ type: 'openStage', stage: stage.name })}>
          {stage.name}
        </button>
      </th>
      <td>
        <StateIcon state={stage.state} /> {stageLine(stage, now.value)}
      </td>
      <td>{stage.after.join(', ')}</td>
      <td>{[...stage.outs, ...stage.metrics].join(', ')}</td>
      <td>
        <StageActions pipeline={pipeline} canRun={canRun} stage={stage} send={send} isTabbable />
      </td>
    </tr>
  );
}
