// What is registered from a pipeline: the run it comes from, the model as that run made it, and what it is packaged with.
import type { ContentHash, ProjectPath, RunId } from '../domain/ids.ts';
import type { ModelSection, Pipeline } from '../domain/pipeline.ts';
import type { PipelineRun } from '../domain/run.ts';
import { trouble } from '../errors.ts';
import { folderOf, joinPath } from '../pipeline/projectPath.ts';
import { runInputs, runLock } from '../store/runLocks.ts';
import { readPipeline } from './createPipelineRun.ts';
import { type RunArtifact, runArtifact } from './runArtifact.ts';
import type { ProjectContext } from './runnerContext.ts';

export interface ModelPlan {
  readonly pipeline: Pipeline;
  readonly model: ModelSection;
  readonly run: PipelineRun;
  readonly artifact: RunArtifact;
  /** Reference data as the run had it; null when none is named. */
  readonly reference: Pick<RunArtifact, 'path' | 'copyTo'> | null;
  /** Of the package section, else of the stage that made the model; null without one. */
  readonly environment: { readonly python: string | null; readonly requirements: string | null } | null;
  /** Content hashes of what the run read and did not make itself. */
  readonly inputs: Readonly<Record<ProjectPath, ContentHash>>;
}
interface PlanRequest {
  readonly pipeline: ProjectPath;
  /** The newest that succeeded when absent. */
  readonly runId?: RunId | undefined;
}

/**
 * Throws `pipeline-missing`, `pipeline-invalid`, `model-section-missing`, `not-found`, `run-unfinished`, `artifact-missing`
 * when no stage of the run made the model, and `package-invalid` when reference data is not what the run read.
 */
export async function planModel(context: ProjectContext, request: PlanRequest): Promise<ModelPlan> {
  const { pipeline } = await readPipeline(context, request.pipeline);
  const { model } = pipeline;
  if (model === null) throw trouble('model-section-missing', { file: pipeline.file });
  const run = chooseRun(context, model, request);
  const artifact = runArtifact(context, run, located(pipeline, model.artifact));
  const inputs = runInputs(context.store, run);
  return {
    ...{ pipeline, model, run, artifact, inputs },
    reference: await findReference(context, { pipeline, model, run, inputs }),
    environment: await findEnvironment(context, pipeline, artifact.stage),
  };
}

/** Where a data set lies and its content now; null when the pipeline names none so, or nothing is there. */
export async function hashOfDataset(
  { root, hashes }: Pick<ProjectContext, 'root' | 'hashes'>,
  pipeline: Pipeline,
  name: string,
): Promise<{ readonly path: ProjectPath; readonly hash: ContentHash } | null> {
  const dataset = pipeline.datasets.get(name);
  if (dataset === undefined) return null;
  const path = located(pipeline, dataset.path);
  const hash = await hashes.hash(`${root}/${path}`);
  return hash === null ? null : { path, hash };
}

function located({ file }: Pipeline, path: string): ProjectPath {
  const joined = joinPath(folderOf(file), path);
  if (joined === null) throw trouble('path-outside', { path });
  return joined;
}

function chooseRun({ store }: ProjectContext, model: ModelSection, { pipeline, runId }: PlanRequest): PipelineRun {
  if (runId === undefined) {
    const found = store.pipelineRuns({ pipeline, limit: 1_000 }).find(({ state }) => state === 'succeeded');
    if (found === undefined) throw trouble('artifact-missing', { path: model.artifact });
    return found;
  }
  const run = store.pipelineRun(runId);
  if (run === null || run.pipeline !== pipeline) throw trouble('not-found', { what: 'run', id: runId });
  if (run.state !== 'succeeded') throw trouble('run-unfinished', { run: run.name });
  return run;
}

type Chosen = Pick<ModelPlan, 'pipeline' | 'model' | 'run' | 'inputs'>;

async function findReference(context: ProjectContext, chosen: Chosen): Promise<ModelPlan['reference']> {
  const { pipeline, model, run, inputs } = chosen;
  const told = model.package.reference;
  if (told === undefined) return null;
  const dataset = told.startsWith('dataset:') ? pipeline.datasets.get(told.slice('dataset:'.length)) : null;
  if (dataset === undefined) throw trouble('not-found', { what: 'dataset', id: told });
  const path = located(pipeline, dataset?.path ?? told);
  if (run.stages.some(({ stage }) => runLock(context.store, run.id, stage)?.outs[path] !== undefined))
    return runArtifact(context, run, path);
  const recorded = inputs[path];
  if (recorded !== undefined && (await context.hashes.hash(`${context.root}/${path}`)) !== recorded)
    throw trouble('package-invalid', {
      path: model.artifact,
      reason: `its reference data ${path} was changed since run ${run.name}; run the pipeline again`,
    });
  return { path, copyTo: place => context.ports.files.copy(`${context.root}/${path}`, place) };
}

async function findEnvironment(
  { ports, root }: ProjectContext,
  pipeline: Pipeline,
  stage: string,
): Promise<ModelPlan['environment']> {
  const name = pipeline.model?.package.environment ?? pipeline.stages.get(stage)?.environment;
  const found = name === undefined ? undefined : pipeline.environments.get(name);
  if (found === undefined) return null;
  const { python = null, requirements } = found;
  if (requirements === undefined) return { python, requirements: null };
  const text = await ports.files.readText(`${root}/${located(pipeline, requirements)}`);
  if (text === null)
    throw trouble('environment-failed', { name: found.name, reason: `the file ${requirements} is missing` });
  return { python, requirements: text };
}
