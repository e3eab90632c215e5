// The end of a stage: outputs kept, numbers tracked, states written, in an order that may be repeated after a kill.
import type { ContentHash, Millis } from '../domain/ids.ts';
import type { StageLock } from '../domain/pipeline.ts';
import type { StageFailure, StageRunState, TrackedStatus } from '../domain/run.ts';
import { keepRunLock } from '../store/runLocks.ts';
import { type CachedOut, type CacheEntry, findEntry, keepOut, saveEntry } from './outputCache.ts';
import { stageLogFile } from './runnerContext.ts';
import { checkpoint, type StageJob, type StageWork, stageName } from './stageJob.ts';
import { closeStageTrackedRun, followStage, trackCached, trackEnd, trackedState } from './stageTracking.ts';

const signals: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  15: 'SIGTERM',
};
const lastLineCount = 20;

/** A good exit counts only with every output there and every metrics file readable. */
export async function endSucceeded(job: StageJob, work: StageWork, endedAt: Millis): Promise<void> {
  const { context, planned } = job;
  context.store.changeStageRun(job.stageRun.id, { progress: { step: 'hashing', message: '' } });
  const outs: CachedOut[] = [];
  for (const out of planned.resolved.outs) {
    const kept = await keepOut(context, out, job.signal);
    if (kept === null) return endFailed(job, { code: 'out-missing', path: out.path }, { exitCode: 0, endedAt });
    outs.push(kept);
    await checkpoint(job, 'cache:objects');
  }
  const unreadable = await trackEnd(job, followStage(job));
  if (unreadable !== null) return endFailed(job, unreadable, { exitCode: 0, endedAt });
  await saveEntry(context, { key: work.key, stage: stageName(job), outs, ...trackedState(job) });
  await checkpoint(job, 'cache:entry');
  await close(job, {
    state: 'succeeded',
    status: 'FINISHED',
    endedAt,
    exitCode: 0,
    lock: { ...work.lock, outs: outHashes(outs) },
  });
}

/** `restored`: the outputs were put back, so the lock has to say what they were made from. */
export async function endCached(job: StageJob, key: ContentHash, restored?: Omit<StageLock, 'outs'>): Promise<void> {
  const entry = await findEntry(job.context, key);
  await trackCached(job, entry ?? lastGood(job));
  const lock = restored && entry ? { ...restored, outs: outHashes(entry.outs) } : null;
  await close(job, {
    state: 'cached',
    status: 'FINISHED',
    endedAt: job.context.ports.clock.now(),
    exitCode: null,
    lock,
  });
}

/** Numbers of the last good run of this stage, for when the cache was cleaned since. */
function lastGood(job: StageJob): Pick<CacheEntry, 'points' | 'params'> | null {
  const { store, tracking } = job.context;
  for (const run of store.pipelineRuns({ pipeline: job.run.pipeline, limit: 50 })) {
    const found = run.stages.find(stage => stage.stage === stageName(job));
    if (
      found === undefined ||
      found.id === job.stageRun.id ||
      (found.state !== 'succeeded' && found.state !== 'cached')
    )
      continue;
    return { points: tracking.allPoints(found.id), params: tracking.run(found.id)?.params ?? {} };
  }
  return null;
}

/** What a failed stage left is tracked all the same. */
export async function endFailed(
  job: StageJob,
  failure: StageFailure,
  exit?: { readonly exitCode: number; readonly endedAt: Millis },
): Promise<void> {
  if (exit !== undefined) await attempt(job, () => trackEnd(job, followStage(job)));
  const endedAt = exit?.endedAt ?? job.context.ports.clock.now();
  await close(job, {
    state: 'failed',
    status: 'FAILED',
    endedAt,
    exitCode: exit?.exitCode ?? null,
    failure,
    lock: null,
  });
}

export async function endStopped(job: StageJob, state: 'cancelled' | 'lost'): Promise<void> {
  await attempt(job, () => trackEnd(job, followStage(job)));
  const failure: StageFailure | null = state === 'lost' ? { code: 'lost' } : null;
  const status = state === 'lost' ? 'FAILED' : 'KILLED';
  await close(job, { state, status, endedAt: job.context.ports.clock.now(), exitCode: null, failure, lock: null });
}

interface Ending {
  readonly state: StageRunState;
  readonly status: TrackedStatus;
  readonly endedAt: Millis;
  readonly exitCode: number | null;
  readonly failure?: StageFailure | null;
  readonly lock: StageLock | null;
}

/** Our own store comes last: once it says «ended», nothing is left to do. */
async function close(job: StageJob, ending: Ending): Promise<void> {
  const { store } = job.context;
  const closeTracked = async (): Promise<void> => closeStageTrackedRun(job, ending.status, ending.endedAt);
  await (ending.lock === null ? attempt(job, closeTracked) : closeTracked());
  await checkpoint(job, 'bookkeeping:tracked');
  store.transaction(() => {
    if (ending.lock !== null) store.saveStageLock(job.run.pipeline, stageName(job), ending.lock);
    if (ending.status === 'FINISHED') keepRunLock(store, job.run, stageName(job));
    const { state, endedAt, exitCode, failure = null } = ending;
    store.changeStageRun(job.stageRun.id, { state, endedAt, exitCode, failure, progress: null });
  });
  await checkpoint(job, 'bookkeeping:stored');
}

/** A stage that did not succeed ends in any case, even where tracking itself is the trouble. */
async function attempt(job: StageJob, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    job.context.ports.log.write('error', `tracking the end of stage ${stageName(job)}`, { error });
  }
}

const outHashes = (outs: readonly CachedOut[]): StageLock['outs'] =>
  Object.fromEntries(outs.map(out => [out.path, out.hash]));

/** Why a command that ended badly did: time-out, a program that is missing, or what it said last. */
export async function exitFailure(
  job: StageJob,
  exitCode: number,
  stopped: StageWork['stopped'],
): Promise<StageFailure> {
  const { timeout, cmd } = job.planned.resolved;
  if (stopped === 'timeout' && timeout !== null) return { code: 'timeout', after: timeout };
  const lastLines = await readLastLines(job);
  if (exitCode === 127 && cmd.kind === 'shell') {
    const missing = lastLines
      .map(line => /(?:^|: )([^\s:]+): (?:command )?not found$/.exec(line)?.[1])
      .findLast(name => name !== undefined);
    if (missing !== undefined) return { code: 'spawn', command: missing, reason: 'it was not found on PATH' };
  }
  return { code: 'exit', exitCode, signal: exitCode > 128 ? (signals[exitCode - 128] ?? null) : null, lastLines };
}

async function readLastLines(job: StageJob): Promise<readonly string[]> {
  const { files } = job.context.ports;
  const path = stageLogFile(job.context.root, job.run.id, stageName(job));
  const size = (await files.stat(path))?.size ?? 0;
  const bytes = await files.readSlice(path, Math.max(0, size - 16_000), 16_000);
  const lines = new TextDecoder()
    .decode(bytes ?? new Uint8Array())
    .split(/\r?\n/)
    .map(line => line.slice(line.lastIndexOf('\r') + 1));
  return lines
    .filter(line => line.trim() !== '')
    .slice(-lastLineCount)
    .map(line => line.slice(0, 500));
}
