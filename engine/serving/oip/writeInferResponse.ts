// Outputs as the body of an answer: JSON, and binary tensors behind it where they were wanted.
import type { Datatype } from '../../domain/modelPackage.ts';
import type { Tensor, TensorData } from '../../domain/tensor.ts';
import { trouble } from '../../errors.ts';
import { bytesOf } from '../tensorBytes.ts';
import type { WantedOutput } from './wantedOutputs.ts';

interface InferResponse {
  readonly model: string;
  readonly version: number;
  /** The caller's own, echoed. */
  readonly id: string | null;
  readonly outputs: readonly Tensor[];
  readonly wanted: readonly WantedOutput[];
}
export interface WrittenResponse {
  readonly body: string | Uint8Array;
  /** Of the JSON at the start of a body with binary data; null for a body that is JSON alone. */
  readonly headerLength: number | null;
}

const encoder = new TextEncoder();

/** Throws `model-failed` when the model did not give an output of its signature. */
export function writeInferResponse({ model, version, id, outputs, wanted }: InferResponse): WrittenResponse {
  const binary: Uint8Array[] = [];
  let tensors = '';
  for (const { name, isBinary } of wanted) {
    const tensor = outputs.find(output => output.name === name);
    if (tensor === undefined) throw trouble('model-failed', { reason: `it gave no output «${name}»` });
    if (tensors !== '') tensors += ',';
    tensors += `{"name":${JSON.stringify(name)},"datatype":"${tensor.datatype}","shape":[${tensor.shape.join(',')}],`;
    if (isBinary) {
      const bytes = bytesOf(tensor);
      binary.push(bytes);
      tensors += `"parameters":{"binary_data_size":${bytes.length}}}`;
    } else tensors += `"data":${dataText(tensor.datatype, tensor.data)}}`;
  }
  const echo = id === null ? '' : `"id":${JSON.stringify(id)},`;
  const text = `{"model_name":${JSON.stringify(model)},"model_version":"${version}",${echo}"outputs":[${tensors}]}`;
  if (binary.length === 0) return { body: text, headerLength: null };
  const header = encoder.encode(text);
  return { body: joined([header, ...binary]), headerLength: header.length };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const decoder = new TextDecoder();

/** NaN and infinity, which JSON does not have, are null; 64-bit integers are written with all their digits. */
function dataText(datatype: Datatype, data: TensorData): string {
  if (!ArrayBuffer.isView(data))
    return JSON.stringify((data as readonly Uint8Array[]).map(item => decoder.decode(item)));
  if (datatype === 'BOOL') return `[${Array.from(data as Uint8Array, bit => bit !== 0).join(',')}]`;
  const areFinite = !(datatype === 'FP32' || datatype === 'FP64') || (data as Float64Array).every(Number.isFinite);
  if (areFinite) return `[${(data as Float64Array).join(',')}]`;
  return JSON.stringify(Array.from(data as Float64Array));
}
