// Carries out a pipeline run, or goes on with one whose runner was killed.
import type { ExperimentId, RunId, StageName } from '../domain/ids.ts';
import { isEnded, type PipelineRun, type StageRun, type StageRunState, type TrackedStatus } from '../domain/run.ts';
import { trouble } from '../errors.ts';
import { createParentCopy } from './parentCopy.ts';
import type { Variables } from './programs.ts';
import type { RunnerContext } from './runnerContext.ts';
import { type PlannedStage, type RunPlan, readPlan } from './runPlan.ts';
import { readVariables, removeVariables } from './runVariables.ts';
import { executeStage } from './stageExecution.ts';
import type { StageJob } from './stageJob.ts';
import { sourceTags, userOf } from './stageTracking.ts';

const cancelPollMs = 250;

/**
 * Returns the ended run. `signal` cancels it, as a cancel request in the store does.
 * Throws `not-found`, and `run-active` when another living process carries this run.
 */
export async function executeRun(context: RunnerContext, runId: RunId, signal: AbortSignal): Promise<PipelineRun> {
  const { store, ports } = context;
  const run = getRun(context, runId);
  if (isEnded(run.state)) return run;
  if (!store.takeRun(runId, ports.processes.self(), runner => isRunnerAlive(context, runner))) {
    throw trouble('run-active', { pipeline: run.pipelineName, run: run.name });
  }
  const startedAt = run.startedAt ?? ports.clock.now();
  store.changeRun(runId, { state: 'running', startedAt });
  const cancel = new AbortController();
  const onAbort = (): void => cancel.abort();
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) cancel.abort();
  const watching = watchCancel(context, runId, cancel);
  try {
    await carryOut(context, { ...run, startedAt }, cancel);
    return await endRun(context, runId, cancel.signal.aborted);
  } finally {
    signal.removeEventListener('abort', onAbort);
    watching.stop();
  }
}

function getRun(context: RunnerContext, runId: RunId): PipelineRun {
  const run = context.store.pipelineRun(runId);
  if (run === null) throw trouble('not-found', { what: 'pipeline run', id: runId });
  return run;
}

/** A process with that number that started at another time is not the runner. */
export function isRunnerAlive(
  context: Pick<RunnerContext, 'ports'>,
  runner: { readonly pid: number; readonly startedAt: number | null },
): boolean {
  const found = context.ports.processes.info(runner.pid);
  if (found === null) return false;
  return found.startedAt === null || runner.startedAt === null || Math.abs(found.startedAt - runner.startedAt) < 2_000;
}

function watchCancel(context: RunnerContext, runId: RunId, cancel: AbortController): { stop(): void } {
  const end = new AbortController();
  void (async () => {
    while (!end.signal.aborted) {
      if (context.store.isCancelRequested(runId)) return cancel.abort();
      await context.ports.clock.sleep(cancelPollMs, end.signal).catch(() => {});
    }
  })();
  return { stop: () => end.abort() };
}

async function carryOut(context: RunnerContext, run: PipelineRun, cancel: AbortController): Promise<void> {
  const { store, tracking, ports } = context;
  const plan = readPlan(store.plan(run.id) ?? '');
  const variables = await readVariables(ports.files, context.folders, run.id);
  const experimentId = openTracked(context, run, variables);
  if (experimentId === null) return;
  const shared = {
    context,
    run,
    plan,
    experimentId,
    parent: createParentCopy(tracking, store, run.id),
    variables,
    signal: cancel.signal,
  };
  await schedule(shared, plan);
}

/** The parent run and its experiment. Null where tracking is the trouble before anything was started: the run then fails. */
function openTracked(context: RunnerContext, run: PipelineRun, variables: Variables | null): ExperimentId | null {
  const { store, ports } = context;
  try {
    return createParent(context, run, variables);
  } catch (error) {
    const isStarted = run.stages.some(stage => stage.state !== 'queued');
    if (isStarted) throw error;
    ports.log.write('error', `${run.name} cannot be tracked`, { error });
    const reason = error instanceof Error ? error.message : String(error);
    const endedAt = ports.clock.now();
    for (const [index, stage] of run.stages.entries()) {
      store.changeStageRun(
        stage.id,
        index === 0
          ? { state: 'failed', endedAt, failure: { code: 'internal', reason } }
          : { state: 'skipped', endedAt },
      );
    }
    return null;
  }
}

function createParent(context: RunnerContext, run: PipelineRun, variables: Variables | null): ExperimentId {
  const { tracking } = context;
  const experimentId = tracking.ensureExperiment(run.pipelineName).id;
  tracking.createRun({
    id: run.id,
    experimentId,
    name: run.name,
    userId: userOf(variables),
    startedAt: run.startedAt ?? run.createdAt,
    tags: { 'mlflow.runName': run.name, ...sourceTags(run, variables), 'trainyard.kind': 'pipeline-run' },
  });
  return experimentId;
}

type SharedJob = Omit<StageJob, 'planned' | 'stageRun'>;
const good: ReadonlySet<StageRunState> = new Set(['succeeded', 'cached']);

/** Starts every stage whose predecessors succeeded, as many at a time as the plan allows, until none is left. */
async function schedule(shared: SharedJob, plan: RunPlan): Promise<void> {
  const waiting = new Map<StageName, PlannedStage>(plan.stages.map(planned => [planned.resolved.name, planned]));
  const running = new Map<StageName, Promise<StageName>>();
  const states = new Map<StageName, StageRunState>();
  for (const name of waiting.keys()) states.set(name, findStage(shared, name).state);
  while (waiting.size > 0 || running.size > 0) {
    for (const [name, planned] of waiting) {
      const next = readiness(planned, states, shared.signal.aborted);
      if (next === 'wait' || (next === 'start' && running.size >= plan.parallel)) continue;
      waiting.delete(name);
      if (next === 'ended') continue;
      if (next === 'start') {
        running.set(
          name,
          executeStage({ ...shared, planned, stageRun: findStage(shared, name) }).then(() => name),
        );
      } else {
        shared.context.store.changeStageRun(findStage(shared, name).id, {
          state: next,
          endedAt: shared.context.ports.clock.now(),
        });
        states.set(name, next);
      }
    }
    if (running.size === 0) continue;
    const ended = await Promise.race(running.values());
    running.delete(ended);
    states.set(ended, findStage(shared, ended).state);
  }
}

function readiness(
  planned: PlannedStage,
  states: ReadonlyMap<StageName, StageRunState>,
  isCancelled: boolean,
): 'start' | 'wait' | 'ended' | 'skipped' | 'cancelled' {
  const own = states.get(planned.resolved.name) ?? 'queued';
  if (isEnded(own)) return 'ended';
  // One that a killed runner had started is looked after first, cancelled or not: it may still be running.
  if (own === 'running') return 'start';
  if (isCancelled) return 'cancelled';
  const before = planned.waitsFor.map(name => states.get(name) ?? 'queued');
  if (before.some(state => isEnded(state) && !good.has(state))) return 'skipped';
  return before.every(state => good.has(state)) ? 'start' : 'wait';
}

function findStage(shared: SharedJob, name: StageName): StageRun {
  const id = shared.run.stages.find(stage => stage.stage === name)?.id;
  const found = id === undefined ? null : shared.context.store.stageRun(id);
  if (found === null) throw trouble('not-found', { what: 'stage run', id: name });
  return found;
}

/** The end is that of the last stage: the same however often it is written. */
async function endRun(context: RunnerContext, runId: RunId, isCancelled: boolean): Promise<PipelineRun> {
  const { store, tracking, ports } = context;
  const { stages, createdAt } = getRun(context, runId);
  const isGood = stages.every(stage => good.has(stage.state));
  const state = isGood ? 'succeeded' : isCancelled ? 'cancelled' : 'failed';
  const status: TrackedStatus = isGood ? 'FINISHED' : isCancelled ? 'KILLED' : 'FAILED';
  const endedAt = Math.max(createdAt, ...stages.map(stage => stage.endedAt ?? 0));
  try {
    tracking.updateRun(runId, { status, endedAt });
  } catch (error) {
    if (isGood) throw error;
    ports.log.write('error', `the end of ${runId} cannot be tracked`, { error });
  }
  await context.checkpoint?.('bookkeeping:run', null);
  await removeVariables(ports.files, context.folders, runId);
  store.changeRun(runId, { state, endedAt });
  return getRun(context, runId);
}
