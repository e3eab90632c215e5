// Registering through the service: gates first, versions with what they came from, aliases, and refusals that say what to do.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Connection } from '../../connect/connectProject.ts';
import type { ModelVersion } from '../../engine/domain/modelVersion.ts';
import type { Operation } from '../../protocol/api.ts';
import { identityModel } from '../kit/onnxModels.ts';
import { makeProject, newKey, type TestProject, troubleOf, until, untilEnded } from './serviceKit.ts';

let project: TestProject;
let link: Connection;

interface Demo {
  readonly r2: number;
  readonly model?: string;
  readonly onFail?: 'block' | 'warn';
}
/** «Training» copies a model; «evaluation» says how good it is. */
const demo = ({ r2, model = 'one', onFail = 'block' }: Demo): string => `apiVersion: trainyard/v1
kind: Pipeline
name: demo
stages:
  train:
    cmd: cp models/${model}.onnx model.onnx
    deps: [models/${model}.onnx]
    outs: [model.onnx]
  evaluate:
    cmd: 'echo "{\\"r2\\": ${r2}}" > metrics.json'
    deps: [model.onnx]
    metrics: [metrics.json]
gates:
  quality: {metric: "evaluate:metrics.json#r2", op: ">=", value: 0.8, on_fail: ${onFail}}
  no-regression: {metric: "evaluate#r2", op: ">=", baseline: champion, tolerance: 0.01}
model:
  name: demo
  artifact: model.onnx
  registry: {alias: challenger}
  requires: [quality, no-regression]
`;
const write = (options: Demo): void => project.write('pipeline.yaml', demo(options));

beforeEach(async () => {
  project = makeProject();
  for (const name of ['one', 'two']) project.write(`models/${name}.onnx`, identityModel(name));
  write({ r2: 0.9 });
  link = await project.connect();
});
afterEach(() => project.remove());

async function run(): Promise<string> {
  const { subject } = await link.startRun({ key: newKey(), pipeline: 'pipeline.yaml', env: project.env });
  expect(await untilEnded(link, subject ?? '')).toMatchObject({ state: 'succeeded' });
  return subject ?? '';
}
async function register(more: { readonly runId?: string; readonly alias?: string } = {}): Promise<Operation> {
  const { id } = await link.register({ key: newKey(), pipeline: 'pipeline.yaml', ...more });
  return until('the end of registering', async () => {
    const operation = await link.operation(id);
    return operation.state === 'running' ? null : operation;
  });
}
const newest = async (): Promise<ModelVersion | undefined> => (await link.models())[0]?.versions[0];
const sha = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

describe('a run that passes its gates', () => {
  test('becomes a version with its run, metrics, data, gates and alias', async () => {
    const runId = await run();
    expect(await register()).toMatchObject({
      ...{ kind: 'register', state: 'succeeded', subject: 'demo/1', result: { model: 'demo', version: 1 } },
    });
    const version = await newest();
    expect(version).toMatchObject({
      ...{ model: 'demo', version: 1, runId, aliases: ['challenger'], metrics: { r2: 0.9 } },
      verdicts: [
        { gate: 'quality', state: 'passed', measured: 0.9, bound: 0.8, runId },
        { gate: 'no-regression', state: 'passed', reason: 'no-baseline-yet' },
      ],
    });
    expect(JSON.parse(version?.tags['trainyard.data'] ?? '')).toEqual({
      'models/one.onnx': sha(join(project.root, 'models/one.onnx')),
    });
  });
  test('has its files where MLflow keeps models, as they were packaged', async () => {
    await run();
    await register();
    const version = await newest();
    const folder = version?.folder ?? '';
    expect(folder).toMatch(/\/mlruns\/\d+\/models\/m-[0-9a-f]{32}\/artifacts$/);
    expect(sha(join(folder, 'model.onnx'))).toBe(sha(join(project.root, 'models/one.onnx')));
    expect(JSON.parse(readFileSync(join(folder, 'trainyard.json'), 'utf8'))).toMatchObject({ hash: version?.hash });
  });
  test('is registered as that run made it, although the file was changed since', async () => {
    const first = await run();
    write({ r2: 0.95, model: 'two' });
    await run();
    writeFileSync(join(project.root, 'model.onnx'), 'something else');
    await register({ runId: first });
    const [version, folder] = [await newest(), (await newest())?.folder ?? ''];
    expect(version).toMatchObject({ version: 1, runId: first, metrics: { r2: 0.9 } });
    expect(sha(join(folder, 'model.onnx'))).toBe(sha(join(project.root, 'models/one.onnx')));
  });
  test('can be registered when its stages were all cached', async () => {
    await run();
    const again = await run();
    expect(await register()).toMatchObject({ state: 'succeeded' });
    expect((await newest())?.runId).toBe(again);
  });
  test('gives each version its own number, and the alias to the newest', async () => {
    await run();
    await register();
    await register({ alias: 'candidate' });
    const [model] = await link.models();
    expect(model?.versions.map(({ version }) => version)).toEqual([2, 1]);
    expect(model?.aliases).toEqual({ candidate: 2, challenger: 2 });
  });
});

describe('gates', () => {
  test('that fail keep the model from being registered, and say what was measured', async () => {
    write({ r2: 0.7 });
    await run();
    expect(await register()).toMatchObject({
      state: 'failed',
      trouble: { code: 'gates-failed', args: { failed: 'quality (r2 0.7 is not >= 0.8)', file: 'pipeline.yaml' } },
    });
    expect(await link.models()).toEqual([]);
  });
  test('that only warn are kept with the version', async () => {
    write({ r2: 0.7, onFail: 'warn' });
    await run();
    expect(await register()).toMatchObject({ state: 'succeeded' });
    expect((await newest())?.verdicts[0]).toMatchObject({ gate: 'quality', state: 'failed', measured: 0.7 });
  });
  test('hold a run against the champion', async () => {
    await run();
    await register();
    await link.setAlias({ key: newKey(), model: 'demo', alias: 'champion', version: 1 });
    write({ r2: 0.88, model: 'two' });
    await run();
    expect(await register()).toMatchObject({
      trouble: { args: { failed: 'no-regression (r2 0.88 is not >= 0.89 (champion v1))' } },
    });
    write({ r2: 0.895, model: 'two' });
    await run();
    expect(await register()).toMatchObject({ state: 'succeeded', subject: 'demo/2' });
  });
  test('are shown with what they say of the last run, each with its place in the file', async () => {
    expect(await link.gates()).toMatchObject([{ verdict: null }, { verdict: null }]);
    await run();
    const gates = await link.gates();
    expect(gates).toMatchObject([
      { pipeline: 'pipeline.yaml', isRequired: true, verdict: { gate: 'quality', state: 'passed' } },
      { gate: { name: 'no-regression' }, verdict: { reason: 'no-baseline-yet' } },
    ]);
    const text = project.read('pipeline.yaml');
    expect(gates.map(({ range }) => text.slice(range.start, range.end))).toEqual(['quality', 'no-regression']);
  });
});

describe('nothing is registered', () => {
  const codeOf = async (): Promise<string | undefined> => (await register()).trouble?.code;

  test('before a run has succeeded', async () => expect(await codeOf()).toBe('no-finished-run'));
  test('from a pipeline without a model', async () => {
    project.pipeline('one: {cmd: "true"}');
    await run();
    expect(await codeOf()).toBe('model-section-missing');
  });
  test('from a file that is no model', async () => {
    project.write('models/one.onnx', 'pickled');
    await run();
    expect(await codeOf()).toBe('package-invalid');
    expect(readdirSync(join(project.root, '.trainyard/packages'))).toEqual([]);
  });
  test('when the content of its model is gone', async () => {
    await run();
    await link.clean({ key: newKey(), what: ['cache'] });
    await until('an empty cache', () => (project.has('.trainyard/cache/objects') ? null : true));
    rmSync(join(project.root, 'model.onnx'));
    expect(await codeOf()).toBe('artifact-missing');
  });
  test('from a window that does not trust the folder', async () => {
    await run();
    const untrusted = await project.connect('untrusted');
    expect(await troubleOf(untrusted.register({ key: newKey(), pipeline: 'pipeline.yaml' }))).toBe('untrusted');
    expect(await untrusted.models()).toEqual([]);
  });
});

describe('aliases', () => {
  beforeEach(async () => {
    await run();
    await register();
  });
  const set = (version: number | null, model = 'demo') =>
    link.setAlias({ key: newKey(), model, alias: 'champion', version });

  test('are set, moved and taken away', async () => {
    expect((await set(1)).aliases).toEqual({ challenger: 1, champion: 1 });
    expect((await set(null)).aliases).toEqual({ challenger: 1 });
  });
  test('name versions and models that there are', async () => {
    expect(await troubleOf(set(7))).toBe('version-unknown');
    expect(await troubleOf(set(1, 'other'))).toBe('model-unknown');
  });
});

test('the same key registers once', async () => {
  await run();
  const request = { key: newKey(), pipeline: 'pipeline.yaml' };
  const [first, second] = await Promise.all([link.register(request), link.register(request)]);
  expect(second.id).toBe(first.id);
  await until('a version', async () => (await newest()) ?? null);
  expect((await link.models())[0]?.versions).toHaveLength(1);
});
