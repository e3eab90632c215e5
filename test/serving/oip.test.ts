// The Open Inference Protocol by what it answers to right, unusual and wrong requests.
import { describe, expect, test } from 'vitest';
import type { Signature } from '../../engine/domain/modelPackage.ts';
import { metricsText } from '../../engine/serving/oip/metricsText.ts';
import { type Ask, ask, binaryBody, echo, echoModel, read, spec } from './oipKit.ts';

const columns: Signature = {
  inputs: [spec('a', 'FP32'), spec('b', 'FP64', [-1]), spec('c', 'INT64'), spec('d', 'BYTES')],
  outputs: [spec('a', 'FP32'), spec('b', 'FP64', [-1]), spec('c', 'INT64'), spec('d', 'BYTES')],
};
const column = (name: string, datatype: string, data: readonly unknown[], shape = [data.length, 1]) => ({
  ...{ name, datatype, shape, data },
});
const row = [
  column('a', 'FP32', [1.5]),
  column('b', 'FP64', [0.1], [1]),
  column('c', 'INT64', [7]),
  column('d', 'BYTES', ['ü']),
];
const x = (data: unknown, datatype = 'FP32', shape: unknown = [1, 1]) => ({
  inputs: [{ name: 'x', datatype, shape, data }],
});
const error = async (request: Ask, signature = echo('FP32')): Promise<string> => {
  const answer = await ask(echoModel(signature).model, request);
  expect(answer.status).toBe(400);
  return (read(answer).json as { readonly error: string }).error;
};

describe('a request', () => {
  test('is answered with its id echoed, and with none when it has none', async () => {
    const { model } = echoModel(columns);
    const answer = await ask(model, { body: { id: 'mine', inputs: row } });
    expect(answer).toMatchObject({ status: 200, headers: { 'x-request-id': 'mine', 'x-model-version': '3' } });
    expect(read(answer).json).toEqual({
      ...{ model_name: 'demand', model_version: '3', id: 'mine' },
      outputs: [column('a', 'FP32', [1.5]), row[1], row[2], row[3]],
    });
    const nameless = await ask(model, { body: { inputs: row } });
    expect(read(nameless).json).not.toHaveProperty('id');
    expect(nameless.headers['x-request-id']).toBe('made-here');
  });

  test('has its inputs in any order; the model gets them in its own', async () => {
    const { model, seen } = echoModel(columns);
    await ask(model, { body: { inputs: [...row].reverse() } });
    expect(seen[0]?.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('may nest its data or leave out the last dimension of a column', async () => {
    const matrix = echoModel(echo('INT32', [-1, 2, 2]));
    const nested = [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]; // biome-ignore format: the shape is seen
    await ask(matrix.model, { body: x(nested, 'INT32', [2, 2, 2]) });
    expect(matrix.seen[0]?.[0]?.data).toEqual(Int32Array.of(1, 2, 3, 4, 5, 6, 7, 8));
    const single = echoModel(echo('FP32'));
    await ask(single.model, { body: x([1, 2], 'FP32', [2]) });
    expect(single.seen[0]?.[0]).toMatchObject({ shape: [2, 1], data: Float32Array.of(1, 2) });
  });

  test('picks its outputs and their order', async () => {
    const answer = await ask(echoModel(columns).model, {
      body: { inputs: row, outputs: [{ name: 'd' }, { name: 'a' }] },
    });
    expect(read(answer).json).toMatchObject({ outputs: [{ name: 'd' }, { name: 'a' }] });
  });

  test('reaches the version it names', async () => {
    const answer = await ask(echoModel(echo('FP32')).model, {
      path: '/v2/models/demand/versions/4/infer?x=1',
      body: x([1]),
    });
    expect(read(answer).json).toMatchObject({ model_version: '4' });
  });

  test('of a model with blanks in its name is found by its escaped path', async () => {
    const { model } = echoModel(echo('FP32'), { name: 'bike demand' });
    expect((await ask(model, { path: '/v2/models/bike%20demand/infer', body: x([1]) })).status).toBe(200);
    expect((await ask(model, { path: '/v2/models/bike%ZZdemand/infer', body: x([1]) })).status).toBe(404);
  });
});

describe('whole numbers of 64 bits', () => {
  const [most, least, unsigned] = ['9223372036854775807', '-9223372036854775808', '18446744073709551615'];
  test('are exact both ways in JSON', async () => {
    const signed = `{"inputs":[{"name":"x","datatype":"INT64","shape":[3,1],"data":[${most},${least},9007199254740993]}]}`;
    const answer = await ask(echoModel(echo('INT64')).model, { body: signed });
    expect(answer.body).toContain(`"data":[${most},${least},9007199254740993]`);
    const positive = `{"inputs":[{"name":"x","datatype":"UINT64","shape":[1,1],"data":[[${unsigned}]]}]}`;
    expect((await ask(echoModel(echo('UINT64')).model, { body: positive })).body).toContain(`"data":[${unsigned}]`);
  });

  test('are refused beyond their range', async () => {
    const body = `{"inputs":[{"name":"x","datatype":"INT64","shape":[1,1],"data":[${unsigned}]}]}`;
    expect(await error({ body }, echo('INT64'))).toContain(`«x» is INT64, but its value 0 is ${unsigned}`);
    expect(await error({ body: x([-1], 'UINT64') }, echo('UINT64'))).toContain('is -1');
  });

  test('in predictions of data frames are exact too', async () => {
    const body = `{"dataframe_split":{"columns":["x"],"data":[[${most}]]}}`;
    const answer = await ask(echoModel(echo('INT64')).model, { path: '/invocations', body });
    expect(answer.body).toBe(`{"predictions":[${most}]}`);
  });
});

describe('missing values', () => {
  test('come and go as null where numbers are floats', async () => {
    const { model, seen } = echoModel(echo('FP64'));
    const answer = await ask(model, { body: x([1, null], 'FP64', [2, 1]) });
    expect(seen[0]?.[0]?.data).toEqual(Float64Array.of(1, Number.NaN));
    expect(read(answer).json).toMatchObject({ outputs: [{ data: [1, null] }] });
  });

  test('are refused as NaN, which JSON does not have, and said so', async () => {
    const text = '{"inputs":[{"name":"x","datatype":"FP32","shape":[1,1],"data":[NaN]}]}';
    expect(await error({ body: text })).toContain('JSON has no NaN');
    expect(await error({ body: text.replace('NaN', '-Infinity') })).toContain('JSON has no Infinity');
  });
});

describe('data frames', () => {
  const frame = { parameters: { content_type: 'pd' } };
  test('of content type pd become the inputs of their columns, whatever width their numbers have', async () => {
    const { model, seen } = echoModel(columns);
    const inputs = [
      ...[column('c', 'INT32', [7, 8]), column('a', 'FP64', [1.5, 2.5]), column('b', 'INT64', [1, 2])],
      column('d', 'BYTES', ['q', 'r'], [2]),
    ];
    expect((await ask(model, { body: { ...frame, inputs } })).status).toBe(200);
    expect(seen[0]?.map(({ data }) => data)).toEqual([
      ...[Float32Array.of(1.5, 2.5), Float64Array.of(1, 2), BigInt64Array.of(7n, 8n)],
      [Uint8Array.of(113), Uint8Array.of(114)],
    ]);
  });

  test('become the one tensor of a model that takes rows of numbers', async () => {
    const { model, seen } = echoModel(echo('FP32', [-1, 3]));
    const inputs = ['p', 'q', 'r'].map((name, at) => column(name, 'FP64', [at, at + 10]));
    expect((await ask(model, { body: { ...frame, inputs } })).status).toBe(200);
    expect(seen[0]?.[0]).toMatchObject({ name: 'x', shape: [2, 3], data: Float32Array.of(0, 1, 2, 10, 11, 12) });
  });

  test('in all forms of MLflow give the same tensors', async () => {
    const { model, seen } = echoModel(columns);
    const names = ['a', 'b', 'c', 'd'];
    const data = [[1, 2, 3, 'r'], [4, null, 6, 's']]; // biome-ignore format: rows
    const records = data.map(line => Object.fromEntries(names.map((name, at) => [name, line[at]])));
    const lists = Object.fromEntries(names.map((name, at) => [name, data.map(line => line[at])]));
    const bodies = [
      { dataframe_split: { columns: names, data } },
      { dataframe_records: records },
      { instances: records },
    ];
    for (const body of [...bodies, { inputs: lists }])
      expect(read(await ask(model, { path: '/invocations', body }))).toMatchObject({ json: { predictions: records } });
    const csv = 'd,a,b,c\r\n"r",1,2,3\r\ns,4,,6\r\n';
    const headers = { 'content-type': 'text/csv; charset=utf-8' };
    expect((await ask(model, { path: '/invocations', headers, body: csv })).status).toBe(200);
    expect(new Set(seen.map(tensors => JSON.stringify(tensors, (_, value) => plainValue(value)))).size).toBe(1);
  });

  test.each([
    [{ dataframe_split: { columns: ['x', 'x'], data: [[1, 2]] } }, 'twice'],
    [{ dataframe_split: { columns: ['x'], data: [[1, 2]] } }, 'row 0'],
    [{ dataframe_records: [{ x: 1 }, { x: 2, z: 3 }] }, 'no input «z»'],
    [{ dataframe_records: [] }, 'no rows'],
    [{ dataframe_records: [{ x: 'warm' }] }, '"warm"'],
    [{ inputs: [1], instances: [1] }, 'exactly one'],
    [{}, 'exactly one'],
    [[1], 'no JSON object'],
  ])('that are wrong are refused: %j', async (body, why) => {
    expect(await error({ path: '/invocations', body })).toContain(why);
  });
});

describe('binary tensors', () => {
  const input = (size: number, more = {}) => ({
    inputs: [{ name: 'x', datatype: 'FP32', shape: [1, 2], parameters: { binary_data_size: size } }],
    ...more,
  });
  const floats = new Uint8Array(Float32Array.of(1, 2).buffer);
  const signature = echo('FP32', [-1, 2]);

  test('mix with JSON in one request', async () => {
    const two: Signature = { inputs: [spec('a', 'FP32'), ...signature.inputs], outputs: signature.outputs };
    const { model, seen } = echoModel(two);
    const inputs = [...input(8).inputs, column('a', 'FP32', [3])];
    expect((await ask(model, binaryBody({ inputs }, floats))).status).toBe(200);
    expect(seen[0]?.map(({ data }) => data)).toEqual([Float32Array.of(3), Float32Array.of(1, 2)]);
  });

  test('come back where they are wanted', async () => {
    const { model } = echoModel(signature);
    const wanted = { outputs: [{ name: 'y', parameters: { binary_data: true } }] };
    for (const more of [wanted, { parameters: { binary_data_output: true } }]) {
      const answer = await ask(model, binaryBody(input(8, more), floats));
      expect(answer.headers['content-type']).toBe('application/octet-stream');
      expect(Buffer.from(read(answer).tail)).toEqual(Buffer.from(floats));
      expect(read(answer).json).toMatchObject({ outputs: [{ parameters: { binary_data_size: 8 } }] });
    }
  });

  test('are a whole request by themselves', async () => {
    const { model, seen } = echoModel(signature);
    const answer = await ask(model, { body: floats, headers: { 'inference-header-content-length': '0' } });
    expect(seen[0]?.[0]).toMatchObject({ name: 'x', shape: [1, 2], data: Float32Array.of(1, 2) });
    expect(Buffer.from(read(answer).tail)).toEqual(Buffer.from(floats));
  });

  test('that are not all there, too many or cut are refused', async () => {
    expect(await error(binaryBody(input(8), floats.subarray(1)), signature)).toContain('not all there');
    expect(await error(binaryBody(input(4), floats), signature)).toContain('4 bytes');
    expect(await error(binaryBody(input(8), floats, floats), signature)).toContain('8 bytes behind');
    expect(await error({ body: input(8) }, signature)).toContain('Inference-Header-Content-Length is missing');
    for (const length of ['9999', '-1', 'many'])
      expect(await error({ body: input(8), headers: { 'inference-header-content-length': length } })).toContain(
        'within',
      );
    const texts = { inputs: [{ ...input(9).inputs[0], datatype: 'BYTES' }] };
    expect(await error(binaryBody(texts, new Uint8Array(9).fill(255)), echo('BYTES', [-1, 2]))).toContain('texts');
  });
});

describe('what is wrong is said', () => {
  const cases: readonly (readonly [unknown, string])[] = [
    [x([1], 'FP64'), 'must be FP32, not FP64'],
    [x([1], 'COMPLEX'), 'unknown datatype "COMPLEX"'],
    [x([1], 'FP32', [1, 2]), 'must have the shape [-1, 1], not [1, 2]'],
    [x([1], 'FP32', [-1, 1]), 'no list of whole numbers'],
    [x([], 'FP32', [0, 1]), 'no rows'],
    [x([1, 2]), '2 values, but its shape [1, 1] asks for 1'],
    [x([[1], [2]]), 'nested data'],
    [x([[[1]]]), 'but its value 0 is a list'],
    [x(['1']), 'but its value 0 is "1"'],
    [x([true]), 'is true'],
    [x([1e39]), 'is 1e+39'],
    [x([1], 'FP32', [1e9, 1e9]), 'too large'],
    [x(undefined), 'no list «data»'],
    [{ inputs: [] }, '«inputs»'],
    [{ inputs: [...x([1]).inputs, ...x([1]).inputs] }, 'twice'],
    [{ inputs: [column('z', 'FP32', [1])] }, 'no input «z»; it has: x'],
    [{ ...x([1]), id: 7 }, '«id»'],
    [{ ...x([1]), outputs: [{ name: 'z' }] }, 'no output «z»; it has: y'],
    [{ ...x([1]), outputs: [{ name: 'y' }, { name: 'y' }] }, 'twice'],
    [{ ...x([1]), outputs: [{ name: 'y', parameters: { classification: 3 } }] }, 'classification'],
    [{ ...x([1]), parameters: [] }, '«parameters»'],
    ['{"inputs":', 'no JSON'],
    [new Uint8Array([0x22, 0xff, 0x22]), 'not UTF-8'],
    ['null', 'no JSON object'],
  ];
  test.each(cases)('%j', async (body, why) => expect(await error({ body })).toContain(why));

  test('rows that differ and inputs that are missing', async () => {
    expect(await error({ body: { inputs: row.slice(1) } }, columns)).toContain('«a» is missing');
    const uneven = [column('a', 'FP32', [1, 2]), ...row.slice(1)];
    expect(await error({ body: { inputs: uneven } }, columns)).toContain('rows');
  });

  test('data that is nested deeper than any stack', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const body = `{"inputs":[{"name":"x","datatype":"FP32","shape":[1,1],"data":${deep}}]}`;
    expect(await error({ body })).not.toBe('');
  });

  test('by status: unknown names 404, other methods 405, compressed bodies 415, not ready 503', async () => {
    const { model } = echoModel(echo('FP32'));
    const statusOf = async (request: Ask): Promise<number> => {
      const answer = await ask(model, request);
      expect(read(answer).json).toMatchObject({ error: expect.any(String) });
      return answer.status;
    };
    expect(await statusOf({ path: '/v2/models/other/infer' })).toBe(404);
    expect(await statusOf({ path: '/v2/models/demand/versions/9/infer' })).toBe(404);
    expect(await statusOf({ path: '/v2/models/demand/versions/x/infer' })).toBe(404);
    expect(await statusOf({ path: '/v2/nothing', method: 'GET' })).toBe(404);
    expect(await statusOf({ method: 'GET' })).toBe(405);
    expect(await statusOf({ path: '/v2', method: 'DELETE' })).toBe(405);
    expect(await statusOf({ body: x([1]), headers: { 'content-encoding': 'gzip' } })).toBe(415);
    const waiting = echoModel(echo('FP32'), { state: 'loading' }).model;
    const late = await ask(waiting, { body: x([1]) });
    expect(late).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    for (const path of ['/v2/health/ready', '/v2/models/demand', '/v2/models/demand/ready', '/ping'])
      expect(await ask(waiting, { path, method: 'GET' })).toMatchObject({ status: 503 });
    expect(await ask(waiting, { path: '/v2/health/live', method: 'GET' })).toMatchObject({ status: 200 });
  });

  test('an output that the model owes is its failure, and faults of ours are thrown', async () => {
    const owing = echoModel(echo('FP32'), { predict: () => [] });
    expect(await ask(owing.model, { body: x([1]) })).toMatchObject({ status: 500 });
    const fault = echoModel(echo('FP32'), {
      predict: () => {
        throw new TypeError('a fault');
      },
    });
    await expect(ask(fault.model, { body: x([1]) })).rejects.toThrow('a fault');
  });
});

test('the metrics page has one line a version under our names and those of Triton', () => {
  const { counts } = echoModel(echo('FP32')).model.versions()[0] ?? {};
  if (counts === undefined) throw new Error('it has a version');
  const version = { version: 3, hash: '', state: 'ready', reason: null, traffic: 100, mirror: 0, counts } as const;
  const replicas = [{ pid: 1, state: 'ready', restarts: 2, memory: 5 }] as const;
  const page = metricsText('a "b"', {
    ...{ generation: 1, pid: 1, startedAt: 0, unlogged: 4, versions: [{ ...version, replicas }] },
  });
  const label = String.raw`{model="a \"b\"",version="3"}`;
  for (const line of ['trainyard_requests_total', 'nv_inference_count'].map(name => `${name}${label} 12`))
    expect(page.split('\n')).toContain(line);
  expect(page).toContain(`nv_inference_request_success${label} 10`);
  expect(page).toContain('trainyard_request_duration_seconds_bucket{model="a \\"b\\"",version="3",le="0.01"} 12');
  expect(page).toContain('trainyard_request_duration_seconds_bucket{model="a \\"b\\"",version="3",le="0.00630957"} 0');
  expect(page).toContain('le="+Inf"} 12');
  expect(page).toContain(`trainyard_replica_restarts_total${label} 2`);
  for (const line of page.trimEnd().split('\n')) expect(line).toMatch(/^(# (HELP|TYPE) .+|[a-z_]+\{.+\} [\d.e+-]+)$/);
});

const plainValue = (value: unknown): unknown => (typeof value === 'bigint' ? `${value}` : value);
