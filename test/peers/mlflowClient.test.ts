// The real MLflow client talks to our answers over HTTP: a person's session, and a stage's script by its token.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { peerPython } from './environments.ts';
import { type MlflowProject, mlflowProject, runScript } from './mlflowKit.ts';

let python: string;
beforeAll(async () => {
  python = await peerPython('mlflow-3.17');
}, 600_000);
let project: MlflowProject;
beforeEach(() => {
  project = mlflowProject();
});
afterEach(() => project.remove());

describe('a session of the client', { timeout: 180_000 }, () => {
  test('logs, searches, registers and loads as against MLflow’s own server', async () => {
    const store = await project.open();
    const served = await project.serve(store);
    const found = await runScript<Record<string, unknown>>(python, 'session.py', {
      cwd: project.root,
      env: { MLFLOW_TRACKING_URI: served.url },
    });
    expect(found).toMatchObject({
      auto: 'True',
      auto_inputs: 1,
      changed_param: ['INVALID_PARAMETER_VALUE', expect.stringContaining('Changing param values is not allowed')],
      bad_key: ['INVALID_PARAMETER_VALUE', expect.anything()],
      no_tag: ['RESOURCE_DOES_NOT_EXIST', expect.stringContaining('No tag with name: gone')],
      run: {
        status: 'FINISHED',
        params: { rate: '0.1', name: "it's" },
        loss: 0.25,
        nan: true,
        inf: Number.MAX_VALUE,
        dataset: 'hours',
        context: 'training',
        models: [true],
      },
      curve: 1000,
      parent: true,
      artifacts: ['config.json', 'notes'],
      text: 'hello',
      search: {
        metric: ['first', 'second'],
        and: ['first'],
        like: ['first'],
        quote: ['first'],
        name: ['inner'],
        ordered: ['inner', 'first', 'second'],
        dataset: ['first'],
        ids: ['second'],
        null: ['inner'],
        bad: ['INVALID_PARAMETER_VALUE', expect.anything()],
      },
      pages: [2, 2, true],
      version: ['1', true],
      alias: { checked: 'yes' },
      registered: [['bikes', 'Demand by hour', { champion: '1' }]],
      versions: ['1'],
      logged: ['model', 'model'],
      bad_alias: ['INVALID_PARAMETER_VALUE', expect.stringContaining("alias name 'v3' is reserved")],
      after_delete: false,
      after_restore: true,
      no_run: ['RESOURCE_DOES_NOT_EXIST', expect.stringContaining(`Run with id=${'0'.repeat(32)} not found`)],
      no_experiment: null,
      traces: ['NOT_IMPLEMENTED', expect.anything()],
    });
    expect(found.prediction).toBeCloseTo(Number(found.expected), 6);
    expect(found.by_run).toBeCloseTo(Number(found.expected), 6);
    expect([...served.calls.keys()].filter(call => call.endsWith(' 500'))).toEqual([]);
  });
});

describe('a stage’s script', { timeout: 60_000 }, () => {
  const stageRunId = 'a'.repeat(32);
  const parentRunId = 'b'.repeat(32);
  const prepare = async () => {
    const store = await project.open();
    const { id: experimentId } = store.ensureExperiment('pipeline');
    const run = { experimentId, userId: 'ada', startedAt: 1000 };
    store.createRun({ ...run, id: parentRunId, name: 'brave-newt', tags: {} });
    return { store, run };
  };
  const runStage = async (store: Awaited<ReturnType<typeof project.open>>) => {
    const served = await project.serve(store, { stageRunId, parentRunId });
    return runScript<{ first: string; second: string }>(python, 'stage.py', {
      cwd: project.root,
      env: { MLFLOW_TRACKING_URI: served.url, MLFLOW_EXPERIMENT_NAME: 'pipeline' },
    });
  };

  test('fills the stage’s run first and a child of it after that', async () => {
    const { store, run } = await prepare();
    const tags = { 'mlflow.parentRunId': parentRunId, 'trainyard.stage': 'train' };
    store.createRun({ ...run, id: stageRunId, name: 'train', tags });
    const made = await runStage(store);
    expect(made.first).toBe(stageRunId);
    const stage = store.run(stageRunId);
    const asked = store.experiments().find(({ name }) => name === 'asked for');
    expect(stage).toMatchObject({
      name: 'mine',
      status: 'RUNNING',
      parentId: parentRunId,
      experimentId: asked?.id,
      tags: { colour: 'red', 'trainyard.stage': 'train', 'mlflow.runName': 'mine' },
      params: { fit_intercept: 'True' },
    });
    expect(stage?.metrics.loss?.value).toBe(0.5);
    expect(stage?.metrics.training_r2_score?.value).toBeCloseTo(1);
    expect(existsSync(join(store.artifactFolder(stageRunId) ?? '', 'hello.txt'))).toBe(true);
    expect(store.run(made.second)).toMatchObject({ parentId: stageRunId, status: 'FINISHED' });
  });

  test('makes the stage’s run where nobody has made it', async () => {
    const { store } = await prepare();
    const made = await runStage(store);
    expect(made.first).toBe(stageRunId);
    expect(store.run(stageRunId)).toMatchObject({ name: 'mine', parentId: parentRunId });
  });
});
