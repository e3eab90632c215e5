// The body of an inference request, JSON with or without binary tensors behind it, as tensors in the signature's order.
import type { Datatype, Signature, TensorSpec } from '../../domain/modelPackage.ts';
import type { Tensor } from '../../domain/tensor.ts';
import { readBinaryData, readRawTensor } from './binaryTensor.ts';
import { type Columns, tensorsOfColumns, valuesOf } from './columns.ts';
import { readJsonData } from './jsonTensor.ts';
import { type Fields, hasLongIntegers, isFields, parseJson, readText } from './jsonText.ts';
import { shown, wrong } from './oipErrors.ts';
import type { OipHeaders } from './oipTypes.ts';
import { fitShape, readShape } from './tensorShape.ts';
import { readWanted, type WantedOutput } from './wantedOutputs.ts';

export interface InferRequest {
  readonly id: string | null;
  /** One for each input of the signature, in its order. */
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly WantedOutput[];
}

/**
 * Throws `model-input` for everything that is wrong with the request: what is no JSON, unknown, missing and doubled
 * inputs, shapes, datatypes, counts, values, bytes. Source: Open Inference Protocol v2, binary tensor data extension.
 */
export function readInferRequest(body: Uint8Array, headers: OipHeaders, signature: Signature): InferRequest {
  const length = headerLength(headers, body.length);
  if (length === 0)
    return {
      id: null,
      inputs: [readRawTensor(signature.inputs, body)],
      outputs: signature.outputs.map(({ name }) => ({ name, isBinary: true })),
    };
  const text = readText(length === null ? body : body.subarray(0, length));
  const request = parseJson(text, hasLongIntegers(signature.inputs));
  if (!isFields(request)) throw wrong('the request is no JSON object');
  const { id, inputs, parameters = {} } = request;
  if (id !== undefined && typeof id !== 'string') throw wrong('«id» is no text');
  if (!isFields(parameters)) throw wrong('«parameters» is no object');
  if (!Array.isArray(inputs) || inputs.length === 0) throw wrong('«inputs» is no list of tensors');
  const tail = length === null ? null : { bytes: body, at: length };
  return {
    id: id ?? null,
    inputs: readInputs(inputs, { parameters, tail, signature }),
    outputs: readWanted(request['outputs'], parameters, signature),
  };
}

/** Null without binary data. */
function headerLength(headers: OipHeaders, whole: number): number | null {
  const told = headers['inference-header-content-length'];
  if (told === undefined) return null;
  const length = typeof told === 'string' && /^\d{1,15}$/.test(told) ? Number(told) : -1;
  if (length < 0 || length > whole) throw wrong('Inference-Header-Content-Length is not within the body');
  return length;
}

interface Tail {
  readonly bytes: Uint8Array;
  at: number;
}
interface Around {
  readonly parameters: Fields;
  readonly tail: Tail | null;
  readonly signature: Signature;
}

function readInputs(items: readonly unknown[], around: Around): readonly Tensor[] {
  const { signature, parameters, tail } = around;
  const isFrame = parameters['content_type'] === 'pd';
  const tensors = new Map<string, Tensor>();
  for (const item of items) {
    const tensor = readInput(item, around, isFrame);
    if (tensors.has(tensor.name)) throw wrong(`the input «${tensor.name}» comes twice`);
    tensors.set(tensor.name, tensor);
  }
  if (tail !== null && tail.at !== tail.bytes.length)
    throw wrong(`${tail.bytes.length - tail.at} bytes behind the last tensor belong to none`);
  if (isFrame) return tensorsOfColumns(columnsOf(tensors), signature);
  return inOrder(tensors, signature.inputs);
}

function inOrder(tensors: ReadonlyMap<string, Tensor>, specs: readonly TensorSpec[]): readonly Tensor[] {
  let rows = -1;
  return specs.map(({ name }) => {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw wrong(`the input «${name}» is missing`);
    const [own = 1] = tensor.shape;
    if (rows >= 0 && own !== rows) throw wrong(`«${name}» has ${own} rows and others have ${rows}`);
    rows = own;
    return tensor;
  });
}

const columnsOf = (tensors: ReadonlyMap<string, Tensor>): Columns =>
  new Map([...tensors].map(([name, { datatype, data }]) => [name, valuesOf(datatype, data)]));

const datatypes: ReadonlySet<unknown> = new Set<Datatype>([
  ...(['BOOL', 'UINT8', 'UINT16', 'UINT32', 'UINT64', 'INT8', 'INT16'] as const),
  ...(['INT32', 'INT64', 'FP16', 'FP32', 'FP64', 'BYTES'] as const),
]);

function readInput(item: unknown, { signature, tail }: Around, isFrame: boolean): Tensor {
  if (!isFields(item)) throw wrong('an input is no object');
  const { name, datatype, shape, data, parameters } = item;
  if (typeof name !== 'string') throw wrong('an input has no name');
  if (parameters !== undefined && !isFields(parameters)) throw wrong(`«parameters» of «${name}» is no object`);
  if (!datatypes.has(datatype)) throw wrong(`«${name}» has the unknown datatype ${shown(datatype)}`);
  const asked = isFrame ? null : specOf(name, datatype as Datatype, signature.inputs);
  const sent = readShape(name, shape);
  const fitted = asked === null ? sent : fitShape(asked, sent);
  const spec = asked ?? { name, datatype: datatype as Datatype, shape: sent };
  if (isFrame && sent.slice(1).some(size => size !== 1)) throw wrong(`«${name}» is no column`);
  const size = parameters?.['binary_data_size'];
  if (size !== undefined) return { ...spec, shape: fitted, data: readBinaryData(spec, fitted, take(name, size, tail)) };
  if (parameters?.['shared_memory_region'] !== undefined) throw wrong('shared memory is not offered');
  const isBase64 = parameters?.['content_type'] === 'base64';
  return { ...spec, shape: fitted, data: readJsonData({ name, datatype: spec.datatype, shape: sent, isBase64 }, data) };
}

function specOf(name: string, datatype: Datatype, specs: readonly TensorSpec[]): TensorSpec {
  const spec = specs.find(item => item.name === name);
  if (spec === undefined)
    throw wrong(`the model has no input «${name}»; it has: ${specs.map(item => item.name).join(', ')}`);
  if (spec.datatype !== datatype) throw wrong(`«${name}» must be ${spec.datatype}, not ${datatype}`);
  return spec;
}

function take(name: string, size: unknown, tail: Tail | null): Uint8Array {
  if (tail === null) throw wrong(`«${name}» is binary, but Inference-Header-Content-Length is missing`);
  if (!Number.isSafeInteger(size) || (size as number) < 0 || (size as number) > tail.bytes.length - tail.at)
    throw wrong(`the bytes of «${name}» are not all there`);
  const from = tail.at;
  tail.at += size as number;
  return tail.bytes.subarray(from, tail.at);
}
