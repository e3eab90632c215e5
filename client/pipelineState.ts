// Questions about a pipeline and its current run that several areas ask.
import type { PipelineRun, StageRun } from '../engine/domain/run.ts';
import type { Operation, PipelineView, Snapshot, StageView } from '../protocol/api.ts';

export const isActive = (run: Pick<PipelineRun, 'state'> | null): boolean =>
  run?.state === 'queued' || run?.state === 'running';
export const isActiveStage = (stage: Pick<StageView, 'state'>): boolean =>
  stage.state === 'queued' || stage.state === 'running';

/** The run put into its pipeline, its stages' states included. */
export function withRun(pipeline: PipelineView, run: PipelineRun): PipelineView {
  const byStage = new Map(run.stages.map(stage => [stage.stage, stage]));
  const stages = pipeline.stages.map(stage => {
    const last = byStage.get(stage.name);
    return last === undefined
      ? stage
      : {
          ...stage,
          last,
          state: last.state,
          stale: last.state === 'succeeded' || last.state === 'cached' ? [] : stage.stale,
        };
  });
  return { ...pipeline, run, stages };
}

export interface RunProgress {
  readonly done: number;
  readonly total: number;
  /** Stages that run right now, longest first. */
  readonly running: readonly StageRun[];
}
export function runProgress(run: PipelineRun): RunProgress {
  const ended = run.stages.filter(({ state }) => state !== 'queued' && state !== 'running');
  const running = run.stages
    .filter(({ state }) => state === 'running')
    .sort((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0));
  return { done: ended.length, total: run.stages.length, running };
}

/** The operation that cancels a pipeline's run. */
export const runOperation = (snapshot: Snapshot, runId: string): Operation | null =>
  snapshot.operations.find(({ kind, subject, state }) => kind === 'run' && subject === runId && state === 'running') ??
  null;
