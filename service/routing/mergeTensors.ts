// Requests that wait for the same model become one call of it, and its answer becomes theirs again.
import type { Signature } from '../../engine/domain/modelPackage.ts';
import type { Tensor, TensorData } from '../../engine/domain/tensor.ts';

/** True when every input and output has any number of rows. */
export const takesBatches = ({ inputs, outputs }: Signature): boolean =>
  inputs.length > 0 && [...inputs, ...outputs].every(({ shape }) => shape[0] === -1);

/** Rows of a request whose inputs all have the same number of them; 0 when they differ. */
export function rowsOf(inputs: readonly Tensor[]): number {
  const rows = inputs[0]?.shape[0] ?? 0;
  for (const { shape } of inputs) if (shape[0] !== rows) return 0;
  return rows;
}

/** True when both have the same inputs in the same order, equal but for their rows. */
export function canMerge(first: readonly Tensor[], second: readonly Tensor[]): boolean {
  if (first.length !== second.length) return false;
  for (let index = 0; index < first.length; index++) {
    const [one, other] = [first[index], second[index]];
    if (one === undefined || other === undefined || !isAlike(one, other)) return false;
  }
  return true;
}

function isAlike(one: Tensor, other: Tensor): boolean {
  if (one.name !== other.name || one.datatype !== other.datatype || one.shape.length !== other.shape.length)
    return false;
  for (let dimension = 1; dimension < one.shape.length; dimension++)
    if (one.shape[dimension] !== other.shape[dimension]) return false;
  return true;
}

/** One below the other; `requests` can be merged. */
export function mergeInputs(requests: readonly (readonly Tensor[])[]): readonly Tensor[] {
  const [first] = requests;
  if (first === undefined || requests.length === 1) return first ?? [];
  return first.map((tensor, index) => {
    const parts = requests.map(inputs => inputs[index] ?? tensor);
    const rows = parts.reduce((sum, { shape }) => sum + (shape[0] ?? 0), 0);
    return { ...tensor, shape: [rows, ...tensor.shape.slice(1)], data: joined(parts.map(({ data }) => data)) };
  });
}

type Numbers = Exclude<TensorData, readonly Uint8Array[]>;
const isNumbers = (data: TensorData): data is Numbers => ArrayBuffer.isView(data);

function joined(parts: readonly TensorData[]): TensorData {
  const [first] = parts;
  if (first === undefined || !isNumbers(first)) return (parts as readonly (readonly Uint8Array[])[]).flat();
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  // All parts are of one datatype, which the union of array types cannot tell.
  const whole = new (first.constructor as new (length: number) => Float64Array)(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part as Float64Array, at);
    at += part.length;
  }
  return whole;
}

/** The outputs of each request by its rows; null when an output does not have as many rows as went in. */
export function splitOutputs(
  outputs: readonly Tensor[],
  rows: readonly number[],
): readonly (readonly Tensor[])[] | null {
  const total = rows.reduce((sum, count) => sum + count, 0);
  if (outputs.some(({ shape }) => shape[0] !== total)) return null;
  let start = 0;
  return rows.map(count => {
    const from = start;
    start += count;
    return outputs.map(tensor => {
      const width = tensor.data.length / total;
      const [begin, end] = [from * width, start * width];
      const data = isNumbers(tensor.data) ? tensor.data.subarray(begin, end) : tensor.data.slice(begin, end);
      return { ...tensor, shape: [count, ...tensor.shape.slice(1)], data };
    });
  });
}
