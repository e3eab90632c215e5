// Databases shared with real MLflow of three ages: each opens what we make, and we write what each has made.
import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { knownSchemas, schemaFor } from '../../engine/tracking/schemas/knownSchemas.ts';
import type { MlflowSchema } from '../../engine/tracking/schemas/mlflowSchema.ts';
import type { TrackingStore } from '../../engine/tracking/trackingStore.ts';
import { peerPython } from './environments.ts';
import { type MlflowProject, mlflowProject, runScript } from './mlflowKit.ts';

interface ReadBack {
  readonly version: string;
  readonly experiments: readonly string[];
  readonly runs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
const releases = ['2.22', '3.9', '3.17'] as const;
const pythons = new Map<string, string>();
beforeAll(async () => {
  for (const release of releases) pythons.set(release, await peerPython(`mlflow-${release}`));
}, 1_200_000);

let project: MlflowProject;
beforeEach(() => {
  project = mlflowProject();
});
afterEach(() => project.remove());

const id = 'c'.repeat(32);
const uri = (): string => `sqlite:///${project.root}/mlflow.db`;
const script = <T>(release: string, name: string): Promise<T> =>
  runScript<T>(pythons.get(release) ?? '', name, { cwd: project.root, args: [uri()] });

function writeRun(store: TrackingStore): void {
  const { id: experimentId } = store.ensureExperiment('ours');
  store.createRun({ id, experimentId, name: 'brave-newt', userId: 'ada', startedAt: 1000, tags: { colour: 'red' } });
  store.logBatch(id, {
    params: { rate: '0.1' },
    tags: { note: 'written by us' },
    metrics: [
      { key: 'loss', value: 2, step: 0, timestamp: 10 },
      { key: 'loss', value: 1, step: 1, timestamp: 11 },
      { key: 'broken', value: Number.NaN, step: 0, timestamp: 10 },
      { key: 'endless', value: Number.NEGATIVE_INFINITY, step: -1, timestamp: 10 },
    ],
  });
  store.updateRun(id, { status: 'FINISHED', endedAt: 2000 });
}
const written = (root: string) => ({
  name: 'brave-newt',
  status: 'FINISHED',
  start: 1000,
  end: 2000,
  uri: `${root}/mlruns/1/${id}/artifacts`,
  params: { rate: '0.1' },
  tags: { colour: 'red', note: 'written by us', 'mlflow.runName': 'brave-newt' },
  metrics: { loss: 1, broken: 'nan', endless: -Number.MAX_VALUE },
  history: {
    loss: [
      [0, 10, 2],
      [1, 11, 1],
    ],
    broken: [[0, 10, 'nan']],
    endless: [[-1, 10, -Number.MAX_VALUE]],
  },
});

describe.each(releases)('MLflow %s', { timeout: 120_000 }, release => {
  test('opens a store that we made for it and reads every run back', async () => {
    const store = await project.open('write', release);
    writeRun(store);
    const read = await script<ReadBack>(release, 'read_store.py');
    expect(read.version.startsWith(release)).toBe(true);
    expect(read.experiments).toEqual(['Default', 'ours']);
    expect(read.runs).toEqual({ [id]: expect.objectContaining(written(project.root)) });
  });

  test('opens its own store again after we have read and written it', async () => {
    const { run } = await script<{ run: string }>(release, 'write_store.py');
    const modeBefore = journalMode(project.root);
    expect(madeBy(join(project.root, 'mlflow.db'))).toEqual(tablesOf(schemaFor(release)));
    const store = await project.open();
    expect(store.info()).toMatchObject({ writable: true, problem: null });
    expect(store.run(run)).toMatchObject({
      name: 'by-mlflow',
      status: 'FINISHED',
      params: { depth: '3' },
      tags: { note: 'made by mlflow' },
      metrics: { loss: { value: 0.2, step: 4 }, broken: { value: Number.NaN }, endless: { value: Infinity } },
    });
    expect(store.history({ runIds: [run], keys: ['loss'] })[0]?.points.map(({ value }) => value)).toEqual([
      1,
      0.5,
      1 / 3,
      0.25,
      0.2,
    ]);
    writeRun(store);
    store.close();
    const read = await script<ReadBack>(release, 'read_store.py');
    expect(Object.keys(read.runs).sort()).toEqual([id, run].sort());
    expect(read.runs[id]).toMatchObject({ ...written(project.root), uri: expect.stringMatching(/mlruns\/2\//) });
    expect(read.runs[run]).toMatchObject({ artifacts: ['notes'], metrics: { loss: 0.2 } });
    expect(journalMode(project.root)).toBe(modeBefore);
  });
});

describe('a project folder that was moved', { timeout: 60_000 }, () => {
  test('still shows artifacts that MLflow wrote under the old path', async () => {
    const { run } = await script<{ run: string }>('3.17', 'write_store.py');
    const moved = mlflowProject();
    try {
      for (const name of readdirSync(project.root)) renameSync(join(project.root, name), join(moved.root, name));
      const store = await moved.open();
      expect(store.artifactFolder(run)).toBe(`${moved.root}/mlruns/1/${run}/artifacts`);
      const { id: experimentId } = store.ensureExperiment('theirs');
      const made = store.createRun({ id, experimentId, name: 'x', userId: 'ada', startedAt: 1, tags: {} });
      expect(made.artifactUri.startsWith(moved.root)).toBe(true);
    } finally {
      await moved.remove();
    }
  });
});

describe('a file store', { timeout: 60_000 }, () => {
  test('of MLflow 2.22 is read beside the database and never written', async () => {
    const files = (): string => readdirSync(join(project.root, 'mlruns'), { recursive: true }).sort().join('\n');
    const { run } = await runScript<{ run: string }>(pythons.get('2.22') ?? '', 'write_store.py', {
      cwd: project.root,
      args: [`file://${project.root}/mlruns`],
    });
    const before = files();
    const store = await project.open();
    expect(store.sources().map(({ kind, writable }) => [kind, writable])).toEqual([
      ['mlflow-db', true],
      ['mlruns', false],
    ]);
    expect(store.run(run)).toMatchObject({
      name: 'by-mlflow',
      status: 'FINISHED',
      params: { depth: '3' },
      metrics: { loss: { value: 0.2, step: 4 }, broken: { value: Number.NaN }, endless: { value: Infinity } },
      artifactUri: expect.stringMatching(/^file:/),
    });
    expect(store.artifactFolder(run)).toMatch(new RegExp(`^${project.root}/mlruns/\\d+/${run}/artifacts$`));
    writeRun(store);
    expect(store.runs({}).map(({ name }) => name)).toEqual(['by-mlflow', 'brave-newt']);
    expect(files()).toBe(before);
  });
});

test('three heads are known, each once', () =>
  expect(new Set(knownSchemas.map(({ revision }) => revision)).size).toBe(releases.length));

const journalMode = (root: string): unknown => {
  const database = new DatabaseSync(join(root, 'mlflow.db'), { readOnly: true });
  const mode = database.prepare('PRAGMA journal_mode').get()?.journal_mode;
  database.close();
  return mode;
};

/** Revision with every table and index. MLflow's own order of constraints differs from time to time. */
function madeBy(path: string): unknown {
  const database = new DatabaseSync(path, { readOnly: true });
  const revision = database.prepare('SELECT version_num FROM alembic_version').get()?.version_num;
  const tables = describeTables(database);
  database.close();
  return { revision, tables };
}
function tablesOf({ sql, revision }: MlflowSchema): unknown {
  const database = new DatabaseSync(':memory:');
  database.exec(sql);
  const tables = describeTables(database);
  database.close();
  return { revision, tables };
}
const describeTables = (database: DatabaseSync): unknown =>
  database
    .prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name")
    .all()
    .map(row => [row.type, row.name, row.tbl_name, parts(String(row.sql))]);
const parts = (sql: string): readonly string[] =>
  sql
    .replace(/\s+/g, ' ')
    .replace(/ \)$/, ')')
    .split(',')
    .map(part => part.trim().replace(/\)+$/, ''))
    .sort();
