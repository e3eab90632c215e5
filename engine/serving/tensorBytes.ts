// Tensor values as little-endian bytes and back; BYTES elements are each a u32 length and their bytes.
import type { Datatype } from '../domain/modelPackage.ts';
import type { Tensor, TensorData } from '../domain/tensor.ts';

/** Numbers of the datatypes in frames; the Python worker knows the same. */
export const datatypeCodes = {
  ...{ BOOL: 0, UINT8: 1, UINT16: 2, UINT32: 3, UINT64: 4, INT8: 5, INT16: 6 },
  ...{ INT32: 7, INT64: 8, FP16: 9, FP32: 10, FP64: 11, BYTES: 12 },
} as const satisfies Record<Datatype, number>;
export type DatatypeCode = (typeof datatypeCodes)[Datatype];
export const datatypesByCode = Object.fromEntries(
  Object.entries(datatypeCodes).map(([name, code]) => [code, name]),
) as Readonly<Partial<Record<number, Datatype>>>;

const arrays = {
  ...{ BOOL: Uint8Array, UINT8: Uint8Array, UINT16: Uint16Array, UINT32: Uint32Array, UINT64: BigUint64Array },
  ...{ INT8: Int8Array, INT16: Int16Array, INT32: Int32Array, INT64: BigInt64Array },
  ...{ FP16: Uint16Array, FP32: Float32Array, FP64: Float64Array },
} as const;

/** Seen as bytes where they lie in memory; BYTES are copied together. */
export function bytesOf({ data }: Tensor): Uint8Array {
  if (isTyped(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const size = data.reduce((sum, item) => sum + 4 + item.length, 0);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const item of data) {
    view.setUint32(at, item.length, true);
    bytes.set(item, at + 4);
    at += 4 + item.length;
  }
  return bytes;
}

/** A copy. Throws a RangeError when the bytes are not as many values as the shape says. */
export function fromBytes(datatype: Datatype, bytes: Uint8Array, shape: readonly number[]): TensorData {
  let count = 1;
  for (const size of shape) count *= size;
  const data = datatype === 'BYTES' ? itemsOf(bytes) : numbersOf(datatype, bytes);
  if (data.length !== count) throw new RangeError(`${data.length} values for ${count} places`);
  return data;
}

function numbersOf(datatype: Exclude<Datatype, 'BYTES'>, bytes: Uint8Array): TensorData {
  const { buffer, byteOffset, byteLength } = bytes;
  return new arrays[datatype](buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
}

function itemsOf(bytes: Uint8Array): readonly Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const items: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = view.getUint32(at, true);
    if (at + 4 + length > bytes.length) throw new RangeError('a text runs over the end of its tensor');
    // A copy in its own memory, also of a Buffer, whose `slice` would be a view.
    items.push(Uint8Array.from(bytes.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return items;
}

const isTyped = (data: TensorData): data is Exclude<TensorData, readonly Uint8Array[]> => ArrayBuffer.isView(data);
