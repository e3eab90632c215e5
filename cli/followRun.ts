// Follows a pipeline run to its end by the service's events, over restarts of the service.
import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from '../connect/connectProject.ts';
import { isEnded, type PipelineRun } from '../engine/domain/run.ts';
import { trouble } from '../engine/errors.ts';
import type { ServiceEvent } from '../protocol/events.ts';
import { exitCodeOf, exitCodes } from './exitCodes.ts';
import { asTrouble } from './troubles.ts';

export interface FollowOptions {
  readonly runId: string;
  readonly signal: AbortSignal;
  /** Looks for the service again after it was lost, or starts one, which adopts the run. */
  readonly reconnect: () => Promise<Connection>;
  /** Every state of the run, the last included. */
  readonly onChange: (run: PipelineRun) => void;
}

const pauseMs = 300;
/** For this long a lost service is looked for. */
const patienceMs = 60_000;

/** `first` was made before the run was started. Gives back the ended run; throws `cancelled` at the signal. */
export async function followRun(first: Connection, options: FollowOptions): Promise<PipelineRun> {
  const ended = await watch(first, options);
  if (ended !== null) return ended;
  for (let lostAt = performance.now(); !options.signal.aborted; ) {
    await wait(pauseMs);
    const service = await options.reconnect().catch(unlessLoss);
    if (service === null && performance.now() - lostAt > patienceMs) break;
    if (service === null) continue;
    try {
      const run = await look(service, options);
      if (run !== null && isEnded(run.state)) return run;
      if (run !== null) lostAt = performance.now();
      const later = run === null ? null : await watch(service, options);
      if (later !== null) return later;
    } finally {
      service.dispose();
    }
  }
  if (options.signal.aborted) throw trouble('cancelled');
  throw trouble('service-unreachable', { reason: 'it was lost while the run went on', log: 'service.log' });
}

async function look(service: Connection, { runId, onChange }: FollowOptions): Promise<PipelineRun | null> {
  const run = await service.pipelineRun(runId).catch(unlessLoss);
  if (run !== null) onChange(run);
  return run;
}

/** All that happened since the connection was made, in order. Null when the stream ended before the run did. */
async function watch(service: Connection, { runId, signal, onChange }: FollowOptions): Promise<PipelineRun | null> {
  try {
    for await (const event of service.events(service.hello.seq, signal)) {
      const run = await runOf(service, event, runId);
      if (run === null) continue;
      onChange(run);
      if (isEnded(run.state)) return run;
    }
  } catch (error) {
    if (!signal.aborted) unlessLoss(error);
  }
  if (signal.aborted) throw trouble('cancelled');
  return null;
}

async function runOf(service: Connection, event: ServiceEvent, runId: string): Promise<PipelineRun | null> {
  if (event.type === 'reset') return service.pipelineRun(runId);
  return event.type === 'pipeline-run' && event.run.id === runId ? event.run : null;
}

/** An answer with a code that says no is no loss: it is thrown on. */
function unlessLoss(error: unknown): null {
  const { code } = asTrouble(error);
  if (code === 'service-crashing' || code === 'service-version') throw error;
  if (exitCodeOf(code) !== exitCodes.ourFault) throw error;
  return null;
}
