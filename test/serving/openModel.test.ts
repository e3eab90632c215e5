// Real model servers: a process on onnxruntime's WebAssembly that answers frames.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Signature } from '../../engine/domain/modelPackage.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import type { LoadedModel } from '../../engine/serving/loadedModel.ts';
import { openModel } from '../../engine/serving/openModel.ts';
import { modelLaunch } from '../../service/modelServer/modelLaunch.ts';
import { linearModel } from '../kit/onnxModels.ts';
import { serviceEntry, writePackage } from './servingKit.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'trainyard-serving-'));
const open = (place: string, signal = new AbortController().signal): Promise<LoadedModel> =>
  openModel(nodePorts(), modelLaunch(serviceEntry, join(place, '../model.log')), {
    folder: place,
    python: null,
    signal,
  });

const linear: Signature = {
  inputs: ['a', 'b'].map(name => ({ name, datatype: 'FP32', shape: [-1, 1] })),
  outputs: [{ name: 'variable', datatype: 'FP32', shape: [-1, 1] }],
};
const linearFolder = (): { readonly place: string; readonly hash: string } => {
  const place = folder();
  const { hash } = writePackage(place, { signature: linear, files: { 'model.onnx': linearModel({ a: 2, b: 3 }, 1) } });
  return { place, hash };
};
const column = (name: string, ...values: number[]) =>
  ({ name, datatype: 'FP32', shape: [values.length, 1], data: Float32Array.from(values) }) as const;

test('a model answers rows in its own process and tells the hash of what it loaded', async () => {
  const { place, hash } = linearFolder();
  const model = await open(place);
  expect(model.hash).toBe(hash);
  expect(model.signature).toEqual(linear);
  expect(model.pid).not.toBe(process.pid);
  const [answer] = await model.predict([column('b', 10, 20), column('a', 1, 2)]);
  expect(answer).toEqual({ name: 'variable', datatype: 'FP32', shape: [2, 1], data: Float32Array.from([33, 65]) });
  const many = await Promise.all(Array.from({ length: 50 }, (_, i) => model.predict([column('a', i), column('b', 0)])));
  expect(many.map(([tensor]) => tensor?.data[0])).toEqual(Array.from({ length: 50 }, (_, i) => 2 * i + 1));
  await model.close();
  expect(await model.ended).toEqual({ reason: null });
});

test('what the model cannot take is the caller’s fault, and it goes on', async () => {
  const model = await open(linearFolder().place);
  await expect(model.predict([column('c', 1)])).rejects.toMatchObject({ code: 'model-input' });
  await expect(model.predict([column('a', 1)])).rejects.toMatchObject({ code: 'model-input' });
  const text = { name: 'a', datatype: 'BYTES', shape: [1, 1], data: [new TextEncoder().encode('x')] } as const;
  await expect(model.predict([text, column('b', 1)])).rejects.toMatchObject({ code: 'model-input' });
  expect((await model.predict([column('a', 1), column('b', 1)]))[0]?.data[0]).toBe(6);
  await model.close();
});

test('a file that is no ONNX model is told with the runtime’s own word', async () => {
  const place = folder();
  writePackage(place, { signature: linear, files: { 'model.onnx': 'import pickle' } });
  await expect(open(place)).rejects.toMatchObject({
    code: 'model-unloadable',
    args: { reason: expect.stringMatching(/protobuf/i) },
  });
});

test('a signature that is not the model’s own is refused', async () => {
  const place = folder();
  const signature = { ...linear, inputs: [{ name: 'z', datatype: 'FP32', shape: [-1, 1] } as const] };
  writePackage(place, { signature, files: { 'model.onnx': linearModel({ a: 2, b: 3 }, 1) } });
  await expect(open(place)).rejects.toMatchObject({
    code: 'model-unloadable',
    args: { reason: 'it has no input «z»' },
  });
});

test('a killed process ends its questions with why', async () => {
  const model = await open(linearFolder().place);
  process.kill(model.pid, 'SIGKILL');
  await expect(model.predict([column('a', 1), column('b', 1)])).rejects.toMatchObject({ code: 'model-failed' });
  expect((await model.ended).reason).toContain('SIGKILL');
});
