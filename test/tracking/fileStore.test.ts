// File stores as several ages of MLflow left them, read beside the database.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { experimentViews, runRows } from '../../engine/tracking/views.ts';
import { addRun, runId, type TrackingProject, trackingProject } from './trackingKit.ts';

let project: TrackingProject;
beforeEach(() => {
  project = trackingProject();
});
afterEach(() => project.remove());

const experiment = '862390514617384921';
const id = runId('a');
const folder = `mlruns/${experiment}/${id}`;

function writeRun(at = folder, meta = ''): void {
  project.write(
    `${at}/meta.yaml`,
    `artifact_uri: file:///somewhere/else/${at}/artifacts\nend_time: 1700000001000\nexperiment_id: '${experiment}'\nlifecycle_stage: active\nrun_id: ${at.slice(-32)}\nrun_name: calm-otter\nstart_time: 1700000000000\nstatus: 3\nuser_id: ada\n${meta}`,
  );
  project.write(`${at}/params/rate`, '0.1');
  project.write(`${at}/params/model/depth`, '3');
  project.write(`${at}/tags/mlflow.runName`, 'calm-otter');
  project.write(`${at}/metrics/loss`, '1 2.0 0\n2 1.0 1\n3 nan 2\n');
  project.write(`${at}/metrics/old`, '1 0.5\n2 0.25\n');
  project.write(`${at}/metrics/val/rmse`, '1 inf 0 hours 0a1b\n');
  project.write(`${at}/artifacts/model.txt`, 'x');
}
beforeEach(() => {
  project.write(
    `mlruns/${experiment}/meta.yaml`,
    `artifact_location: file:///somewhere/else/mlruns/${experiment}\nexperiment_id: '${experiment}'\nlifecycle_stage: active\nname: bikes\n`,
  );
  writeRun();
});

test('experiments and runs are read with params, tags and curves', async () => {
  const store = await project.open({ access: 'read' });
  expect(store.experiments()).toMatchObject([{ id: experiment, name: 'bikes', source: 'mlruns' }]);
  expect(store.run(id)).toMatchObject({
    experimentId: experiment,
    name: 'calm-otter',
    status: 'FINISHED',
    startedAt: 1700000000000,
    params: { rate: '0.1', 'model/depth': '3' },
    metrics: {
      loss: { value: Number.NaN, step: 2 },
      old: { value: 0.25, step: 0 },
      'val/rmse': { value: Infinity },
    },
  });
  expect(store.history({ runIds: [id], keys: ['loss'] })[0]?.points.map(({ step }) => step)).toEqual([0, 1, 2]);
  expect(store.allPoints(id)).toHaveLength(6);
});

test('artifacts of a moved folder are found where they are now', async () =>
  expect((await project.open()).artifactFolder(id)).toBe(`${project.root}/${folder}/artifacts`));

test('what MLflow appends is seen at the next look', async () => {
  const store = await project.open({ access: 'read' });
  expect(store.run(id)?.metrics.old?.value).toBe(0.25);
  project.write(`${folder}/metrics/old`, '1 0.5\n2 0.25\n3 0.125\n4 0.06');
  expect(store.run(id)?.metrics.old?.value).toBe(0.125);
});

test('runs of both sources stand in one list, and each says where it is from', async () => {
  const store = await project.open();
  addRun(store, runId('b'));
  store.updateRun(runId('b'), { status: 'FINISHED' });
  expect(store.sources().map(({ kind, problem }) => [kind, problem])).toEqual([
    ['mlflow-db', null],
    ['mlruns', 'file-store'],
  ]);
  expect(runRows(store, store.runs({})).map(({ experiment: name, source }) => [name, source])).toEqual([
    ['bikes', 'mlruns'],
    ['demo', 'mlflow-db'],
  ]);
  expect(experimentViews(store).map(({ name, source }) => [name, source.kind])).toEqual([
    ['bikes', 'mlruns'],
    ['demo', 'mlflow-db'],
  ]);
});

test('a run that was migrated into the database is not shown twice', async () => {
  const store = await project.open();
  addRun(store, id);
  expect(store.runs({}).map(run => run.name)).toEqual(['brave-newt']);
  expect(store.experiments().map(({ name }) => name)).not.toContain('bikes');
});

test('the default experiments of both are two', async () => {
  project.write('mlruns/0/meta.yaml', "experiment_id: '0'\nlifecycle_stage: active\nname: Default\n");
  const old = `mlruns/0/${runId('c')}`;
  project.write(`${old}/meta.yaml`, `run_uuid: ${runId('c')}\nexperiment_id: 0\nstatus: 1\nstart_time: 5\nname: ''\n`);
  project.write(`${old}/tags/mlflow.runName`, 'first');
  const store = await project.open();
  addRun(store, runId('b'));
  expect(store.run(runId('c'))).toMatchObject({ name: 'first', experimentId: 'mlruns:0', status: 'RUNNING' });
  expect(store.runs({ experimentIds: ['0'] })).toEqual([]);
  expect(store.runs({ experimentIds: ['mlruns:0'] }).map(run => run.name)).toEqual(['first']);
});

test('broken and strange files are passed over', async () => {
  writeRun(`mlruns/${experiment}/${runId('d')}`, 'broken: [');
  project.write(`mlruns/${experiment}/${runId('e')}/artifacts/x`, 'x');
  project.write(`mlruns/${experiment}/models/m-1/meta.yaml`, 'model_id: m-1\n');
  project.write('mlruns/.trash/1/meta.yaml', 'name: gone\n');
  project.write(`${folder}/metrics/odd`, 'x y z\n1 two\n7 3 1\n');
  const store = await project.open();
  expect(store.runs({}).map(run => run.id)).toEqual([id]);
  expect(store.run(id)?.metrics.odd).toMatchObject({ value: 3, step: 1, timestamp: 7 });
  expect(store.run('../secret')).toBeNull();
});
