// What an event changes in the snapshot at once, and what has to be asked for again.
import type { Snapshot } from '../protocol/api.ts';
import type { ServiceEvent } from '../protocol/events.ts';
import { isActive, withRun } from './pipelineState.ts';

export type Refetch = 'pipelines' | 'experiments' | 'models' | 'deployments' | 'monitors';
export interface Applied {
  readonly snapshot: Snapshot;
  readonly changed: boolean;
  readonly refetch: readonly Refetch[];
}

export function applyEvent(snapshot: Snapshot, event: ServiceEvent): Applied {
  const same = { snapshot: { ...snapshot, seq: event.seq }, changed: false, refetch: [] };
  switch (event.type) {
    case 'pipeline-run': {
      const pipelines = snapshot.pipelines.map(pipeline =>
        pipeline.file === event.run.pipeline ? withRun(pipeline, event.run) : pipeline,
      );
      // Whether stages are stale is known to the service alone: ask when the run has ended.
      return {
        snapshot: { ...same.snapshot, pipelines },
        changed: true,
        refetch: isActive(event.run) ? [] : ['pipelines', 'experiments', 'models'],
      };
    }
    case 'operation': {
      const others = snapshot.operations.filter(({ id }) => id !== event.operation.id);
      return { snapshot: { ...same.snapshot, operations: [...others, event.operation] }, changed: true, refetch: [] };
    }
    case 'pipelines-changed':
      return { ...same, refetch: ['pipelines', 'models'] };
    case 'runs-changed':
      return { ...same, refetch: ['experiments', 'models'] };
    case 'models-changed':
      return { ...same, refetch: ['models'] };
    case 'deployment':
    case 'deployment-removed':
      return { ...same, refetch: ['deployments', 'models'] };
    case 'alert':
    case 'monitors-changed':
      return { ...same, refetch: ['monitors', 'deployments'] };
    case 'reset':
    case 'log':
    case 'stopping':
      return same;
  }
}
