// Runs: what was executed (pipeline run, stage run) and what was tracked (MLflow's run, metric, experiment).
import type { ExperimentId, Millis, ProjectPath, RunId, StageName, StageRunId } from './ids.ts';
import type { StaleReason } from './pipeline.ts';

export type PipelineRunState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';
/** `cached`: not executed, outputs valid. `skipped`: a predecessor did not succeed. `lost`: its process vanished. */
export type StageRunState = 'queued' | 'running' | 'succeeded' | 'cached' | 'failed' | 'cancelled' | 'skipped' | 'lost';

export const isEnded = (state: PipelineRunState | StageRunState): boolean => state !== 'queued' && state !== 'running';

/** One execution of a stage within a pipeline run. */
export interface StageRun {
  readonly id: StageRunId;
  readonly runId: RunId;
  readonly stage: StageName;
  readonly state: StageRunState;
  readonly attempt: number;
  readonly startedAt: Millis | null;
  readonly endedAt: Millis | null;
  readonly exitCode: number | null;
  /** Why it ran; empty when cached. */
  readonly reasons: readonly StaleReason[];
  readonly failure: StageFailure | null;
  /** What it does before its command starts, such as building the environment. */
  readonly progress: StageProgress | null;
}
export interface StageProgress {
  readonly step: 'environment' | 'restoring' | 'hashing';
  readonly message: string;
}
export type StageFailure =
  | {
      readonly code: 'exit';
      readonly exitCode: number;
      readonly signal: string | null;
      readonly lastLines: readonly string[];
    }
  | { readonly code: 'timeout'; readonly after: Millis }
  | { readonly code: 'spawn'; readonly command: string; readonly reason: string }
  | { readonly code: 'dep-missing'; readonly path: ProjectPath }
  | { readonly code: 'out-missing'; readonly path: ProjectPath }
  | { readonly code: 'environment'; readonly reason: string }
  | { readonly code: 'metrics-unreadable'; readonly path: ProjectPath; readonly reason: string }
  | { readonly code: 'lost' }
  | { readonly code: 'internal'; readonly reason: string };

/** One execution of a pipeline. */
export interface PipelineRun {
  readonly id: RunId;
  readonly pipeline: ProjectPath;
  readonly pipelineName: string;
  /** Two words, such as `brave-newt`. */
  readonly name: string;
  readonly state: PipelineRunState;
  readonly createdAt: Millis;
  readonly startedAt: Millis | null;
  readonly endedAt: Millis | null;
  readonly git: GitProvenance | null;
  readonly stages: readonly StageRun[];
}
export interface GitProvenance {
  readonly commit: string;
  readonly branch: string | null;
  /** SHA-256 of the uncommitted diff, null when there is none. Store files do not count. */
  readonly diffHash: string | null;
}

/** MLflow's run states. */
export type TrackedStatus = 'RUNNING' | 'SCHEDULED' | 'FINISHED' | 'FAILED' | 'KILLED';
export interface MetricPoint {
  readonly key: string;
  /** May be NaN or infinite. */
  readonly value: number;
  readonly timestamp: Millis;
  readonly step: number;
}
export interface Experiment {
  readonly id: ExperimentId;
  readonly name: string;
  readonly artifactLocation: string;
  readonly lifecycleStage: 'active' | 'deleted';
  readonly createdAt: Millis | null;
  readonly updatedAt: Millis | null;
  readonly tags: Readonly<Record<string, string>>;
  /** Absent: the project's MLflow database. */
  readonly source?: 'mlruns';
}
/** A run as MLflow knows it, with last metric values. */
export interface TrackedRun {
  readonly id: string;
  readonly experimentId: ExperimentId;
  readonly name: string;
  readonly status: TrackedStatus;
  readonly lifecycleStage: 'active' | 'deleted';
  readonly startedAt: Millis | null;
  readonly endedAt: Millis | null;
  readonly userId: string;
  readonly artifactUri: string;
  readonly parentId: string | null;
  readonly params: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly metrics: Readonly<Record<string, MetricPoint>>;
  /** Absent: the project's MLflow database. */
  readonly source?: 'mlruns';
}
/** Where runs are read from: the project's MLflow database, or a file store's folder. */
export interface SourceInfo {
  readonly id: string;
  readonly kind: 'mlflow-db' | 'mlruns';
  readonly path: ProjectPath;
  readonly writable: boolean;
  /** A code from `engine/errors.ts` when the source cannot be read or written. */
  readonly problem: string | null;
}
