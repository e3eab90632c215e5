// Packages: the same input gives the same hash, what cannot be served is refused, and a changed package is noticed.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type BuiltPackage, buildPackage, type SourceFile } from '../../engine/deploy/packaging/buildPackage.ts';
import { verifyPackage } from '../../engine/deploy/packaging/packageFiles.ts';
import type { PackageManifest } from '../../engine/domain/modelPackage.ts';
import type { ModelSection } from '../../engine/domain/pipeline.ts';
import { externalModel, linearModel, zipMapModel } from '../kit/onnxModels.ts';
import { ports } from '../runner/runnerKit.ts';
import { openServed } from './openServed.ts';
import { simpleProfile } from './productionKit.ts';

interface Build {
  readonly artifact: string;
  readonly content: Uint8Array | string | Readonly<Record<string, string>>;
  readonly reference?: readonly [path: string, text: string];
  readonly requirements?: string;
  readonly format?: 'auto' | 'onnx' | 'mlflow';
}

function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'trainyard-package-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function write(path: string, content: Build['content']): void {
  mkdirSync(dirname(path), { recursive: true });
  if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(path, content);
  else for (const [name, text] of Object.entries(content)) write(join(path, name), text);
}

const source = (path: string, content: Build['content']): SourceFile => ({
  path,
  copyTo: async place => write(place, content),
});

function build(request: Build, folder = newFolder()): Promise<BuiltPackage> {
  const { artifact, content, reference, requirements = null, format = 'auto' } = request;
  const model: ModelSection = { name: 'bike', artifact, requires: [], package: { format, target: 'cnt' } };
  return buildPackage({
    ...{ ports, model, packages: `${folder}/packages`, artifact: source(artifact, content) },
    reference: reference === undefined ? null : source(...reference),
    environment: { python: '3.11', requirements },
    interpreter: async () => 'python3',
    ...{ openModel: openServed, buildProfile: simpleProfile },
    ...{ signal: new AbortController().signal, onProgress: () => {} },
  });
}
const bike = { artifact: 'build/model.onnx', content: linearModel({ temp: 2, hum: 3 }, 1) };
const data = ['build/train.csv', 'cnt,temp,hum,day\n1,2,3,x\n1,4,5,y\n'] as const;

test('the same model and data give the same bytes and hash in another folder at another time', async () => {
  const first = await build({ ...bike, reference: data, requirements: 'numpy==2.0\n' });
  const second = await build({ ...bike, reference: data, requirements: 'numpy==2.0\n' });
  expect(second.folder).not.toBe(first.folder);
  expect(second.manifest).toEqual(first.manifest);
  const texts = (folder: string) => readdirSync(folder).map(name => [name, readFileSync(join(folder, name), 'latin1')]);
  expect(texts(second.folder)).toEqual(texts(first.folder));
  expect(Object.keys(first.manifest.files)).toEqual([
    'MLmodel',
    'model.onnx',
    'profile.json',
    'python_env.yaml',
    'requirements.txt',
    'training-requirements.txt',
  ]);
});

test('another model, other data or another environment gives another hash', async () => {
  const hashes = await Promise.all(
    [
      { ...bike, reference: data },
      { ...bike, content: linearModel({ temp: 2, hum: 4 }, 1), reference: data },
      { ...bike, reference: ['build/train.csv', 'cnt,temp,hum\n1,2,3\n'] as const },
      { ...bike, reference: data, requirements: 'numpy==2.1\n' },
    ].map(async request => (await build(request)).manifest.hash),
  );
  expect(new Set(hashes).size).toBe(4);
});

test('the signature is read from the ONNX file', async () => {
  const { manifest } = await build(bike);
  expect(manifest).toMatchObject({ backend: 'onnx', entry: 'model.onnx', environment: null, changes: [] });
  expect(manifest.signature).toEqual({
    inputs: [
      { name: 'temp', datatype: 'FP32', shape: [-1, 1] },
      { name: 'hum', datatype: 'FP32', shape: [-1, 1] },
    ],
    outputs: [{ name: 'variable', datatype: 'FP32', shape: [-1, 1] }],
  });
});

test('a ZipMap is taken out, and the probabilities behind it are served as a tensor', async () => {
  const { folder, manifest } = await build({ artifact: 'm.onnx', content: zipMapModel() });
  expect(manifest.changes).toEqual(['zipmap-stripped']);
  expect(manifest.signature.outputs).toEqual([
    { name: 'label', datatype: 'INT64', shape: [-1] },
    { name: 'raw', datatype: 'FP32', shape: [-1, 3] },
  ]);
  const model = await openServed({ folder, python: null, signal: new AbortController().signal });
  const [label, raw] = await model.predict([
    { name: 'X', datatype: 'FP32', shape: [1, 3], data: Float32Array.of(1, 2, 3) },
  ]);
  expect(label?.data).toEqual(BigInt64Array.of(2n));
  expect(Array.from(raw?.data as Float32Array, value => Number(value.toFixed(4)))).toEqual([0.09, 0.2447, 0.6652]);
});

const mlmodel = (signature: string): string =>
  `flavors:\n  python_function:\n    loader_module: mlflow.sklearn\n  sklearn: {}\n${signature}`;
const signature = `signature:
  inputs: '[{"name": "temp", "type": "double"}, {"name": "kind", "type": "string"}]'
  outputs: '[{"type": "tensor", "tensor-spec": {"dtype": "int64", "shape": [-1]}}]'
`;

test('a folder that MLflow saved is served by Python, with the requirements it was saved with', async () => {
  const content = { MLmodel: mlmodel(signature), 'model.pkl': 'x', 'requirements.txt': 'scikit-learn==1.5\n' };
  const { folder, manifest } = await build({ artifact: 'build/model', content, requirements: 'other\n' });
  expect(manifest).toMatchObject({
    ...{ backend: 'python', entry: '.', environment: { python: '3.11', requirements: 'requirements.txt' } },
    signature: {
      inputs: [
        { name: 'temp', datatype: 'FP64', shape: [-1] },
        { name: 'kind', datatype: 'BYTES', shape: [-1] },
      ],
      outputs: [{ name: 'output-0', datatype: 'INT64', shape: [-1] }],
    },
  });
  expect(readFileSync(join(folder, 'requirements.txt'), 'utf8')).toBe('scikit-learn==1.5\n');
});

test.each<[string, Build, string]>([
  ['a text', { artifact: 'm.onnx', content: 'not a model' }, 'it is no ONNX file'],
  ['half a file', { artifact: 'm.onnx', content: bike.content.subarray(0, 90) }, 'it is no ONNX file'],
  ['an empty file', { artifact: 'm.onnx', content: '' }, 'it is no ONNX file'],
  ['a folder', { artifact: 'm.onnx', content: { a: 'b' } }, 'it is a folder, not an ONNX file'],
  [
    'weights elsewhere',
    { artifact: 'm.onnx', content: externalModel() },
    'its weights lie in another file; save the model as one file',
  ],
  [
    'a folder without MLmodel',
    { artifact: 'm', content: { a: 'b' } },
    'it is none of an ONNX file, a joblib file and the folder of an MLflow model; export it to ONNX, or save it with mlflow',
  ],
  [
    'no signature',
    { artifact: 'm', content: { MLmodel: mlmodel('') } },
    'it was saved without a signature; give mlflow an input_example or a signature',
  ],
  ['a broken MLmodel', { artifact: 'm', content: { MLmodel: '{' } }, 'its MLmodel file cannot be read'],
  [
    'a pickle without an environment',
    { artifact: 'm.joblib', content: 'x' },
    'its environment has no requirements file; name one under «package.environment»',
  ],
])('%s is refused', async (_, request, reason) => {
  const folder = newFolder();
  await expect(build(request, folder)).rejects.toMatchObject({ code: 'package-invalid', args: { reason } });
  expect(readdirSync(join(folder, 'packages'))).toEqual([]);
});

test('reference data that lacks what the model takes is told', async () => {
  await expect(build({ ...bike, reference: ['t.csv', 'tempo,hum\n1,2\n'] })).rejects.toMatchObject({
    code: 'model-input',
    args: { reason: 'the table lacks the column «temp»; did «tempo» mean it? (reference data)' },
  });
  await expect(build({ ...bike, reference: ['t.csv', 'temp,hum\n1,2\n1,wet\n'] })).rejects.toMatchObject({
    args: { reason: 'row 2: «hum» is «wet», not a number (reference data)' },
  });
  await expect(build({ ...bike, reference: ['t.csv', 'temp,hum\n'] })).rejects.toMatchObject({
    code: 'data-unreadable',
    args: { path: 't.csv', reason: 'it has no rows' },
  });
});

const change = (folder: string, edit: (manifest: PackageManifest) => unknown): void => {
  const path = join(folder, 'trainyard.json');
  writeFileSync(path, JSON.stringify(edit(JSON.parse(readFileSync(path, 'utf8')) as PackageManifest)));
};

test.each<[string, (folder: string) => void, string]>([
  ['a changed file', folder => writeFileSync(join(folder, 'model.onnx'), 'x'), '«model.onnx» was changed'],
  ['a missing file', folder => rmSync(join(folder, 'MLmodel')), '«MLmodel» is missing'],
  ['a further file', folder => write(join(folder, 'code/evil.py'), 'x'), '«code/evil.py» does not belong to it'],
  ['a link', folder => symlinkSync('/etc/passwd', join(folder, 'notes')), '«notes» is a link'],
  [
    'a file that became a link',
    folder => {
      cpSync(join(folder, 'model.onnx'), `${folder}.onnx`);
      rmSync(join(folder, 'model.onnx'));
      symlinkSync(`${folder}.onnx`, join(folder, 'model.onnx'));
    },
    '«model.onnx» is a link',
  ],
  ['no manifest', folder => rmSync(join(folder, 'trainyard.json')), 'it has no trainyard.json'],
  [
    'a broken manifest',
    folder => writeFileSync(join(folder, 'trainyard.json'), '{'),
    'its trainyard.json cannot be read',
  ],
  ['a manifest that is a list', folder => change(folder, () => []), 'its trainyard.json cannot be read'],
  [
    'a path outside',
    folder => change(folder, one => ({ ...one, files: { ...one.files, '../x': 'y' } })),
    '«../x» leads out of its folder',
  ],
  [
    'an entry outside',
    folder => change(folder, one => ({ ...one, entry: '/etc/passwd' })),
    '«/etc/passwd» leads out of its folder',
  ],
  [
    'another hash',
    folder => change(folder, one => ({ ...one, hash: '0'.repeat(64) })),
    'its hash is not that of its files',
  ],
])('%s is noticed', async (_, spoil, reason) => {
  const { folder, manifest } = await build(bike);
  expect(await verifyPackage(ports, folder)).toEqual({ ok: true, value: manifest });
  spoil(folder);
  expect(await verifyPackage(ports, folder)).toEqual({ ok: false, error: reason });
});
