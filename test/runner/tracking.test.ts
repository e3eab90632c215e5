// What a run leaves in the tracking database: a parent, its stages, their numbers, live and replayed.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PipelineRun } from '../../engine/domain/run.ts';
import { createPipelineRun } from '../../engine/runner/createPipelineRun.ts';
import { executeRun } from '../../engine/runner/executeRun.ts';
import { makeProject, type Project, shellVariables, stageOf } from './runnerKit.ts';

let project: Project;
beforeEach(async () => {
  project = await makeProject();
});
afterEach(() => project.remove());

const tracked = (id: string) => {
  const run = project.context.tracking.run(id);
  if (!run) throw new Error('not tracked');
  return run;
};
const metrics = (id: string): Record<string, number> =>
  Object.fromEntries(Object.entries(tracked(id).metrics).map(([key, point]) => [key, point.value]));
const points = (id: string, key: string): [number, number][] =>
  project.context.tracking
    .allPoints(id)
    .filter(point => point.key === key)
    .map(point => [point.step, point.value]);
const twoStages = `
train:
  cmd: 'printf ''{"step": 0, "loss": 2}\\n{"step": 1, "loss": 1}\\n'' > train.jsonl'
  params: [rate]
  metrics: [train.jsonl]
evaluate:
  cmd: 'echo ''{"rmse": 1.5, "loss": 9, "by": {"hour": 3}}'' > eval.json; echo "a,b" > plot.csv'
  deps: [train.jsonl]
  metrics: [eval.json]
  plots: [{path: plot.csv, x: a, y: b}]
`;

test('a pipeline run is a parent with the metrics and params of its stages', async () => {
  project.pipeline(twoStages, 'params: {values: {rate: 0.1}}');
  const run = await project.run();
  const parent = tracked(run.id);
  expect(parent).toMatchObject({
    name: run.name,
    status: 'FINISHED',
    parentId: null,
    userId: 'ada',
    startedAt: run.startedAt,
    endedAt: run.endedAt,
  });
  expect(parent.params).toEqual({ rate: '0.1' });
  expect(parent.tags).toMatchObject({
    'mlflow.user': 'ada',
    'mlflow.source.name': 'pipeline.yaml',
    'trainyard.pipeline': 'pipeline.yaml',
  });
  expect(project.context.tracking.experiments().find(one => one.id === parent.experimentId)?.name).toBe('demo');
});

test('a stage name goes before a metric only where two stages use it', async () => {
  project.pipeline(twoStages, 'params: {values: {rate: 0.1}}');
  const run = await project.run();
  expect(metrics(run.id)).toEqual({ loss: 1, rmse: 1.5, 'evaluate.loss': 9, 'by.hour': 3 });
  expect(points(run.id, 'loss')).toEqual([
    [0, 2],
    [1, 1],
  ]);
});

test('stages are children with their own numbers and artifacts', async () => {
  project.pipeline(twoStages, 'params: {values: {rate: 0.1}}');
  const run = await project.run();
  const evaluate = tracked(stageOf(run, 'evaluate').id);
  expect(evaluate).toMatchObject({ name: 'evaluate', parentId: run.id, status: 'FINISHED' });
  expect(metrics(evaluate.id)).toEqual({ rmse: 1.5, loss: 9, 'by.hour': 3 });
  const folder = String(project.context.tracking.artifactFolder(evaluate.id));
  expect(existsSync(join(folder, 'eval.json'))).toBe(true);
  expect(readFileSync(join(folder, 'plot.csv'), 'utf8')).toBe('a,b\n');
  expect(tracked(stageOf(run, 'train').id).params).toEqual({ rate: '0.1' });
});

test('a cached run shows the same numbers at the same times', async () => {
  project.pipeline(twoStages, 'params: {values: {rate: 0.1}}');
  const first = await project.run();
  const second = await project.run();
  expect(second.stages.map(stage => stage.state)).toEqual(['cached', 'cached']);
  expect(project.context.tracking.allPoints(second.id)).toEqual(project.context.tracking.allPoints(first.id));
  expect(tracked(second.id).params).toEqual(tracked(first.id).params);
  expect(tracked(stageOf(second, 'train').id).tags['trainyard.cached']).toBe('true');
});

test('a series can be followed while its stage runs, on the stage and on the parent', async () => {
  project.pipeline(
    'train: {cmd: \'for i in 0 1 2 3; do echo "{\\"step\\": $i, \\"loss\\": $i}" >> m.jsonl; sleep 1; done\', metrics: [m.jsonl]}',
  );
  const created = await createPipelineRun(project.context, { pipeline: 'pipeline.yaml', env: shellVariables() });
  const running = executeRun(project.context, created.id, new AbortController().signal);
  await wait(2_800);
  const [live, liveParent] = [points(stageOf(created, 'train').id, 'loss').length, points(created.id, 'loss').length];
  const state = tracked(created.id).status;
  const run = await running;
  expect(state).toBe('RUNNING');
  expect(live).toBeGreaterThanOrEqual(1);
  expect(live).toBeLessThan(4);
  expect(liveParent).toBeGreaterThanOrEqual(1);
  expect(points(run.id, 'loss')).toEqual([
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 3],
  ]);
});

test('what a script logged itself reaches the parent and is not logged twice from its file', async () => {
  project.pipeline(
    "train: {cmd: 'touch started; while [ ! -e go ]; do sleep 0.05; done; echo ''{\"rmse\": 0.5}'' > m.json', metrics: [m.json]}",
  );
  const created = await createPipelineRun(project.context, { pipeline: 'pipeline.yaml', env: shellVariables() });
  const running = executeRun(project.context, created.id, new AbortController().signal);
  while (!project.has('started')) await wait(20);
  project.context.tracking.logBatch(stageOf(created, 'train').id, {
    metrics: [
      { key: 'rmse', value: 0.9, step: 1, timestamp: 1000 },
      { key: 'rmse', value: 0.5, step: 2, timestamp: 2000 },
    ],
    params: { depth: '3' },
  });
  project.write('go', '');
  const run = await running;
  expect(points(run.id, 'rmse')).toEqual([
    [1, 0.9],
    [2, 0.5],
  ]);
  expect(tracked(run.id).params).toEqual({ depth: '3' });
});

test('a failed run keeps what it logged', async () => {
  project.pipeline("train: {cmd: 'echo ''{\"rmse\": 0.5}'' > m.json; exit 1', metrics: [m.json]}");
  const run = await project.run();
  expect(tracked(run.id)).toMatchObject({ status: 'FAILED' });
  expect(metrics(run.id)).toEqual({ rmse: 0.5 });
});

test('a metrics file that cannot be read fails its stage by name', async () => {
  project.pipeline("train: {cmd: 'echo oops > m.json', metrics: [m.json]}");
  expect(stageOf(await project.run(), 'train').failure).toMatchObject({ code: 'metrics-unreadable', path: 'm.json' });
});

test('commit, branch and uncommitted diff are kept with the run', async () => {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
      cwd: project.root,
      encoding: 'utf8',
    });
  project.pipeline("a: {cmd: 'true'}");
  git('init', '-q', '-b', 'trunk');
  git('add', 'pipeline.yaml');
  git('commit', '-q', '-m', 'first');
  const clean: PipelineRun = await project.run();
  expect(clean.git).toEqual({ commit: git('rev-parse', 'HEAD').trim(), branch: 'trunk', diffHash: null });
  expect(tracked(clean.id).tags).toMatchObject({
    'mlflow.source.git.commit': clean.git?.commit,
    'mlflow.source.git.branch': 'trunk',
  });
  project.pipeline("a: {cmd: 'true # changed'}");
  const dirty = await project.run();
  expect(dirty.git?.diffHash).toMatch(/^[0-9a-f]{64}$/);
  expect(tracked(dirty.id).tags['trainyard.git.diff']).toBe(dirty.git?.diffHash);
});
