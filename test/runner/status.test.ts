// Status, logs, recovery and clean: what can be asked about runs without starting one.
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadPipeline } from '../../engine/pipeline/loadPipeline.ts';
import { clean } from '../../engine/runner/clean.ts';
import { createPipelineRun } from '../../engine/runner/createPipelineRun.ts';
import { recoverRuns } from '../../engine/runner/recoverRuns.ts';
import { readStageLog } from '../../engine/runner/stageLog.ts';
import { stageStatus } from '../../engine/runner/stageStatus.ts';
import { makeProject, type Project, shellVariables } from './runnerKit.ts';

let project: Project;
beforeEach(async () => {
  project = await makeProject();
});
afterEach(() => project.remove());

const chain = `
prepare: {cmd: sort data.csv > sorted.csv, deps: [data.csv], outs: [sorted.csv]}
train: {cmd: "echo start; cp sorted.csv model.txt; printf 'grüße'", deps: [sorted.csv], outs: [model.txt]}
`;
function makeChain(): void {
  project.write('data.csv', 'b\na\n');
  project.pipeline(chain);
}
async function status(): Promise<Record<string, readonly [string, readonly string[]]>> {
  const { pipeline, params } = await loadPipeline(project.context.ports.files, project.root, 'pipeline.yaml');
  if (!pipeline) throw new Error('the pipeline cannot be read');
  const stages = await stageStatus(project.context, pipeline, params);
  return Object.fromEntries(stages.map(stage => [stage.name, [stage.state, stage.stale.map(reason => reason.code)]]));
}

test('before the first run every stage says so', async () => {
  makeChain();
  expect((await status()).prepare).toEqual(['never-run', ['never-run']]);
  expect((await status()).train?.[0]).toBe('never-run');
});

test('after a good run nothing is stale; a changed dep makes its stage stale and those after it', async () => {
  makeChain();
  await project.run();
  expect(await status()).toEqual({ prepare: ['succeeded', []], train: ['succeeded', []] });
  project.write('data.csv', 'c\n');
  expect(await status()).toEqual({ prepare: ['stale', ['dep-changed']], train: ['stale', ['upstream']] });
});

test('a failed stage stays failed until it is run again', async () => {
  project.pipeline('bad: {cmd: exit 1}');
  await project.run();
  expect((await status()).bad?.[0]).toBe('failed');
});

test('a queued run shows its stages as queued', async () => {
  makeChain();
  await createPipelineRun(project.context, { pipeline: 'pipeline.yaml', env: shellVariables() });
  expect((await status()).train?.[0]).toBe('queued');
});

test('a moved project keeps its state', async () => {
  makeChain();
  await project.run();
  const root = `${project.root}-moved`;
  await project.context.ports.files.rename(project.root, root);
  const { pipeline, params } = await loadPipeline(project.context.ports.files, root, 'pipeline.yaml');
  if (!pipeline) throw new Error('the pipeline cannot be read');
  expect((await stageStatus({ ...project.context, root }, pipeline, params)).map(stage => stage.state)).toEqual([
    'succeeded',
    'succeeded',
  ]);
  await project.context.ports.files.rename(root, project.root);
});

test('a log is read in slices that never cut a character', async () => {
  makeChain();
  const run = await project.run();
  const slice = (offset: number, limit: number) =>
    readStageLog(project.context, { runId: run.id, stage: 'train', offset, limit });
  expect(await slice(0, 1000)).toEqual({
    text: 'start\ngrüße',
    next: 13,
    ended: true,
    file: `.trainyard/runs/${run.id}/train/log`,
  });
  expect(await slice(6, 3)).toMatchObject({ text: 'gr', next: 8, ended: false });
  expect(await slice(8, 3)).toMatchObject({ text: 'ü', ended: false });
  expect(await slice(-5, 1000)).toMatchObject({ text: 'üße', ended: true });
  expect(await slice(-4, 1000)).toMatchObject({ text: 'ße', ended: true });
});

test('an unfinished run without a living runner is found again', async () => {
  makeChain();
  const run = await createPipelineRun(project.context, { pipeline: 'pipeline.yaml', env: shellVariables() });
  expect(recoverRuns(project.context)).toEqual([run.id]);
  project.context.store.takeRun(run.id, project.context.ports.processes.self(), () => false);
  expect(recoverRuns(project.context)).toEqual([]);
  project.context.store.takeRun(run.id, { pid: 4_194_303, startedAt: 1 }, () => false);
  expect(recoverRuns(project.context)).toEqual([run.id]);
});

test('cleaning gives back what it says, and stages run again only when their outputs are gone too', async () => {
  makeChain();
  const run = await project.run();
  expect(await clean({ ...project.context }, ['cache'])).toBeGreaterThan(0);
  expect(project.has('.trainyard/cache')).toBe(false);
  expect((await project.run()).stages.map(stage => stage.state)).toEqual(['cached', 'cached']);
  expect(await clean({ ...project.context }, ['logs'])).toBeGreaterThan(0);
  expect(project.has(`.trainyard/runs/${run.id}`)).toBe(false);
  mkdirSync(project.context.folders.environments, { recursive: true });
  writeFileSync(join(project.context.folders.environments, 'x'), 'abc');
  expect(await clean({ ...project.context }, ['environments'])).toBe(3);
});

test('with an unfinished run its log, cache and environment stay', async () => {
  makeChain();
  await project.run();
  const active = await createPipelineRun(project.context, { pipeline: 'pipeline.yaml', env: shellVariables() });
  project.write(`.trainyard/runs/${active.id}/train/log`, 'x');
  await clean({ ...project.context }, ['cache', 'logs', 'environments']);
  expect(project.has(`.trainyard/runs/${active.id}/train/log`)).toBe(true);
  expect(project.has('.trainyard/cache')).toBe(true);
});

test('a touched file is no changed file', async () => {
  makeChain();
  await project.run();
  utimesSync(join(project.root, 'data.csv'), 1_700_000_000, 1_700_000_000);
  expect((await status()).prepare).toEqual(['succeeded', []]);
});
