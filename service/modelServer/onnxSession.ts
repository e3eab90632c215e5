// An ONNX model on onnxruntime's WebAssembly: loaded, checked against its signature, run.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { env, InferenceSession, Tensor as OrtTensor } from 'onnxruntime-web';
import type { Datatype, Signature, TensorSpec } from '../../engine/domain/modelPackage.ts';
import type { Tensor, TensorData } from '../../engine/domain/tensor.ts';
import { trouble } from '../../engine/errors.ts';

export interface OnnxModel {
  /** Throws `model-input`, `model-failed`. */
  run(inputs: readonly Tensor[]): Promise<readonly Tensor[]>;
}

const wasmFiles = { mjs: 'ort-wasm-simd-threaded.mjs', wasm: 'ort-wasm-simd-threaded.wasm' };
const ortTypes = {
  ...{ BOOL: 'bool', UINT8: 'uint8', UINT16: 'uint16', UINT32: 'uint32', UINT64: 'uint64' },
  ...{ INT8: 'int8', INT16: 'int16', INT32: 'int32', INT64: 'int64' },
  ...{ FP16: 'float16', FP32: 'float32', FP64: 'float64', BYTES: 'string' },
} as const satisfies Record<Datatype, string>;
const text = { encoder: new TextEncoder(), decoder: new TextDecoder() };

/** Throws `model-unloadable` with what the runtime says, or what differs from the signature. */
export async function loadOnnx(bytes: Uint8Array, signature: Signature): Promise<OnnxModel> {
  prepareRuntime();
  const session = await InferenceSession.create(bytes, { executionProviders: ['wasm'], logSeverityLevel: 3 }).catch(
    (error: unknown) => {
      throw trouble('model-unloadable', { reason: messageOf(error) }, { cause: error });
    },
  );
  compare('input', session.inputNames, signature.inputs);
  compare('output', session.outputNames, signature.outputs);
  const wanted = signature.outputs.map(({ name }) => name);
  return {
    async run(inputs) {
      const missing = signature.inputs.find(({ name }) => inputs.every(input => input.name !== name));
      if (missing !== undefined) throw trouble('model-input', { reason: `the input «${missing.name}» is missing` });
      const feeds = Object.fromEntries(inputs.map(input => [input.name, toOrt(input)]));
      try {
        const results = await session.run(feeds, wanted);
        return signature.outputs.map(spec => fromOrt(spec, results[spec.name]));
      } catch (error) {
        throw asTrouble(error);
      }
    },
  };
}

/** One thread in this very process; its files lie beside the bundle, else in node_modules. */
function prepareRuntime(): void {
  const folders = [import.meta.dirname, join(import.meta.dirname, '../../node_modules/onnxruntime-web/dist')];
  const folder = folders.find(place => existsSync(join(place, wasmFiles.wasm)));
  if (folder === undefined)
    throw trouble('model-unloadable', { reason: `${wasmFiles.wasm} is missing beside the program` });
  env.wasm.numThreads = 1;
  env.wasm.proxy = false;
  env.logLevel = 'error';
  env.wasm.wasmPaths = {
    mjs: pathToFileURL(join(folder, wasmFiles.mjs)).href,
    wasm: pathToFileURL(join(folder, wasmFiles.wasm)).href,
  };
}

function compare(side: string, names: readonly string[], specs: readonly TensorSpec[]): void {
  const odd = specs.find(({ name }) => !names.includes(name)) ?? null;
  if (odd !== null) throw trouble('model-unloadable', { reason: `it has no ${side} «${odd.name}»` });
  const extra = names.find(name => side === 'input' && specs.every(spec => spec.name !== name));
  if (extra !== undefined) throw trouble('model-unloadable', { reason: `its signature lacks the ${side} «${extra}»` });
}

function toOrt({ datatype, shape, data }: Tensor): OrtTensor {
  // The pair of type and values is one of the runtime's overloads, which a table cannot tell.
  return new OrtTensor(ortTypes[datatype] as 'float32', valuesFor(datatype, data) as Float32Array, shape);
}

/** The runtime takes texts as strings, and half floats as the platform's own array where it has one. */
function valuesFor(datatype: Datatype, data: TensorData): unknown {
  if (datatype === 'BYTES') return Array.from(data as readonly Uint8Array[], item => text.decoder.decode(item));
  const Half = halfFloats();
  return datatype === 'FP16' && Half !== null && ArrayBuffer.isView(data)
    ? new Half(data.buffer as ArrayBuffer, data.byteOffset, data.length)
    : data;
}

type HalfFloats = new (buffer: ArrayBuffer, offset: number, length: number) => ArrayBufferView;
const halfFloats = (): HalfFloats | null => (globalThis as { readonly Float16Array?: HalfFloats }).Float16Array ?? null;

function fromOrt({ name, datatype }: TensorSpec, result: OrtTensor | undefined): Tensor {
  if (result === undefined || result.type !== ortTypes[datatype])
    throw trouble('model-failed', { reason: `its output «${name}» is ${result?.type ?? 'missing'}, not ${datatype}` });
  const { data, dims } = result;
  return { name, datatype, shape: dims, data: valuesFrom(datatype, data) };
}

function valuesFrom(datatype: Datatype, data: unknown): TensorData {
  if (datatype === 'BYTES') return (data as readonly string[]).map(item => text.encoder.encode(item));
  if (datatype !== 'FP16') return data as TensorData;
  const { buffer, byteOffset, byteLength } = data as Uint16Array;
  return new Uint16Array(buffer, byteOffset, byteLength / 2);
}

/** The runtime says «INVALID_ARGUMENT» or «Unexpected input» when the caller is at fault. */
function asTrouble(error: unknown): Error {
  const reason = messageOf(error);
  const isInput = /INVALID_ARGUMENT|invalid (rank|dimensions)|Got invalid|Unexpected input|is missing in 'feeds'/i.test(
    reason,
  );
  return trouble(isInput ? 'model-input' : 'model-failed', { reason }, { cause: error });
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 1_000);
