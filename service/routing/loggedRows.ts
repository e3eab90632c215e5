// Tensors as the rows of the request log: one array a row, values in the order of the signature, wider tensors laid flat.
import type { LoggedRequest } from '../../engine/domain/deployment.ts';
import type { TensorSpec } from '../../engine/domain/modelPackage.ts';
import type { Tensor } from '../../engine/domain/tensor.ts';

type Value = number | string | boolean | null;
const mostValues = 100_000;
const decoder = new TextDecoder();

/** Null for tensors without rows and for requests of more than 100,000 values. */
export function loggedRows(tensors: readonly Tensor[], specs: readonly TensorSpec[]): LoggedRequest['inputs'] {
  const count = tensors[0]?.shape[0] ?? 0;
  let values = 0;
  for (const { shape, data } of tensors) {
    if (shape[0] !== count) return null;
    values += data.length;
  }
  if (count === 0 || values > mostValues) return null;
  const ordered = specs.length === 1 ? tensors : specs.map(spec => tensors.find(({ name }) => name === spec.name));
  const rows: Value[][] = [];
  for (let row = 0; row < count; row++) {
    const line: Value[] = [];
    for (const tensor of ordered) if (tensor !== undefined) addRow(line, tensor, row);
    rows.push(line);
  }
  return rows;
}

function addRow(line: Value[], { datatype, shape, data }: Tensor, row: number): void {
  const width = data.length / (shape[0] ?? 1);
  for (let index = row * width; index < (row + 1) * width; index++) {
    const value = data[index];
    if (typeof value === 'number')
      line.push(datatype === 'BOOL' ? value !== 0 : datatype === 'FP16' ? halfToNumber(value) : finite(value));
    else if (typeof value === 'bigint') line.push(exact(value));
    else line.push(value === undefined ? null : decoder.decode(value));
  }
}

/** JSON has neither NaN nor infinity. */
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function exact(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

/** IEEE 754 binary16. */
function halfToNumber(bits: number): number | null {
  const sign = bits >> 15 === 0 ? 1 : -1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return null;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}
