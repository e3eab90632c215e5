// Carries out one stage: skip, restore or run it, with attempts; picks up where a killed runner stopped.
import type { StaleReason } from '../domain/pipeline.ts';
import { isEnded, type StageFailure } from '../domain/run.ts';
import { isTrouble, trouble } from '../errors.ts';
import { stageLockInputs, staleReasons } from '../pipeline/staleness.ts';
import { canRestore, findEntry, restoreOut } from './outputCache.ts';
import { stageLogFile } from './runnerContext.ts';
import { prepareCommand } from './stageCommand.ts';
import { endCached, endFailed, endStopped, endSucceeded, exitFailure } from './stageEnd.ts';
import { missingDep, readInputs, type StageInputs } from './stageInputs.ts';
import { checkpoint, readWork, type StageJob, type StageWork, saveWork, stageName } from './stageJob.ts';
import { clearOut, clearOuts } from './stageOuts.ts';
import { awaitStage, type StagePlace, sightStage, startStage, takeOver } from './stageProcess.ts';
import { createStageTrackedRun, followStage, trackLive } from './stageTracking.ts';

/** Ends with the stage run in an ended state, whatever happens. Repeating it for an ended one does nothing. */
export async function executeStage(job: StageJob): Promise<void> {
  if (isEnded(job.stageRun.state)) return;
  try {
    begin(job);
    const resumed = readWork(job);
    if (resumed !== null) return await runAttempts(job, resumed, 'resumed');
    const work = await decide(job);
    if (work !== null) await runAttempts(job, work, 'new');
  } catch (error) {
    if (isTrouble(error, 'cancelled')) return endStopped(job, 'cancelled');
    job.context.ports.log.write('error', `stage ${stageName(job)} of ${job.run.name}`, { error });
    await endFailed(job, { code: 'internal', reason: error instanceof Error ? error.message : String(error) });
  }
}

/** The time of the start is stored before anything else knows it, so that it is the same for everyone. */
function begin(job: StageJob): void {
  const { store, ports } = job.context;
  const startedAt = job.stageRun.startedAt ?? ports.clock.now();
  if (job.stageRun.state === 'queued')
    store.changeStageRun(job.stageRun.id, { state: 'running', startedAt, progress: { step: 'hashing', message: '' } });
  createStageTrackedRun(job, startedAt);
}

/** Null: it needed no run, or could not have one, and has ended. */
async function decide(job: StageJob): Promise<StageWork | null> {
  const { context, planned, run, stageRun } = job;
  const inputs = await readInputs(context, planned.resolved, job.signal);
  const missing = missingDep(inputs);
  if (missing !== null) return end(endFailed(job, { code: 'dep-missing', path: missing }));
  const lock = stageLockInputs(context.ports.hasher, planned.resolved, inputs);
  const reasons = whyRun(job, inputs);
  if (reasons.length === 0) return end(endCached(job, lock.key));
  await checkpoint(job, 'start:decided');
  const mayRestore = !planned.forced && !planned.resolved.always;
  if (mayRestore && (await restore(job, lock.key))) return end(endCached(job, lock.key, lock));
  context.store.changeStageRun(stageRun.id, { reasons, progress: null });
  context.ports.log.write('info', `${run.name}: ${planned.resolved.name} runs`, { reasons });
  return saveWork(job, { sequence: 0, attempt: 1, key: lock.key, lock, stopped: null });
}

async function end(ending: Promise<void>): Promise<null> {
  await ending;
  return null;
}

function whyRun(job: StageJob, inputs: StageInputs): readonly StaleReason[] {
  const { context, planned, run } = job;
  const reasons = staleReasons(planned.resolved, context.store.stageLock(run.pipeline, stageName(job)), inputs);
  return planned.forced && reasons.length === 0 ? [{ code: 'forced' }] : reasons;
}

/** Puts the outputs of an earlier run with the same inputs back. */
async function restore(job: StageJob, key: string): Promise<boolean> {
  const { context, planned, stageRun } = job;
  const entry = await findEntry(context, key);
  if (entry === null || !(await canRestore(context, entry, planned.resolved.outs))) return false;
  context.store.changeStageRun(stageRun.id, { progress: { step: 'restoring', message: '' } });
  const wanted = new Set(planned.resolved.outs.map(out => out.path));
  for (const out of entry.outs) if (wanted.has(out.path)) await restoreOut(context, out, path => clearOut(job, path));
  return true;
}

type Origin = 'new' | 'resumed';
const killedExitCode = 137;

async function runAttempts(job: StageJob, first: StageWork, firstOrigin: Origin): Promise<void> {
  const { retry } = job.planned.resolved;
  let work = first;
  let origin = firstOrigin;
  while (true) {
    const outcome = await runOnce(job, work, origin);
    if (outcome.kind === 'refused') return endFailed(job, outcome.failure);
    work = readWork(job) ?? work;
    const isGood = outcome.kind === 'ended' && outcome.exitCode === 0 && work.stopped === null;
    if (isGood) return endSucceeded(job, work, outcome.endedAt);
    if (job.signal.aborted || work.stopped === 'cancelled') return endStopped(job, 'cancelled');
    if (outcome.kind === 'lost' && work.stopped === null) return endStopped(job, 'lost');
    // One that had to be killed left no status.
    const exit =
      outcome.kind === 'ended' ? outcome : { exitCode: killedExitCode, endedAt: job.context.ports.clock.now() };
    const failure = await exitFailure(job, exit.exitCode, work.stopped);
    if (failure.code === 'spawn' || work.attempt > (retry?.limit ?? 0)) return endFailed(job, failure, exit);
    work = await nextAttempt(job, work);
    origin = 'new';
  }
}

async function nextAttempt(job: StageJob, work: StageWork): Promise<StageWork> {
  const { context, run, planned, stageRun } = job;
  const pause = (planned.resolved.retry?.backoff ?? 0) * 2 ** (work.attempt - 1);
  const next = { ...work, attempt: work.attempt + 1, stopped: null };
  await context.ports.clock.sleep(pause, job.signal);
  await context.ports.files.append(
    stageLogFile(context.root, run.id, stageName(job)),
    `\n── attempt ${next.attempt} ──\n`,
  );
  // What the next attempt's script creates is the stage's run again, not a child of it.
  context.tracking.logBatch(stageRun.id, { tags: { 'trainyard.taken': '' } });
  context.store.changeStageRun(stageRun.id, { attempt: next.attempt });
  return next;
}

type Outcome =
  | { readonly kind: 'ended'; readonly exitCode: number; readonly claimedAt: number; readonly endedAt: number }
  /** Could not be started, and trying again would not help. */
  | { readonly kind: 'refused'; readonly failure: StageFailure }
  | { readonly kind: 'lost' };

/** Starts the command, or finds the one that was started for this work already, and waits for its end. */
async function runOnce(job: StageJob, work: StageWork, origin: Origin): Promise<Outcome> {
  const { ports } = job.context;
  // Sequence 0 was decided and never started.
  if (origin === 'resumed' && work.sequence > 0) {
    const place = placeOf(job, work);
    const seen = await sightStage(ports, place);
    const isFree = seen.kind === 'void' || (seen.kind === 'absent' && (await takeOver(ports, place)));
    if (!isFree) return watch(job, place, undefined);
  }
  const prepared = await prepareCommand(job);
  if (!prepared.ok) return { kind: 'refused', failure: prepared.error };
  if (job.signal.aborted) throw trouble('cancelled');
  await clearOuts(job);
  const started = saveWork(job, { ...work, sequence: work.sequence + 1 });
  job.context.store.changeStageRun(job.stageRun.id, { attempt: work.attempt, progress: null });
  await checkpoint(job, 'start:persisted');
  const place = placeOf(job, started);
  const child = await startStage(ports, place, prepared.value);
  await checkpoint(job, 'start:spawned');
  return watch(job, place, child.exited);
}

const placeOf = (job: StageJob, work: StageWork): StagePlace => ({
  root: job.context.root,
  runId: job.run.id,
  stage: stageName(job),
  sequence: work.sequence,
});

async function watch(job: StageJob, place: StagePlace, exited: Promise<void> | undefined): Promise<Outcome> {
  const live = new AbortController();
  const tracking = trackLive(job, followStage(job), live.signal);
  try {
    const seen = await awaitStage(job.context.ports, place, {
      ...(exited === undefined ? {} : { exited }),
      timeoutMs: job.planned.resolved.timeout,
      signal: job.signal,
      onStop: async why => {
        const work = readWork(job);
        if (work !== null) saveWork(job, { ...work, stopped: why });
      },
      onClaimed: () => checkpoint(job, 'start:claimed'),
    });
    await checkpoint(job, 'exit:seen');
    return seen.kind === 'lost' ? { kind: 'lost' } : seen;
  } finally {
    live.abort();
    await tracking;
  }
}
