// A stage's tracked run: made before its command, filled while it runs, closed after it.
import type { ProjectPath } from '../domain/ids.ts';
import type { MetricPoint, StageFailure, TrackedStatus } from '../domain/run.ts';
import { followSeries, logFinalMetrics, type SeriesFollower } from './metricsLogging.ts';
import type { CacheEntry } from './outputCache.ts';
import { paramTexts } from './parentCopy.ts';
import { checkpoint, type StageJob, stageName } from './stageJob.ts';

const livePauseMs = 1_000;
/** Copying may take at most this part of the time, so that long histories do not slow the run down. */
const liveShare = 0.05;

export function createStageTrackedRun(job: StageJob, startedAt: number): void {
  const { run, context } = job;
  context.tracking.createRun({
    id: job.stageRun.id,
    experimentId: job.experimentId,
    name: stageName(job),
    userId: userOf(job.variables),
    startedAt,
    tags: {
      'mlflow.runName': stageName(job),
      'mlflow.parentRunId': run.id,
      ...sourceTags(run, job.variables),
      'trainyard.kind': 'stage-run',
      'trainyard.stage': stageName(job),
    },
  });
  job.parent.params(stageName(job), paramTexts(job.planned.resolved.params));
}

export const userOf = (variables: Readonly<Record<string, string>> | null): string =>
  variables?.USER ?? variables?.LOGNAME ?? 'unknown';

/** Tags that a pipeline run and its stage runs have in common. */
export function sourceTags(run: StageJob['run'], variables: StageJob['variables']): Record<string, string> {
  const { git } = run;
  return {
    'mlflow.user': userOf(variables),
    'mlflow.source.name': run.pipeline,
    'mlflow.source.type': 'LOCAL',
    'trainyard.pipeline': run.pipeline,
    ...(git === null ? {} : { 'mlflow.source.git.commit': git.commit }),
    ...(git?.branch ? { 'mlflow.source.git.branch': git.branch } : {}),
    ...(git?.diffHash ? { 'trainyard.git.diff': git.diffHash } : {}),
  };
}

export const followStage = (job: StageJob): SeriesFollower =>
  followSeries({
    ports: job.context.ports,
    root: job.context.root,
    tracking: job.context.tracking,
    stageRunId: job.stageRun.id,
    outs: job.planned.resolved.outs,
  });

/** Carries points into the stage's run and its parent until `until` is aborted. Trouble is logged; the end tries again. */
export async function trackLive(job: StageJob, follower: SeriesFollower, until: AbortSignal): Promise<void> {
  const { clock, log } = job.context.ports;
  let seen = -1;
  let pause = livePauseMs;
  while (!until.aborted) {
    const before = clock.monotonic();
    try {
      const count = await follower.follow();
      const version = job.context.tracking.version();
      if (count > 0 || version !== seen) job.parent.metrics(stageName(job), job.stageRun.id);
      seen = version;
    } catch (error) {
      log.write('warn', `live metrics of ${stageName(job)} wait for the next try`, { error });
    }
    pause = Math.max(livePauseMs, (clock.monotonic() - before) / liveShare);
    await clock.sleep(pause, until).catch(() => {});
  }
}

/** Everything the stage left goes into its run and the parent; safe to repeat. Returns why a metrics file could not be read. */
export async function trackEnd(job: StageJob, follower: SeriesFollower): Promise<StageFailure | null> {
  const { context, stageRun, planned } = job;
  const { tracking } = context;
  await follower.finish();
  await checkpoint(job, 'logging:stage');
  const failure = await logFinalMetrics({
    ports: context.ports,
    root: context.root,
    tracking,
    stageRunId: stageRun.id,
    outs: planned.resolved.outs,
  });
  logMissingParams(job, paramTexts(planned.resolved.params));
  copyToParent(job);
  await checkpoint(job, 'logging:parent');
  await copyArtifacts(job);
  return failure;
}

/** A stage that did not run shows what its last run with the same inputs showed. */
export async function trackCached(job: StageJob, entry: Pick<CacheEntry, 'points' | 'params'> | null): Promise<void> {
  const { tracking } = job.context;
  if (entry !== null) {
    for (let at = 0; at < entry.points.length; at += 1_000)
      tracking.logBatch(job.stageRun.id, { metrics: entry.points.slice(at, at + 1_000) });
    logMissingParams(job, entry.params);
  }
  logMissingParams(job, paramTexts(job.planned.resolved.params));
  tracking.logBatch(job.stageRun.id, { tags: { 'trainyard.cached': 'true' } });
  copyToParent(job);
  await copyArtifacts(job);
}

/** For the cache entry: all that is known of the stage's run now. */
export function trackedState(job: StageJob): {
  readonly points: readonly MetricPoint[];
  readonly params: Readonly<Record<string, string>>;
} {
  return {
    points: job.context.tracking.allPoints(job.stageRun.id),
    params: job.context.tracking.run(job.stageRun.id)?.params ?? {},
  };
}

export const closeStageTrackedRun = (job: StageJob, status: TrackedStatus, endedAt: number): void =>
  job.context.tracking.updateRun(job.stageRun.id, { status, endedAt });

/** Ours come after the script's: a script that logs the same name in its own words must not fail over it. */
function logMissingParams(job: StageJob, params: Readonly<Record<string, string>>): void {
  const there = job.context.tracking.run(job.stageRun.id)?.params ?? {};
  const missing = Object.entries(params).filter(([key]) => there[key] === undefined);
  if (missing.length > 0) job.context.tracking.logBatch(job.stageRun.id, { params: Object.fromEntries(missing) });
}

function copyToParent(job: StageJob): void {
  job.parent.metrics(stageName(job), job.stageRun.id);
  job.parent.params(stageName(job), job.context.tracking.run(job.stageRun.id)?.params ?? {});
}

async function copyArtifacts(job: StageJob): Promise<void> {
  const { tracking, root, ports, hashes } = job.context;
  const folder = tracking.artifactFolder(job.stageRun.id);
  if (folder === null) return;
  for (const out of job.planned.resolved.outs) {
    if (out.role === 'out') continue;
    const kind = (await ports.files.stat(`${root}/${out.path}`))?.kind;
    const paths: readonly ProjectPath[] =
      kind === 'file'
        ? [out.path]
        : kind === 'folder'
          ? (await hashes.manifest(`${root}/${out.path}`)).map(entry => `${out.path}/${entry.path}`)
          : [];
    for (const path of paths) {
      const target = `${folder}/${path}`;
      const beside = target.replace(/[^/]+$/, name => `.${name}.tmp`);
      await ports.files.copy(`${root}/${path}`, beside);
      await ports.files.rename(beside, target);
    }
  }
}
