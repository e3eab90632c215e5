// The tracking store: how its database comes to be, what it refuses, and MLflow's rules for what is written.
import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isTrouble } from '../../engine/errors.ts';
import { schemaFor } from '../../engine/tracking/schemas/knownSchemas.ts';
import type { TrackingStore } from '../../engine/tracking/trackingStore.ts';
import { addRun, runId, type TrackingProject, trackingProject } from './trackingKit.ts';

let project: TrackingProject;
beforeEach(() => {
  project = trackingProject();
});
afterEach(() => project.remove());

const a = runId('a');
const database = (): DatabaseSync => new DatabaseSync(join(project.root, 'mlflow.db'));
function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return isTrouble(error) ? error.code : String(error);
  }
}
const point = (value: number, step = 0, timestamp = 1) => ({ key: 'loss', value, step, timestamp });
const last = (store: TrackingStore): number | undefined => store.run(a)?.metrics.loss?.value;

describe('the database', () => {
  test('is made by the first write and not before', async () => {
    const store = await project.open();
    expect(store.experiments()).toEqual([]);
    expect(store.runs({})).toEqual([]);
    expect(store.run(a)).toBeNull();
    expect(project.files()).toEqual([]);
    store.ensureExperiment('demo');
    expect(project.files()).toContain('mlflow.db');
    expect(store.experiments().map(({ id, name }) => [id, name])).toEqual([
      ['1', 'demo'],
      ['0', 'Default'],
    ]);
  });

  test('is seen by a reader that was there before it', async () => {
    const reader = await project.open({ access: 'read' });
    expect(reader.runs({})).toEqual([]);
    addRun(await project.open(), a);
    expect(reader.runs({}).map(({ id }) => id)).toEqual([a]);
  });

  test('is made once by several processes at the same time', async () => {
    const script = `
      import { nodePorts } from ${JSON.stringify(join(import.meta.dirname, '../../engine/node/ports.ts'))};
      import { openTrackingStore } from ${JSON.stringify(join(import.meta.dirname, '../../engine/tracking/openTrackingStore.ts'))};
      const store = await openTrackingStore({ ports: nodePorts(), root: process.argv[1], access: 'write' });
      const { id: experimentId } = store.ensureExperiment('demo');
      const run = { id: process.argv[2], experimentId, name: 'x', userId: '', startedAt: 1, tags: {} };
      store.createRun(run);
      store.close();`;
    const start = (id: string) =>
      promisify(execFile)(process.execPath, [
        '--experimental-strip-types',
        '--input-type=module',
        '-e',
        script,
        project.root,
        id,
      ]);
    await Promise.all(['a', 'b', 'c', 'd'].map(letter => start(runId(letter))));
    const store = await project.open();
    expect(
      store
        .runs({})
        .map(({ id }) => id[0])
        .sort(),
    ).toEqual(['a', 'b', 'c', 'd']);
    expect(
      store
        .experiments()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['Default', 'demo']);
    store.close();
    expect(project.files()).toEqual(['mlflow.db']);
  });

  test('is made at the revision that suits the MLflow that stages have', async () => {
    addRun(await project.open({ mlflowVersion: '3.9.0' }), a);
    const file = database();
    expect(file.prepare('SELECT version_num FROM alembic_version').get()?.version_num).toBe('d3e4f5a6b7c8');
    file.close();
  });

  test.each([
    [null, '3.17'],
    ['3.17.2', '3.17'],
    ['4.0.0', '3.17'],
    ['3.12.1', '3.9'],
    ['3.9.0rc1', '3.9'],
    ['3.0.0', '2.22'],
    ['2.10.0', '2.22'],
    ['unknown', '3.17'],
  ])('for MLflow %s the head of %s is taken', (version, head) =>
    expect(schemaFor(version).version.join('.')).toBe(head),
  );

  test('may have been made as an empty file', async () => {
    project.write('mlflow.db', '');
    const store = await project.open();
    expect(store.info()).toMatchObject({ writable: true, problem: null });
    addRun(store, a);
    expect(store.run(a)?.name).toBe('brave-newt');
  });

  test('that was replaced is opened again', async () => {
    const store = await project.open();
    addRun(store, a);
    const before = store.version();
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(project.root, `mlflow.db${suffix}`), { force: true });
    expect(store.run(a)).toBeNull();
    addRun(store, runId('b'));
    expect(store.runs({}).map(({ id }) => id)).toEqual([runId('b')]);
    expect(store.version()).not.toBe(before);
  });

  test('read without the right to write leaves no trace beside it', async () => {
    const writer = await project.open();
    addRun(writer, a);
    writer.close();
    const reader = await project.open({ access: 'read' });
    expect(reader.run(a)?.name).toBe('brave-newt');
    expect(project.files()).toEqual(['mlflow.db']);
    expect(codeOf(() => reader.ensureExperiment('x'))).toBe('tracking-read-only');
    expect(reader.info().writable).toBe(false);
  });

  test('keeps the journal mode that it has', async () => {
    const file = database();
    file.exec(`PRAGMA journal_mode = DELETE; ${schemaFor(null).sql}`);
    file.close();
    addRun(await project.open(), a);
    const again = database();
    expect(again.prepare('PRAGMA journal_mode').get()?.journal_mode).toBe('delete');
    again.close();
  });

  test('tells that another connection wrote', async () => {
    const [one, other] = [await project.open(), await project.open()];
    addRun(one, a);
    const before = other.version();
    one.logBatch(a, { tags: { note: 'x' } });
    expect(other.version()).not.toBe(before);
  });
});

describe('a database that is not as MLflow makes it', () => {
  const change = async (sql: string): Promise<TrackingStore> => {
    const store = await project.open();
    addRun(store, a);
    store.close();
    const file = database();
    file.exec(sql);
    file.close();
    return project.open();
  };

  test('is read as far as its columns go, and not written', async () => {
    const store = await change('ALTER TABLE runs DROP COLUMN deleted_time; ALTER TABLE runs DROP COLUMN end_time');
    expect(store.run(a)).toMatchObject({ name: 'brave-newt', endedAt: null });
    expect(store.info()).toMatchObject({ writable: false, problem: 'tracking-schema' });
    expect(codeOf(() => store.logBatch(a, { tags: { x: 'y' } }))).toBe('tracking-schema');
  });

  test('may have tables, columns and indices more', async () => {
    const store = await change(
      'CREATE TABLE mine (x); ALTER TABLE runs ADD COLUMN mine TEXT; CREATE INDEX mine_index ON runs (experiment_id)',
    );
    store.logBatch(a, { tags: { x: 'y' } });
    expect(store.run(a)?.tags.x).toBe('y');
  });

  test('is not written when it wants a column that is not known here', async () => {
    const store = await change(
      'DROP TABLE tags; CREATE TABLE tags (key, value, run_uuid, owner TEXT NOT NULL, PRIMARY KEY (key, run_uuid))',
    );
    expect(codeOf(() => store.logBatch(a, { tags: { x: 'y' } }))).toBe('tracking-schema');
  });

  test('may be somebody else’s', async () => {
    const file = database();
    file.exec('CREATE TABLE alembic_version (version_num); CREATE TABLE trials (id)');
    file.close();
    const store = await project.open();
    expect(store.experiments()).toEqual([]);
    expect(store.info().problem).toBe('tracking-schema');
    expect(codeOf(() => store.ensureExperiment('demo'))).toBe('tracking-schema');
  });

  test('may be no database at all', async () => {
    writeFileSync(join(project.root, 'mlflow.db'), 'these are not the bytes of a database, but there are many of them');
    const store = await project.open();
    expect(store.runs({})).toEqual([]);
    expect(store.info().problem).toBe('tracking-schema');
    expect(codeOf(() => store.ensureExperiment('demo'))).toBe('tracking-schema');
  });

  test('may have ids beyond 2^53', async () => {
    const id = '862390514617384921';
    const store = await change(
      `INSERT INTO experiments (experiment_id, name, artifact_location, lifecycle_stage) VALUES (${id}, 'migrated', '/x', 'active')`,
    );
    const created = store.createRun({
      id: runId('b'),
      experimentId: id,
      name: 'x',
      userId: '',
      startedAt: 5,
      tags: {},
    });
    expect(created.experimentId).toBe(id);
    expect(store.runs({ experimentIds: [id] }).map(run => run.id)).toEqual([runId('b')]);
    expect(store.ensureExperiment('next').id).toBe('862390514617384922');
  });
});

describe('writing', () => {
  let store: TrackingStore;
  beforeEach(async () => {
    store = await project.open();
    addRun(store, a);
  });

  test('the last metric is the greatest by step, then time, then value', () => {
    store.logBatch(a, { metrics: [point(1, 5), point(2, 4)] });
    expect(last(store)).toBe(1);
    store.logBatch(a, { metrics: [point(3, 5, 0)] });
    expect(last(store)).toBe(1);
    store.logBatch(a, { metrics: [point(0.5, 5), point(7, 5)] });
    expect(last(store)).toBe(7);
    store.logBatch(a, { metrics: [point(-1, 5, 2)] });
    expect(last(store)).toBe(-1);
  });

  test('NaN and infinities come back as they were', () => {
    store.logBatch(a, { metrics: [point(Number.NaN, 0), point(Infinity, 1), point(-Infinity, 2), point(0, 3)] });
    expect(store.allPoints(a).map(({ value }) => value)).toEqual([Number.NaN, Infinity, -Infinity, 0]);
  });

  test('an identical point again changes nothing', () => {
    store.logBatch(a, { metrics: [point(1), point(1)] });
    store.logBatch(a, { metrics: [point(1), point(2)] });
    expect(store.allPoints(a).map(({ value }) => value)).toEqual([1, 2]);
  });

  test('a param keeps its value', () => {
    store.logBatch(a, { params: { rate: '0.1' } });
    store.logBatch(a, { params: { rate: '0.1' } });
    expect(codeOf(() => store.logBatch(a, { params: { rate: '0.2' } }))).toBe('param-changed');
    expect(store.run(a)?.params).toEqual({ rate: '0.1' });
  });

  test('a batch is written whole or not at all', () => {
    store.logBatch(a, { params: { rate: '0.1' } });
    const batch = { metrics: [point(1)], tags: { x: 'y' }, params: { depth: '3', rate: '0.2' } };
    expect(codeOf(() => store.logBatch(a, batch))).toBe('param-changed');
    expect(store.run(a)).toMatchObject({ params: { rate: '0.1' }, metrics: {} });
    expect(store.run(a)?.tags.x).toBeUndefined();
  });

  test('long values are cut as MLflow cuts them', () => {
    store.logBatch(a, { params: { long: 'x'.repeat(7000) }, tags: { long: 'x'.repeat(9000) } });
    expect(store.run(a)?.params.long).toHaveLength(6000);
    expect(store.run(a)?.tags.long).toHaveLength(8000);
  });

  test('a run that is there already is not changed by making it again', () => {
    addRun(store, a, { name: 'other' });
    expect(store.run(a)?.name).toBe('brave-newt');
  });

  test('the name stands in the row and in its tag', () => {
    store.updateRun(a, { name: 'calm-otter' });
    expect(store.run(a)).toMatchObject({ name: 'calm-otter', tags: { 'mlflow.runName': 'calm-otter' } });
  });

  test('a run that nobody made is not found', () => {
    expect(codeOf(() => store.logBatch(runId('f'), {}))).toBe('not-found');
    expect(codeOf(() => store.updateRun(runId('f'), {}))).toBe('not-found');
    expect(store.artifactFolder(runId('f'))).toBeNull();
  });

  test('a run that moves to another experiment before it has artifacts gets its folder there', () => {
    const { id } = store.ensureExperiment('other');
    store.updateRun(a, { experimentId: id });
    expect(store.artifactFolder(a)).toBe(`${project.root}/mlruns/${id}/${a}/artifacts`);
    project.write(`mlruns/${id}/${a}/artifacts/x`, 'x');
    store.updateRun(a, { experimentId: '1' });
    expect(store.run(a)?.experimentId).toBe('1');
    expect(store.artifactFolder(a)).toBe(`${project.root}/mlruns/${id}/${a}/artifacts`);
  });

  test('an experiment that was deleted is brought back by its name', () => {
    const file = database();
    file.exec("UPDATE experiments SET lifecycle_stage = 'deleted' WHERE name = 'demo'");
    file.close();
    expect(store.ensureExperiment('demo')).toMatchObject({ id: '1', lifecycleStage: 'active' });
  });
});

describe('reading', () => {
  test('runs come newest first, parents alone or the children of one', async () => {
    const store = await project.open();
    addRun(store, a, { startedAt: 1 });
    addRun(store, runId('b'), { startedAt: 3 });
    addRun(store, runId('c'), { startedAt: 2 });
    store.logBatch(runId('c'), { tags: { 'mlflow.parentRunId': a } });
    expect(store.runs({}).map(({ id }) => id[0])).toEqual(['b', 'c', 'a']);
    expect(store.runs({ level: 'parents' }).map(({ id }) => id[0])).toEqual(['b', 'a']);
    expect(store.runs({ parentId: a }).map(({ id, parentId }) => [id[0], parentId])).toEqual([['c', a]]);
    expect(store.runs({ limit: 1 }).map(({ id }) => id[0])).toEqual(['b']);
    expect(store.runs({ experimentIds: ['0'] })).toEqual([]);
  });

  test('a curve says how many points there were before it was thinned', async () => {
    const store = await project.open();
    addRun(store, a);
    store.logBatch(a, { metrics: Array.from({ length: 5000 }, (_, step) => point(Math.sin(step / 50), step)) });
    const [curve] = store.history({ runIds: [a, runId('b')], keys: ['loss', 'none'], maxPoints: 100 });
    expect(curve).toMatchObject({ runId: a, key: 'loss', total: 5000 });
    expect(curve?.points.length).toBeLessThanOrEqual(100);
  });
});
