// What the project worker answers: pipelines and their state, runs as carried out, logs, facts, cleaning.
import type { Facts, StageFacts } from '../engine/domain/facts.ts';
import type { ProjectPath, RunId, StageRunId } from '../engine/domain/ids.ts';
import type { PipelineRun, StageRun } from '../engine/domain/run.ts';
import { trouble } from '../engine/errors.ts';
import { collectFacts } from '../engine/pipeline/collectFacts.ts';
import { findPipelines } from '../engine/pipeline/findPipelines.ts';
import { type CleanTarget, clean } from '../engine/runner/clean.ts';
import { createPipelineRun, type RunRequest } from '../engine/runner/createPipelineRun.ts';
import { recoverRuns } from '../engine/runner/recoverRuns.ts';
import { stageLogFile } from '../engine/runner/runnerContext.ts';
import { readStageLog, type StageLogSlice } from '../engine/runner/stageLog.ts';
import type { StateStore, StoredOperation, StoreProblem } from '../engine/store/stateStore.ts';
import type { PipelineView } from '../protocol/api.ts';
import { openEngine } from './enginePorts.ts';
import { type GatedPipeline, gatedPipelines } from './pipelineGates.ts';
import { viewPipeline } from './pipelineView.ts';
import { type WatchedFiles, watchedFiles } from './watchedFiles.ts';
import type { WorkerData } from './workerCalls.ts';

export interface ProjectStatus {
  readonly writable: boolean;
  readonly problem: StoreProblem | null;
}
/** A stage's log that has grown. */
export interface LogSize {
  readonly runId: RunId;
  readonly stage: string;
  readonly size: number;
}

export async function projectCalls(data: WorkerData) {
  const { root } = data;
  const { engine, ports } = openEngine(data);
  const context = await engine.project();
  const { store } = context;
  const views = async (): Promise<readonly PipelineView[]> => {
    const files = await findPipelines(ports.files, root);
    const found: PipelineView[] = [];
    for (const file of files) {
      const view = await viewPipeline(context, file);
      if (view !== null) found.push(view);
    }
    return found;
  };
  return {
    status: (): ProjectStatus => ({ writable: store.info().writable, problem: store.info().problem }),
    pipelines: views,
    async pipeline(file: string): Promise<PipelineView> {
      const view = await viewPipeline(context, file);
      if (view === null) throw trouble('pipeline-missing', { file });
      return view;
    },
    deploymentCount: (): number => store.deployments.deployments().length,
    gates: (only: ProjectPath | undefined): Promise<readonly GatedPipeline[]> => gatedPipelines(context, only),
    watchedFiles: (): Promise<WatchedFiles> => watchedFiles(ports.files, root),
    pipelineRuns: (query: { pipeline?: string; limit?: number; unfinished?: true }): readonly PipelineRun[] =>
      store.pipelineRuns(query),
    pipelineRun: (id: RunId): PipelineRun | null => store.pipelineRun(id),
    stageRun: (id: StageRunId): StageRun | null => store.stageRun(id),
    /** The run and its operation are there both or not at all, so that a repeated request finds them. */
    async createRun(request: RunRequest, operation: StoredOperation): Promise<PipelineRun> {
      const both: StateStore = {
        ...store,
        createRun: (run, plan) =>
          store.transaction(() => {
            store.createRun(run, plan);
            store.saveOperation({ ...operation, subject: run.id });
          }),
      };
      return createPipelineRun({ ...context, store: both }, request);
    },
    requestCancel: (id: RunId): void => store.requestCancel(id),
    abandoned: (): readonly RunId[] => recoverRuns(context),
    saveOperation: (operation: StoredOperation): StoredOperation => store.saveOperation(operation),
    operation: (id: string): StoredOperation | null => store.operation(id),
    operationByKey: (key: string): StoredOperation | null => store.operationByKey(key),
    operations: (limit: number): readonly StoredOperation[] => store.operations(limit),
    log: (request: { runId: RunId; stage: string; offset: number; limit: number }): Promise<StageLogSlice> =>
      readStageLog(context, request),
    /** Sizes of the logs of stages that run. */
    async logSizes(): Promise<readonly LogSize[]> {
      const running = store
        .pipelineRuns({ unfinished: true, limit: 20 })
        .flatMap(run => run.stages.filter(({ state }) => state === 'running'));
      return Promise.all(
        running.map(async ({ runId, stage }) => {
          const stat = await ports.files.stat(stageLogFile(root, runId, stage));
          return { runId, stage, size: stat?.size ?? 0 };
        }),
      );
    },
    clean: (what: readonly CleanTarget[]): Promise<number> => clean(context, what),
    /** Without what the tracking store knows, and the names of pipelines to ask it for. */
    async facts(): Promise<{ readonly facts: Facts; readonly pipelines: readonly string[] }> {
      const seen = await views();
      const known = await collectFacts(ports, root, await findPipelines(ports.files, root));
      const stages = Object.fromEntries(seen.map(view => [view.file, stageFacts(view)]));
      return { facts: { ...known, stages }, pipelines: seen.map(view => view.name) };
    },
    close: () => engine.close(),
  };
}
export type ProjectCalls = Awaited<ReturnType<typeof projectCalls>>;

function stageFacts(view: PipelineView): Readonly<Record<string, StageFacts>> {
  return Object.fromEntries(
    view.stages.map(({ name, state, last }): [string, StageFacts] => {
      const durationMs = last?.startedAt != null && last.endedAt !== null ? last.endedAt - last.startedAt : undefined;
      const shown = state === 'skipped' || state === 'lost' ? 'failed' : state;
      return [name, { state: shown, ...(durationMs === undefined ? {} : { durationMs }) }];
    }),
  );
}
