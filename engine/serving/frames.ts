// The words between a router and a model server: length-prefixed frames over standard streams, little-endian, no JSON on the hot path.
//
//   frame    u32 length of what follows · u8 kind · body
//   loaded   JSON {signature, hash}          unloadable  UTF-8 reason
//   predict  u32 id · tensors                result      u32 id · tensors
//   failed   u32 id · u8 cause · UTF-8 reason
//   tensors  u16 count, each: u16 place in the signature · u8 datatype · u8 rank · u32 per dimension · u32 bytes · data
//   BYTES    each element u32 length and its bytes
import type { ContentHash } from '../domain/ids.ts';
import type { Signature, TensorSpec } from '../domain/modelPackage.ts';
import type { Tensor } from '../domain/tensor.ts';
import { bytesOf, type DatatypeCode, datatypeCodes, datatypesByCode, fromBytes } from './tensorBytes.ts';

export const frameKinds = { loaded: 1, unloadable: 2, predict: 3, result: 4, failed: 5 } as const;
const causes = ['model-failed', 'model-input'] as const;
type FailureCause = (typeof causes)[number];

/** What a model server says of the model it has loaded. */
export interface Loaded {
  readonly signature: Signature;
  readonly hash: ContentHash;
}

/** Longer ones are garbage. */
const longestFrame = 1 << 29;
const text = { encoder: new TextEncoder(), decoder: new TextDecoder() };

/** One frame with text as its body. */
export function textFrame(kind: number, body: string): Uint8Array {
  const bytes = text.encoder.encode(body);
  const frame = new Uint8Array(5 + bytes.length);
  new DataView(frame.buffer).setUint32(0, bytes.length + 1, true);
  frame[4] = kind;
  frame.set(bytes, 5);
  return frame;
}

export function failedFrame(id: number, cause: FailureCause, reason: string): Uint8Array {
  const bytes = text.encoder.encode(reason.slice(0, 4_000));
  const frame = new Uint8Array(10 + bytes.length);
  const view = new DataView(frame.buffer);
  view.setUint32(0, bytes.length + 6, true);
  frame[4] = frameKinds.failed;
  view.setUint32(5, id, true);
  frame[9] = causes.indexOf(cause);
  frame.set(bytes, 10);
  return frame;
}

/** `places[i]`: of `tensors[i]` in the signature. */
export function tensorFrame(
  head: { readonly kind: number; readonly id: number },
  tensors: readonly Tensor[],
  places: readonly number[],
): Uint8Array {
  const parts = tensors.map(bytesOf);
  let size = 11;
  for (const [index, tensor] of tensors.entries()) size += 8 + 4 * tensor.shape.length + (parts[index]?.length ?? 0);
  const frame = new Uint8Array(size);
  const view = new DataView(frame.buffer);
  view.setUint32(0, size - 4, true);
  frame[4] = head.kind;
  view.setUint32(5, head.id, true);
  view.setUint16(9, tensors.length, true);
  let at = 11;
  for (const [index, { datatype, shape }] of tensors.entries()) {
    const data = parts[index] ?? new Uint8Array();
    view.setUint16(at, places[index] ?? index, true);
    frame[at + 2] = datatypeCodes[datatype];
    frame[at + 3] = shape.length;
    at += 4;
    for (const size of shape) {
      view.setUint32(at, size, true);
      at += 4;
    }
    view.setUint32(at, data.length, true);
    frame.set(data, at + 4);
    at += 4 + data.length;
  }
  return frame;
}

/** The body of a `predict` or `result` frame; throws a RangeError or TypeError on garbage. */
export function readTensors(
  body: Uint8Array,
  specs: readonly TensorSpec[],
): { readonly id: number; readonly tensors: readonly Tensor[] } {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const count = view.getUint16(4, true);
  const tensors: Tensor[] = [];
  let at = 6;
  for (let index = 0; index < count; index++) {
    const place = view.getUint16(at, true);
    const datatype = datatypesByCode[view.getUint8(at + 2) as DatatypeCode];
    const rank = view.getUint8(at + 3);
    at += 4;
    const shape: number[] = [];
    for (let dimension = 0; dimension < rank; dimension++, at += 4) shape.push(view.getUint32(at, true));
    const length = view.getUint32(at, true);
    at += 4;
    if (datatype === undefined || at + length > body.length)
      throw new RangeError('a tensor runs over the end of its frame');
    const data = fromBytes(datatype, body.subarray(at, at + length), shape);
    tensors.push({ name: specs[place]?.name ?? String(place), datatype, shape, data });
    at += length;
  }
  return { id: view.getUint32(0, true), tensors };
}

export function readFailed(body: Uint8Array): {
  readonly id: number;
  readonly cause: FailureCause;
  readonly reason: string;
} {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  return {
    id: view.getUint32(0, true),
    cause: causes[view.getUint8(4)] ?? 'model-failed',
    reason: text.decoder.decode(body.subarray(5)),
  };
}

export const readText = (body: Uint8Array): string => text.decoder.decode(body);

/** Puts chunks together and hands on each frame's kind and body, which is valid until the next chunk; throws a RangeError on garbage. */
export function frameReader(onFrame: (kind: number, body: Uint8Array) => void): (chunk: Uint8Array) => void {
  let kept: Uint8Array[] = [];
  let keptBytes = 0;
  let needed = 5;
  return chunk => {
    keptBytes += chunk.length;
    if (keptBytes < needed) {
      kept.push(chunk);
      return;
    }
    const bytes = kept.length === 0 ? chunk : joined([...kept, chunk], keptBytes);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    needed = 5;
    while (bytes.length - at >= 5) {
      const length = view.getUint32(at, true);
      if (length < 1 || length > longestFrame) throw new RangeError(`a frame of ${length} bytes`);
      if (bytes.length - at < 4 + length) {
        needed = 4 + length;
        break;
      }
      onFrame(bytes[at + 4] ?? 0, bytes.subarray(at + 5, at + 4 + length));
      at += 4 + length;
    }
    const rest = bytes.subarray(at);
    kept = rest.length === 0 ? [] : [rest];
    keptBytes = rest.length;
  };
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
