// Versions that we register, loaded by real MLflow of three ages by number and alias: the same numbers, run and tags.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type BuiltPackage, buildPackage, type PackageInput } from '../../engine/deploy/packaging/buildPackage.ts';
import { verifyPackage } from '../../engine/deploy/packaging/packageFiles.ts';
import type { ModelSection } from '../../engine/domain/pipeline.ts';
import { openModelRegistry } from '../../engine/tracking/modelRegistry.ts';
import { openServed } from '../deploy/openServed.ts';
import { simpleProfile } from '../deploy/productionKit.ts';
import { linearModel } from '../kit/onnxModels.ts';
import { ports } from '../runner/runnerKit.ts';
import { peerPython } from './environments.ts';
import { type MlflowProject, mlflowProject, runScript } from './mlflowKit.ts';

interface ReadBack {
  readonly number: readonly number[];
  readonly alias: readonly number[];
  readonly run: string;
  readonly aliases: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly status: string;
  readonly description: string;
  readonly found: readonly (string | number)[];
  readonly inputs: readonly string[];
}
const runId = 'd'.repeat(32);

const copied = (root: string, path: string): PackageInput['artifact'] => ({
  path,
  copyTo: place => ports.files.copy(join(root, path), place),
});

interface Made {
  readonly project: MlflowProject;
  readonly artifact: string;
  readonly python: string;
}
function packaged({ project, artifact, python }: Made, packages = 'packages'): Promise<BuiltPackage> {
  const { root } = project;
  const model: ModelSection = { name: 'bike', artifact, requires: [], package: { format: 'auto', target: 'cnt' } };
  return buildPackage({
    ...{ ports, model, packages: join(root, packages), artifact: copied(root, artifact) },
    reference: copied(root, 'train.csv'),
    environment: { python: null, requirements: 'scikit-learn==1.9.1\n' },
    interpreter: async () => python,
    ...{
      openModel: openServed,
      buildProfile: simpleProfile,
      signal: new AbortController().signal,
      onProgress: () => {},
    },
  });
}

async function registered(project: MlflowProject, release: string, { folder, manifest }: BuiltPackage) {
  const store = await project.open('write', release);
  const { id: experimentId } = store.ensureExperiment('bike-demand');
  store.createRun({ id: runId, experimentId, name: 'brave-newt', userId: 'ada', startedAt: 1000, tags: {} });
  store.updateRun(runId, { status: 'FINISHED', endedAt: 2000 });
  const registry = openModelRegistry(store, ports);
  return registry.register({
    ...{ model: 'bike', runId, packageFolder: folder, hash: manifest.hash, description: 'the first' },
    ...{ tags: { colour: 'red' }, alias: 'challenger', verdicts: [] },
  });
}

const readBack = (project: MlflowProject, python: string, kind: 'tensors' | 'columns'): Promise<ReadBack> =>
  runScript<ReadBack>(python, 'read_registry.py', {
    cwd: project.root,
    args: [`sqlite:///${project.root}/mlflow.db`, 'bike', join(project.root, 'train.csv'), kind],
    // A model of ours is a pickle of the person's own; newer MLflow asks before it reads one.
    env: { MLFLOW_ALLOW_PICKLE_DESERIALIZATION: 'true' },
  });

function newProject(): MlflowProject {
  const project = mlflowProject();
  onTestFinished(() => project.remove());
  return project;
}

describe.each(['2.22', '3.9', '3.17'])('a scikit-learn model for MLflow %s', release => {
  let python = '';
  beforeAll(async () => {
    python = await peerPython(`mlflow-${release}`);
  }, 1_200_000);

  test('loads by number and alias, predicts the same, tells run and tags', async () => {
    const project = newProject();
    const expected = await runScript<readonly number[]>(python, 'fit_pickle.py', {
      ...{ cwd: project.root, args: [project.root] },
    });
    const built = await packaged({ project, artifact: 'model.joblib', python });
    const version = await registered(project, release, built);
    const read = await readBack(project, python, 'columns');
    expect(read.number).toEqual(expected);
    expect(read).toMatchObject({
      ...{ alias: expected, run: runId, aliases: ['challenger'], status: 'READY', description: 'the first' },
      ...{ tags: { colour: 'red', 'trainyard.package_hash': built.manifest.hash }, inputs: ['temp', 'hour', 'kind'] },
    });
    expect(read.found.map(Number)).toEqual([1]);
    // What MLflow leaves beside a model that it loaded does not make the package another.
    expect(await verifyPackage(ports, version.folder ?? '')).toMatchObject({ ok: true });
  }, 300_000);

  test('is the same package every time', async () => {
    const project = newProject();
    await runScript(python, 'fit_pickle.py', { cwd: project.root, args: [project.root] });
    const made = { project, artifact: 'model.joblib', python };
    const [first, second] = [await packaged(made), await packaged(made, 'others')];
    expect(second.manifest).toEqual(first.manifest);
  }, 300_000);
});

describe('an ONNX model', () => {
  let python = '';
  beforeAll(async () => {
    python = await peerPython('mlflow-onnx');
  }, 1_200_000);

  test('is loaded by MLflow’s onnx flavor and predicts what our runtime does', async () => {
    const project = newProject();
    const rows = Array.from({ length: 20 }, (_, row) => `${row},${row * 0.5},0`);
    writeFileSync(join(project.root, 'train.csv'), `temp,hum,cnt\n${rows.join('\n')}\n`);
    mkdirSync(join(project.root, 'build'));
    writeFileSync(join(project.root, 'build/model.onnx'), linearModel({ temp: 2, hum: 3 }, 1));
    const built = await packaged({ project, artifact: 'build/model.onnx', python });
    const version = await registered(project, '3.17', built);
    const model = await openServed({
      folder: version.folder ?? '',
      python: null,
      signal: new AbortController().signal,
    });
    const column = (name: string, step: number) => ({
      ...{ name, datatype: 'FP32' as const, shape: [20, 1] },
      data: Float32Array.from({ length: 20 }, (_, row) => row * step),
    });
    const [answer] = await model.predict([column('temp', 1), column('hum', 0.5)]);
    const read = await readBack(project, python, 'tensors');
    expect(read.number).toEqual(Array.from(answer?.data as Float32Array));
    expect(read).toMatchObject({ alias: read.number, run: runId, inputs: ['temp', 'hum'] });
    expect(readFileSync(join(version.folder ?? '', 'MLmodel'), 'utf8')).not.toMatch(/utc_time|model_id/);
  }, 300_000);
});
