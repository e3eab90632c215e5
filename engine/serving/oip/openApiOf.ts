// OpenAPI 3.1 of the server and of one model, its request so precise that a form can be made of it.
import type { Datatype, Signature, TensorSpec } from '../../domain/modelPackage.ts';

type Schema = Readonly<Record<string, unknown>>;
const reference = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const content = (schema: Schema): Schema => ({ content: { 'application/json': { schema } } });
const answers = (schema: Schema): Schema => ({
  200: { description: 'The answer', ...content(schema) },
  default: { description: 'What is wrong', ...content(reference('Error')) },
});

const text: Schema = { type: 'string' };
const object = (properties: Schema, required: readonly string[] = Object.keys(properties)): Schema => ({
  ...{ type: 'object', properties, required },
});
const list = (items: Schema): Schema => ({ type: 'array', items });

const ranges: Readonly<Partial<Record<Datatype, readonly [number, number]>>> = {
  ...{ UINT8: [0, 255], UINT16: [0, 65_535], UINT32: [0, 4_294_967_295], UINT64: [0, 2 ** 64 - 2_048] },
  ...{ INT8: [-128, 127], INT16: [-32_768, 32_767], INT32: [-2_147_483_648, 2_147_483_647] },
  INT64: [-(2 ** 63), 2 ** 63 - 1_024],
};

/** Of one value in JSON. */
function valueSchema(datatype: Datatype): Schema {
  if (datatype === 'BOOL') return { type: 'boolean' };
  if (datatype === 'BYTES') return text;
  if (datatype === 'FP32' || datatype === 'FP64') return { type: ['number', 'null'] };
  const range = ranges[datatype];
  return range === undefined ? {} : { type: 'integer', minimum: range[0], maximum: range[1] };
}

function tensorSchema({ name, datatype, shape }: TensorSpec): Schema {
  const sizes = shape.map(size => (size < 0 ? { type: 'integer', minimum: 1 } : { const: size }));
  return object(
    {
      ...{ name: { const: name }, datatype: { const: datatype } },
      shape: { type: 'array', prefixItems: sizes, minItems: sizes.length, maxItems: sizes.length },
      parameters: reference('Parameters'),
      data: list({ anyOf: [valueSchema(datatype), { type: 'array' }] }),
    },
    datatype === 'FP16' ? ['name', 'datatype', 'shape', 'parameters'] : ['name', 'datatype', 'shape', 'data'],
  );
}

/** Every input exactly once, in any order. */
const tensorsSchema = (specs: readonly TensorSpec[]): Schema => ({
  type: 'array',
  items: { oneOf: specs.map(tensorSchema) },
  ...{ minItems: specs.length, maxItems: specs.length },
});

const exampleValue = (datatype: Datatype): unknown =>
  datatype === 'BOOL' ? false : datatype === 'BYTES' ? '' : datatype === 'FP16' ? null : 0;
const example = ({ inputs }: Signature): Schema => ({
  inputs: inputs.map(({ name, datatype, shape }) => {
    const sizes = shape.map(size => (size < 0 ? 1 : size));
    const count = Math.min(
      sizes.reduce((product, size) => product * size, 1),
      10_000,
    );
    return { name, datatype, shape: sizes, data: Array(count).fill(exampleValue(datatype)) };
  }),
});

const parameters: Schema = { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } };
const common = {
  Error: object({ error: text }),
  Parameters: parameters,
};

interface Described {
  readonly name: string;
  readonly serverVersion: string;
}

const document = (
  { serverVersion }: Described,
  parts: { readonly title: string; readonly paths: Schema; readonly schemas: Schema },
): Schema => ({
  openapi: '3.1.0',
  info: { title: parts.title, version: serverVersion },
  paths: parts.paths,
  components: {
    schemas: { ...common, ...parts.schemas },
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
  },
  security: [{ bearer: [] }],
});
const get = (summary: string, schema: Schema): Schema => ({ get: { summary, responses: answers(schema) } });

/** Of the server: what does not depend on a model. */
export function serverOpenApi(described: Described): Schema {
  const index = object({ name: text, version: text, state: text, reason: text });
  const paths = {
    '/v2': get('The server', object({ name: text, version: text, extensions: list(text) })),
    '/v2/health/live': get('Is it there?', object({ live: { type: 'boolean' } })),
    '/v2/health/ready': get('Does it answer?', object({ ready: { type: 'boolean' } })),
    '/v2/models': get('Models', object({ models: list(text) })),
    '/v2/repository/index': {
      post: {
        summary: 'Models with their states',
        requestBody: content(object({ ready: { type: 'boolean' } }, [])),
        responses: answers(list(index)),
      },
    },
  };
  return document(described, { title: 'Open Inference Protocol', paths, schemas: {} });
}

/** Of a model: its request and answer follow from the signature. */
export function openApiOf(described: Described, signature: Signature): Schema {
  const { name } = described;
  const metadata = object({ name: text, datatype: text, shape: list({ type: 'integer' }) });
  const wanted = object({ name: { enum: signature.outputs.map(output => output.name) }, parameters }, ['name']);
  const schemas = {
    InferRequest: {
      ...object({ id: text, parameters, inputs: tensorsSchema(signature.inputs), outputs: list(wanted) }, ['inputs']),
      examples: [example(signature)],
    },
    InferResponse: object(
      {
        ...{ model_name: { const: name }, model_version: text, id: text, parameters },
        outputs: list({ oneOf: signature.outputs.map(tensorSchema) }),
      },
      ['model_name', 'outputs'],
    ),
    Model: object(
      { name: text, versions: list(text), platform: text, inputs: list(metadata), outputs: list(metadata) },
      ['name', 'platform', 'inputs', 'outputs'],
    ),
  };
  const path = `/v2/models/${encodeURIComponent(name)}`;
  const infer = {
    post: {
      summary: 'Predict',
      requestBody: { required: true, ...content(reference('InferRequest')) },
      responses: answers(reference('InferResponse')),
    },
  };
  const paths = {
    [path]: get('The model', reference('Model')),
    [`${path}/ready`]: get('Does it answer?', object({ name: text, ready: { type: 'boolean' } })),
    [`${path}/infer`]: infer,
  };
  return document(described, { title: name, paths, schemas });
}
