// MLflow's REST calls where the real client does not go by itself: limits, refusals, pages, odd numbers, stage tokens.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TrackingStore } from '../../engine/tracking/trackingStore.ts';
import { addRun, call, runId, type TrackingProject, trackingProject } from './trackingKit.ts';

let project: TrackingProject;
let store: TrackingStore;
const a = runId('a');
beforeEach(async () => {
  project = trackingProject();
  store = await project.open();
});
afterEach(() => project.remove());

const code = async (route: string, values: Record<string, unknown> | string = {}) => {
  const { status, body } = await call(store, route, values);
  return [status, body.error_code];
};

describe('the server itself', () => {
  test('says that it is well', async () =>
    expect(await call(store, 'GET /health')).toMatchObject({ status: 200, text: 'OK' }));
  test('says what it is', async () =>
    expect((await call(store, 'GET /ajax-api/3.0/mlflow/server-info')).body).toEqual({
      store_type: 'SqlStore',
      workspaces_enabled: false,
    }));
  test('declines what it does not keep, and tells strange paths and verbs apart', async () => {
    expect(await code('GET /api/3.0/mlflow/traces/search')).toEqual([501, 'NOT_IMPLEMENTED']);
    expect(await code('GET /api/9/other')).toEqual([404, 'ENDPOINT_NOT_FOUND']);
    expect(await code('GET runs/create')).toEqual([400, 'BAD_REQUEST']);
  });
});

describe('refusals', () => {
  beforeEach(() => addRun(store, a));
  test.each([
    ['POST experiments/create', {}, "Missing value for required parameter 'name'."],
    ['GET experiments/get', { experiment_id: '77' }, 'No Experiment with id=77 exists'],
    ['POST experiments/search', {}, 'max_results'],
    ['POST experiments/create', { name: 'demo' }, 'Experiment(name=demo) already exists'],
    ['GET runs/get', { run_id: runId('f') }, `Run with id=${runId('f')} not found`],
    ['POST runs/get', 'not json', 'is not served'],
    ['POST runs/log-metric', { run_id: a, key: 'x', timestamp: 1 }, "Missing value for required parameter 'value'."],
    ['POST runs/log-metric', { run_id: a, key: 'a//b', value: 1, timestamp: 1 }, "would resolve to 'a/b'"],
    ['POST runs/log-metric', { run_id: a, key: 'x', value: true, timestamp: 1 }, "Hint: Value was of type 'bool'"],
    ['POST runs/log-metric', { run_id: a, key: 'x', value: 1, timestamp: -1 }, 'nonnegative'],
    ['POST runs/log-parameter', { run_id: a, key: 'a\tb', value: '1' }, 'Names may only contain'],
    ['POST runs/search', { experiment_ids: '1', max_results: 60_000 }, 'at most 50000'],
    ['POST runs/search', { experiment_ids: ['1'], order_by: ['metrics.a', 'metrics.a DESC'] }, 'duplicate fields'],
    ['POST runs/search', { experiment_ids: ['1'], filter: 'metrics.a IS NULL' }, 'Invalid comparator'],
    ['POST runs/search', { experiment_ids: ['1'], filter: "attributes.nope = 'x'" }, "Invalid attribute key 'nope'"],
    ['POST runs/search', { experiment_ids: ['1'], page_token: '???' }, 'could not base64-decode'],
    ['POST registered-models/create', { name: 'a/b' }, "Names cannot contain '/' or ':'"],
    ['GET registered-models/get', { name: 'none' }, 'Registered Model with name=none not found'],
    ['GET /api/2.0/mlflow-artifacts/artifacts', { path: '../..' }, 'Invalid path'],
  ])('%s %j', async (route, values, message) => {
    const answer = await call(store, route, values as Record<string, unknown>);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body.message).toContain(message);
  });

  test('a batch has its limits', async () => {
    const metrics = Array.from({ length: 1001 }, (_, step) => ({ key: 'x', value: 1, timestamp: 1, step }));
    const answer = await call(store, 'POST runs/log-batch', { run_id: a, metrics });
    expect(answer.body.message).toContain(
      'A batch logging request can contain at most 1000 metrics. Got 1001 metrics.',
    );
    const params = Array.from({ length: 101 }, (_, index) => ({ key: `p${index}`, value: '1' }));
    expect((await call(store, 'POST runs/log-batch', { run_id: a, params })).body.message).toContain(
      'at most 100 params',
    );
  });

  test('a batch with one bad metric leaves nothing', async () => {
    const metrics = [
      { key: 'x', value: 1, timestamp: 1 },
      { key: '../y', value: 1, timestamp: 1 },
    ];
    expect((await call(store, 'POST runs/log-batch', { run_id: a, metrics })).status).toBe(400);
    expect(store.run(a)?.metrics).toEqual({});
  });

  test('nothing is written to a deleted run', async () => {
    await call(store, 'POST runs/delete', { run_id: a });
    expect((await call(store, 'POST runs/set-tag', { run_id: a, key: 'x', value: 'y' })).body.message).toContain(
      "must be in the 'active' state",
    );
    expect(store.runs({})).toEqual([]);
  });

  test('a database that is not to be written is the client’s to know', async () => {
    const reader = await project.open({ access: 'read' });
    const answer = await call(reader, 'POST runs/set-tag', { run_id: a, key: 'x', value: 'y' });
    expect([answer.status, answer.body.error_code]).toEqual([400, 'INVALID_STATE']);
  });
});

describe('numbers on the wire', () => {
  beforeEach(() => addRun(store, a));
  const log = (text: string) => call(store, 'POST runs/log-metric', text);
  const history = () => call(store, 'GET metrics/get-history', { run_id: a, metric_key: 'x' });

  test('64-bit integers keep every digit, as numbers and as text', async () => {
    await log(
      `{"run_id": "${a}", "key": "x", "value": 1, "timestamp": 1795401425559000001, "step": "9007199254740993"}`,
    );
    expect((await history()).text).toContain('"timestamp":1795401425559000001,"step":9007199254740993');
  });
  test.each(['"NaN"', 'NaN'])('NaN may come as %s and goes as a word', async word => {
    expect((await log(`{"run_id": "${a}", "key": "x", "value": ${word}, "timestamp": 1}`)).status).toBe(200);
    expect((await history()).body.metrics[0].value).toBe('NaN');
  });
  test('infinities go as the largest numbers', async () => {
    await log(`{"run_id": "${a}", "key": "x", "value": -Infinity, "timestamp": 1}`);
    expect((await history()).body.metrics[0].value).toBe(-Number.MAX_VALUE);
    expect((await call(store, 'GET runs/get', { run_id: a })).body.run.data.metrics[0].value).toBe(-Number.MAX_VALUE);
  });
});

describe('search', () => {
  beforeEach(() => {
    for (const [index, letter] of [...'abcde'].entries()) {
      addRun(store, runId(letter), { startedAt: index, name: `run-${letter}` });
      const value = letter === 'd' ? Number.NaN : index;
      if (letter !== 'e') store.logBatch(runId(letter), { metrics: [{ key: 'm', value, step: 0, timestamp: 1 }] });
    }
  });
  const names = async (more: Record<string, unknown>) => {
    const { body } = await call(store, 'POST runs/search', { experiment_ids: ['1'], ...more });
    return body.runs?.map((run: { info: { run_name: string } }) => run.info.run_name.slice(-1)).join('');
  };

  test('pages through all runs', async () => {
    const seen: string[] = [];
    let token: string | undefined;
    do {
      const { body } = await call(store, 'POST runs/search', {
        experiment_ids: ['1'],
        max_results: 2,
        page_token: token,
      });
      seen.push(...body.runs.map((run: { info: { run_id: string } }) => run.info.run_id[0]));
      token = body.next_page_token;
    } while (token !== undefined);
    expect(seen).toEqual(['e', 'd', 'c', 'b', 'a']);
  });
  test('values that are missing come last, NaN before them, in both directions', async () => {
    expect(await names({ order_by: ['metrics.m ASC'] })).toBe('abcde');
    expect(await names({ order_by: ['metrics.m DESC'] })).toBe('cbade');
  });
  test('NaN differs from every number', async () => {
    expect(await names({ filter: 'metrics.m != 0' })).toBe('dcb');
    expect(await names({ filter: 'metrics.m <= 0' })).toBe('a');
  });
  test('LIKE minds case, ILIKE does not', async () => {
    expect(await names({ filter: "run_name LIKE 'RUN%'" })).toBe('');
    expect(await names({ filter: "run_name ILIKE 'RUN-_'" })).toBe('edcba');
  });
});

describe('a stage’s token', () => {
  const parent = runId('b');
  const asStage = { stageRunId: a, parentRunId: parent };
  const create = async (more: Record<string, unknown> = {}) => {
    const { body } = await call(store, 'POST runs/create', { experiment_id: '1', start_time: 50, ...more }, asStage);
    return body.run.info.run_id as string;
  };
  beforeEach(() => {
    addRun(store, parent);
    addRun(store, a, { name: 'train' });
    store.logBatch(a, { tags: { 'mlflow.parentRunId': parent, 'trainyard.stage': 'train' } });
  });

  test('the first run is the stage’s, and what the pipeline says of it stays', async () => {
    const tags = [
      { key: 'mlflow.parentRunId', value: runId('e') },
      { key: 'trainyard.stage', value: 'x' },
      { key: 'mine', value: 'y' },
    ];
    expect(await create({ tags })).toBe(a);
    expect(store.run(a)).toMatchObject({
      name: 'train',
      parentId: parent,
      startedAt: 50,
      tags: { 'trainyard.stage': 'train', mine: 'y' },
    });
  });
  test('the same request again, after its answer was lost, is the same run', async () => {
    await create();
    expect(await create()).toBe(a);
    expect(store.runs({})).toHaveLength(2);
  });
  test('another run is its child', async () => {
    await create();
    const second = await create({ start_time: 51 });
    expect(store.run(second)?.parentId).toBe(a);
    const nested = await create({ start_time: 52, tags: [{ key: 'mlflow.parentRunId', value: second }] });
    expect(store.run(nested)?.parentId).toBe(second);
  });
  test('another attempt of the stage takes its run again', async () => {
    await create();
    store.logBatch(a, { tags: { 'trainyard.taken': '' } });
    expect(await create({ start_time: 60 })).toBe(a);
  });
  test('how the stage ended is not its script’s word', async () => {
    await create();
    const end = { run_id: a, status: 'FINISHED', end_time: 99 };
    expect((await call(store, 'POST runs/update', end, asStage)).status).toBe(200);
    expect(store.run(a)).toMatchObject({ status: 'RUNNING', endedAt: null });
    expect((await call(store, 'POST runs/delete', { run_id: a }, asStage)).status).toBe(403);
    await call(store, 'POST runs/update', end);
    expect(store.run(a)).toMatchObject({ status: 'FINISHED', endedAt: 99 });
  });
});

describe('artifacts', () => {
  test('of a run are listed by folder', async () => {
    addRun(store, a);
    project.write(`mlruns/1/${a}/artifacts/notes/b.txt`, 'hello');
    project.write(`mlruns/1/${a}/artifacts/a.txt`, '');
    expect((await call(store, 'GET artifacts/list', { run_id: a })).body.files).toEqual([
      { path: 'a.txt', is_dir: false, file_size: 0 },
      { path: 'notes', is_dir: true },
    ]);
    expect((await call(store, 'GET artifacts/list', { run_id: a, path: 'notes' })).body.files).toEqual([
      { path: 'notes/b.txt', is_dir: false, file_size: 5 },
    ]);
    expect((await call(store, 'GET artifacts/list', { run_id: a, path: '../..' })).status).toBe(400);
  });
  test('can be passed through, names percent-encoded', async () => {
    const path = '/api/2.0/mlflow-artifacts/artifacts/1/a%20b/%C3%A9.txt';
    expect((await call(store, `PUT ${path}`, 'bytes')).status).toBe(200);
    expect((await call(store, `GET ${path}`)).text).toBe('bytes');
    expect((await call(store, 'GET /api/2.0/mlflow-artifacts/artifacts', { path: '1' })).body.files).toEqual([
      { path: 'a b', is_dir: true },
    ]);
    expect((await call(store, 'GET /api/2.0/mlflow-artifacts/artifacts/1/%2e%2e/%2e%2e/mlflow.db')).status).toBe(400);
    expect((await call(store, 'GET /api/2.0/mlflow-artifacts/artifacts/none')).status).toBe(404);
    project.write('secret', 'x');
    symlinkSync(join(project.root, 'secret'), join(project.root, 'mlartifacts/1/link'));
    expect((await call(store, 'GET /api/2.0/mlflow-artifacts/artifacts/1/link')).status).toBe(404);
  });
});

test('stages and versions of the registry go their old way too', async () => {
  await call(store, 'POST registered-models/create', { name: 'bikes' });
  for (const _ of [1, 2]) await call(store, 'POST model-versions/create', { name: 'bikes', source: '/x' });
  const move = { name: 'bikes', stage: 'production', archive_existing_versions: 'true' };
  for (const version of ['1', '2']) await call(store, 'POST model-versions/transition-stage', { ...move, version });
  const { body } = await call(store, 'GET registered-models/get', { name: 'bikes' });
  const stages = body.registered_model.latest_versions.map((one: Record<string, string>) => [
    one.version,
    one.current_stage,
  ]);
  expect(stages).toEqual([
    ['1', 'Archived'],
    ['2', 'Production'],
  ]);
  await call(store, 'DELETE model-versions/delete', { name: 'bikes', version: '2' });
  const next = await call(store, 'POST model-versions/create', { name: 'bikes', source: '/x' });
  expect(next.body.model_version.version).toBe('3');
  expect((await call(store, 'POST registered-models/rename', { name: 'bikes', new_name: 'cycles' })).status).toBe(200);
  expect((await call(store, 'GET model-versions/get', { name: 'cycles', version: '3' })).status).toBe(200);
});
