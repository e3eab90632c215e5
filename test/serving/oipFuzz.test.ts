// Whatever bytes come, the answer is 4xx with an error (or right), soon, and never a throw. Seeded: a failure comes again.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { Signature } from '../../engine/domain/modelPackage.ts';
import { oipSchemas } from '../kit/oipSchema.ts';
import { type Ask, ask, binaryBody, bodyBytes, datatypes, echoModel, read, spec } from './oipKit.ts';

const ajv = new Ajv2020({ strict: false });
const isError = ajv.compile(oipSchemas.error);
const isInferred = ajv.compile(oipSchemas.infer);

const carried = datatypes.filter(datatype => datatype !== 'FP16');
const signature: Signature = {
  inputs: carried.map(datatype => spec(`in-${datatype}`, datatype)),
  outputs: carried.map(datatype => spec(`out-${datatype}`, datatype)),
};
const { model } = echoModel(signature);
const rowOf = (datatype: string): unknown => (datatype === 'BOOL' ? true : datatype === 'BYTES' ? 'a' : 1);
const valid = JSON.stringify({
  id: 'one',
  inputs: carried.map(datatype => ({ name: `in-${datatype}`, datatype, shape: [1, 1], data: [rowOf(datatype)] })),
});

/** Mulberry32. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** True when it was answered as right. */
async function hold(request: Ask): Promise<boolean> {
  const started = performance.now();
  const answer = await ask(model, request);
  expect(performance.now() - started).toBeLessThan(1_000);
  const isPrediction = request.path === undefined;
  if (answer.status === 200) {
    if (isPrediction) expect(isInferred(read(answer).json)).toBe(true);
    return true;
  }
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(isError(read(answer).json)).toBe(true);
  return false;
}

test('the request that is changed below is right as it stands', async () =>
  expect(await hold({ body: valid })).toBe(true));

test('random bytes', async () => {
  const random = seeded(1);
  for (let turn = 0; turn < 3_000; turn++) {
    const body = Uint8Array.from({ length: random(200) }, () => random(256));
    const length = { 'inference-header-content-length': String(random(220)) };
    expect(await hold({ body, headers: random(2) === 0 ? {} : length })).toBe(false);
  }
});

test('bodies that were cut anywhere', async () => {
  for (let end = 0; end < valid.length; end++) expect(await hold({ body: valid.slice(0, end) })).toBe(false);
});

test('bodies with bytes changed, removed, doubled', async () => {
  const random = seeded(2);
  let right = 0;
  for (let turn = 0; turn < 5_000; turn++) {
    const bytes = [...bodyBytes(valid)];
    for (let change = random(4); change >= 0; change--) {
      const at = random(bytes.length);
      const kind = random(3);
      if (kind === 0) bytes[at] = random(256);
      else if (kind === 1) bytes.splice(at, random(20));
      else bytes.splice(at, 0, ...bytes.slice(at, at + random(30)));
    }
    if (await hold({ body: Uint8Array.from(bytes) })) right++;
  }
  // Some changes hit an id or a value and do no harm.
  expect(right).toBeGreaterThan(0);
  expect(right).toBeLessThan(2_500);
});

const scalars = [null, true, false, 0, 1, -1, 0.5, 1e308, 2 ** 53, '', 'x', 'in-FP32', 'FP32', 'BYTES', 'pd', 'base64'];
const keys = [
  ...['inputs', 'outputs', 'id', 'parameters', 'name', 'datatype', 'shape', 'data', 'content_type', '__proto__'],
  ...['binary_data_size', 'binary_data', 'dataframe_split', 'dataframe_records', 'instances', 'columns', 'constructor'],
];

function randomJson(random: (below: number) => number, depth: number): unknown {
  const kind = depth <= 0 ? 0 : random(4);
  if (kind <= 1) return scalars[random(scalars.length)];
  const size = random(4);
  if (kind === 2) return Array.from({ length: size }, () => randomJson(random, depth - 1));
  return Object.fromEntries(
    Array.from({ length: size }, () => [keys[random(keys.length)], randomJson(random, depth - 1)]),
  );
}

test('random JSON in place of any part of a request', async () => {
  const random = seeded(3);
  for (let turn = 0; turn < 5_000; turn++) {
    const request = JSON.parse(valid) as { inputs: Record<string, unknown>[] } & Record<string, unknown>;
    const place = random(3);
    const input = request.inputs[random(request.inputs.length)] ?? {};
    if (place === 0) input[keys[4 + random(4)] ?? 'data'] = randomJson(random, 4);
    else if (place === 1) request[keys[random(4)] ?? 'id'] = randomJson(random, 4);
    else input['parameters'] = randomJson(random, 3);
    await hold({ body: request });
  }
});

test('random JSON for MLflow’s calls, and texts as CSV', async () => {
  const random = seeded(4);
  const forms = ['dataframe_split', 'dataframe_records', 'instances', 'inputs'];
  for (let turn = 0; turn < 3_000; turn++) {
    const body = { [forms[random(4)] ?? '']: randomJson(random, 4) };
    await hold({ path: '/invocations', body });
    const csv = Array.from({ length: random(60) }, () => 'a,"\n\r1;é'[random(8)]).join('');
    await hold({ path: '/invocations', body: csv, headers: { 'content-type': 'text/csv' } });
  }
});

test('random paths and methods', async () => {
  const random = seeded(5);
  const parts = [
    'v2',
    'models',
    'demand',
    'versions',
    '3',
    'infer',
    'ready',
    '',
    '..',
    '%',
    '%2e',
    'docs',
    'é',
    'constructor',
  ];
  for (let turn = 0; turn < 3_000; turn++) {
    const path = `/${Array.from({ length: random(8) }, () => parts[random(parts.length)]).join('/')}`;
    const answer = await ask(model, { path, method: ['GET', 'POST', 'PUT', ''][random(4)] ?? 'GET', body: valid });
    expect([path, answer.status < 500]).toEqual([path, true]);
  }
});

test('binary tensors with sizes that lie', async () => {
  const random = seeded(6);
  const lies = [0, 1, 3, 4, 8, -1, 2 ** 31, 2 ** 53, 0.5, 'x', null];
  for (let turn = 0; turn < 3_000; turn++) {
    const inputs = carried.map(datatype => ({
      ...{ name: `in-${datatype}`, datatype, shape: [1 + random(3), 1] },
      parameters: { binary_data_size: lies[random(lies.length)] },
    }));
    const bytes = Uint8Array.from({ length: random(300) }, () => random(256));
    expect(await hold(binaryBody({ inputs }, bytes))).toBe(false);
  }
});
