// JSON Schemas of the answers of the Open Inference Protocol v2 and its extensions, written from the protocol's text.

type Schema = Readonly<Record<string, unknown>>;
const text = { type: 'string' };
const whole = { type: 'integer', minimum: 0 };
const strict = (properties: Schema, required: readonly string[] = Object.keys(properties)): Schema => ({
  ...{ type: 'object', properties, required, additionalProperties: false },
});
const list = (items: Schema): Schema => ({ type: 'array', items });

const datatype = {
  enum: ['BOOL', 'UINT8', 'UINT16', 'UINT32', 'UINT64', 'INT8', 'INT16', 'INT32', 'INT64', 'FP16', 'FP32', 'FP64', 'BYTES'],
}; // biome-ignore format: one list
const parameters = { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } };
const error = { type: 'object', properties: { error: { type: 'string', minLength: 1 } }, required: ['error'] };

const ofType = (name: string, items: Schema): Schema => ({
  if: { properties: { datatype: { const: name } } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { properties: { data: list(items) } },
});
/** Either its data or the number of its bytes behind the JSON. */
const output: Schema = {
  ...strict({ name: text, datatype, shape: list(whole), parameters, data: { type: 'array' } }, [
    ...['name', 'datatype', 'shape'],
  ]),
  oneOf: [
    { required: ['data'], properties: { datatype: { not: { const: 'FP16' } } } },
    { required: ['parameters'], properties: { parameters: { required: ['binary_data_size'] } } },
  ],
  allOf: [
    ofType('BOOL', { type: 'boolean' }),
    ofType('BYTES', text),
    ...['FP32', 'FP64'].map(name => ofType(name, { type: ['number', 'null'] })),
    ...['UINT8', 'UINT16', 'UINT32', 'UINT64'].map(name => ofType(name, whole)),
    ...['INT8', 'INT16', 'INT32', 'INT64'].map(name => ofType(name, { type: 'integer' })),
  ],
};
const metadataTensor = strict({ name: text, datatype, shape: list({ type: 'integer', minimum: -1 }) });
const duration = strict({ count: whole, ns: whole });
const names = [
  'success',
  'fail',
  'queue',
  'compute_input',
  'compute_infer',
  'compute_output',
  'cache_hit',
  'cache_miss',
];
const statistics = strict({
  ...{ name: text, version: text, last_inference: whole, inference_count: whole, execution_count: whole },
  inference_stats: strict(Object.fromEntries(names.map(name => [name, duration]))),
  batch_stats: { type: 'array' },
});
const configTensor = strict({
  name: text,
  data_type: { type: 'string', pattern: '^TYPE_' },
  dims: list({ type: 'integer' }),
});

/** By what is asked for; `error` is every answer from status 400 on. */
export const oipSchemas = {
  error,
  infer: strict(
    { model_name: text, model_version: text, id: text, parameters, outputs: { ...list(output), minItems: 1 } },
    ['model_name', 'outputs'],
  ),
  server: strict({ name: text, version: text, extensions: list(text) }),
  live: strict({ live: { type: 'boolean' } }),
  ready: strict({ ready: { type: 'boolean' } }),
  models: strict({ models: list(text) }),
  model: strict(
    { name: text, versions: list(text), platform: text, inputs: list(metadataTensor), outputs: list(metadataTensor) },
    ['name', 'platform', 'inputs', 'outputs'],
  ),
  modelReady: strict({ name: text, ready: { type: 'boolean' } }),
  index: list(
    strict({
      ...{ name: text, version: text, reason: text },
      state: { enum: ['READY', 'UNAVAILABLE', 'LOADING', 'UNLOADING'] },
    }),
  ),
  config: strict({
    ...{ name: text, platform: text, backend: text, max_batch_size: whole, version_policy: { type: 'object' } },
    ...{ input: list(configTensor), output: list(configTensor) },
  }),
  stats: strict({ model_stats: list(statistics) }),
} as const;
export type OipSchemaName = keyof typeof oipSchemas;
