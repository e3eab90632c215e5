// One stage of a run being carried out: what all its steps share, and what is remembered of it over a kill.
import type { ContentHash, ExperimentId } from '../domain/ids.ts';
import type { StageLock } from '../domain/pipeline.ts';
import type { PipelineRun, StageRun } from '../domain/run.ts';
import type { ParentCopy } from './parentCopy.ts';
import type { Variables } from './programs.ts';
import type { Checkpoint, RunnerContext } from './runnerContext.ts';
import type { PlannedStage, RunPlan } from './runPlan.ts';

export interface StageJob {
  readonly context: RunnerContext;
  readonly run: PipelineRun;
  readonly plan: RunPlan;
  readonly planned: PlannedStage;
  readonly stageRun: StageRun;
  readonly experimentId: ExperimentId;
  readonly parent: ParentCopy;
  /** Null when they are gone; then nothing new can be started. */
  readonly variables: Variables | null;
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal;
}

/** Written before the command is started, so that another runner can go on from it. */
export interface StageWork {
  /** Number of the start; see `StagePlace`. */
  readonly sequence: number;
  readonly attempt: number;
  readonly key: ContentHash;
  /** What the command was started with. */
  readonly lock: Omit<StageLock, 'outs'>;
  /** Why a signal was sent, when one was. */
  readonly stopped: 'timeout' | 'cancelled' | null;
}

export const stageName = (job: StageJob): string => job.planned.resolved.name;
export const checkpoint = async (job: StageJob, moment: Checkpoint): Promise<void> =>
  job.context.checkpoint?.(moment, stageName(job));

export function readWork(job: StageJob): StageWork | null {
  const text = job.context.store.work(job.stageRun.id);
  return text === null ? null : (JSON.parse(text) as StageWork);
}
export function saveWork(job: StageJob, work: StageWork): StageWork {
  job.context.store.saveWork(job.stageRun.id, JSON.stringify(work));
  return work;
}
