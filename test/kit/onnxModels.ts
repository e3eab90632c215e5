// Small ONNX models made here, field by field of onnx.proto, so that tests know what they must answer.
import { Writer } from 'protobufjs/minimal.js';

type Bytes = Uint8Array;
const field = (writer: Writer, number: number, bytes: Bytes): Writer => writer.uint32((number << 3) | 2).bytes(bytes);
const string = (writer: Writer, number: number, text: string): Writer => writer.uint32((number << 3) | 2).string(text);
const int = (writer: Writer, number: number, value: number): Writer => writer.uint32(number << 3).int64(value);

/** TensorProto.DataType. */
const elements = {
  ...{ float: 1, uint8: 2, int8: 3, uint16: 4, int16: 5, int32: 6, int64: 7, string: 8, bool: 9 },
  ...{ float16: 10, double: 11, uint32: 12, uint64: 13 },
} as const;

/** A ValueInfoProto; -1 is a named size. */
function tensorInfo(name: string, shape: readonly number[], element: keyof typeof elements = 'float'): Bytes {
  const dims = Writer.create();
  for (const size of shape)
    field(dims, 1, size < 0 ? string(Writer.create(), 2, 'N').finish() : int(Writer.create(), 1, size).finish());
  const kind = field(int(Writer.create(), 1, elements[element]), 2, dims.finish()).finish();
  return field(string(Writer.create(), 1, name), 2, field(Writer.create(), 1, kind).finish()).finish();
}

/** A ValueInfoProto of a sequence of mappings from int64 to float: what ZipMap gives. */
function mappingsInfo(name: string): Bytes {
  const float = field(Writer.create(), 1, int(Writer.create(), 1, 1).finish()).finish();
  const mapping = field(int(Writer.create(), 1, 7), 2, float).finish();
  const item = field(Writer.create(), 5, mapping).finish();
  const sequence = field(Writer.create(), 4, field(Writer.create(), 1, item).finish()).finish();
  return field(string(Writer.create(), 1, name), 2, sequence).finish();
}

/** An AttributeProto: a whole number, or a list of them. */
function attribute(name: string, value: number | readonly number[]): Bytes {
  const writer = string(Writer.create(), 1, name);
  if (typeof value === 'number') return int(int(writer, 3, value), 20, 2).finish();
  for (const item of value) int(writer, 8, item);
  return int(writer, 20, 7).finish();
}

interface Node {
  readonly op: string;
  readonly domain?: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
}
function nodeOf({ op, domain, from, to, attributes = {} }: Node): Bytes {
  const writer = Writer.create();
  for (const name of from) string(writer, 1, name);
  for (const name of to) string(writer, 2, name);
  string(writer, 4, op);
  for (const [name, value] of Object.entries(attributes)) field(writer, 5, attribute(name, value));
  if (domain !== undefined) string(writer, 7, domain);
  return writer.finish();
}

/** A TensorProto of floats; `external` leaves its data in another file. */
function weights(name: string, shape: readonly number[], values: readonly number[], external = false): Bytes {
  const writer = Writer.create();
  for (const size of shape) int(writer, 1, size);
  int(writer, 2, 1);
  string(writer, 8, name);
  if (external) {
    field(writer, 13, string(string(Writer.create(), 1, 'location'), 2, '../weights.bin').finish());
    return int(writer, 14, 1).finish();
  }
  return field(writer, 9, new Uint8Array(Float32Array.from(values).buffer)).finish();
}

interface Graph {
  readonly nodes: readonly Node[];
  readonly inputs: readonly Bytes[];
  readonly outputs: readonly Bytes[];
  readonly weights: readonly Bytes[];
}
function modelOf({ nodes, inputs, outputs, weights: initializers }: Graph): Bytes {
  const graph = Writer.create();
  for (const node of nodes) field(graph, 1, nodeOf(node));
  string(graph, 2, 'test');
  for (const initializer of initializers) field(graph, 5, initializer);
  for (const input of inputs) field(graph, 11, input);
  for (const output of outputs) field(graph, 12, output);
  const opset = (domain: string, version: number): Bytes =>
    int(string(Writer.create(), 1, domain), 2, version).finish();
  const model = int(Writer.create(), 1, 8);
  field(model, 7, graph.finish());
  field(model, 8, opset('', 15));
  return field(model, 8, opset('ai.onnx.ml', 3)).finish();
}

/** One float column an input; «variable» of shape [rows, 1] is the sum of coefficient times column, plus the bias. */
export function linearModel(coefficients: Readonly<Record<string, number>>, bias: number): Bytes {
  const names = Object.keys(coefficients);
  return modelOf({
    nodes: [
      { op: 'Concat', from: names, to: ['row'], attributes: { axis: 1 } },
      { op: 'MatMul', from: ['row', 'W'], to: ['product'] },
      { op: 'Add', from: ['product', 'B'], to: ['variable'] },
    ],
    inputs: names.map(name => tensorInfo(name, [-1, 1])),
    outputs: [tensorInfo('variable', [-1, 1])],
    weights: [weights('W', [names.length, 1], Object.values(coefficients)), weights('B', [1, 1], [bias])],
  });
}

/** As skl2onnx writes classifiers: «label» of int64, and «probabilities» as mappings that a ZipMap makes of [rows, 3]. */
export const zipMapModel = (): Bytes =>
  modelOf({
    nodes: [
      { op: 'Softmax', from: ['X'], to: ['raw'], attributes: { axis: 1 } },
      { op: 'ArgMax', from: ['raw'], to: ['label'], attributes: { axis: 1, keepdims: 0 } },
      {
        ...{ op: 'ZipMap', domain: 'ai.onnx.ml', from: ['raw'], to: ['probabilities'] },
        attributes: { classlabels_int64s: [0, 1, 2] },
      },
    ],
    inputs: [tensorInfo('X', [-1, 3])],
    outputs: [tensorInfo('label', [-1], 'int64'), mappingsInfo('probabilities')],
    weights: [],
  });

/** Its weights are said to lie in `../weights.bin`. */
export const externalModel = (): Bytes =>
  modelOf({
    nodes: [{ op: 'MatMul', from: ['X', 'W'], to: ['Y'] }],
    inputs: [tensorInfo('X', [-1, 3])],
    outputs: [tensorInfo('Y', [-1, 1])],
    weights: [weights('W', [3, 1], [], true)],
  });

/** «Y» is «X», of shape [rows, 2]. */
export const identityModel = (element: keyof typeof elements): Bytes =>
  modelOf({
    nodes: [{ op: 'Identity', from: ['X'], to: ['Y'] }],
    inputs: [tensorInfo('X', [-1, 2], element)],
    outputs: [tensorInfo('Y', [-1, 2], element)],
    weights: [],
  });
