// What the project worker answers: pipelines and their state, runs as carried out, logs, facts, cleaning.
import { createEngine, type Engine } from '../engine/createEngine.ts';
import type { Facts, StageFacts } from '../engine/domain/facts.ts';
import type { RunId } from '../engine/domain/ids.ts';
import type { ParamTree, Pipeline } from '../engine/domain/pipeline.ts';
import type { PipelineRun } from '../engine/domain/run.ts';
import { trouble } from '../engine/errors.ts';
import { fileLog } from '../engine/node/log.ts';
import { nodePorts } from '../engine/node/ports.ts';
import { collectFacts } from '../engine/pipeline/collectFacts.ts';
import { findPipelines } from '../engine/pipeline/findPipelines.ts';
import { loadPipeline } from '../engine/pipeline/loadPipeline.ts';
import { mergeParams } from '../engine/pipeline/params.ts';
import { resolveStage } from '../engine/pipeline/resolve.ts';
import { type CleanTarget, clean } from '../engine/runner/clean.ts';
import { createPipelineRun, type RunRequest } from '../engine/runner/createPipelineRun.ts';
import { recoverRuns } from '../engine/runner/recoverRuns.ts';
import { readStageLog, type StageLogSlice } from '../engine/runner/stageLog.ts';
import type { StoredOperation, StoreProblem } from '../engine/store/stateStore.ts';
import type { PipelineView } from '../protocol/api.ts';
import { viewPipeline } from './pipelineView.ts';
import type { WorkerData } from './workerCalls.ts';

export interface ProjectStatus {
  readonly writable: boolean;
  readonly problem: StoreProblem | null;
}

export async function projectCalls({ root, access, folders, logFile }: WorkerData) {
  const ports = nodePorts({ log: fileLog(logFile) });
  const engine = await createEngine({ ports, root, access, folders });
  const { state, context } = engine;
  const views = async (): Promise<readonly PipelineView[]> => {
    const files = await findPipelines(ports.files, root);
    const found = await Promise.all(files.map(file => viewPipeline(context, file)));
    return found.filter(view => view !== null);
  };
  return {
    status: (): ProjectStatus => ({ writable: state.info().writable, problem: state.info().problem }),
    pipelines: views,
    async pipeline(file: string): Promise<PipelineView> {
      const view = await viewPipeline(context, file);
      if (view === null) throw trouble('pipeline-missing', { file });
      return view;
    },
    /** Pipeline files and what their stages read and make: changes of these change what is stale. */
    async watchedFiles(): Promise<readonly string[]> {
      const files = await findPipelines(ports.files, root);
      const loaded = await Promise.all(files.map(file => loadPipeline(ports.files, root, file)));
      return loaded.flatMap((one, index) => [
        files[index] ?? '',
        ...(one?.pipeline ? filesOf(one.pipeline, one.params) : []),
      ]);
    },
    pipelineRuns: (query: { pipeline?: string; limit?: number; unfinished?: true }): readonly PipelineRun[] =>
      state.pipelineRuns(query),
    pipelineRun(id: RunId): PipelineRun | null {
      return state.pipelineRun(id);
    },
    createRun: (request: RunRequest): Promise<PipelineRun> => createPipelineRun({ ...context, folders }, request),
    requestCancel: (id: RunId): void => state.requestCancel(id),
    abandoned: (): readonly RunId[] => recoverRuns(context),
    saveOperation: (operation: StoredOperation): StoredOperation => state.saveOperation(operation),
    operation: (id: string): StoredOperation | null => state.operation(id),
    operationByKey: (key: string): StoredOperation | null => state.operationByKey(key),
    operations: (limit: number): readonly StoredOperation[] => state.operations(limit),
    log: (request: { runId: RunId; stage: string; offset: number; limit: number }): Promise<StageLogSlice> =>
      readStageLog(context, request),
    clean: (what: readonly CleanTarget[]): Promise<number> => clean({ ...context, folders }, what),
    async facts(): Promise<Facts> {
      const files = await findPipelines(ports.files, root);
      const seen = await views();
      // An untrusted folder's git may run programs that its configuration names.
      const known = await collectFacts(access === 'write' ? ports : { files: ports.files, git: noGit }, root, files);
      return {
        ...known,
        stages: Object.fromEntries(seen.map(view => [view.file, stageFacts(view)])),
        ...runFacts(engine, seen),
      };
    },
    close: () => engine.close(),
  };
}
export type ProjectCalls = Awaited<ReturnType<typeof projectCalls>>;

const filesOf = (pipeline: Pipeline, fileParams: ParamTree): readonly string[] => {
  const params = mergeParams(pipeline, fileParams);
  const folder = pipeline.file.includes('/') ? pipeline.file.slice(0, pipeline.file.lastIndexOf('/') + 1) : '';
  const stages = [...pipeline.stages.keys()].map(name => resolveStage(pipeline, name, params));
  const requirements = stages.flatMap(stage => stage.environment?.requirements ?? []);
  return [
    ...(pipeline.params.file === undefined ? [] : [folder + pipeline.params.file]),
    ...requirements,
    ...stages.flatMap(stage => [...stage.deps, ...stage.outs.map(out => out.path)]),
  ];
};

const noGit = { provenance: async () => null, tracked: async () => null };

function stageFacts(view: PipelineView): Readonly<Record<string, StageFacts>> {
  return Object.fromEntries(
    view.stages.map(({ name, state, last }): [string, StageFacts] => {
      const durationMs = last?.startedAt != null && last.endedAt !== null ? last.endedAt - last.startedAt : undefined;
      const shown = state === 'queued' ? 'running' : state === 'skipped' || state === 'lost' ? 'failed' : state;
      return [name, { state: shown, ...(durationMs === undefined ? {} : { durationMs }) }];
    }),
  );
}

/** Newest finished run of each pipeline, and every recent run by id, for cards that cite them. */
function runFacts({ tracking }: Engine, views: readonly PipelineView[]): Pick<Facts, 'lastRuns' | 'runs'> {
  const names = new Map(tracking.experiments().map(experiment => [experiment.id, experiment.name]));
  const pipelines = new Set(views.map(view => view.name));
  const lastRuns: Record<string, NonNullable<Facts['lastRuns']>[string]> = {};
  const runs: Record<string, NonNullable<Facts['runs']>[string]> = {};
  for (const run of tracking.runs({ level: 'parents', limit: 500 })) {
    const metrics = Object.fromEntries(Object.values(run.metrics).map(({ key, value }) => [key, value]));
    const fact = { id: run.id, name: run.name, metrics };
    runs[run.id] = fact;
    const name = names.get(run.experimentId);
    if (name !== undefined && pipelines.has(name) && run.status === 'FINISHED') lastRuns[name] ??= fact;
  }
  return { lastRuns, runs };
}
