// A runner may be killed at any moment: every stage still runs exactly once, and the stores end as if nothing had happened.
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createPipelineRun } from '../../engine/runner/createPipelineRun.ts';
import { recoverRuns } from '../../engine/runner/recoverRuns.ts';
import type { RunnerContext } from '../../engine/runner/runnerContext.ts';
import { openStatCache } from '../../engine/store/statCache.ts';
import { openStateStore } from '../../engine/store/stateStore.ts';
import { openTrackingStore } from '../../engine/tracking/openTrackingStore.ts';
import type { TrackingStore } from '../../engine/tracking/trackingStore.ts';
import { privatePaths } from '../../protocol/privateFolder.ts';
import { ports, shellVariables } from './runnerKit.ts';

/** Windows of the issue, with the moments of the runner that lie in them. */
const windows = {
  start: ['start:decided', 'start:persisted', 'start:spawned', 'start:claimed'],
  logging: ['logging:stage', 'logging:parent'],
  'exit to cache': ['exit:seen', 'cache:objects', 'cache:entry'],
  bookkeeping: ['bookkeeping:tracked', 'bookkeeping:stored', 'bookkeeping:run'],
} as const;

const pipeline = `apiVersion: trainyard/v1
kind: Pipeline
name: demo
params: {values: {rate: 0.5}}
stages:
  prepare:
    cmd: echo prepare >> witness; sort data.csv > sorted.csv
    deps: [data.csv]
    outs: [sorted.csv]
  train:
    cmd: 'echo train >> witness; for i in 0 1 2; do echo "{\\"step\\": $i, \\"loss\\": $i}" >> m.jsonl; sleep 0.05; done; mkdir model; cp sorted.csv model/a; echo \${{ params.rate }} > model/b'
    deps: [sorted.csv]
    params: [rate]
    outs: [model]
    metrics: [m.jsonl]
  count:
    cmd: 'echo count >> witness; echo "{\\"rows\\": $(wc -l < sorted.csv), \\"loss\\": 7}" > count.json'
    deps: [sorted.csv, m.jsonl]
    metrics: [count.json]
`;

let folder: string;
let undisturbed: unknown;
let number = 0;

interface Arena {
  readonly root: string;
  readonly context: Omit<RunnerContext, 'tracking'> & { readonly tracking: TrackingStore };
  close(): void;
}

async function makeArena(): Promise<Arena> {
  const root = join(folder, `project-${++number}`);
  mkdirSync(root);
  writeFileSync(join(root, 'pipeline.yaml'), pipeline);
  writeFileSync(join(root, 'data.csv'), 'b\na\n');
  const paths = privatePathsOf(root);
  const context = {
    ports,
    root,
    store: await openStateStore(ports, { root, access: 'write' }),
    hashes: await openStatCache(ports, { root, access: 'write' }),
    tracking: await openTrackingStore({ ports, root, access: 'write' }),
    folders: { runs: paths.runs, environments: paths.environments },
  };
  const close = (): void => {
    context.store.close();
    context.hashes.close();
    context.tracking.close();
  };
  return { root, context, close };
}

/** A real runner process; `pauseAt` makes it wait at that moment until it is killed. */
function startRunner(
  arena: Arena,
  runId: string,
  pauseAt?: string,
): { readonly process: ChildProcess; readonly ended: Promise<void>; readonly paused: () => boolean } {
  const file = join(folder, `pause-${++number}`);
  const child = spawn(
    process.execPath,
    [
      '--experimental-strip-types',
      '--disable-warning=ExperimentalWarning',
      join(import.meta.dirname, 'runnerProcess.ts'),
      arena.root,
      runId,
    ],
    {
      stdio: 'ignore',
      detached: true,
      env: {
        ...shellVariables(),
        TRAINYARD_HOME: join(folder, 'home'),
        ...(pauseAt === undefined ? {} : { TRAINYARD_PAUSE_AT: pauseAt, TRAINYARD_PAUSE_FILE: file }),
      },
    },
  );
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  return { process: child, ended, paused: () => existsSync(file) };
}

/** True when the runner came to that moment and was killed there. */
async function killAt(arena: Arena, runId: string, moment: string): Promise<boolean> {
  const runner = startRunner(arena, runId, moment);
  let hasEnded = false;
  void runner.ended.then(() => {
    hasEnded = true;
  });
  while (!runner.paused() && !hasEnded) await wait(15);
  runner.process.kill('SIGKILL');
  await runner.ended;
  return runner.paused();
}

const begin = (arena: Arena): Promise<string> =>
  createPipelineRun(arena.context, { pipeline: 'pipeline.yaml', env: shellVariables() }).then(run => run.id);
const finish = async (arena: Arena, runId: string): Promise<void> => startRunner(arena, runId).ended;
const witness = (arena: Arena): readonly string[] =>
  readFileSync(join(arena.root, 'witness'), 'utf8').trim().split('\n');

/** Everything both stores know of the run, without what must differ: ids, times, names made from ids. */
function whatIsKnown(arena: Arena, runId: string): unknown {
  const { store, tracking } = arena.context;
  const run = store.pipelineRun(runId);
  const names = new Map([[runId, 'run'], ...(run?.stages ?? []).map(stage => [stage.id, stage.stage] as const)]);
  const described = tracking.runs({ level: 'all' }).map(one => ({
    is: names.get(one.id),
    parent: one.parentId && names.get(one.parentId),
    status: one.status,
    isEnded: one.endedAt !== null,
    params: one.params,
    tags: Object.fromEntries(
      Object.entries(one.tags).filter(([key]) => !['mlflow.runName', 'mlflow.parentRunId'].includes(key)),
    ),
    points: tracking.allPoints(one.id).map(({ key, step, value }) => [key, step, value]),
    artifacts: listFiles(String(tracking.artifactFolder(one.id))),
  }));
  return {
    state: run?.state,
    stages: run?.stages.map(({ stage, state, attempt, exitCode, reasons, failure }) => ({
      stage,
      state,
      attempt,
      exitCode,
      reasons,
      failure,
    })),
    locks: run?.stages.map(stage => store.stageLock('pipeline.yaml', stage.stage)),
    tracked: described.sort((a, b) => String(a.is).localeCompare(String(b.is))),
    // A kill may leave a file that was being written beside its place; it is never read, and cleaning takes it away.
    cache: listFiles(join(arena.root, '.trainyard/cache')).filter(path => !/^tmp\/|\/\.[0-9a-f]+\.tmp$/.test(path)),
    outputs: ['sorted.csv', 'm.jsonl', 'model/a', 'model/b', 'count.json'].map(path =>
      readFileSync(join(arena.root, path), 'utf8'),
    ),
    variables: listFiles(arena.context.folders.runs),
  };
}

const listFiles = (path: string): string[] =>
  existsSync(path)
    ? readdirSync(path, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => join(entry.parentPath, entry.name).slice(path.length + 1))
        .sort()
    : [];

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'trainyard-kill-')));
  const arena = await makeArena();
  const runId = await begin(arena);
  await finish(arena, runId);
  undisturbed = whatIsKnown(arena, runId);
  expect(witness(arena)).toEqual(['prepare', 'train', 'count']);
  expect(undisturbed).toMatchObject({ state: 'succeeded' });
  arena.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let arena: Arena;
let runId: string;
async function renew(): Promise<void> {
  arena = await makeArena();
  runId = await begin(arena);
}
beforeEach(async () => {
  await renew();
  return () => arena.close();
});

function expectAsIfNothingHappened(): void {
  expect(witness(arena)).toEqual(['prepare', 'train', 'count']);
  expect(whatIsKnown(arena, runId)).toEqual(undisturbed);
  expect(recoverRuns(arena.context)).toEqual([]);
}

for (const [window, moments] of Object.entries(windows)) {
  for (const moment of moments) {
    test(`killed in ${window}, at ${moment}`, { timeout: 30_000 }, async () => {
      const place = moment === 'bookkeeping:run' ? moment : `${moment}@train`;
      expect(await killAt(arena, runId, place)).toBe(true);
      expect(recoverRuns(arena.context)).toEqual([runId]);
      await finish(arena, runId);
      expectAsIfNothingHappened();
    });
  }
}

const stages = ['prepare', 'train', 'count'];
/** Twenty in every window, over all moments and stages of as many runs as that takes. */
const killsPerWindow = 20;

for (const [window, moments] of Object.entries(windows)) {
  test(`${killsPerWindow} kills in ${window}`, { timeout: 180_000 }, async () => {
    let kills = 0;
    while (kills < killsPerWindow) {
      for (const stage of stages) {
        for (const moment of moments) {
          const place = moment === 'bookkeeping:run' ? moment : `${moment}@${stage}`;
          if (kills < killsPerWindow && (await killAt(arena, runId, place))) kills++;
        }
      }
      await finish(arena, runId);
      expectAsIfNothingHappened();
      arena.close();
      await renew();
    }
    expect(kills).toBe(killsPerWindow);
  });
}

test('killed at every moment of a stage, one after the other', { timeout: 60_000 }, async () => {
  const moments = Object.values(windows)
    .flat()
    .filter(moment => moment !== 'bookkeeping:run');
  let kills = 0;
  for (const moment of [
    'start:decided',
    'start:persisted',
    'start:spawned',
    'exit:seen',
    'cache:objects',
    'logging:stage',
    'logging:parent',
    'cache:entry',
    'bookkeeping:tracked',
    'bookkeeping:stored',
  ]) {
    expect(moments).toContain(moment);
    if (await killAt(arena, runId, `${moment}@train`)) kills++;
  }
  expect(kills).toBe(10);
  await finish(arena, runId);
  expectAsIfNothingHappened();
});

test('killed at moments nobody chose', { timeout: 60_000 }, async () => {
  let runner = startRunner(arena, runId);
  for (let delay = 150; arena.context.store.pipelineRun(runId)?.endedAt === null; delay += 60) {
    await Promise.race([wait(delay), runner.ended]);
    runner.process.kill('SIGKILL');
    await runner.ended;
    runner = startRunner(arena, runId);
  }
  await runner.ended;
  expectAsIfNothingHappened();
});

/** The real service, which finds the unfinished run and starts its runner. */
function startService(pauseAt?: string): { readonly process: ChildProcess; readonly pauseFile: string } {
  const pauseFile = join(folder, `pause-${++number}`);
  const pause = pauseAt === undefined ? {} : { TRAINYARD_PAUSE_AT: pauseAt, TRAINYARD_PAUSE_FILE: pauseFile };
  const main = process.env.TRAINYARD_TEST_SERVICE ?? join(import.meta.dirname, '../../service/main.ts');
  const child = spawn(
    process.execPath,
    ['--experimental-strip-types', '--disable-warning=ExperimentalWarning', main, 'service', '--root', arena.root],
    {
      stdio: 'ignore',
      detached: true,
      env: { ...shellVariables(), TRAINYARD_HOME: join(folder, 'home'), TRAINYARD_CRASH_LIMIT: '1000', ...pause },
    },
  );
  return { process: child, pauseFile };
}
/** Fails with what the processes wrote, so that a hang can be understood afterwards. */
async function until(happened: () => boolean): Promise<void> {
  const end = Date.now() + 45_000;
  while (!happened()) {
    if (Date.now() > end) throw new Error(`it did not happen; the logs say:\n${readLogs()}`);
    await wait(20);
  }
}
function readLogs(): string {
  const places = [arena.root, privatePathsOf(arena.root).project];
  const logs = places.flatMap(place =>
    listFiles(place)
      .filter(path => path.endsWith('.log'))
      .map(path => join(place, path)),
  );
  return logs.map(path => `── ${path}\n${readFileSync(path, 'utf8').slice(-5_000)}`).join('\n');
}
const privatePathsOf = (root: string) =>
  privatePaths(join(folder, 'home'), createHash('sha256').update(root).digest('hex'));
const hasEnded = (): boolean => arena.context.store.pipelineRun(runId)?.endedAt !== null;
const servicePid = (): number => {
  const { serviceFile } = privatePathsOf(arena.root);
  return existsSync(serviceFile) ? Number(JSON.parse(readFileSync(serviceFile, 'utf8')).pid) : 0;
};

for (const moment of Object.values(windows)
  .flat()
  .map(one => (one === 'bookkeeping:run' ? one : `${one}@train`))) {
  test(`service and runner killed together, at ${moment}`, { timeout: 60_000 }, async () => {
    const service = startService(moment);
    await until(() => existsSync(service.pauseFile) && readFileSync(service.pauseFile, 'utf8') !== '');
    service.process.kill('SIGKILL');
    process.kill(Number(readFileSync(service.pauseFile, 'utf8')), 'SIGKILL');
    const next = startService();
    await until(hasEnded);
    next.process.kill('SIGTERM');
    expectAsIfNothingHappened();
  });
}

test('the service killed alone: the run goes on, and its runner brings a service back', {
  timeout: 60_000,
}, async () => {
  const service = startService();
  await until(() => existsSync(join(arena.root, 'witness')));
  service.process.kill('SIGKILL');
  await until(() => hasEnded());
  const pid = servicePid();
  expect(pid).toBeGreaterThan(0);
  if (pid !== service.process.pid && ports.processes.isAlive(pid)) process.kill(pid, 'SIGTERM');
  expectAsIfNothingHappened();
});

test('two runners never carry one run', { timeout: 30_000 }, async () => {
  await Promise.all([finish(arena, runId), finish(arena, runId), finish(arena, runId)]);
  await finish(arena, runId);
  expectAsIfNothingHappened();
});

test('a stage whose wrapper was killed too is lost, and is not run again by itself', { timeout: 30_000 }, async () => {
  expect(await killAt(arena, runId, 'start:spawned@train')).toBe(true);
  const claim = join(arena.root, `.trainyard/runs/${runId}/train/claim-1`);
  while (!existsSync(claim) || readFileSync(claim, 'utf8') === '') await wait(5);
  rmSync(claim.replace('claim', 'status'), { force: true });
  writeFileSync(claim, '4194303\n');
  await wait(600);
  rmSync(claim.replace('claim', 'status'), { force: true });
  await finish(arena, runId);
  const run = arena.context.store.pipelineRun(runId);
  expect(run?.stages.map(stage => stage.state)).toEqual(['succeeded', 'lost', 'skipped']);
  expect(run?.state).toBe('failed');
  expect(witness(arena)).toEqual(['prepare', 'train']);
});
