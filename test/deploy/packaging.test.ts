// Packages: the same model gives the same hash anywhere, nothing is left half-made, and what was touched is noticed.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BuiltPackage, buildPackage } from '../../engine/deploy/packaging/buildPackage.ts';
import { verifyPackage } from '../../engine/deploy/packaging/packageFiles.ts';
import type { Pipeline } from '../../engine/domain/pipeline.ts';
import { isTrouble } from '../../engine/errors.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import { parsePipeline } from '../../engine/pipeline/parsePipeline.ts';
import { toPipeline } from '../../engine/pipeline/toPipeline.ts';
import { identityModel, zipMapModel } from '../kit/onnxModels.ts';

const ports = nodePorts({ log: { write: () => {} } });
let area: string;
beforeEach(() => {
  area = mkdtempSync(join(tmpdir(), 'trainyard-package-'));
});
afterEach(() => rmSync(area, { recursive: true, force: true }));

function pipelineWith(artifact: string, format = 'auto'): Pipeline {
  const text = `apiVersion: trainyard/v1\nkind: Pipeline\nname: demo\nstages:\n  train: {cmd: x, outs: [${artifact}]}\nmodel: {name: demo, artifact: ${artifact}}\npackage: {format: ${format}}\n`;
  const pipeline = toPipeline(parsePipeline(text), 'pipeline.yaml');
  if (pipeline === null) throw new Error(text);
  return pipeline;
}
function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(area, path)), { recursive: true });
  writeFileSync(join(area, path), content);
}
interface Options {
  readonly format?: string;
  readonly packages?: string;
  readonly signal?: AbortSignal;
}
const build = (artifact: string, { format, packages = 'packages', signal }: Options = {}): Promise<BuiltPackage> =>
  buildPackage({
    ...{ ports, packages: join(area, packages), pipeline: pipelineWith(artifact, format) },
    ...{ requirements: 'onnxruntime==1.23.2\n', python: null, signal: signal ?? new AbortController().signal },
    artifact: {
      path: artifact,
      copyTo: async place => cpSync(join(area, artifact), place, { recursive: true }),
    },
  });
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return isTrouble(error) ? `${error.code}: ${error.args.reason ?? ''}` : String(error);
};

const mlmodel = `flavors:
  python_function: {loader_module: mlflow.sklearn}
signature:
  inputs: '[{"type": "double", "name": "temp", "required": true}, {"type": "long", "name": "hour"}]'
  outputs: '[{"type": "tensor", "tensor-spec": {"dtype": "float64", "shape": [-1]}}]'
`;

describe('an ONNX file', () => {
  beforeEach(() => write('model.onnx', identityModel()));

  test('is packaged with its signature and what MLflow needs to load it', async () => {
    const { folder, manifest } = await build('model.onnx');
    expect(manifest).toMatchObject({
      ...{ schema: 1, model: 'demo', backend: 'onnx', entry: 'model.onnx', changes: [], environment: null },
      signature: { inputs: [{ name: 'x', datatype: 'FP32', shape: [-1, 1] }] },
    });
    expect(readdirSync(folder).sort()).toEqual([
      'MLmodel',
      'model.onnx',
      'python_env.yaml',
      'requirements.txt',
      'trainyard.json',
    ]);
    expect(folder.endsWith(manifest.hash)).toBe(true);
    expect(await verifyPackage(ports, folder)).toEqual({ ok: true, value: manifest });
  });
  test('gives the same hash in another folder and another time, and another one for another model', async () => {
    const first = await build('model.onnx');
    const again = await build('model.onnx', { packages: 'elsewhere' });
    expect(again.manifest.hash).toBe(first.manifest.hash);
    write('model.onnx', identityModel('other'));
    expect((await build('model.onnx')).manifest.hash).not.toBe(first.manifest.hash);
  });
  test('that is packaged twice is there once', async () => {
    await build('model.onnx');
    const { manifest } = await build('model.onnx');
    expect(readdirSync(join(area, 'packages'))).toEqual([manifest.hash]);
  });
  test('loses its ZipMap, and the package says so', async () => {
    write('model.onnx', zipMapModel());
    const { folder, manifest } = await build('model.onnx');
    expect(manifest.changes).toEqual(['zipmap-stripped']);
    expect(readFileSync(join(folder, 'model.onnx')).includes('ZipMap')).toBe(false);
  });
  test('that is none is refused, and nothing is left', async () => {
    write('model.onnx', 'pickled');
    expect(await refusal(build('model.onnx'))).toBe('package-invalid: it is no ONNX file');
    expect(readdirSync(join(area, 'packages'))).toEqual([]);
  });
  test('is left alone when packaging is cancelled', async () => {
    const stop = new AbortController();
    stop.abort();
    expect(await refusal(build('model.onnx', { signal: stop.signal }))).toContain('cancelled');
    expect(readdirSync(join(area, 'packages'))).toEqual([]);
  });
});

describe('an MLflow model', () => {
  test('is packaged as it is, with the signature it was saved with', async () => {
    write('model/MLmodel', mlmodel);
    write('model/model.pkl', 'weights');
    const { manifest, folder } = await build('model');
    expect(manifest).toMatchObject({
      ...{ backend: 'python', entry: '.', environment: { python: null, requirements: 'requirements.txt' } },
      signature: {
        inputs: [
          { name: 'temp', datatype: 'FP64', shape: [-1] },
          { name: 'hour', datatype: 'INT64', shape: [-1] },
        ],
        outputs: [{ name: '0', datatype: 'FP64', shape: [-1] }],
      },
    });
    expect(await verifyPackage(ports, folder)).toMatchObject({ ok: true });
  });
  test.each([
    ['without a signature', 'flavors: {python_function: {loader_module: x}}\n', 'it was saved without a signature'],
    ['of another flavor alone', 'flavors: {spark: {}}\n', 'MLflow saved it without the python_function flavor'],
    ['that is no YAML', '{{{', 'its MLmodel file cannot be read'],
  ])('%s is refused', async (_, text, reason) => {
    write('model/MLmodel', text);
    expect(await refusal(build('model'))).toContain(reason);
  });
  test('that is a lone pickle is refused with what to do', async () => {
    write('model/model.pkl', 'weights');
    expect(await refusal(build('model'))).toContain('export it to ONNX, or save it with mlflow');
  });
});

describe('a package that somebody touched', () => {
  let folder: string;
  const reason = async (): Promise<string> => {
    const found = await verifyPackage(ports, folder);
    return found.ok ? 'it is whole' : found.error;
  };
  const manifest = (change: (text: string) => string): void => {
    const file = join(folder, 'trainyard.json');
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  };
  beforeEach(async () => {
    write('model.onnx', identityModel());
    folder = (await build('model.onnx')).folder;
  });

  test('is noticed by a changed file', async () => {
    writeFileSync(join(folder, 'model.onnx'), identityModel('other'));
    expect(await reason()).toBe('«model.onnx» was changed');
  });
  test('is made anew when its model is packaged again', async () => {
    writeFileSync(join(folder, 'model.onnx'), 'bad');
    await build('model.onnx');
    expect(await reason()).toBe('it is whole');
  });
  test('is noticed by a missing file', async () => {
    rmSync(join(folder, 'MLmodel'));
    expect(await reason()).toBe('«MLmodel» is missing');
  });
  test('is noticed by a file too many', async () => {
    writeFileSync(join(folder, 'extra.py'), 'x');
    expect(await reason()).toBe('«extra.py» does not belong to it');
  });
  test('is noticed by a link in place of a file', async () => {
    rmSync(join(folder, 'model.onnx'));
    symlinkSync(join(area, 'model.onnx'), join(folder, 'model.onnx'));
    expect(await reason()).toBe('«model.onnx» is missing');
  });
  test('may not lead out of its folder', async () => {
    manifest(text => text.replaceAll('"entry": "model.onnx"', '"entry": "../../model.onnx"'));
    expect(await reason()).toBe('«../../model.onnx» leads out of its folder');
  });
  test('may not tell another hash', async () => {
    manifest(text => text.replace(/"hash": "\w{4}/, '"hash": "0000'));
    expect(await reason()).toBe('its hash is not that of its files');
  });
  test('without a manifest, or with half of one, is no package', async () => {
    manifest(text => text.slice(0, 100));
    expect(await reason()).toBe('its trainyard.json cannot be read');
    rmSync(join(folder, 'trainyard.json'));
    expect(await reason()).toBe('it has no trainyard.json');
  });
});
