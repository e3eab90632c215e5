// trainyard.db keeps runs over restarts, migrates with a backup, and never writes what a newer Trainyard made.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PipelineRun } from '../../engine/domain/run.ts';
import { isTrouble } from '../../engine/errors.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import { migrations, newestSchema } from '../../engine/store/migrations.ts';
import { openStateStore, type StateStore } from '../../engine/store/stateStore.ts';

const ports = nodePorts({ log: { write: () => {} } });
const newest = newestSchema();
let root: string;
let store: StateStore;
const database = (): string => join(root, '.trainyard/trainyard.db');

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'trainyard-store-'));
  store = await openStateStore(ports, { root, access: 'write' });
});
afterEach(() => {
  store.close();
  rmSync(root, { recursive: true, force: true });
});

function pipelineRun(id: string, change: Partial<PipelineRun> = {}): PipelineRun {
  return {
    id,
    pipeline: 'pipeline.yaml',
    pipelineName: 'demand',
    name: 'brave-newt',
    state: 'queued',
    createdAt: 1000,
    startedAt: null,
    endedAt: null,
    git: { commit: 'abc', branch: null, diffHash: null },
    stages: [
      {
        id: `${id}-a`,
        runId: id,
        stage: 'prepare',
        state: 'queued',
        attempt: 0,
        startedAt: null,
        endedAt: null,
        exitCode: null,
        reasons: [{ code: 'never-run' }],
        failure: null,
        progress: null,
      },
    ],
    ...change,
  };
}
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'no trouble';
  } catch (error) {
    return isTrouble(error) ? error.code : String(error);
  }
};

test('a run is read back as it was written, by another connection too', async () => {
  store.createRun(pipelineRun('r1'), '{"plan":1}');
  const other = await openStateStore(ports, { root, access: 'read' });
  expect(other.pipelineRun('r1')).toEqual(pipelineRun('r1'));
  expect(other.plan('r1')).toBe('{"plan":1}');
  other.close();
});

test('changes of a stage run keep what they do not name', () => {
  store.createRun(pipelineRun('r1'), '');
  store.changeStageRun('r1-a', {
    state: 'failed',
    exitCode: 3,
    failure: { code: 'exit', exitCode: 3, signal: null, lastLines: ['boom'] },
  });
  expect(store.stageRun('r1-a')).toMatchObject({
    state: 'failed',
    exitCode: 3,
    reasons: [{ code: 'never-run' }],
    failure: { lastLines: ['boom'] },
  });
});

test('a pipeline has one unfinished run at a time', () => {
  store.createRun(pipelineRun('r1'), '');
  expect(codeOf(() => store.createRun(pipelineRun('r2'), ''))).toBe('run-active');
  store.changeRun('r1', { state: 'failed', endedAt: 2000 });
  store.createRun(pipelineRun('r2'), '');
  expect(store.pipelineRuns({ unfinished: true }).map(run => run.id)).toEqual(['r2']);
});

test('a run has one runner, until that one is gone', () => {
  store.createRun(pipelineRun('r1'), '');
  expect(store.takeRun('r1', { pid: 10, startedAt: 1 }, () => true)).toBe(true);
  expect(store.takeRun('r1', { pid: 11, startedAt: 2 }, () => true)).toBe(false);
  expect(store.takeRun('r1', { pid: 11, startedAt: 2 }, () => false)).toBe(true);
  expect(store.runner('r1')).toEqual({ pid: 11, startedAt: 2 });
});

test('the same key twice is the same operation', () => {
  const operation = {
    id: 'o1',
    key: 'key-1234',
    kind: 'run',
    state: 'running',
    subject: 'r1',
    trouble: null,
    result: null,
    createdAt: 1,
    endedAt: null,
  } as const;
  expect(store.saveOperation(operation)).toEqual(operation);
  expect(store.saveOperation({ ...operation, id: 'o2' })).toEqual(operation);
  store.saveOperation({ ...operation, state: 'succeeded', endedAt: 5 });
  expect(store.operationByKey('key-1234')?.state).toBe('succeeded');
});

test('version moves when another connection wrote', async () => {
  const other = await openStateStore(ports, { root, access: 'write' });
  const before = store.version();
  other.createRun(pipelineRun('r1'), '');
  expect(store.version()).not.toBe(before);
  other.close();
});

test('the state folder keeps itself out of git', () => {
  expect(readFileSync(join(root, '.trainyard/.gitignore'), 'utf8')).toBe('*\n');
});

test('reading a project without state makes nothing', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'trainyard-empty-'));
  const reader = await openStateStore(ports, { root: empty, access: 'read' });
  expect(reader.pipelineRuns()).toEqual([]);
  expect(codeOf(() => reader.requestCancel('r1'))).toBe('untrusted');
  reader.close();
  expect(readdirSync(empty)).toEqual([]);
  rmSync(empty, { recursive: true });
});

test('a migration keeps a backup of what was there and all its rows', async () => {
  store.createRun(pipelineRun('r1'), '');
  store.close();
  const steps = [...migrations, { version: newest + 1, sql: 'ALTER TABLE pipeline_runs ADD COLUMN mood TEXT' }];
  store = await openStateStore(ports, { root, access: 'write', steps });
  expect(store.info().schema).toBe(newest + 1);
  expect(store.pipelineRun('r1')?.name).toBe('brave-newt');
  const backup = readdirSync(join(root, '.trainyard')).find(name => name.startsWith(`trainyard.db.v${newest}-`));
  const old = ports.databases.open(join(root, '.trainyard', String(backup)));
  expect(old.prepare('SELECT id FROM pipeline_runs').all()).toEqual([{ id: 'r1' }]);
  expect(old.prepare('PRAGMA user_version').get()).toEqual({ user_version: newest });
  old.close();
});

test('a failing migration leaves the schema it found', async () => {
  store.close();
  const steps = [
    ...migrations,
    { version: newest + 1, sql: 'ALTER TABLE pipeline_runs ADD COLUMN mood TEXT; SELECT nonsense FROM nowhere' },
  ];
  await expect(openStateStore(ports, { root, access: 'write', steps })).rejects.toThrow(/nowhere/);
  store = await openStateStore(ports, { root, access: 'write' });
  expect(store.info()).toMatchObject({ schema: newest, writable: true });
});

test('a newer store is read and never written', async () => {
  store.createRun(pipelineRun('r1'), '');
  store.close();
  const raw = ports.databases.open(database());
  raw.exec('PRAGMA user_version = 99');
  raw.close();
  const before = readFileSync(database());
  store = await openStateStore(ports, { root, access: 'write' });
  expect(store.info()).toMatchObject({
    writable: false,
    problem: { code: 'store-newer', args: { found: 99, known: newest } },
  });
  expect(store.pipelineRun('r1')?.name).toBe('brave-newt');
  expect(codeOf(() => store.changeRun('r1', { state: 'failed' }))).toBe('store-newer');
  expect(readFileSync(database()).equals(before)).toBe(true);
});

test('a damaged store is set aside, never thrown away', async () => {
  store.close();
  for (const suffix of ['-wal', '-shm']) rmSync(`${database()}${suffix}`, { force: true });
  writeFileSync(database(), 'this is not a database, it only lives where one should be'.repeat(200));
  store = await openStateStore(ports, { root, access: 'write' });
  const problem = store.info().problem;
  expect(problem?.code).toBe('store-corrupt');
  expect(existsSync(join(root, String(problem?.args.backup)))).toBe(true);
  store.createRun(pipelineRun('r1'), '');
  expect(store.pipelineRun('r1')?.id).toBe('r1');
});

test('the store may be made by several at once', async () => {
  const fresh = mkdtempSync(join(tmpdir(), 'trainyard-two-'));
  mkdirSync(join(fresh, '.trainyard'));
  const stores = await Promise.all([1, 2, 3].map(() => openStateStore(ports, { root: fresh, access: 'write' })));
  expect(stores.map(one => one.info().schema)).toEqual([newest, newest, newest]);
  for (const one of stores) one.close();
  rmSync(fresh, { recursive: true });
});
