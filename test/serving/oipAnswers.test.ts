// Every kind of answer holds to the protocol's schema, and the description of a model fits what it takes and gives.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { type OipSchemaName, oipSchemas } from '../kit/oipSchema.ts';
import { ask, datatypes, echo, echoModel, read, spec } from './oipKit.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true });
const ready = echoModel({ inputs: [spec('x', 'FP32', [-1, 20])], outputs: [spec('y', 'FP32')] }).model;
const waiting = echoModel(echo('FP32'), { state: 'loading' }).model;

const calls: readonly (readonly [string, OipSchemaName])[] = [
  ['/v2', 'server'],
  ['/v2/', 'server'],
  ['/v2/health/live', 'live'],
  ['/v2/health/ready', 'ready'],
  ['/v2/models', 'models'],
  ['/v2/models/demand', 'model'],
  ['/v2/models/demand/versions/4', 'model'],
  ['/v2/models/demand/ready', 'modelReady'],
  ['/v2/models/demand/versions/3/ready', 'modelReady'],
  ['/v2/models/demand/config', 'config'],
  ['/v2/models/demand/versions/3/config', 'config'],
  ['/v2/models/stats', 'stats'],
  ['/v2/models/demand/stats', 'stats'],
  ['/v2/models/demand/versions/3/stats', 'stats'],
];
test.each(calls)('GET %s', async (path, schema) => {
  const answer = await ask(ready, { path, method: 'GET' });
  expect(answer.status).toBe(200);
  const check = ajv.compile(oipSchemas[schema]);
  check(read(answer).json);
  expect(check.errors).toBeNull();
});
test.each(calls.filter(([path]) => path.includes('/versions/')))('GET %s of no version', async path => {
  const answer = await ask(ready, { path: path.replace(/versions\/\d/, 'versions/7'), method: 'GET' });
  expect(answer.status).toBe(404);
  expect(ajv.validate(oipSchemas.error, read(answer).json)).toBe(true);
});

test('the index has every version, and only the ready ones when asked', async () => {
  const index = async (model: typeof ready, body: unknown) =>
    read(await ask(model, { path: '/v2/repository/index', body })).json;
  expect(ajv.validate(oipSchemas.index, await index(ready, ''))).toBe(true);
  expect(await index(waiting, {})).toEqual(
    ['3', '4'].map(version => ({ name: 'demand', version, state: 'LOADING', reason: 'it is on its way' })),
  );
  expect(await index(waiting, { ready: true })).toEqual([]);
});

test('a configuration tells the batch apart from the other dimensions', async () => {
  const answer = await ask(ready, { path: '/v2/models/demand/config', method: 'GET' });
  expect(read(answer).json).toMatchObject({ max_batch_size: 32, input: [{ data_type: 'TYPE_FP32', dims: [20] }] });
});

describe('the description of a model', () => {
  const document = async (model: typeof ready) =>
    read(await ask(model, { path: '/v2/models/demand/docs/dataplane.json', method: 'GET' })).json as {
      readonly paths: object;
      readonly components: { readonly schemas: Readonly<Record<string, { readonly examples?: readonly unknown[] }>> };
    };
  const validator = async (model: typeof ready, name: string) => {
    const { components } = await document(model);
    return ajv.compile({ $ref: `#/components/schemas/${name}`, components });
  };

  test.each(datatypes.filter(datatype => datatype !== 'FP16'))(
    'of %s: its example is valid and is answered',
    async datatype => {
      const { model } = echoModel(echo(datatype, [-1, 2]));
      const { components } = await document(model);
      const [body] = components.schemas['InferRequest']?.examples ?? [];
      const check = await validator(model, 'InferRequest');
      check(body);
      expect(check.errors).toBeNull();
      const answer = await ask(model, { body });
      expect(answer.status).toBe(200);
      const checkAnswer = await validator(model, 'InferResponse');
      checkAnswer(read(answer).json);
      expect(checkAnswer.errors).toBeNull();
    },
  );

  test('refuses what the model refuses', async () => {
    const check = await validator(ready, 'InferRequest');
    const input = { name: 'x', datatype: 'FP32', shape: [1, 20], data: Array(20).fill(1) };
    expect(check({ inputs: [input] })).toBe(true);
    for (const wrong of [{ name: 'z' }, { datatype: 'FP64' }, { shape: [1, 19] }, { data: ['a'] }])
      expect(check({ inputs: [{ ...input, ...wrong }] })).toBe(false);
    expect(check({ inputs: [] })).toBe(false);
  });

  test('and that of the server name their paths', async () => {
    const server = await ask(ready, { path: '/v2/docs/dataplane.json', method: 'GET' });
    expect(read(server).json).toMatchObject({ openapi: '3.1.0', paths: { '/v2/health/ready': {} } });
    expect((await document(ready)).paths).toHaveProperty(['/v2/models/demand/infer', 'post']);
  });
});

test('MLflow’s calls for health and version', async () => {
  expect(await ask(ready, { path: '/ping', method: 'GET' })).toMatchObject({ status: 200, body: '\n' });
  expect(await ask(ready, { path: '/version', method: 'GET' })).toMatchObject({ body: '1.2.3' });
  expect(await ask(ready, { path: '/metrics', method: 'GET' })).toMatchObject({ body: '# none\n' });
});
