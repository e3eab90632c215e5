// Real runners and services that are killed in the middle of a pipeline's run, and what both stores know of it afterwards.
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
import { expect } from 'vitest';
import { createPipelineRun } from '../../engine/runner/createPipelineRun.ts';
import { recoverRuns } from '../../engine/runner/recoverRuns.ts';
import type { RunnerContext } from '../../engine/runner/runnerContext.ts';
import { openStatCache } from '../../engine/store/statCache.ts';
import { openStateStore } from '../../engine/store/stateStore.ts';
import { openTrackingStore } from '../../engine/tracking/openTrackingStore.ts';
import type { TrackingStore } from '../../engine/tracking/trackingStore.ts';
import { privatePaths } from '../../protocol/privateFolder.ts';
import { ports, shellVariables } from './runnerKit.ts';

/** The windows of a stage's life, with the moments of the runner that lie in them. */
export const windows = {
  start: ['start:decided', 'start:persisted', 'start:spawned', 'start:claimed'],
  logging: ['logging:stage', 'logging:parent'],
  'exit to cache': ['exit:seen', 'cache:objects', 'cache:entry'],
  bookkeeping: ['bookkeeping:tracked', 'bookkeeping:stored', 'bookkeeping:run'],
} as const;
export const killsPerWindow = 20;

/** Where a runner is stopped: at a moment of one stage, or of the whole run. */
export const placesIn = (moments: readonly string[], stages: readonly string[]): readonly string[] =>
  stages
    .flatMap(stage => moments.filter(moment => !isOfRun(moment)).map(moment => `${moment}@${stage}`))
    .concat(moments.filter(isOfRun));
const isOfRun = (moment: string): boolean => moment === 'bookkeeping:run';
export const stages = ['prepare', 'train', 'count'];

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

/** A project with a run that was not begun yet. */
export interface Scene {
  readonly root: string;
  readonly runId: string;
  readonly context: Omit<RunnerContext, 'tracking'> & { readonly tracking: TrackingStore };
  /** Lines that the stages wrote: one each time one ran. */
  witness(): readonly string[];
  run(): ReturnType<RunnerContext['store']['pipelineRun']>;
  hasEnded(): boolean;
  /** Resolves when the runner has ended. */
  finish(): Promise<void>;
  startRunner(pauseAt?: string): Runner;
  /** True when the runner came to that place and was killed there. */
  killAt(place: string): Promise<boolean>;
  startService(pauseAt?: string): Service;
  /** Of the service that this project has by its own word; 0 without one. */
  servicePid(): number;
  /** Fails with what the processes wrote, so that a hang can be understood afterwards. */
  until(happened: () => boolean): Promise<void>;
  expectAsIfNothingHappened(): void;
  close(): void;
}
export interface Runner {
  readonly process: ChildProcess;
  readonly ended: Promise<void>;
  readonly isPaused: () => boolean;
}
export interface Service {
  readonly process: ChildProcess;
  /** Holds the id of the runner's process while that waits; it goes on when the file is removed. */
  readonly pauseFile: string;
}
export interface KillArea {
  begin(): Promise<Scene>;
  remove(): void;
}

/** Runs the pipeline once undisturbed: every other run is held against that. */
export async function makeKillArea(): Promise<KillArea> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'trainyard-kill-')));
  const undisturbed: { known: unknown } = { known: null };
  const begin = (): Promise<Scene> => makeScene(folder, undisturbed);
  const scene = await begin();
  await scene.finish();
  expect(scene.witness()).toEqual(stages);
  undisturbed.known = whatIsKnown(scene);
  expect(undisturbed.known).toMatchObject({ state: 'succeeded' });
  scene.close();
  return { begin, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

let number = 0;

async function makeScene(folder: string, undisturbed: { readonly known: unknown }): Promise<Scene> {
  const root = join(folder, `project-${++number}`);
  mkdirSync(root);
  writeFileSync(join(root, 'pipeline.yaml'), pipeline);
  writeFileSync(join(root, 'data.csv'), 'b\na\n');
  const home = join(folder, 'home');
  const paths = privatePaths(home, createHash('sha256').update(root).digest('hex'));
  const context = {
    ports,
    root,
    store: await openStateStore(ports, { root, access: 'write' }),
    hashes: await openStatCache(ports, { root, access: 'write' }),
    tracking: await openTrackingStore({ ports, root, access: 'write' }),
    folders: { runs: paths.runs, environments: paths.environments },
  };
  const { id: runId } = await createPipelineRun(context, { pipeline: 'pipeline.yaml', env: shellVariables() });
  const start = (script: string, args: readonly string[], more: NodeJS.ProcessEnv, pauseAt?: string): Service => {
    const pauseFile = join(folder, `pause-${++number}`);
    const pause = pauseAt === undefined ? {} : { TRAINYARD_PAUSE_AT: pauseAt, TRAINYARD_PAUSE_FILE: pauseFile };
    const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
    const env = { ...shellVariables(), TRAINYARD_HOME: home, ...more, ...pause };
    const child = spawn(process.execPath, [...flags, script, ...args], { stdio: 'ignore', detached: true, env });
    return { process: child, pauseFile };
  };
  const scene: Scene = {
    ...{ root, runId, context },
    witness: () => readFileSync(join(root, 'witness'), 'utf8').trim().split('\n'),
    run: () => context.store.pipelineRun(runId),
    hasEnded: () => context.store.pipelineRun(runId)?.endedAt !== null,
    finish: () => scene.startRunner().ended,
    startRunner(pauseAt) {
      const script = join(import.meta.dirname, 'runnerProcess.ts');
      const { process: child, pauseFile } = start(script, [root, runId], {}, pauseAt);
      const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
      return { process: child, ended, isPaused: () => existsSync(pauseFile) };
    },
    async killAt(place) {
      const runner = scene.startRunner(place);
      let hasEnded = false;
      void runner.ended.then(() => {
        hasEnded = true;
      });
      while (!runner.isPaused() && !hasEnded) await wait(15);
      runner.process.kill('SIGKILL');
      await runner.ended;
      return runner.isPaused();
    },
    startService(pauseAt) {
      const main = process.env.TRAINYARD_TEST_SERVICE ?? join(import.meta.dirname, '../../service/main.ts');
      return start(main, ['service', '--root', root], { TRAINYARD_CRASH_LIMIT: '1000' }, pauseAt);
    },
    servicePid: () =>
      existsSync(paths.serviceFile) ? Number(JSON.parse(readFileSync(paths.serviceFile, 'utf8')).pid) : 0,
    async until(happened) {
      const end = Date.now() + 45_000;
      while (!happened()) {
        if (Date.now() > end) throw new Error(`it did not happen; the logs say:\n${readLogs([root, paths.project])}`);
        await wait(20);
      }
    },
    expectAsIfNothingHappened() {
      expect(scene.witness()).toEqual(stages);
      expect(whatIsKnown(scene)).toEqual(undisturbed.known);
      expect(recoverRuns(context)).toEqual([]);
    },
    close() {
      context.store.close();
      context.hashes.close();
      context.tracking.close();
    },
  };
  return scene;
}

function readLogs(places: readonly string[]): string {
  const logs = places.flatMap(place =>
    listFiles(place)
      .filter(path => path.endsWith('.log'))
      .map(path => join(place, path)),
  );
  return logs.map(path => `── ${path}\n${readFileSync(path, 'utf8').slice(-5_000)}`).join('\n');
}

/** Everything both stores know of the run, without what must differ: ids, times, names made from ids. */
function whatIsKnown({ context, root, runId }: Scene): unknown {
  const { store, tracking } = context;
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
    cache: listFiles(join(root, '.trainyard/cache')).filter(path => !/^tmp\/|\/\.[0-9a-f]+\.tmp$/.test(path)),
    outputs: ['sorted.csv', 'm.jsonl', 'model/a', 'model/b', 'count.json'].map(path =>
      readFileSync(join(root, path), 'utf8'),
    ),
    variables: listFiles(context.folders.runs),
  };
}

const listFiles = (path: string): string[] =>
  existsSync(path)
    ? readdirSync(path, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => join(entry.parentPath, entry.name).slice(path.length + 1))
        .sort()
    : [];
