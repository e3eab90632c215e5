// A pipeline is run: in order, no more than needed, and whatever goes wrong is said.
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isTrouble } from '../../engine/errors.ts';
import { createPipelineRun } from '../../engine/runner/createPipelineRun.ts';
import { makeProject, type Project, shellVariables, stageOf, states } from './runnerKit.ts';

let project: Project;
beforeEach(async () => {
  project = await makeProject();
});
afterEach(() => project.remove());

const chain = `
prepare:
  cmd: echo prepare >> witness; sort data.csv > sorted.csv
  deps: [data.csv]
  outs: [sorted.csv]
train:
  cmd: echo train \${{ params.rate }} >> witness; (cat sorted.csv; echo \${{ params.rate }}) > model.txt
  deps: [sorted.csv]
  params: [rate]
  outs: [model.txt]
`;
function makeChain(): void {
  project.write('data.csv', 'b\na\n');
  project.write('params.yaml', 'rate: 0.1\n');
  project.pipeline(chain, 'params: {file: params.yaml}');
}
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'no trouble';
  } catch (error) {
    return isTrouble(error) ? error.code : String(error);
  }
};

test('stages run in order of their data and leave their outputs', async () => {
  makeChain();
  const run = await project.run();
  expect(run.state).toBe('succeeded');
  expect(states(run)).toEqual({ prepare: 'succeeded', train: 'succeeded' });
  expect(project.read('model.txt')).toBe('a\nb\n0.1\n');
  expect(stageOf(run, 'prepare').reasons).toEqual([{ code: 'never-run' }]);
  expect(run.name).toMatch(/^[a-z]+-[a-z]+$/);
});

test('what has not changed is not run again', async () => {
  makeChain();
  await project.run();
  project.witnesses();
  const again = await project.run();
  expect(states(again)).toEqual({ prepare: 'cached', train: 'cached' });
  expect(project.witnesses()).toEqual([]);
});

test('a changed param runs only the stages that use it, and the reason has both values', async () => {
  makeChain();
  await project.run();
  project.witnesses();
  project.write('params.yaml', 'rate: 0.5\n');
  const run = await project.run();
  expect(states(run)).toEqual({ prepare: 'cached', train: 'succeeded' });
  expect(stageOf(run, 'train').reasons).toContainEqual(
    expect.objectContaining({ code: 'param-changed', subject: 'rate', before: '0.1', after: '0.5' }),
  );
  expect(project.witnesses()).toEqual(['train 0.5']);
});

test('a dep that changed runs its stage; one whose output stays the same stops there', async () => {
  makeChain();
  await project.run();
  project.write('data.csv', 'a\nb\n');
  const run = await project.run();
  expect(states(run)).toEqual({ prepare: 'succeeded', train: 'cached' });
  expect(stageOf(run, 'prepare').reasons).toContainEqual(
    expect.objectContaining({ code: 'dep-changed', subject: 'data.csv' }),
  );
});

test('going back to an earlier param brings the outputs back without running', async () => {
  makeChain();
  await project.run();
  await project.run({ params: { rate: 0.9 } });
  expect(project.read('model.txt')).toContain('0.9');
  project.witnesses();
  expect(states(await project.run())).toEqual({ prepare: 'cached', train: 'cached' });
  expect(project.read('model.txt')).toBe('a\nb\n0.1\n');
  expect(project.witnesses()).toEqual([]);
  expect(states(await project.run())).toEqual({ prepare: 'cached', train: 'cached' });
});

test('a deleted output comes back from the cache', async () => {
  makeChain();
  await project.run();
  project.witnesses();
  await project.context.ports.files.remove(join(project.root, 'sorted.csv'));
  expect(states(await project.run())).toEqual({ prepare: 'cached', train: 'cached' });
  expect(project.read('sorted.csv')).toBe('a\nb\n');
  expect(project.witnesses()).toEqual([]);
});

test('force runs what has not changed', async () => {
  makeChain();
  await project.run();
  project.witnesses();
  const run = await project.run({ force: ['train'] });
  expect(states(run)).toEqual({ prepare: 'cached', train: 'succeeded' });
  expect(stageOf(run, 'train').reasons).toEqual([{ code: 'forced' }]);
});

test('one stage alone, or everything up to one', async () => {
  makeChain();
  expect(states(await project.run({ select: { mode: 'upTo', stages: ['prepare'] } }))).toEqual({
    prepare: 'succeeded',
  });
  expect(states(await project.run({ select: { mode: 'only', stages: ['train'] } }))).toEqual({ train: 'succeeded' });
});

test('after a failed stage its dependents are skipped and other branches go on', async () => {
  project.pipeline(`
bad: {cmd: "echo partial; echo boom >&2; exit 3", outs: [bad.txt]}
after: {cmd: cp bad.txt after.txt, deps: [bad.txt], outs: [after.txt]}
good: {cmd: echo ok > good.txt, outs: [good.txt]}
late: {cmd: cp good.txt late.txt, deps: [good.txt], outs: [late.txt]}
`);
  const run = await project.run();
  expect(run.state).toBe('failed');
  expect(states(run)).toEqual({ bad: 'failed', after: 'skipped', good: 'succeeded', late: 'succeeded' });
  expect(stageOf(run, 'bad')).toMatchObject({
    exitCode: 3,
    failure: { code: 'exit', exitCode: 3, signal: null, lastLines: ['partial', 'boom'] },
  });
});

test('independent stages run at the same time, as many as are allowed', async () => {
  project.pipeline(
    ['a', 'b', 'c']
      .map(
        name =>
          `${name}: {cmd: "date +%s%N > ${name}.start; sleep 0.6; date +%s%N > ${name}.end", outs: [${name}.start, ${name}.end]}`,
      )
      .join('\n'),
  );
  const overlaps = (): number => {
    const times = ['a', 'b', 'c'].map(
      name => [Number(project.read(`${name}.start`)), Number(project.read(`${name}.end`))] as const,
    );
    return times.flatMap((one, index) => times.slice(index + 1).filter(other => one[0] < other[1] && other[0] < one[1]))
      .length;
  };
  await project.run({ parallel: 3 });
  expect(overlaps()).toBe(3);
  await project.run({ parallel: 1, force: true });
  expect(overlaps()).toBe(0);
});

test('a stage that runs too long is stopped', async () => {
  project.pipeline('slow: {cmd: sleep 30, timeout: 1s}');
  const run = await project.run();
  expect(stageOf(run, 'slow')).toMatchObject({ state: 'failed', failure: { code: 'timeout', after: 1000 } });
});

test('a stage that may be tried again is', async () => {
  project.pipeline(
    'flaky: {cmd: "echo try >> witness; test $(wc -l < witness) -ge 2 && touch done", outs: [done], retry: {limit: 3, backoff: 1s}}',
  );
  const run = await project.run();
  expect(stageOf(run, 'flaky')).toMatchObject({ state: 'succeeded', attempt: 2 });
  expect(project.witnesses()).toHaveLength(2);
});

test('cancelling stops what runs and starts nothing more', async () => {
  project.pipeline(
    'slow: {cmd: "touch slow.started; sleep 30; touch survived", outs: [slow.txt]}\nnext: {cmd: touch next.txt, deps: [slow.txt], outs: [next.txt]}',
  );
  const created = await createPipelineRun(project.context, { pipeline: 'pipeline.yaml', env: shellVariables() });
  const { executeRun } = await import('../../engine/runner/executeRun.ts');
  const running = executeRun(project.context, created.id, new AbortController().signal);
  while (!project.has('slow.started')) await wait(20);
  project.context.store.requestCancel(created.id);
  const run = await running;
  expect(run.state).toBe('cancelled');
  expect(states(run)).toEqual({ slow: 'cancelled', next: 'cancelled' });
  expect(project.context.tracking.run(run.id)?.status).toBe('KILLED');
});

test('an output that was promised and is not there is a failure', async () => {
  project.pipeline('lazy: {cmd: "true", outs: [model.bin]}');
  expect(stageOf(await project.run(), 'lazy')).toMatchObject({
    state: 'failed',
    exitCode: 0,
    failure: { code: 'out-missing', path: 'model.bin' },
  });
});

test('a leftover output does not count as made', async () => {
  project.write('model.bin', 'by hand');
  project.pipeline('lazy: {cmd: "true", outs: [model.bin]}');
  const run = await project.run();
  expect(stageOf(run, 'lazy').failure).toEqual({ code: 'out-missing', path: 'model.bin' });
  expect(project.read(`.trainyard/runs/${run.id}/lazy/previous/model.bin`)).toBe('by hand');
});

test('a missing dep, program or Python is said before or after the shell finds out', async () => {
  project.pipeline(`
nodep: {cmd: cat absent.csv, deps: [absent.csv]}
listed: {cmd: [no-such-program, --fast]}
shell: {cmd: no-such-program --fast}
python: {cmd: python9 train.py}
`);
  const run = await project.run();
  expect(stageOf(run, 'nodep').failure).toEqual({ code: 'dep-missing', path: 'absent.csv' });
  expect(stageOf(run, 'listed').failure).toMatchObject({ code: 'spawn', command: 'no-such-program' });
  expect(stageOf(run, 'shell').failure).toMatchObject({ code: 'spawn', command: 'no-such-program' });
  expect(stageOf(run, 'python').failure).toMatchObject({ code: 'spawn', command: 'python9' });
});

test('a stage sees the asking shell, its own variables and the run, and nothing of ours', async () => {
  process.env.TRAINYARD_LEAK = 'leaked';
  project.pipeline('env: {cmd: "env > seen.txt", outs: [seen.txt], env: {OWN: "1"}}');
  const run = await project.run({
    env: {
      ...shellVariables(),
      ASKED: 'yes',
      MLFLOW_RUN_ID: 'f'.repeat(32),
      HTTPS_PROXY: 'http://proxy.example:3128',
      NO_PROXY: 'example.org',
    },
  });
  delete process.env.TRAINYARD_LEAK;
  const seen = project.read('seen.txt').split('\n');
  expect(seen).toEqual(
    expect.arrayContaining([
      'ASKED=yes',
      'OWN=1',
      `TRAINYARD_RUN_ID=${run.id}`,
      'TRAINYARD_STAGE=env',
      'MLFLOW_EXPERIMENT_NAME=demo',
      'NO_PROXY=example.org,127.0.0.1,localhost',
    ]),
  );
  expect(seen.filter(line => /^(TRAINYARD_LEAK|MLFLOW_RUN_ID)=/.test(line))).toEqual([]);
});

test('the variables of a run lie in a private file and only as long as it lasts', async () => {
  makeChain();
  const created = await createPipelineRun(project.context, {
    pipeline: 'pipeline.yaml',
    env: { ...shellVariables(), SECRET: 'hunter2' },
  });
  const file = join(project.home, 'runs', `${created.id}.json`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const { executeRun } = await import('../../engine/runner/executeRun.ts');
  await executeRun(project.context, created.id, new AbortController().signal);
  expect(await project.context.ports.files.stat(file)).toBeNull();
  const { execFileSync } = await import('node:child_process');
  expect(() => execFileSync('grep', ['-r', 'hunter2', project.root])).toThrow();
});

test('a pipeline that runs already, or cannot be read, is refused', async () => {
  makeChain();
  const ask = () => createPipelineRun(project.context, { pipeline: 'pipeline.yaml', env: {} });
  await ask();
  expect(await codeOf(ask())).toBe('run-active');
  project.write('pipeline.yaml', 'apiVersion: trainyard/v1\nkind: Pipeline\nname: demo\nstages:\n  a: {cmdd: x}\n');
  expect(await codeOf(ask())).toBe('pipeline-invalid');
  expect(await codeOf(createPipelineRun(project.context, { pipeline: 'absent.yaml', env: {} }))).toBe(
    'pipeline-missing',
  );
});

test('a cycle is refused before anything runs', async () => {
  project.pipeline('a: {cmd: x, deps: [b.txt], outs: [a.txt]}\nb: {cmd: y, deps: [a.txt], outs: [b.txt]}');
  expect(await codeOf(project.run())).toBe('pipeline-invalid');
});

test('an unknown stage is refused with the known ones', async () => {
  makeChain();
  expect(await codeOf(project.run({ select: { mode: 'only', stages: ['tain'] } }))).toBe('stage-unknown');
});

test('a pipeline below the root runs in its own folder', async () => {
  project.write('sub/in.txt', 'x');
  project.write(
    'sub/pipeline.yaml',
    'apiVersion: trainyard/v1\nkind: Pipeline\nname: sub\nstages:\n  copy: {cmd: cp in.txt out.txt, deps: [in.txt], outs: [out.txt]}\n',
  );
  expect((await project.run({ pipeline: 'sub/pipeline.yaml' })).state).toBe('succeeded');
  expect(project.read('sub/out.txt')).toBe('x');
});

test('values in a shell line are quoted, a list is run without a shell', async () => {
  writeFileSync(join(project.root, 'params.yaml'), 'text: "a; touch hacked $(touch hacked)"\n');
  project.pipeline(
    `shell: {cmd: "printf %s \${{ params.text }} > shell.txt", params: [text], outs: [shell.txt]}
list: {cmd: [sh, -c, 'printf %s "$1" > list.txt', x, "\${{ params.text }}"], params: [text], outs: [list.txt]}`,
    'params: {file: params.yaml}',
  );
  expect((await project.run()).state).toBe('succeeded');
  expect(project.read('shell.txt')).toBe('a; touch hacked $(touch hacked)');
  expect(project.read('list.txt')).toBe('a; touch hacked $(touch hacked)');
  expect(project.has('hacked')).toBe(false);
});
