// Tensors as they go into and come out of a model.
import type { Datatype } from './modelPackage.ts';

/** Row-major values: INT64 and UINT64 as bigint arrays so that nothing is rounded, FP16 as raw 16-bit words, BYTES as byte strings. */
export type TensorData =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array
  | readonly Uint8Array[];
export interface Tensor {
  readonly name: string;
  readonly datatype: Datatype;
  readonly shape: readonly number[];
  readonly data: TensorData;
}
