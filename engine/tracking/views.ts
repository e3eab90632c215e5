// What trees and tables show of experiments and runs: main metric, directions, rows as JSON carries them.
import { type Direction, metricDirection } from '../domain/metricDirection.ts';
import type { Experiment, SourceInfo, TrackedRun } from '../domain/run.ts';
import { bestOf, type ExperimentStats, experimentStats, type MetricCount } from './database/experimentStats.ts';
import type { TrackingStore } from './trackingStore.ts';

/** The answer of `GET /v1/experiments`, one experiment. */
export interface ExperimentData {
  readonly id: string;
  readonly name: string;
  readonly source: SourceInfo;
  /** Runs that are nobody's child. */
  readonly runCount: number;
  readonly updatedAt: number | null;
  readonly main: MainMetric | null;
  /** For every metric its runs have. */
  readonly directions: Readonly<Record<string, Direction>>;
}
export interface MainMetric {
  readonly metric: string;
  readonly direction: Direction;
  readonly best: number;
  readonly bestRunId: string;
}
type JsonNumber = number | 'NaN' | 'Infinity' | '-Infinity';
/** The answer of `GET /v1/runs`, one row. */
export interface RunData {
  readonly id: string;
  readonly experimentId: string;
  readonly experiment: string;
  readonly name: string;
  readonly status: TrackedRun['status'];
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly parentId: string | null;
  readonly params: Readonly<Record<string, string>>;
  readonly metrics: Readonly<
    Record<string, { readonly value: JsonNumber; readonly step: number; readonly timestamp: number }>
  >;
  readonly tags: Readonly<Record<string, string>>;
  readonly commit: string | null;
  readonly source: 'mlflow-db' | 'mlruns';
}

/** Active experiments that have runs, the newest first. */
export function experimentViews(store: TrackingStore): readonly ExperimentData[] {
  const sources = store.sources();
  const stats = store.info().problem === null ? store.backing.database.read(experimentStats) : null;
  return store
    .experiments()
    .filter(({ lifecycleStage }) => lifecycleStage === 'active')
    .map(experiment =>
      stats === null || experiment.source !== undefined
        ? viewOfRuns(experiment, store.runs({ experimentIds: [experiment.id], level: 'parents' }), sources)
        : viewOfStats(experiment, stats.get(experiment.id), store),
    )
    .filter(({ runCount }) => runCount > 0)
    .sort((a, b) => (b.updatedAt ?? 0) - (a.updatedAt ?? 0));
}

/** Counted by the database. */
function viewOfStats(experiment: Experiment, stats: ExperimentStats | undefined, store: TrackingStore): ExperimentData {
  const metrics = stats?.metrics ?? [];
  const chosen = chooseMetric(metrics);
  const direction = chosen === null ? 'unknown' : metricDirection(chosen.metric);
  const best =
    chosen === null
      ? null
      : store.backing.database.read(tables => bestOf(tables, { ...chosen, direction, experimentId: experiment.id }));
  return {
    id: experiment.id,
    name: experiment.name,
    source: store.info(),
    runCount: stats?.runCount ?? 0,
    updatedAt: stats?.updatedAt ?? experiment.updatedAt,
    main: chosen === null || best === null ? null : { metric: chosen.metric, direction, ...best },
    directions: Object.fromEntries(metrics.map(({ key }) => [key, metricDirection(key)])),
  };
}

/** Counted here: of file stores and of databases that are not quite MLflow's. */
function viewOfRuns(
  experiment: Experiment,
  runs: readonly TrackedRun[],
  sources: readonly SourceInfo[],
): ExperimentData {
  const times = runs.map(run => run.endedAt ?? run.startedAt ?? 0);
  return {
    id: experiment.id,
    name: experiment.name,
    source: sourceOf(experiment, sources),
    runCount: runs.length,
    updatedAt: times.length === 0 ? experiment.updatedAt : Math.max(...times),
    main: mainMetric(runs),
    directions: Object.fromEntries(
      [...new Set(runs.flatMap(run => Object.keys(run.metrics)))].sort().map(key => [key, metricDirection(key)]),
    ),
  };
}

function sourceOf({ source }: Experiment, sources: readonly SourceInfo[]): SourceInfo {
  const found = sources.find(({ kind }) => kind === (source ?? 'mlflow-db')) ?? sources[0];
  if (found === undefined) throw new Error('a tracking store has at least one source');
  return found;
}

/** Words that name a measure of the whole rather than of a step on the way, the telling ones first. */
const telling = ['rmse', 'auc', 'f1', 'accuracy', 'acc', 'r2', 'mae', 'mse', 'score', 'perplexity', 'loss'];

/**
 * The metric worth a glance: of those with a known direction the one whose name tells most, then the one that most runs
 * have. Finished runs count; others only while none has finished. Null where no run has a number for any.
 */
function chooseMetric(
  counts: readonly MetricCount[],
): { readonly metric: string; readonly among: 'finished' | 'all' } | null {
  const among = counts.some(({ finished }) => finished > 0) ? 'finished' : 'all';
  const [first] = counts
    .filter(count => count[among] > 0 && metricDirection(count.key) !== 'unknown')
    .toSorted(
      (a, b) =>
        rank(a.key) - rank(b.key) || b[among] - a[among] || a.key.length - b.key.length || (a.key < b.key ? -1 : 1),
    );
  return first === undefined ? null : { metric: first.key, among };
}

/** Main metric of runs that are known whole. */
export function mainMetric(runs: readonly TrackedRun[]): MainMetric | null {
  const counts = new Map<string, { readonly key: string; finished: number; all: number }>();
  for (const run of runs)
    for (const { key, value } of Object.values(run.metrics)) {
      const count = counts.get(key) ?? { key, finished: 0, all: 0 };
      counts.set(key, count);
      if (!Number.isFinite(value)) continue;
      count.all++;
      if (run.status === 'FINISHED') count.finished++;
    }
  const chosen = chooseMetric([...counts.values()]);
  if (chosen === null) return null;
  const { metric, among } = chosen;
  const direction = metricDirection(metric);
  const best = bestRun(among === 'all' ? runs : runs.filter(run => run.status === 'FINISHED'), metric, direction);
  return best === null ? null : { metric, direction, ...best };
}

/** Of training and baselines comes last: a person asks how good the model is. */
function rank(metric: string): number {
  const words = metric.toLowerCase().split(/[^a-z0-9]+/);
  const place = telling.findIndex(word => words.includes(word));
  const aside = words.some(word => ['train', 'training', 'baseline', 'system'].includes(word)) ? 100 : 0;
  return aside + (place < 0 ? telling.length : place) + (words.length > 1 ? 0.5 : 0);
}

/** The best finite value; the earlier run wins a tie. */
function bestRun(
  runs: readonly TrackedRun[],
  metric: string,
  direction: Direction,
): { readonly best: number; readonly bestRunId: string } | null {
  let found: { best: number; bestRunId: string } | null = null;
  for (const run of runs.toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0))) {
    const value = run.metrics[metric]?.value;
    if (value === undefined || !Number.isFinite(value)) continue;
    const isBetter = found === null || (direction === 'lower' ? value < found.best : value > found.best);
    if (isBetter) found = { best: value, bestRunId: run.id };
  }
  return found;
}

/** Rows of the given runs, in their order. */
export function runRows(store: TrackingStore, runs: readonly TrackedRun[]): readonly RunData[] {
  const names = new Map(store.experiments().map(({ id, name }) => [id, name]));
  return runs.map(run => ({
    id: run.id,
    experimentId: run.experimentId,
    experiment: names.get(run.experimentId) ?? run.experimentId,
    name: run.name,
    status: run.status,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    parentId: run.parentId,
    params: run.params,
    metrics: Object.fromEntries(
      Object.values(run.metrics).map(({ key, value, step, timestamp }) => [
        key,
        { value: toJson(value), step, timestamp },
      ]),
    ),
    tags: run.tags,
    commit: run.tags['mlflow.source.git.commit'] ?? null,
    source: run.source ?? 'mlflow-db',
  }));
}

const toJson = (value: number): JsonNumber => (Number.isFinite(value) ? value : (String(value) as JsonNumber));
