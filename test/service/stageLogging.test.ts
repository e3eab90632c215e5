// A stage's script logs over HTTP with its own token; when the service is away for a while, every point is there in the end.
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { end, makeProject, newKey, type TestProject, until, untilEnded } from './serviceKit.ts';

let project: TestProject;

beforeEach(() => {
  project = makeProject();
});
afterEach(() => project.remove());

/** Logs as MLflow's client does: one call per point, tried again while nobody answers. */
const script = (points: number, pauseMs: number): string => `
const { MLFLOW_TRACKING_URI: uri, MLFLOW_TRACKING_TOKEN: token, MLFLOW_EXPERIMENT_NAME: name } = process.env;
async function call(path, body, method = 'POST') {
  for (let turn = 0; ; turn += 1) {
    try {
      const answer = await fetch(uri + '/api/2.0/mlflow/' + path, {
        method,
        headers: { authorization: 'Bearer ' + token, 'content-type': 'application/json' },
        ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
      });
      if (answer.status === 429 || answer.status >= 500) throw new Error('status ' + answer.status);
      if (!answer.ok) throw Object.assign(new Error(await answer.text()), { isFinal: true });
      return await answer.json();
    } catch (error) {
      if (error.isFinal || turn > 100) throw error;
      await new Promise(done => setTimeout(done, 200));
    }
  }
}
const { experiment } = await call('experiments/get-by-name?experiment_name=' + encodeURIComponent(name), null, 'GET');
const { run } = await call('runs/create', { experiment_id: experiment.experiment_id, start_time: Date.now() });
const run_id = run.info.run_id;
for (let step = 0; step < ${points}; step += 1) {
  await call('runs/log-metric', { run_id, key: 'loss', value: 1 / (step + 1), timestamp: Date.now(), step });
  await new Promise(done => setTimeout(done, ${pauseMs}));
}
await call('runs/log-parameter', { run_id, key: 'seen', value: run_id });
await call('runs/update', { run_id, status: 'FINISHED', end_time: Date.now() });
`;

async function runScript(points: number, pauseMs: number) {
  project.write('log.mjs', script(points, pauseMs));
  project.pipeline(`train:\n  cmd: ["${process.execPath}", "log.mjs"]\n  deps: [log.mjs]`);
  const link = await project.connect();
  const { subject } = await link.startRun({ key: newKey(), pipeline: 'pipeline.yaml', env: project.env });
  return { link, runId: subject ?? '' };
}

test('the run that a script makes is its stage’s run, with every point and param, and the parent has them too', async () => {
  const { link, runId } = await runScript(20, 5);
  const run = await untilEnded(link, runId);
  expect(run.state).toBe('succeeded');
  const stageRunId = run.stages[0]?.id ?? '';
  const [curve] = await link.history({ runIds: [stageRunId], keys: ['loss'] });
  expect(curve).toMatchObject({ total: 20, steps: Array.from({ length: 20 }, (_, step) => step) });
  const detail = await link.run(runId);
  expect(detail.row.params).toMatchObject({ seen: stageRunId });
  expect(detail.row.metrics.loss).toMatchObject({ value: 1 / 20, step: 19 });
  expect(detail.children.map(({ id }) => id)).toEqual([stageRunId]);
});

test('a curve grows while its stage runs, and listeners are told', async () => {
  const { link, runId } = await runScript(40, 100);
  const told = new AbortController();
  let changes = 0;
  const listening = (async () => {
    for await (const event of link.events(link.hello.seq, told.signal)) if (event.type === 'runs-changed') changes += 1;
  })();
  const seen = await until('points on the way', async () => {
    const stage = (await link.pipelineRun(runId)).stages[0];
    const [curve] = await link.history({ runIds: [stage?.id ?? ''], keys: ['loss'] });
    return curve !== undefined && curve.total > 3 ? curve.total : null;
  });
  expect(seen).toBeLessThan(40);
  await untilEnded(link, runId);
  told.abort();
  await listening;
  expect(changes).toBeGreaterThan(2);
});

test('a service that is killed again and again while a stage logs costs no point', async () => {
  project.env.TRAINYARD_CRASH_LIMIT = '100';
  const { link, runId } = await runScript(60, 150);
  for (let turn = 0; turn < 3; turn += 1) {
    await wait(1_500);
    const found = await until('a service', () => project.find());
    end(found.pid);
  }
  const run = await untilEnded(link, runId);
  expect(run.state).toBe('succeeded');
  const [curve] = await link.history({ runIds: [run.stages[0]?.id ?? ''], keys: ['loss'] });
  expect(curve?.total).toBe(60);
  const [parent] = await link.history({ runIds: [runId], keys: ['loss'] });
  expect(parent?.total).toBe(60);
}, 90_000);
