// A served model whose answers are computed here: each output gives back the input of its datatype.
import type { VersionCounts } from '../../engine/domain/deployment.ts';
import { latencyBounds } from '../../engine/domain/deployment.ts';
import type { Datatype, Signature, TensorSpec } from '../../engine/domain/modelPackage.ts';
import type { Tensor } from '../../engine/domain/tensor.ts';
import { trouble } from '../../engine/errors.ts';
import { answerOip } from '../../engine/serving/oip/answerOip.ts';
import type { OipAnswer, OipModel, OipRequest } from '../../engine/serving/oip/oipTypes.ts';

export const datatypes: readonly Datatype[] = [
  ...(['BOOL', 'UINT8', 'UINT16', 'UINT32', 'UINT64', 'INT8', 'INT16'] as const),
  ...(['INT32', 'INT64', 'FP16', 'FP32', 'FP64', 'BYTES'] as const),
];
export const spec = (name: string, datatype: Datatype, shape: readonly number[] = [-1, 1]): TensorSpec => ({
  ...{ name, datatype, shape },
});
/** Input «x» comes back as output «y». */
export const echo = (datatype: Datatype, shape?: readonly number[]): Signature => ({
  inputs: [spec('x', datatype, shape)],
  outputs: [spec('y', datatype, shape)],
});

const counts: VersionCounts = {
  ...{ requests: 12, errors: 2, inFlight: 1, mirrored: 3, mirrorErrors: 1 },
  latency: [...latencyBounds.map((_, index) => (index === 10 ? 12 : 0)), 0],
  mirrorLatency: latencyBounds.map(() => 0).concat(0),
};

export interface EchoOptions {
  readonly state?: 'ready' | 'loading';
  readonly name?: string;
  /** Instead of giving the inputs back. */
  readonly predict?: (inputs: readonly Tensor[]) => readonly Tensor[];
}
/** Serves versions 3 and 4; both give the inputs back under the names of the outputs. */
export function echoModel(signature: Signature, { state = 'ready', name = 'demand', predict }: EchoOptions = {}) {
  const isReady = state === 'ready';
  const seen: Tensor[][] = [];
  const model: OipModel = {
    ...{ name, serverVersion: '1.2.3', batchRows: 32 },
    isReady: () => isReady,
    versions: () =>
      [3, 4].map(version => ({
        ...{ version, state, counts, backend: 'onnx' as const, reason: isReady ? null : 'it is on its way' },
        signature: isReady ? signature : null,
      })),
    choose(version) {
      if (version !== null && version !== 3 && version !== 4)
        throw trouble('version-unknown', { model: name, version, known: '3, 4' });
      if (!isReady) throw trouble('not-ready', { version: version ?? 'of any number' });
      return { version: version ?? 3, signature };
    },
    newId: () => 'made-here',
    async predict({ version }, { inputs }) {
      seen.push([...inputs]);
      if (predict !== undefined) return { version, outputs: predict(inputs) };
      const outputs = signature.outputs.map((output, index) => ({ ...(inputs[index] ?? none), name: output.name }));
      return { version, outputs };
    },
    metrics: () => '# none\n',
  };
  return { model, seen };
}
const none: Tensor = { name: '', datatype: 'FP32', shape: [0], data: new Float32Array() };

export interface Ask {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OipRequest['headers'];
  readonly body?: unknown;
}
/** Bodies that are neither bytes nor text become JSON. */
export const ask = (
  model: OipModel,
  { path = '/v2/models/demand/infer', method = 'POST', headers = {}, body = '' }: Ask,
): Promise<OipAnswer> => answerOip({ method, path, headers, body: bodyBytes(body) }, model);

export function bodyBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
}

/** The JSON of an answer, or of the start of one with binary tensors, and the bytes behind it. */
export function read({ headers, body }: OipAnswer): { readonly json: unknown; readonly tail: Uint8Array } {
  const bytes = bodyBytes(body);
  const told = headers['inference-header-content-length'];
  const end = told === undefined ? bytes.length : Number(told);
  return { json: JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))), tail: bytes.subarray(end) };
}

/** JSON, then tensors; the header tells where the JSON ends. */
export function binaryBody(json: unknown, ...tensors: readonly Uint8Array[]): Required<Pick<Ask, 'body' | 'headers'>> {
  const text = bodyBytes(json);
  return {
    body: Buffer.concat([text, ...tensors]),
    headers: { 'inference-header-content-length': String(text.length) },
  };
}
