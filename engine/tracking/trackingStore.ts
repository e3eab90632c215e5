// The project's tracking store: MLflow's own SQLite database and artifact folders. Synchronous, one per process or worker.
import type { ExperimentId, Millis } from '../domain/ids.ts';
import type { Experiment, MetricPoint, SourceInfo, TrackedRun, TrackedStatus } from '../domain/run.ts';
import type { ArtifactPaths } from './artifactPaths.ts';
import type { TrackingDatabase, TrackingPorts } from './database/trackingDatabase.ts';

export interface NewRun {
  /** 32 hex digits; creating a run that is there already is no error and changes nothing. */
  readonly id: string;
  readonly experimentId: ExperimentId;
  readonly name: string;
  readonly userId: string;
  readonly startedAt: Millis;
  readonly tags: Readonly<Record<string, string>>;
}
export interface RunChange {
  readonly status?: TrackedStatus;
  readonly endedAt?: Millis | null;
  readonly name?: string;
  readonly experimentId?: ExperimentId;
  readonly startedAt?: Millis;
}
export interface RunQuery {
  readonly experimentIds?: readonly ExperimentId[];
  /** `parents`: only runs without `mlflow.parentRunId`. */
  readonly level?: 'all' | 'parents';
  readonly parentId?: string;
  readonly limit?: number;
}
export interface HistoryQuery {
  readonly runIds: readonly string[];
  readonly keys: readonly string[];
  /** At most this many points per curve; first, last, minima and maxima are kept. */
  readonly maxPoints?: number;
}
export interface MetricCurve {
  readonly runId: string;
  readonly key: string;
  /** Points there are, before thinning. */
  readonly total: number;
  /** Ascending by step, then time. NaN and infinities are kept. */
  readonly points: readonly MetricPoint[];
}
export interface LoggedBatch {
  readonly metrics?: readonly MetricPoint[];
  readonly params?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Reads and writes runs. All numbers in, numbers out; ids are text.
 * Writing throws `tracking-read-only` or `tracking-schema` where `info().writable` is false.
 */
export interface TrackingStore {
  info(): SourceInfo;
  /** Every source found in the root: the database first, then file stores. Read-only ones included. */
  sources(): readonly SourceInfo[];
  experiments(): readonly Experiment[];
  /** Finds the active experiment of that name or makes it. */
  ensureExperiment(name: string): Experiment;
  createRun(run: NewRun): TrackedRun;
  /** Null when there is none in any source. */
  run(id: string): TrackedRun | null;
  updateRun(id: string, change: RunChange): void;
  logBatch(runId: string, batch: LoggedBatch): void;
  /** Newest first; over all sources. */
  runs(query: RunQuery): readonly TrackedRun[];
  history(query: HistoryQuery): readonly MetricCurve[];
  /** All points of a run, for replay and copying; ascending by key, step, time. */
  allPoints(runId: string): readonly MetricPoint[];
  /** Absolute folder of the run's artifacts when it is local, else null. */
  artifactFolder(runId: string): string | null;
  /** Counter that moves when another process wrote (`PRAGMA data_version`); compare for change. */
  version(): number;
  close(): void;
  /** What MLflow's REST calls work on; for this folder's own files alone. */
  readonly backing: TrackingBacking;
}
export interface TrackingBacking {
  readonly ports: TrackingPorts;
  readonly database: TrackingDatabase;
  readonly artifacts: ArtifactPaths;
}
