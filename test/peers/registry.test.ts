// Versions that we register, loaded by the real MLflow: by number and by alias, ONNX without ZipMap, and MLflow's own format.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildPackage } from '../../engine/deploy/packaging/buildPackage.ts';
import type { ModelRegistry, ModelVersion } from '../../engine/domain/modelVersion.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import { parsePipeline } from '../../engine/pipeline/parsePipeline.ts';
import { toPipeline } from '../../engine/pipeline/toPipeline.ts';
import { openModelRegistry } from '../../engine/tracking/modelRegistry.ts';
import { peerPython } from './environments.ts';
import { type MlflowProject, mlflowProject, runScript } from './mlflowKit.ts';

interface Trained {
  readonly rows: readonly (readonly number[])[];
  readonly regression: readonly number[];
  readonly probabilities: readonly (readonly number[])[];
}
interface Loaded {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly versions: Readonly<Record<string, unknown>>;
}

const ports = nodePorts({ log: { write: () => {} } });
const runId = 'd'.repeat(32);
let python: string;
beforeAll(async () => {
  python = await peerPython('registry');
}, 1_200_000);
let project: MlflowProject;
let registry: ModelRegistry;
let trained: Trained;
beforeEach(async () => {
  project = mlflowProject();
  const store = await project.open();
  const { id: experimentId } = store.ensureExperiment('demo');
  store.createRun({ id: runId, experimentId, name: 'brave-newt', userId: 'ada', startedAt: 1000, tags: {} });
  registry = openModelRegistry(store, ports);
  trained = await runScript<Trained>(python, 'train_models.py', { cwd: project.root });
}, 120_000);
afterEach(() => project.remove());

async function register(model: string, artifact: string, alias: string | null = null): Promise<ModelVersion> {
  const text = `apiVersion: trainyard/v1\nkind: Pipeline\nname: demo\nstages:\n  train: {cmd: x, outs: [${artifact}]}\nmodel: {name: ${model}, artifact: ${artifact}}\n`;
  const pipeline = toPipeline(parsePipeline(text), 'pipeline.yaml');
  if (pipeline === null) throw new Error(text);
  const { folder, manifest } = await buildPackage({
    ...{ ports, packages: join(project.root, '.trainyard/packages'), pipeline, python: null },
    ...{ requirements: 'onnxruntime\n', signal: new AbortController().signal },
    artifact: {
      path: artifact,
      copyTo: async place => cpSync(join(project.root, artifact), place, { recursive: true }),
    },
  });
  return registry.register({
    ...{ model, runId, packageFolder: folder, hash: manifest.hash, description: null, tags: {}, verdicts: [] },
    aliases: alias === null ? [] : [alias],
  });
}
const load = (...addresses: readonly string[]): Promise<Loaded> =>
  runScript<Loaded>(python, 'load_versions.py', {
    cwd: project.root,
    args: [`sqlite:///${project.root}/mlflow.db`, JSON.stringify(trained.rows), ...addresses],
  });

test('an ONNX model is loaded by version and by alias, and predicts what the trained one does', async () => {
  const { hash } = await register('bikes', 'regression.onnx', 'champion');
  const { answers, versions } = await load('models:/bikes/1', 'models:/bikes@champion');
  for (const answer of Object.values(answers)) {
    const [values] = Object.values(answer as Readonly<Record<string, readonly (readonly number[])[]>>);
    expect(values?.length).toBe(4);
    values?.flat().forEach((value, at) => void expect(value).toBeCloseTo(trained.regression[at] ?? Number.NaN, 3));
  }
  expect(versions).toMatchObject({
    'bikes/1': { run: runId, status: 'READY', aliases: ['champion'], tags: { 'trainyard.package_hash': hash } },
  });
}, 120_000);

test('a classifier without its ZipMap gives its probabilities as a tensor', async () => {
  await register('classes', 'classifier.onnx');
  const { answers } = await load('models:/classes/1');
  const { probabilities } = answers['models:/classes/1'] as Readonly<Record<string, readonly (readonly number[])[]>>;
  probabilities?.forEach((row, at) => {
    row.forEach((value, column) => void expect(value).toBeCloseTo(trained.probabilities[at]?.[column] ?? -1, 4));
  });
  expect(probabilities?.length).toBe(4);
}, 120_000);

test('a model that MLflow saved goes in and comes out the same', async () => {
  await register('saved', 'saved');
  const { answers } = await load('models:/saved/1');
  const values = (answers['models:/saved/1'] as readonly unknown[]).flat().map(Number);
  expect(values.length).toBe(4);
  values.forEach((value, at) => void expect(value).toBeCloseTo(trained.regression[at] ?? Number.NaN, 4));
}, 120_000);
