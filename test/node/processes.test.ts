// Processes are told apart by pid and start time, and their groups can be ended.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isTrouble } from '../../engine/errors.ts';
import { realProcesses as processes } from '../../engine/node/processes.ts';

let root: string;
const env = { PATH: process.env.PATH ?? '' };

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'trainyard-processes-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('the start of a process is known to within a second', async () => {
  const before = Date.now();
  const child = spawn('sleep', ['5']);
  const startedAt = processes.info(child.pid ?? 0)?.startedAt ?? 0;
  expect(Math.abs(startedAt - before)).toBeLessThan(1_000);
  child.kill('SIGKILL');
});

test('the same process has the same start whenever it is asked for', async () => {
  const first = processes.self().startedAt ?? 0;
  await wait(300);
  expect(Math.abs((processes.self().startedAt ?? 0) - first)).toBeLessThan(100);
});

test('a process that ended is not there, one that nobody waited for included', async () => {
  const parent = spawn(
    'python3',
    ['-c', 'import os,time\npid = os.fork()\nif pid == 0: os._exit(0)\nprint(pid, flush=True)\ntime.sleep(5)'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const zombie = Number(await new Promise(resolve => parent.stdout.once('data', data => resolve(String(data)))));
  await wait(200);
  expect(processes.isAlive(parent.pid ?? 0)).toBe(true);
  expect(processes.isAlive(zombie)).toBe(false);
  expect(processes.info(zombie)).toBeNull();
  parent.kill('SIGKILL');
});

test('a detached process is told when it started, and a missing program is an error', async () => {
  const file = join(root, 'logs/out');
  const { exited } = await processes.spawnDetached({
    command: '/bin/sh',
    args: ['-c', 'echo $GREETING'],
    cwd: root,
    env: { ...env, GREETING: 'hello' },
    outputFile: file,
  });
  await exited;
  expect(readFileSync(file, 'utf8')).toBe('hello\n');
  await expect(
    processes.spawnDetached({ command: '/no/such', args: [], cwd: root, env, outputFile: file }),
  ).rejects.toThrow(/ENOENT/);
});

test('a command sees the given variables alone', async () => {
  process.env.TRAINYARD_LEAK = 'leaked';
  const { output } = await processes.run('/usr/bin/env', [], { cwd: root, env: { ONLY: 'this' } });
  expect(output.trim()).toBe('ONLY=this');
  delete process.env.TRAINYARD_LEAK;
});

test('lines come whole and the end of long output is kept', async () => {
  const lines: string[] = [];
  const done = await processes.run('/bin/sh', ['-c', 'printf one; sleep 0.1; printf "two\\nthree"; exit 2'], {
    cwd: root,
    env,
    onLine: line => lines.push(line),
  });
  expect(done.exitCode).toBe(2);
  expect(lines).toEqual(['onetwo', 'three']);
  const long = await processes.run('/bin/sh', ['-c', 'head -c 3000000 /dev/zero | tr "\\0" x; echo END'], {
    cwd: root,
    env,
  });
  expect(long.output).toHaveLength(1_000_000);
  expect(long.output.endsWith('END\n')).toBe(true);
});

test('a cancelled command ends with its children', async () => {
  const cancel = new AbortController();
  const running = processes.run('/bin/sh', ['-c', `(sleep 1; touch ${root}/survived) & wait`], {
    cwd: root,
    env,
    signal: cancel.signal,
  });
  setTimeout(() => cancel.abort(), 100);
  await expect(running).rejects.toSatisfy(error => isTrouble(error, 'cancelled'));
  await wait(1_200);
  expect(existsSync(join(root, 'survived'))).toBe(false);
});

test('signalling nobody is no error', () => {
  expect(processes.signalGroup(2 ** 22 - 1, 'SIGTERM')).toBe(false);
});
