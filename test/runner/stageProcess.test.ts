// A stage's command is started once, known by its claim, and its end is never missed.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodePorts } from '../../engine/node/ports.ts';
import { awaitStage, type StagePlace, sightStage, startStage, takeOver } from '../../engine/runner/stageProcess.ts';

const ports = nodePorts({ log: { write: () => {} } });
let root: string;
let place: StagePlace;
const folder = (): string => join(root, '.trainyard/runs/r1/train');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'trainyard-stage-'));
  place = { root, runId: 'r1', stage: 'train', sequence: 1 };
  mkdirSync(folder(), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const shell = (line: string) => ({
  program: '/bin/sh',
  args: ['-c', line],
  cwd: root,
  env: { PATH: process.env.PATH ?? '' },
});
const options = (change: object = {}) => ({
  timeoutMs: null,
  signal: new AbortController().signal,
  onStop: async () => {},
  ...change,
});

test('output goes to the log and the exit status is kept', async () => {
  const { exited } = await startStage(ports, place, shell('echo out; echo err >&2; exit 3'));
  expect(await awaitStage(ports, place, options({ exited }))).toMatchObject({ kind: 'ended', exitCode: 3 });
  expect(readFileSync(join(folder(), 'log'), 'utf8')).toBe('out\nerr\n');
});

test('a command that dies of a signal ends with 128 and its number', async () => {
  const { exited } = await startStage(ports, place, shell('kill -SEGV $$'));
  expect(await awaitStage(ports, place, options({ exited }))).toMatchObject({ kind: 'ended', exitCode: 139 });
});

test('the same start twice runs the command once', async () => {
  const line = `echo x >> ${root}/witness; sleep 0.3`;
  const first = await startStage(ports, place, shell(line));
  const second = await startStage(ports, place, shell(line));
  await Promise.all([first.exited, second.exited]);
  expect(readFileSync(join(root, 'witness'), 'utf8')).toBe('x\n');
});

test('a start that was taken over does nothing when its wrapper comes late', async () => {
  expect(await takeOver(ports, place)).toBe(true);
  const { exited } = await startStage(ports, place, shell(`touch ${root}/ran`));
  await exited;
  expect(existsSync(join(root, 'ran'))).toBe(false);
  expect(await sightStage(ports, place)).toEqual({ kind: 'void' });
});

test('a claimed start cannot be taken over', async () => {
  const { exited } = await startStage(ports, place, shell('sleep 0.2'));
  while ((await sightStage(ports, place)).kind !== 'running') await wait(10);
  expect(await takeOver(ports, place)).toBe(false);
  await exited;
});

test('a running command is adopted by its files alone', async () => {
  await startStage(ports, place, shell('sleep 0.5; exit 4'));
  while ((await sightStage(ports, place)).kind !== 'running') await wait(10);
  expect(await awaitStage(ports, place, options())).toMatchObject({ kind: 'ended', exitCode: 4 });
});

test('a wrapper that was killed is lost, and what it started is ended', async () => {
  const { pid, exited } = await startStage(ports, place, shell(`sleep 1; touch ${root}/survived`));
  while ((await sightStage(ports, place)).kind !== 'running') await wait(10);
  process.kill(pid, 'SIGKILL');
  expect(await awaitStage(ports, place, options({ exited }))).toMatchObject({ kind: 'lost' });
  await wait(1_200);
  expect(existsSync(join(root, 'survived'))).toBe(false);
});

test('another process that got the number later is not ours', async () => {
  writeFileSync(join(folder(), 'claim-1'), `${process.pid}\n`);
  utimesSync(join(folder(), 'claim-1'), 1_000_000, 1_000_000);
  expect(await sightStage(ports, place)).toMatchObject({ kind: 'lost' });
});

test('after its time the group is stopped, children included', async () => {
  const why: string[] = [];
  const { exited } = await startStage(ports, place, shell(`sh -c 'sleep 3; touch ${root}/survived' & wait`));
  const seen = await awaitStage(
    ports,
    place,
    options({ exited, timeoutMs: 300, onStop: async (reason: string) => void why.push(reason) }),
  );
  expect(seen).toMatchObject({ kind: 'ended', exitCode: 143 });
  expect(why).toEqual(['timeout']);
});

test('a cancelled command that ignores SIGTERM is killed after ten seconds', { timeout: 20_000 }, async () => {
  const cancel = new AbortController();
  const { exited } = await startStage(ports, place, shell("trap '' TERM; while true; do sleep 0.1; done"));
  setTimeout(() => cancel.abort(), 300);
  const started = Date.now();
  const seen = await awaitStage(ports, place, options({ exited, signal: cancel.signal }));
  expect(Date.now() - started).toBeGreaterThan(9_500);
  expect(seen.kind).toBe('lost');
});
