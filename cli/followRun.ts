// Follows a pipeline run to its end by the service's events, over restarts of the service.
import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from '../connect/connection.ts';
import { isEnded, type PipelineRun } from '../engine/domain/run.ts';
import { trouble } from '../engine/errors.ts';
import { exitCodeOf, exitCodes } from './exitCodes.ts';
import { asTrouble } from './troubles.ts';

export interface FollowOptions {
  readonly runId: string;
  readonly signal: AbortSignal;
  /** A service that was lost is looked for again. */
  readonly reconnect: () => Promise<Connection>;
  /** Every state of the run, the first and the last included. */
  readonly onChange: (run: PipelineRun) => void;
}

/** For this long a lost service is looked for; the run itself goes on without it. */
const patienceMs = 60_000;

/** Gives back the ended run; throws `cancelled` at the signal. */
export async function followRun(first: Connection, options: FollowOptions): Promise<PipelineRun> {
  let service = first;
  let isAgain = false;
  let lostAt: number | null = null;
  for (;;) {
    try {
      const ended = await followOnce(service, isAgain, options, () => {
        lostAt = null;
      });
      if (ended !== null) return ended;
    } catch (error) {
      if (options.signal.aborted) throw trouble('cancelled');
      if (!isLoss(error)) throw error;
      lostAt ??= performance.now();
      if (performance.now() - lostAt > patienceMs) throw error;
    } finally {
      if (service !== first) service.dispose();
    }
    isAgain = true;
    await wait(300);
    service = await options.reconnect().catch(() => first);
  }
}

/**
 * Null when the stream ended before the run did. The first time all events since before the run's start are told in order;
 * after a loss the newest state is asked for.
 */
async function followOnce(
  service: Connection,
  isAgain: boolean,
  { runId, signal, onChange }: FollowOptions,
  onAnswer: () => void,
): Promise<PipelineRun | null> {
  if (isAgain) {
    const run = await service.pipelineRun(runId);
    onAnswer();
    onChange(run);
    if (isEnded(run.state)) return run;
  }
  for await (const event of service.events(service.hello.seq, signal)) {
    onAnswer();
    const run =
      event.type === 'reset' ? await service.pipelineRun(runId) : event.type === 'pipeline-run' ? event.run : null;
    if (run?.id !== runId) continue;
    onChange(run);
    if (isEnded(run.state)) return run;
  }
  if (signal.aborted) throw trouble('cancelled');
  return null;
}

/** Anything but an answer with a code of ours that says no. */
const isLoss = (error: unknown): boolean => {
  const { code } = asTrouble(error);
  return code === 'service-unreachable' || exitCodeOf(code) === exitCodes.ourFault;
};
