// A pipeline whose stages use real MLflow, run by the real service: what they log is the stage's own, and MLflow reads it.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeProject, newKey, type TestProject, untilEnded } from '../service/serviceKit.ts';
import { peerPython } from './environments.ts';
import { runScript } from './mlflowKit.ts';

let python: string;
beforeAll(async () => {
  python = await peerPython('mlflow-3.17');
}, 600_000);
let project: TestProject;
beforeEach(() => {
  project = makeProject({ MLFLOW_DISABLE_TELEMETRY: 'true', GIT_PYTHON_REFRESH: 'quiet' });
});
afterEach(() => project.remove());

interface ReadBack {
  readonly runs: Readonly<
    Record<string, { readonly name: string; readonly metrics: object; readonly artifacts: object }>
  >;
}

test('a stage that logs by itself and one that knows no MLflow', { timeout: 180_000 }, async () => {
  copyFileSync(join(import.meta.dirname, 'scripts/stage.py'), join(project.root, 'stage.py'));
  project.pipeline(
    [
      `train: {cmd: ['${python}', stage.py], deps: [stage.py], outs: []}`,
      `plain: {cmd: "echo '{\\"rmse\\": 1.5}' > plain.json", metrics: [plain.json]}`,
    ].join('\n'),
  );
  const link = await project.connect();
  const started = await link.startRun({ key: newKey(), pipeline: 'pipeline.yaml', env: project.env });
  const run = await untilEnded(link, started.subject ?? '');
  expect(run.stages.map(({ stage, state }) => [stage, state])).toEqual([
    ['train', 'succeeded'],
    ['plain', 'succeeded'],
  ]);
  const [train, plain] = run.stages.map(({ id }) => id);
  const read = await runScript<ReadBack>(python, 'read_store.py', {
    cwd: project.root,
    args: [`sqlite:///${project.root}/mlflow.db`],
  });
  expect(read.runs[train ?? '']).toMatchObject({
    name: 'mine',
    status: 'FINISHED',
    metrics: { loss: 0.5, training_r2_score: 1 },
    tags: { colour: 'red', 'mlflow.parentRunId': run.id, 'trainyard.stage': 'train' },
    artifacts: expect.arrayContaining(['hello.txt']),
  });
  expect(read.runs[plain ?? '']).toMatchObject({ status: 'FINISHED', metrics: { rmse: 1.5 } });
  expect(read.runs[run.id]).toMatchObject({ status: 'FINISHED', metrics: { loss: 0.5, rmse: 1.5 } });
  const children = Object.values(read.runs).filter(
    one => 'tags' in one && JSON.stringify(one.tags).includes(train ?? ''),
  );
  expect(children).toMatchObject([{ metrics: { loss: 0.25 } }]);
});
