// Rows of a table as the tensors that a model takes, by the names in its signature.
import type { Datatype, Signature, TensorSpec } from '../../domain/modelPackage.ts';
import { nearestName } from '../../domain/nearestName.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Tensor, TensorData } from '../../domain/tensor.ts';
import type { Cell, TableChunk } from './readTable.ts';

/** Which column of the table goes into which place of which input. */
export interface ColumnPlan {
  readonly inputs: readonly { readonly spec: TensorSpec; readonly columns: readonly number[] }[];
  /** Columns that the model does not take. */
  readonly unused: readonly string[];
}

/**
 * Inputs of one value a row take the column of their name. A single input of many values takes `features` in their order,
 * or all columns when there are just as many. Fails with a sentence's part.
 */
export function planColumns(
  { inputs }: Signature,
  columns: readonly string[],
  features: readonly string[] = [],
): Result<ColumnPlan, string> {
  const wanted = namesOf(inputs, columns, features);
  if (!wanted.ok) return wanted;
  const missing = wanted.value.flat().filter(name => !columns.includes(name));
  if (missing.length > 0) return fail(missingWords(missing, columns));
  const taken = new Set(wanted.value.flat());
  return ok({
    inputs: inputs.map((spec, index) => ({
      spec,
      columns: (wanted.value[index] ?? []).map(name => columns.indexOf(name)),
    })),
    unused: columns.filter(name => !taken.has(name)),
  });
}

function namesOf(
  inputs: readonly TensorSpec[],
  columns: readonly string[],
  features: readonly string[],
): Result<readonly (readonly string[])[], string> {
  const wide = inputs.find(({ shape }) => !isOneValue(shape));
  if (wide === undefined) return ok(inputs.map(({ name }) => [name]));
  const width = wide.shape[1] ?? 1;
  if (inputs.length > 1 || wide.shape.length !== 2)
    return fail(`its input «${wide.name}» of shape [${wide.shape.join(', ')}] cannot be filled from columns`);
  if (features.length > 0 && (width === features.length || width < 0)) return ok([features]);
  if (width < 0 || width === columns.length) return ok([columns]);
  return fail(`it takes ${width} columns in order, and the table has ${columns.length}`);
}

const isOneValue = (shape: readonly number[]): boolean =>
  shape.length === 1 || (shape.length === 2 && shape[1] === 1) || shape.length === 0;

function missingWords(missing: readonly string[], columns: readonly string[]): string {
  const near = missing.length === 1 ? nearestName(missing[0] ?? '', columns) : null;
  const names = missing.map(name => `«${name}»`).join(', ');
  const hint = near === null ? '' : `; did «${near}» mean it?`;
  return `the table lacks the column${missing.length === 1 ? '' : 's'} ${names}${hint}`;
}

/** One tensor an input; fails with the row (from 1) and column of the first cell that cannot be taken. */
export function toTensors({ inputs }: ColumnPlan, chunk: TableChunk): Result<readonly Tensor[], string> {
  const tensors: Tensor[] = [];
  for (const { spec, columns } of inputs) {
    const { name, datatype } = spec;
    const data = fill(spec, chunk, columns);
    if (!data.ok) return data;
    const count = chunk.rows.length;
    tensors.push({
      name,
      datatype,
      shape: spec.shape.length < 2 ? [count] : [count, columns.length],
      data: data.value,
    });
  }
  return ok(tensors);
}

function fill({ datatype }: TensorSpec, chunk: TableChunk, columns: readonly number[]): Result<TensorData, string> {
  const { rows } = chunk;
  const values: (number | bigint | Uint8Array)[] = [];
  for (const [index, row] of rows.entries())
    for (const column of columns) {
      const value = convert(row[column] ?? null, datatype);
      if (value === null) {
        const cell = row[column] ?? null;
        const found = cell === null ? 'is empty' : `is «${String(cell).slice(0, 40)}»`;
        return fail(`row ${chunk.offset + index + 1}: «${chunk.columns[column]}» ${found}, not ${words[datatype]}`);
      }
      values.push(value);
    }
  return ok(pack(datatype, values));
}

const words: Readonly<Record<Datatype, string>> = {
  ...{ BOOL: 'true or false', FP16: 'a number', FP32: 'a number', FP64: 'a number', BYTES: 'a text' },
  ...{ INT8: 'a whole number of 8 bits', INT16: 'a whole number of 16 bits', INT32: 'a whole number of 32 bits' },
  ...{ INT64: 'a whole number', UINT8: 'a whole number from 0 to 255', UINT16: 'a whole number from 0 to 65535' },
  ...{ UINT32: 'a whole number from 0 on', UINT64: 'a whole number from 0 on' },
};
const encoder = new TextEncoder();

/** Null when it cannot be taken. Empty cells are NaN where a float is wanted. */
function convert(cell: Cell, datatype: Datatype): number | bigint | Uint8Array | null {
  switch (datatype) {
    case 'BYTES':
      return encoder.encode(cell === null ? '' : String(cell));
    case 'BOOL':
      return cell === null ? null : (truths[String(cell).trim().toLowerCase()] ?? null);
    case 'FP16':
    case 'FP32':
    case 'FP64':
      return toFloat(cell);
    default:
      return toInteger(cell, datatype);
  }
}

const truths: Readonly<Record<string, number>> = { true: 1, false: 0, '1': 1, '0': 0, '1.0': 1, '0.0': 0 };
const odd: Readonly<Record<string, number>> = {
  ...{ nan: Number.NaN, na: Number.NaN, null: Number.NaN, none: Number.NaN, '<na>': Number.NaN },
  ...{ inf: Infinity, '+inf': Infinity, '-inf': -Infinity, infinity: Infinity, '-infinity': -Infinity },
};

function toFloat(cell: Cell): number | null {
  if (cell === null) return Number.NaN;
  if (typeof cell !== 'string') return Number(cell);
  const text = cell.trim().toLowerCase();
  const value = odd[text] ?? (text === '' || /^0[box]/.test(text) ? null : Number(text));
  return value === null || (Number.isNaN(value) && !(text in odd)) ? null : value;
}

function toInteger(cell: Cell, datatype: Datatype): number | bigint | null {
  if (cell === null) return null;
  const text = (typeof cell === 'boolean' ? String(Number(cell)) : String(cell)).trim();
  const whole = /^([+-]?\d+)(?:\.0*)?$/.exec(text)?.[1];
  if (whole === undefined) return null;
  const value = BigInt(whole.replace(/^\+/, ''));
  const bits = Number(/\d+$/.exec(datatype)?.[0] ?? 64);
  const fits = datatype.startsWith('U') ? BigInt.asUintN(bits, value) === value : BigInt.asIntN(bits, value) === value;
  if (!fits) return null;
  return bits === 64 ? value : Number(value);
}

function pack(datatype: Datatype, values: readonly (number | bigint | Uint8Array)[]): TensorData {
  const numbers = values as readonly number[];
  const bigs = values as readonly bigint[];
  switch (datatype) {
    case 'BYTES':
      return values as readonly Uint8Array[];
    case 'BOOL':
    case 'UINT8':
      return Uint8Array.from(numbers);
    case 'INT8':
      return Int8Array.from(numbers);
    case 'UINT16':
      return Uint16Array.from(numbers);
    case 'INT16':
      return Int16Array.from(numbers);
    case 'UINT32':
      return Uint32Array.from(numbers);
    case 'INT32':
      return Int32Array.from(numbers);
    case 'INT64':
      return BigInt64Array.from(bigs);
    case 'UINT64':
      return BigUint64Array.from(bigs);
    case 'FP16':
      return Uint16Array.from(numbers, toHalf);
    case 'FP32':
      return Float32Array.from(numbers);
    case 'FP64':
      return Float64Array.from(numbers);
  }
}

const scratch = new DataView(new ArrayBuffer(4));
/** IEEE 754 binary16, rounded to nearest even from binary32. */
function toHalf(value: number): number {
  scratch.setFloat32(0, value);
  const bits = scratch.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 112;
  const fraction = bits & 0x7fffff;
  if (((bits >>> 23) & 0xff) === 0xff) return sign | 0x7c00 | (fraction === 0 ? 0 : 0x200);
  if (exponent >= 31) return sign | 0x7c00;
  if (exponent < -10) return sign;
  const [whole, shift] = exponent > 0 ? [fraction | (exponent << 23), 13] : [fraction | 0x800000, 14 - exponent];
  const low = whole & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  const kept = whole >>> shift;
  return sign | (low > half || (low === half && (kept & 1) === 1) ? kept + 1 : kept);
}
