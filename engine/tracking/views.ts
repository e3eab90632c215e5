// Runs and experiments as trees and tables show them.
import type { ExperimentId } from '../domain/ids.ts';
import { type Direction, metricDirection } from '../domain/metricDirection.ts';
import type { Experiment, SourceInfo, TrackedRun } from '../domain/run.ts';
import type { TrackingStore } from './trackingStore.ts';

type WireNumber = number | 'NaN' | 'Infinity' | '-Infinity';
/** `RunRow` of the API. */
export interface RunRowData {
  readonly id: string;
  readonly experimentId: ExperimentId;
  readonly experiment: string;
  readonly name: string;
  readonly status: TrackedRun['status'];
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly parentId: string | null;
  readonly params: Readonly<Record<string, string>>;
  readonly metrics: Readonly<
    Record<string, { readonly value: WireNumber; readonly step: number; readonly timestamp: number }>
  >;
  readonly tags: Readonly<Record<string, string>>;
  readonly commit: string | null;
  readonly source: SourceInfo['kind'];
}
/** `ExperimentView` of the API. */
export interface ExperimentData {
  readonly id: ExperimentId;
  readonly name: string;
  readonly source: SourceInfo;
  readonly runCount: number;
  readonly updatedAt: number | null;
  readonly main: {
    readonly metric: string;
    readonly direction: Direction;
    readonly best: number;
    readonly bestRunId: string;
  } | null;
  readonly directions: Readonly<Record<string, Direction>>;
}

/** Runs looked at for the main metric of an experiment. */
const lookedAt = 500;
const wire = (value: number): WireNumber => (Number.isFinite(value) ? value : (String(value) as WireNumber));

export function runRows(store: TrackingStore, runs: readonly TrackedRun[]): readonly RunRowData[] {
  const experiments = store.experiments();
  const names = new Map(experiments.map(({ id, name }) => [id, name]));
  const inFiles = new Set(fileExperiments(store, experiments).map(({ id }) => id));
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
        { value: wire(value), step, timestamp },
      ]),
    ),
    tags: run.tags,
    commit: run.tags['mlflow.source.git.commit'] ?? null,
    source: inFiles.has(run.experimentId) ? 'mlruns' : 'mlflow-db',
  }));
}

/** Those of the file store: their artifacts' store made ids of their own, which the database does not have. */
function fileExperiments(store: TrackingStore, all: readonly Experiment[]): readonly Experiment[] {
  const own = new Set(store.databaseExperimentIds());
  return all.filter(({ id }) => !own.has(id));
}

/** Active experiments that have runs, the newest first; an empty «Default» is nobody's. */
export function experimentViews(store: TrackingStore): readonly ExperimentData[] {
  const all = store.experiments();
  const inFiles = new Set(fileExperiments(store, all).map(({ id }) => id));
  const [own, files] = [store.info(), store.sources().find(({ kind }) => kind === 'mlruns')];
  return all
    .filter(({ lifecycleStage }) => lifecycleStage === 'active')
    .map(experiment =>
      viewOf(
        experiment,
        inFiles.has(experiment.id) && files !== undefined ? files : own,
        store.runs({ experimentIds: [experiment.id], level: 'parents', limit: lookedAt }),
      ),
    )
    .filter(view => view.runCount > 0)
    .sort((a, b) => (b.updatedAt ?? 0) - (a.updatedAt ?? 0));
}

function viewOf(experiment: Experiment, source: SourceInfo, runs: readonly TrackedRun[]): ExperimentData {
  const keys = [...new Set(runs.flatMap(run => Object.keys(run.metrics)))].sort();
  const directions = Object.fromEntries(keys.map(key => [key, metricDirection(key)]));
  return {
    id: experiment.id,
    name: experiment.name,
    source,
    runCount: runs.length,
    updatedAt: runs.reduce<number | null>(
      (newest, run) => Math.max(newest ?? 0, run.endedAt ?? run.startedAt ?? 0),
      experiment.updatedAt,
    ),
    main: mainMetric(runs, directions),
    directions,
  };
}

/** Words that name a measure of the whole rather than of a step on the way, the telling ones first. */
const telling = ['rmse', 'auc', 'f1', 'accuracy', 'acc', 'r2', 'mae', 'mse', 'score', 'perplexity', 'loss'];

/** The metric that most runs end with once, whose direction is known and whose name tells most. */
export function mainMetric(
  runs: readonly TrackedRun[],
  directions: Readonly<Record<string, Direction>>,
): ExperimentData['main'] {
  const candidates = Object.keys(directions)
    .filter(key => directions[key] !== 'unknown')
    .map(key => ({ key, rank: rankOf(key), count: runs.filter(run => run.metrics[key] !== undefined).length }))
    .sort((a, b) => a.rank - b.rank || b.count - a.count || a.key.length - b.key.length);
  const [first] = candidates;
  if (first === undefined) return null;
  const direction = directions[first.key] ?? 'unknown';
  const values = runs.flatMap(run => {
    const value = run.metrics[first.key]?.value;
    return value === undefined || !Number.isFinite(value) ? [] : [{ id: run.id, value }];
  });
  const [best] = values.sort((a, b) => (direction === 'lower' ? a.value - b.value : b.value - a.value));
  return best === undefined ? null : { metric: first.key, direction, best: best.value, bestRunId: best.id };
}

/** Of training and baselines comes last: a person asks how good the model is. */
function rankOf(key: string): number {
  const words = key.toLowerCase().split(/[^a-z0-9]+/);
  const place = telling.findIndex(word => words.includes(word));
  const aside = words.some(word => ['train', 'training', 'baseline', 'system'].includes(word)) ? 100 : 0;
  return aside + (place < 0 ? telling.length : place) + (words.length > 1 ? 0.5 : 0);
}
