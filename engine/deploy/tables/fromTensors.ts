// What a model answered as columns of a table: one column a value of a row.
import type { Tensor } from '../../domain/tensor.ts';
import type { Cell } from './readTable.ts';

export interface AnswerColumn {
  readonly name: string;
  readonly values: readonly Cell[];
}

const decoder = new TextDecoder();

/** An output of several values a row gives `name_0`, `name_1`, …; INT64 stays a bigint. */
export const fromTensors = (outputs: readonly Tensor[]): readonly AnswerColumn[] => outputs.flatMap(columnsOf);

function columnsOf({ name, datatype, shape, data }: Tensor): readonly AnswerColumn[] {
  const rows = shape[0] ?? 0;
  const width = rows === 0 ? 1 : data.length / rows;
  return Array.from({ length: width }, (_, column) => ({
    name: width === 1 ? name : `${name}_${column}`,
    values: Array.from({ length: rows }, (_, row) => toCell(data[row * width + column], datatype)),
  }));
}

function toCell(value: number | bigint | Uint8Array | undefined, datatype: Tensor['datatype']): Cell {
  if (value === undefined) return null;
  if (typeof value === 'object') return decoder.decode(value);
  if (datatype === 'BOOL') return value !== 0;
  return datatype === 'FP16' ? fromHalf(Number(value)) : value;
}

/** IEEE 754 binary16. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(bits >>> 10) & 31, bits & 0x3ff];
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}
