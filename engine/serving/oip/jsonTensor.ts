// Values of a JSON tensor, nested or flat, as the array of its datatype; whatever does not fit is said with its place.
import type { Datatype } from '../../domain/modelPackage.ts';
import type { TensorData } from '../../domain/tensor.ts';
import { shown, wrong } from './oipErrors.ts';

interface Sent {
  readonly name: string;
  readonly datatype: Datatype;
  readonly shape: readonly number[];
  /** Texts are base64 of the bytes that are meant. */
  readonly isBase64?: boolean;
}

/**
 * Row-major. Null is NaN for FP32 and FP64 (JSON has no other way to say that a value is missing). Throws `model-input`
 * for wrong counts, wrong nesting, values of another type and values out of range.
 */
export function readJsonData(sent: Sent, data: unknown): TensorData {
  if (!Array.isArray(data)) throw wrong(`«${sent.name}» has no list «data»`);
  return toTensorData(sent, isFlat(data) ? counted(sent, data) : unnested(sent, data));
}

const isFlat = (data: readonly unknown[]): boolean => !Array.isArray(data[0]);
export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

function counted({ name, shape }: Sent, data: readonly unknown[]): readonly unknown[] {
  if (data.length !== sizeOf(shape))
    throw wrong(`«${name}» has ${data.length} values, but its shape [${shape.join(', ')}] asks for ${sizeOf(shape)}`);
  return data;
}

/** As deep as the shape and no deeper, whatever was sent. */
function unnested({ name, shape }: Sent, data: readonly unknown[]): readonly unknown[] {
  const values: unknown[] = [];
  const walk = (part: unknown, depth: number): void => {
    if (depth === shape.length) {
      values.push(part);
      return;
    }
    if (!Array.isArray(part) || part.length !== shape[depth])
      throw wrong(`the nested data of «${name}» does not have the shape [${shape.join(', ')}]`);
    for (const item of part) walk(item, depth + 1);
  };
  walk(data, 0);
  return values;
}

const ranges: Readonly<Record<keyof typeof wholeArrays, readonly [number, number]>> = {
  ...{ UINT8: [0, 255], UINT16: [0, 65_535], UINT32: [0, 4_294_967_295] },
  ...{ INT8: [-128, 127], INT16: [-32_768, 32_767], INT32: [-2_147_483_648, 2_147_483_647] },
};
const wholeArrays = {
  ...{ UINT8: Uint8Array, UINT16: Uint16Array, UINT32: Uint32Array },
  ...{ INT8: Int8Array, INT16: Int16Array, INT32: Int32Array },
} as const;
const encoder = new TextEncoder();

/** One value after another; their number is right. Throws `model-input`. */
export function toTensorData(sent: Sent, values: readonly unknown[]): TensorData {
  switch (sent.datatype) {
    case 'FP32':
      return fill(new Float32Array(values.length), values, sent, toFloat);
    case 'FP64':
      return fill(new Float64Array(values.length), values, sent, toFloat);
    case 'BOOL':
      return fill(new Uint8Array(values.length), values, sent, toBit);
    case 'INT64':
      return longs(new BigInt64Array(values.length), values, sent);
    case 'UINT64':
      return longs(new BigUint64Array(values.length), values, sent);
    case 'BYTES':
      return values.map((value, place) => toBytes(value, place, sent));
    case 'FP16':
      throw wrong(`«${sent.name}» is FP16, which JSON cannot carry: send it as binary data`);
    default: {
      const [least, most] = ranges[sent.datatype];
      return fill(new wholeArrays[sent.datatype](values.length), values, sent, value =>
        Number.isInteger(value) && (value as number) >= least && (value as number) <= most ? (value as number) : null,
      );
    }
  }
}

/** `convert` gives null for what does not belong there. */
function fill<Numbers extends Exclude<TensorData, readonly Uint8Array[] | BigInt64Array | BigUint64Array>>(
  array: Numbers,
  values: readonly unknown[],
  sent: Sent,
  convert: (value: unknown) => number | null,
): Numbers {
  for (let place = 0; place < values.length; place++) {
    const number = convert(values[place]);
    if (number === null) throw misfit(sent, values[place], place);
    array[place] = number;
    // Too large for 32 bits: rounded to infinity.
    if (number - number === 0 && !Number.isFinite(array[place])) throw misfit(sent, values[place], place);
  }
  return array;
}

function toFloat(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (value === null) return Number.NaN;
  return typeof value === 'bigint' ? Number(value) : null;
}

const toBit = (value: unknown): number | null =>
  value === true || value === 1 ? 1 : value === false || value === 0 ? 0 : null;

function longs<Longs extends BigInt64Array | BigUint64Array>(
  array: Longs,
  values: readonly unknown[],
  sent: Sent,
): Longs {
  for (const [place, value] of values.entries()) {
    const long = typeof value === 'bigint' ? value : Number.isInteger(value) ? BigInt(value as number) : null;
    if (long === null) throw misfit(sent, value, place);
    array[place] = long;
    // Out of range: only the low 64 bits were kept.
    if (array[place] !== long) throw misfit(sent, value, place);
  }
  return array;
}

function toBytes(value: unknown, place: number, sent: Sent): Uint8Array {
  if (typeof value !== 'string') throw misfit(sent, value, place);
  if (sent.isBase64 !== true) return encoder.encode(value);
  try {
    return Uint8Array.from(atob(value), letter => letter.charCodeAt(0));
  } catch {
    throw wrong(`the value ${place} of «${sent.name}» is no base64`);
  }
}

function misfit({ name, datatype }: Sent, value: unknown, place: number): Error {
  return wrong(`«${name}» is ${datatype}, but its value ${place} is ${shown(value)}`);
}
