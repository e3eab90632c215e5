// Runs and cleaning as operations: once per key, over restarts of the service, with cancel and result.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Connection } from '../../connect/connectProject.ts';
import { isAlive } from '../../connect/findService.ts';
import { stopService } from '../../connect/stopService.ts';
import { end, makeProject, newKey, type TestProject, troubleOf, until, untilEnded } from './serviceKit.ts';

let project: TestProject;
let link: Connection;

beforeEach(async () => {
  project = makeProject();
  project.pipeline('one:\n  cmd: echo line >> witness');
  link = await project.connect();
});
afterEach(() => project.remove());

const request = (key = newKey()) => ({ key, pipeline: 'pipeline.yaml', env: project.env });
const started = async (): Promise<string> => (await link.startRun(request())).subject ?? '';
const running = (runId: string) =>
  until('a running stage', async () => {
    const run = await link.pipelineRun(runId);
    return run.stages.some(({ state }) => state === 'running') ? run : null;
  });

test('the same key is the same operation, asked at once, later, and after a restart', async () => {
  const key = newKey();
  const [first, second] = await Promise.all([link.startRun(request(key)), link.startRun(request(key))]);
  expect(second.id).toBe(first?.id);
  await untilEnded(link, first.subject ?? '');
  expect(await link.startRun(request(key))).toMatchObject({ id: first.id, state: 'succeeded' });
  await stopService(project.options());
  expect(await link.startRun(request(key))).toMatchObject({ id: first.id, state: 'succeeded', subject: first.subject });
  expect(await link.pipelineRuns()).toHaveLength(1);
  expect(project.read('witness')).toBe('line\n');
});

test('a pipeline that runs is not started again', async () => {
  project.pipeline('slow:\n  cmd: sleep 30');
  const runId = await started();
  await running(runId);
  expect(await troubleOf(link.startRun(request()))).toBe('run-active');
  const [operation] = await link.operations();
  await link.cancel(operation?.id ?? '');
  expect((await untilEnded(link, runId)).state).toBe('cancelled');
  expect(await link.operation(operation?.id ?? '')).toMatchObject({ state: 'cancelled' });
});

test('progress counts stages and names those that run', async () => {
  project.pipeline(
    'first:\n  cmd: echo 1\n  outs: [a]\nsecond:\n  cmd: sleep 30\n  needs: [first]'.replace('echo 1', 'echo 1 > a'),
  );
  const runId = await started();
  await until('the second stage', async () => {
    const run = await link.pipelineRun(runId);
    return run.stages[1]?.state === 'running' ? true : null;
  });
  const [operation] = await link.operations();
  expect(operation).toMatchObject({ progress: { done: 1, total: 2, message: 'second' } });
  await link.cancel(operation?.id ?? '');
  await untilEnded(link, runId);
});

test('a failing stage fails the operation and says how', async () => {
  project.pipeline('bad:\n  cmd: echo why >&2; exit 3');
  const run = await untilEnded(link, await started());
  expect(run).toMatchObject({
    state: 'failed',
    stages: [{ failure: { code: 'exit', exitCode: 3, lastLines: ['why'] } }],
  });
  expect((await link.operations())[0]).toMatchObject({ state: 'failed' });
});

test.each(['service', 'runner', 'service and runner'])(
  'a run outlives the kill of its %s, and its stage runs once',
  async killed => {
    project.pipeline('slow:\n  cmd: echo line >> witness; sleep 4');
    const runId = await started();
    await running(runId);
    const victims = [
      ...(killed === 'runner' ? [] : [link.hello.pid]),
      ...(killed === 'service' ? [] : [runnerOf(runId)]),
    ];
    for (const pid of victims) end(pid);
    for (const pid of victims) await until(`the end of ${pid}`, () => (isAlive(pid) ? null : true));
    expect((await link.hello_()).mode).toBe('full');
    expect(await untilEnded(link, runId)).toMatchObject({ state: 'succeeded' });
    expect(project.read('witness')).toBe('line\n');
  },
);

function runnerOf(runId: string): number {
  const database = new DatabaseSync(join(project.root, '.trainyard/trainyard.db'), { readOnly: true });
  const row = database.prepare('SELECT runner_pid FROM pipeline_runs WHERE id = ?').get(runId);
  database.close();
  return Number(row?.runner_pid);
}

test('logs are read in slices, also after the run', async () => {
  project.pipeline('talk:\n  cmd: printf "one\\ntwo\\n"');
  const runId = await started();
  await untilEnded(link, runId);
  expect(await link.log({ run: runId, stage: 'talk' })).toMatchObject({ text: 'one\ntwo\n', next: 8, ended: true });
  expect(await link.log({ run: runId, stage: 'talk', offset: 4 })).toMatchObject({ text: 'two\n' });
  expect(await troubleOf(link.log({ run: runId, stage: 'other' }))).toBe('not-found');
});

test('cleaning says what it gave back', async () => {
  project.pipeline('make:\n  cmd: head -c 5000 /dev/zero > big\n  outs: [big]');
  const runId = await started();
  await untilEnded(link, runId);
  const { id } = await link.clean({ key: newKey(), what: ['cache', 'logs'] });
  const ended = await until('the end of cleaning', async () => {
    const operation = await link.operation(id);
    return operation.state === 'running' ? null : operation;
  });
  expect(ended).toMatchObject({ kind: 'clean', state: 'succeeded' });
  expect(Number(ended.result?.bytes)).toBeGreaterThanOrEqual(5000);
  expect(existsSync(`${project.root}/big`)).toBe(true);
});

test('a pipeline with errors is not run, and its first error is told', async () => {
  project.pipeline('one:\n  comand: echo');
  await expect(link.startRun(request())).rejects.toMatchObject({
    code: 'pipeline-invalid',
    args: { file: 'pipeline.yaml' },
  });
  expect((await link.pipelines())[0]?.problem).toMatchObject({ trouble: { code: 'pipeline-invalid' } });
});

test('stages that wait for each other are not run', async () => {
  project.pipeline('a:\n  cmd: "true"\n  needs: [b]\nb:\n  cmd: "true"\n  needs: [a]');
  expect(await troubleOf(link.startRun(request()))).toBe('pipeline-invalid');
});

test('a pipeline or stage that is not there is named', async () => {
  expect(await troubleOf(link.startRun({ ...request(), pipeline: 'other.pipeline.yaml' }))).toBe('pipeline-missing');
  const select = { mode: 'only' as const, stages: ['nothing'] };
  expect(await troubleOf(link.startRun({ ...request(), select }))).toBe('stage-unknown');
});

test('broken YAML is a problem of the file, and the service lives on', async () => {
  project.write('pipeline.yaml', 'apiVersion: trainyard/v1\nkind: Pipeline\nstages: [\n');
  expect((await link.pipelines())[0]?.problem).not.toBeNull();
  project.pipeline('one:\n  cmd: echo one');
  expect((await link.pipelines())[0]).toMatchObject({ problem: null, stages: [{ name: 'one' }] });
});
