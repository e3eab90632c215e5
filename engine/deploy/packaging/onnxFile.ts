// Reads what goes into and comes out of an ONNX file, and takes ZipMap out of it; nothing else in the file is touched.
import { Reader, Writer } from 'protobufjs/minimal.js';
import type { Datatype, PackageManifest, Signature, TensorSpec } from '../../domain/modelPackage.ts';
import { fail, ok, type Result } from '../../domain/result.ts';

export interface OnnxFile {
  readonly bytes: Uint8Array;
  readonly signature: Signature;
  readonly changes: PackageManifest['changes'];
}

/** Fields of onnx.proto (ONNX 1.x, Apache-2.0), by their numbers there. */
const model = { irVersion: 1, graph: 7, opsets: 8 };
const graph = { node: 1, initializer: 5, input: 11, output: 12 };
const node = { input: 1, output: 2, opType: 4, attribute: 5, domain: 7 };
const tensor = { name: 8, dataLocation: 14 };
const value = { name: 1, type: 2 };
const type = { tensor: 1 };
const tensorType = { element: 1, shape: 2 };

/** TensorProto.DataType. */
const datatypes: Readonly<Record<number, Datatype>> = {
  ...{ 1: 'FP32', 2: 'UINT8', 3: 'INT8', 4: 'UINT16', 5: 'INT16', 6: 'INT32', 7: 'INT64', 8: 'BYTES', 9: 'BOOL' },
  ...{ 10: 'FP16', 11: 'FP64', 12: 'UINT32', 13: 'UINT64' },
};

/**
 * Classifiers of skl2onnx and LightGBM end in a ZipMap, a list of mappings that runtimes outside Python cannot give back:
 * its input, a float tensor of shape [rows, classes], becomes the output instead. Fails with a sentence's part.
 */
export function readOnnx(bytes: Uint8Array): Result<OnnxFile, string> {
  try {
    return read(bytes);
  } catch (error) {
    // The reader runs over the end or meets a wire type that there is not.
    if (error instanceof RangeError || error instanceof Error) return fail('it is no ONNX file');
    throw error;
  }
}

function read(bytes: Uint8Array): Result<OnnxFile, string> {
  const top = fieldsOf(bytes);
  const body = top.find(field => field.number === model.graph)?.bytes;
  const hasHead =
    top.some(({ number }) => number === model.irVersion) && top.some(({ number }) => number === model.opsets);
  if (body === undefined || !hasHead) return fail('it is no ONNX file');
  const parts = fieldsOf(body);
  const of = (number: number): readonly Uint8Array[] =>
    parts.flatMap(part => (part.number === number && part.bytes !== undefined ? [part.bytes] : []));
  const initializers = of(graph.initializer).map(fieldsOf);
  if (initializers.some(fields => varint(fields, tensor.dataLocation) === 1))
    return fail('its weights lie in another file; save the model as one file');
  const weights = new Set(initializers.map(fields => text(fields, tensor.name)));
  const zipMaps = of(graph.node).map(fieldsOf).filter(isZipMap);
  const inputs = of(graph.input)
    .map(specOf)
    .filter(spec => !weights.has(spec.name));
  const outputs = of(graph.output).map(bytes => outputOf(bytes, zipMaps));
  const odd = [...inputs, ...outputs.map(({ spec }) => spec)].find(spec => spec.datatype === null);
  if (odd !== undefined) return fail(`«${odd.name}» is no tensor of a kind that can be served`);
  if (outputs.length === 0) return fail('it has no output');
  const signature: Signature = {
    inputs: inputs.flatMap(known),
    outputs: outputs.flatMap(({ spec }) => known(spec)),
  };
  if (zipMaps.length === 0) return ok({ bytes, signature, changes: [] });
  return ok({ bytes: withGraph(top, withoutZipMaps(parts, zipMaps)), signature, changes: ['zipmap-stripped'] });
}

interface Field {
  readonly number: number;
  /** Of length-delimited ones. */
  readonly bytes?: Uint8Array;
  readonly varint?: number;
  /** The field as it stands, its tag included. */
  readonly raw: Uint8Array;
}

function fieldsOf(bytes: Uint8Array): readonly Field[] {
  const reader = Reader.create(bytes);
  const fields: Field[] = [];
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const tag = reader.uint32();
    const [number, wire] = [tag >>> 3, tag & 7];
    if (number === 0) throw new RangeError('no field');
    const content = wire === 2 ? reader.bytes() : undefined;
    const whole = wire === 0 ? Number(reader.int64()) : undefined;
    if (wire !== 2 && wire !== 0) reader.skipType(wire);
    fields.push({
      number,
      raw: bytes.subarray(start, reader.pos),
      ...(content === undefined ? {} : { bytes: content }),
      ...(whole === undefined ? {} : { varint: whole }),
    });
  }
  return fields;
}

const decoder = new TextDecoder();
const text = (fields: readonly Field[], number: number): string =>
  decoder.decode(fields.find(field => field.number === number)?.bytes);
const varint = (fields: readonly Field[], number: number): number | undefined =>
  fields.find(field => field.number === number)?.varint;
const inner = (fields: readonly Field[], number: number): readonly Field[] =>
  fieldsOf(fields.find(field => field.number === number)?.bytes ?? new Uint8Array());

const isZipMap = (fields: readonly Field[]): boolean =>
  text(fields, node.opType) === 'ZipMap' && text(fields, node.domain) === 'ai.onnx.ml';

interface Spec {
  readonly name: string;
  /** Null for sequences, mappings and kinds of numbers that the protocol does not have. */
  readonly datatype: Datatype | null;
  readonly shape: readonly number[];
}
const known = ({ name, datatype, shape }: Spec): readonly TensorSpec[] =>
  datatype === null ? [] : [{ name, datatype, shape }];

function specOf(bytes: Uint8Array): Spec {
  const fields = fieldsOf(bytes);
  const kind = inner(inner(fields, value.type), type.tensor);
  const shape = inner(kind, tensorType.shape).map(dim => varint(fieldsOf(dim.bytes ?? new Uint8Array()), 1) ?? -1);
  return {
    name: text(fields, value.name),
    datatype: datatypes[varint(kind, tensorType.element) ?? 0] ?? null,
    shape: shape.map(size => (size > 0 ? size : -1)),
  };
}

function outputOf(bytes: Uint8Array, zipMaps: readonly (readonly Field[])[]): { readonly spec: Spec } {
  const spec = specOf(bytes);
  const zipMap = zipMaps.find(fields => text(fields, node.output) === spec.name);
  if (zipMap === undefined) return { spec };
  return { spec: { name: text(zipMap, node.input), datatype: 'FP32', shape: [-1, classCount(zipMap)] } };
}

/** Of the attribute that names the classes; -1 where none does. */
function classCount(zipMap: readonly Field[]): number {
  for (const attribute of zipMap.filter(({ number }) => number === node.attribute)) {
    const fields = fieldsOf(attribute.bytes ?? new Uint8Array());
    const name = text(fields, 1);
    if (name === 'classlabels_strings') return fields.filter(({ number }) => number === 9).length;
    if (name === 'classlabels_int64s') return countInts(fields);
  }
  return -1;
}

/** Packed or one by one. */
function countInts(fields: readonly Field[]): number {
  return fields
    .filter(({ number }) => number === 8)
    .reduce((sum, { bytes }) => sum + (bytes === undefined ? 1 : bytes.filter(byte => byte < 128).length), 0);
}

function withoutZipMaps(parts: readonly Field[], zipMaps: readonly (readonly Field[])[]): Uint8Array {
  const writer = Writer.create();
  for (const part of parts) {
    const fields = part.number === graph.node || part.number === graph.output ? fieldsOf(part.bytes ?? part.raw) : [];
    if (part.number === graph.node && isZipMap(fields)) continue;
    const zipMap = zipMaps.find(
      one => part.number === graph.output && text(one, node.output) === text(fields, value.name),
    );
    if (zipMap === undefined) writeRaw(writer, part.raw);
    else writer.uint32((graph.output << 3) | 2).bytes(tensorOutput(text(zipMap, node.input), classCount(zipMap)));
  }
  return writer.finish();
}

/** A ValueInfoProto: float, [rows, classes]. */
function tensorOutput(name: string, classes: number): Uint8Array {
  const dim = (size: number): Uint8Array =>
    (size < 0 ? Writer.create() : Writer.create().uint32(8).int64(size)).finish();
  const shape = Writer.create().uint32(10).bytes(dim(-1)).uint32(10).bytes(dim(classes)).finish();
  const kind = Writer.create().uint32(8).int32(1).uint32(18).bytes(shape).finish();
  const whole = Writer.create().uint32(10).bytes(kind).finish();
  return Writer.create().uint32(10).string(name).uint32(18).bytes(whole).finish();
}

function withGraph(top: readonly Field[], body: Uint8Array): Uint8Array {
  const writer = Writer.create();
  for (const field of top) {
    if (field.number === model.graph) writer.uint32((model.graph << 3) | 2).bytes(body);
    else writeRaw(writer, field.raw);
  }
  return writer.finish();
}

/** Bytes as they are, without a length in front. */
function writeRaw(writer: Writer, bytes: Uint8Array): void {
  const tag = Reader.create(bytes);
  const head = tag.uint32();
  writer.uint32(head);
  const wire = head & 7;
  if (wire === 2) writer.bytes(tag.bytes());
  else if (wire === 0) writer.uint64(tag.uint64());
  else if (wire === 5) writer.fixed32(tag.fixed32());
  else writer.fixed64(tag.fixed64());
}
