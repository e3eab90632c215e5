// What goes into and comes out of ONNX files, without ZipMap; everything else is refused with its reason.
import { describe, expect, test } from 'vitest';
import { readOnnx } from '../../engine/deploy/packaging/onnxFile.ts';
import { bfloatModel, externalModel, identityModel, zipMapModel } from '../kit/onnxModels.ts';

const reasonOf = (bytes: Uint8Array): string => {
  const found = readOnnx(bytes);
  return found.ok ? 'it was read' : found.error;
};

test('inputs and outputs have names, types and shapes', () => {
  const bytes = identityModel();
  expect(readOnnx(bytes)).toEqual({
    ok: true,
    value: {
      bytes,
      changes: [],
      signature: {
        inputs: [{ name: 'x', datatype: 'FP32', shape: [-1, 1] }],
        outputs: [{ name: 'y', datatype: 'FP32', shape: [-1, 1] }],
      },
    },
  });
});

describe('a ZipMap', () => {
  const found = readOnnx(zipMapModel());
  if (!found.ok) throw new Error(found.error);

  test('gives way to the tensor it was made from', () => {
    expect(found.value.changes).toEqual(['zipmap-stripped']);
    expect(found.value.signature.outputs).toEqual([{ name: 'probabilities', datatype: 'FP32', shape: [-1, 3] }]);
  });
  test('is gone from the file, which reads as what it now says', () => {
    expect(Buffer.from(found.value.bytes).includes('ZipMap')).toBe(false);
    expect(readOnnx(found.value.bytes)).toMatchObject({
      ok: true,
      value: { changes: [], signature: found.value.signature },
    });
  });
});

describe('is refused', () => {
  test.each([
    ['an empty file', new Uint8Array()],
    ['text', new TextEncoder().encode('pickled, not exported')],
    ['a pickle', Uint8Array.from([0x80, 0x04, 0x95, 0x10, 0, 0, 0, 0, 0, 0, 0, 0x8c])],
    ['the first half of a model', identityModel().slice(0, 40)],
  ])('%s', (_, bytes) => expect(reasonOf(bytes)).toBe('it is no ONNX file'));
  test('a model whose weights lie elsewhere', () =>
    expect(reasonOf(externalModel())).toBe('its weights lie in another file; save the model as one file'));
  test('a tensor of a kind that cannot be served', () =>
    expect(reasonOf(bfloatModel())).toBe('«x» is no tensor of a kind that can be served'));
});

test('no cut and no flipped byte of a model throws', () => {
  const bytes = zipMapModel();
  for (let at = 0; at < bytes.length; at++) {
    expect(() => readOnnx(bytes.slice(0, at))).not.toThrow();
    const flipped = bytes.slice();
    flipped[at] = (flipped[at] ?? 0) ^ 0xff;
    expect(() => readOnnx(flipped)).not.toThrow();
  }
});
