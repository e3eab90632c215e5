// Registers the model of a run: gates first, then the package, then the version with all that it came from.
import { type GateVerdict, isBlocking } from '../domain/gate.ts';
import type { ContentHash, ProjectPath } from '../domain/ids.ts';
import type { ModelRegistry, ModelVersion } from '../domain/modelVersion.ts';
import type { Pipeline } from '../domain/pipeline.ts';
import type { PipelineRun } from '../domain/run.ts';
import { trouble } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { judgeRun } from '../registry/judgeRun.ts';
import { runInputs } from '../store/runLocks.ts';
import type { StateStore } from '../store/stateStore.ts';
import { buildPackage, type PackageInput } from './packaging/buildPackage.ts';

export interface Registration {
  readonly ports: Pick<Ports, 'files' | 'hasher' | 'ids' | 'clock'>;
  /** Absolute real path of the project. */
  readonly root: string;
  readonly store: StateStore;
  readonly registry: ModelRegistry;
  readonly pipeline: Pipeline;
  readonly run: PipelineRun;
  /** An output of that run as it made it; throws `artifact-missing`. `path` is relative to the project. */
  readonly artifactOf: (run: PipelineRun, path: ProjectPath) => PackageInput['artifact'] & { readonly stage: string };
  readonly description: string | null;
  /** Set besides the alias that the pipeline names. */
  readonly alias: string | null;
  readonly signal: AbortSignal;
}

/** Tags of a version that say where it came from. */
const originKeys = {
  pipeline: 'trainyard.pipeline',
  commit: 'mlflow.source.git.commit',
  data: 'trainyard.data',
} as const;
const tagLimit = 5_000;

/**
 * Throws `model-section-missing`, `run-unfinished`, `gates-failed` with what was measured, `artifact-missing`,
 * `package-invalid`, `cancelled`, and the troubles of the tracking store. Until the last step nothing is registered.
 */
export async function registerModel(registration: Registration): Promise<ModelVersion> {
  const { ports, root, registry, pipeline, run, artifactOf, signal } = registration;
  const { model } = pipeline;
  if (model === null) throw trouble('model-section-missing', { file: pipeline.file });
  if (run.state !== 'succeeded') throw trouble('run-unfinished', { run: run.name });
  const verdicts = passGates(registration, model.name, model.requires);
  const artifact = artifactOf(run, besideFile(pipeline.file, model.artifact));
  const { folder, manifest } = await buildPackage({
    ...{ ports, pipeline, artifact, signal, packages: `${root}/.trainyard/packages` },
    ...(await environmentOf(registration, artifact.stage)),
  });
  if (signal.aborted) throw trouble('cancelled');
  const aliases = [model.alias, registration.alias ?? undefined].filter(alias => alias !== undefined);
  return registry.register({
    ...{ model: model.name, runId: run.id, packageFolder: folder, hash: manifest.hash, verdicts },
    ...{ description: registration.description, tags: originTags(registration), aliases },
  });
}

function passGates(
  { ports, registry, pipeline, run }: Registration,
  model: string,
  requires: readonly string[],
): readonly GateVerdict[] {
  const verdicts = judgeRun(registry, pipeline, { runId: run.id, now: ports.clock.now() });
  const failed = verdicts.filter(verdict => requires.includes(verdict.gate) && isBlocking(verdict));
  if (failed.length === 0) return verdicts;
  throw trouble('gates-failed', { model, file: pipeline.file, failed: failed.map(verdictText).join('; ') });
}

/** `quality (r2 0.7 is not >= 0.8)`: in the words of the pipeline file. */
function verdictText({ gate, metric, op, measured, bound, baseline, reason }: GateVerdict): string {
  if (reason === 'metric-missing') return `${gate} (the run has no metric ${metric})`;
  if (reason === 'baseline-metric-missing') return `${gate} (${baseline?.alias} has no metric ${metric})`;
  const held = baseline === null ? `${bound}` : `${bound} (${baseline.alias} v${baseline.version})`;
  return `${gate} (${metric} ${measured} is not ${op} ${held})`;
}

async function environmentOf(
  { ports, root, pipeline }: Registration,
  stage: string,
): Promise<{ readonly requirements: string | null; readonly python: string | null }> {
  const environment = pipeline.environments.get(pipeline.stages.get(stage)?.environment ?? '');
  const file = environment?.requirements;
  return {
    requirements: file === undefined ? null : await ports.files.readText(`${root}/${besideFile(pipeline.file, file)}`),
    python: environment?.python ?? null,
  };
}

function originTags({ store, pipeline, run }: Registration): Readonly<Record<string, string>> {
  const data: Readonly<Record<ProjectPath, ContentHash>> = runInputs(store, run);
  const text = JSON.stringify(data);
  return {
    [originKeys.pipeline]: pipeline.file,
    ...(run.git === null ? {} : { [originKeys.commit]: run.git.commit }),
    // A tag holds so much: a run that reads thousands of files is told by its own record alone.
    ...(text.length > tagLimit ? {} : { [originKeys.data]: text }),
  };
}

/** What is written in the pipeline file is relative to its folder. */
function besideFile(file: ProjectPath, path: string): ProjectPath {
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..' && parts.pop() === undefined) throw trouble('path-outside', { path });
    if (part !== '' && part !== '.' && part !== '..') parts.push(part);
  }
  return parts.join('/');
}
