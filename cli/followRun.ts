// Follows a pipeline run to its end by the service's events, over restarts of the service.
import type { Connection } from '../connect/connectProject.ts';
import { isEnded, type PipelineRun } from '../engine/domain/run.ts';
import { trouble } from '../engine/errors.ts';
import type { ServiceEvent } from '../protocol/events.ts';

export interface FollowOptions {
  readonly runId: string;
  /** Number of an event before the run's start: its states are told in order from there. */
  readonly after: number;
  readonly signal: AbortSignal;
  /** Every state of the run, the last included. */
  readonly onChange: (run: PipelineRun) => void;
}

/** Gives back the ended run; throws `cancelled` at the signal. The run itself goes on without the one who follows. */
export async function followRun(service: Connection, options: FollowOptions): Promise<PipelineRun> {
  const { runId, signal, onChange } = options;
  for (let { after } = options; !signal.aborted; ) {
    for await (const event of service.events(after, signal)) {
      const run = await runOf(service, event, runId);
      if (run === null) continue;
      onChange(run);
      if (isEnded(run.state)) return run;
    }
    if (signal.aborted) break;
    // The service was ended on purpose. Asking starts the next one, which adopts the run.
    after = (await service.hello_()).seq;
    const run = await service.pipelineRun(runId);
    onChange(run);
    if (isEnded(run.state)) return run;
  }
  throw trouble('cancelled');
}

async function runOf(service: Connection, event: ServiceEvent, runId: string): Promise<PipelineRun | null> {
  if (event.type === 'reset') return service.pipelineRun(runId);
  return event.type === 'pipeline-run' && event.run.id === runId ? event.run : null;
}
