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
import { identityModel, linearModel } from '../kit/onnxModels.ts';
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

const bytes = (...texts: string[]): readonly Uint8Array[] => texts.map(text => new TextEncoder().encode(text));
const every = [
  ['FP32', 'float', Float32Array.from([1.5, Number.NaN])],
  ['FP64', 'double', Float64Array.from([Math.PI, -0])],
  ['FP16', 'float16', Uint16Array.from([0x3c00, 0xfbff])],
  ['INT8', 'int8', Int8Array.from([-128, 127])],
  ['INT16', 'int16', Int16Array.from([-32_768, 1])],
  ['INT32', 'int32', Int32Array.from([-(2 ** 31), 1])],
  ['INT64', 'int64', BigInt64Array.from([2n ** 63n - 1n, -(2n ** 53n) - 1n])],
  ['UINT8', 'uint8', Uint8Array.from([0, 255])],
  ['UINT16', 'uint16', Uint16Array.from([0, 65_535])],
  ['UINT32', 'uint32', Uint32Array.from([0, 2 ** 32 - 1])],
  ['UINT64', 'uint64', BigUint64Array.from([0n, 2n ** 64n - 1n])],
  ['BOOL', 'bool', Uint8Array.from([1, 0])],
  ['BYTES', 'string', bytes('Düne', '')],
] as const;
test.each(every)('values of %s go in and come out exactly', async (datatype, element, data) => {
  const place = folder();
  const spec = (name: string) => ({ name, datatype, shape: [-1, 2] });
  const signature = { inputs: [spec('X')], outputs: [spec('Y')] };
  writePackage(place, { signature, files: { 'model.onnx': identityModel(element) } });
  const model = await open(place);
  const [answer] = await model.predict([{ name: 'X', datatype, shape: [1, 2], data }]);
  expect(answer).toEqual({ name: 'Y', datatype, shape: [1, 2], data });
  await model.close();
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
