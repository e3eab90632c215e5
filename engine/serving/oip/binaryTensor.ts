// The binary tensor extension: little-endian values behind the JSON header, in the order of the tensors.
import type { TensorSpec } from '../../domain/modelPackage.ts';
import type { Tensor, TensorData } from '../../domain/tensor.ts';
import { fromBytes } from '../tensorBytes.ts';
import { wrong } from './oipErrors.ts';

const widths = {
  ...{ BOOL: 1, UINT8: 1, UINT16: 2, UINT32: 4, UINT64: 8, INT8: 1, INT16: 2, INT32: 4, INT64: 8 },
  ...{ FP16: 2, FP32: 4, FP64: 8 },
} as const;

/** Bytes of `shape` values. Throws `model-input` when they are not as many as the shape says. */
export function readBinaryData(spec: TensorSpec, shape: readonly number[], bytes: Uint8Array): TensorData {
  const count = shape.reduce((product, size) => product * size, 1);
  if (spec.datatype !== 'BYTES' && bytes.length !== count * widths[spec.datatype])
    throw wrong(
      `«${spec.name}» has ${bytes.length} bytes, but [${shape.join(', ')}] of ${spec.datatype} are ${count * widths[spec.datatype]}`,
    );
  try {
    const data = fromBytes(spec.datatype, bytes, shape);
    if (spec.datatype === 'BOOL') return (data as Uint8Array).map(bit => (bit === 0 ? 0 : 1));
    return data;
  } catch (error) {
    if (error instanceof RangeError) throw wrong(`the bytes of «${spec.name}» are not the texts that its shape says`);
    throw error;
  }
}

/**
 * A request without any JSON (header length 0): the whole body is the one input of the model, as one row. Throws
 * `model-input` when the model has several inputs, or its shape does not follow from the number of bytes.
 */
export function readRawTensor(specs: readonly TensorSpec[], body: Uint8Array): Tensor {
  const [spec, second] = specs;
  if (spec === undefined || second !== undefined)
    throw wrong(`a raw request needs a model with one input, and this one has ${specs.length}`);
  const { name, datatype } = spec;
  const shape = spec.shape.map((size, place) => (place === 0 && size < 0 ? 1 : size));
  if (datatype === 'BYTES') {
    const sizes = shape.map(size => (size < 0 ? 1 : size));
    if (sizes.some(size => size !== 1)) throw wrong(`«${name}» takes more than the one text that a raw request is`);
    return { name, datatype, shape: sizes, data: [body.slice()] };
  }
  const open = shape.filter(size => size < 0).length;
  if (open > 1) throw wrong(`the shape of «${name}» does not follow from the bytes of a raw request`);
  const known = shape.reduce((product, size) => product * Math.max(size, size < 0 ? 1 : 0), widths[datatype]);
  const rest = known === 0 ? 0 : body.length / known;
  const sizes = shape.map(size => (size < 0 ? Math.floor(rest) : size));
  return { name, datatype, shape: sizes, data: readBinaryData(spec, sizes, body) };
}
