// Open Inference Protocol v2 over JSON, as little as a request of numbers and texts needs.
import type { Datatype, TensorSpec } from '../../engine/domain/modelPackage.ts';
import type { Tensor, TensorData } from '../../engine/domain/tensor.ts';
import { trouble } from '../../engine/errors.ts';

interface JsonTensor {
  readonly name?: unknown;
  readonly datatype?: unknown;
  readonly shape?: unknown;
  readonly data?: unknown;
}
export interface PlainRequest {
  readonly id: string | null;
  readonly inputs: readonly Tensor[];
}

/** Throws `model-input`. */
export function readPlain(text: string, specs: readonly TensorSpec[]): PlainRequest {
  const body = parse(text) as { readonly id?: unknown; readonly inputs?: unknown } | null;
  if (typeof body !== 'object' || body === null || !Array.isArray(body.inputs)) throw wrong('it has no inputs');
  const inputs = (body.inputs as readonly JsonTensor[]).map(item => toTensor(item, specs));
  return { id: typeof body.id === 'string' ? body.id : null, inputs };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : 'it is no JSON');
  }
}

const wrong = (reason: string): Error => trouble('model-input', { reason });

function toTensor({ name, datatype, shape, data }: JsonTensor, specs: readonly TensorSpec[]): Tensor {
  const spec = specs.find(item => item.name === name);
  if (spec === undefined) throw wrong(`there is no input «${String(name)}»`);
  if (datatype !== spec.datatype) throw wrong(`«${spec.name}» must be ${spec.datatype}`);
  if (!Array.isArray(shape) || !shape.every(size => Number.isInteger(size) && size >= 0))
    throw wrong(`the shape of «${spec.name}» is none`);
  if (shape.length !== spec.shape.length || spec.shape.some((size, place) => size >= 0 && size !== shape[place]))
    throw wrong(`«${spec.name}» must have the shape [${spec.shape.join(', ')}]`);
  const values = Array.isArray(data) ? (Array.isArray(data[0]) ? data.flat(Number.POSITIVE_INFINITY) : data) : [];
  if (values.length !== shape.reduce((product, size) => product * size, 1))
    throw wrong(`«${spec.name}» has ${values.length} values`);
  return { name: spec.name, datatype: spec.datatype, shape, data: toData(spec, values) };
}

type NumberKind = Exclude<Datatype, 'BYTES' | 'FP16' | 'INT64' | 'UINT64'>;
const arrays: Readonly<Record<NumberKind, new (values: ArrayLike<number>) => TensorData>> = {
  ...{ BOOL: Uint8Array, UINT8: Uint8Array, UINT16: Uint16Array, UINT32: Uint32Array, INT8: Int8Array },
  ...{ INT16: Int16Array, INT32: Int32Array, FP32: Float32Array, FP64: Float64Array },
};

function toData({ name, datatype }: TensorSpec, values: readonly unknown[]): TensorData {
  if (datatype === 'BYTES') return values.map(value => new TextEncoder().encode(String(value)));
  if (datatype === 'FP16') throw wrong(`«${name}» is FP16, which JSON cannot carry`);
  for (const value of values)
    if (typeof value !== 'number' && typeof value !== 'boolean') throw wrong(`«${name}» holds what is no number`);
  if (datatype === 'INT64')
    return BigInt64Array.from(values as readonly number[], value => BigInt(Math.trunc(Number(value))));
  if (datatype === 'UINT64')
    return BigUint64Array.from(values as readonly number[], value => BigInt(Math.trunc(Number(value))));
  return new arrays[datatype](values as readonly number[]);
}

export interface PlainAnswer {
  readonly model: string;
  readonly version: number;
  readonly id: string | null;
  readonly outputs: readonly Tensor[];
}

export function writePlain({ model, version, id, outputs }: PlainAnswer): string {
  const tensors = outputs.map(
    ({ name, datatype, shape, data }) =>
      `{"name":${JSON.stringify(name)},"datatype":"${datatype}","shape":[${shape.join(',')}],"data":${dataText(datatype, data)}}`,
  );
  const echo = id === null ? '' : `"id":${JSON.stringify(id)},`;
  return `{"model_name":${JSON.stringify(model)},"model_version":"${version}",${echo}"outputs":[${tensors.join(',')}]}`;
}

const decoder = new TextDecoder();
function dataText(datatype: Datatype, data: TensorData): string {
  if (!ArrayBuffer.isView(data))
    return JSON.stringify((data as readonly Uint8Array[]).map(item => decoder.decode(item)));
  if (datatype === 'BOOL') return JSON.stringify(Array.from(data as Uint8Array, value => value !== 0));
  return `[${(data as Float32Array).join(',')}]`;
}
