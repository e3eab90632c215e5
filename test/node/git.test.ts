// Provenance is true and reading it executes nothing that the repository names.
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodePorts } from '../../engine/node/ports.ts';

const { git } = nodePorts();
let root: string;

const run = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
const write = (path: string, text: string): void => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'trainyard-git-'));
  run('init', '-q', '-b', 'trunk');
  run('config', 'user.email', 'a@example.org');
  run('config', 'user.name', 'A');
  write('train.py', 'print(1)\n');
  write('sub/keep.csv', 'a\n');
  run('add', '.');
  run('commit', '-q', '-m', 'first');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('a clean working copy has commit and branch and no diff', async () => {
  expect(await git.provenance(root)).toEqual({
    commit: run('rev-parse', 'HEAD').trim(),
    branch: 'trunk',
    diffHash: null,
  });
});

test('a change has a hash that depends on its content alone', async () => {
  write('train.py', 'print(2)\n');
  const first = (await git.provenance(root))?.diffHash;
  write('train.py', 'print(3)\n');
  const second = (await git.provenance(root))?.diffHash;
  write('train.py', 'print(2)\n');
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(second).not.toBe(first);
  expect((await git.provenance(root))?.diffHash).toBe(first);
});

test('a staged change counts', async () => {
  write('new.py', 'x\n');
  run('add', 'new.py');
  expect((await git.provenance(root))?.diffHash).toMatch(/^[0-9a-f]{64}$/);
});

test('store files never make the working copy dirty, even when git tracks them', async () => {
  for (const path of ['mlflow.db', 'mlflow.db-wal', 'mlruns/0/meta.yaml', '.trainyard/trainyard.db'])
    write(path, 'old');
  run('add', '-f', '.');
  run('commit', '-q', '-m', 'stores');
  for (const path of ['mlflow.db', 'mlflow.db-wal', 'mlruns/0/meta.yaml', '.trainyard/trainyard.db'])
    write(path, 'new');
  expect((await git.provenance(root))?.diffHash).toBeNull();
});

test('below the repository root a change beside the folder still counts', async () => {
  write('train.py', 'print(2)\n');
  expect((await git.provenance(join(root, 'sub')))?.diffHash).toMatch(/^[0-9a-f]{64}$/);
});

test('a detached head has no branch', async () => {
  run('checkout', '-q', '--detach');
  expect((await git.provenance(root))?.branch).toBeNull();
});

test('tracked files are relative to the folder asked about', async () => {
  expect(await git.tracked(root)).toEqual(['sub/keep.csv', 'train.py']);
  expect(await git.tracked(join(root, 'sub'))).toEqual(['keep.csv']);
});

test('outside a repository and before the first commit there is no provenance', async () => {
  rmSync(join(root, '.git'), { recursive: true });
  expect(await git.provenance(root)).toBeNull();
  expect(await git.tracked(root)).toBeNull();
  run('init', '-q');
  expect(await git.provenance(root)).toBeNull();
});

test('no program that the repository names is executed', async () => {
  const canary = join(root, '..', `canary-${process.pid}`);
  const command = `touch ${canary}; cat`;
  write('.gitattributes', '*.py filter=evil diff=evil\n*.csv filter=a=b\n');
  run('add', '.gitattributes');
  run('commit', '-q', '-m', 'attributes');
  appendFileSync(
    join(root, '.git/config'),
    `
[core]
  fsmonitor = ${JSON.stringify(command)}
  hooksPath = .evil
  pager = ${JSON.stringify(command)}
  sshCommand = ${JSON.stringify(command)}
[diff]
  external = ${JSON.stringify(command)}
[diff "evil"]
  command = ${JSON.stringify(command)}
  textconv = ${JSON.stringify(command)}
[filter "evil"]
  clean = ${JSON.stringify(command)}
  process = ${JSON.stringify(command)}
  required = true
[filter "a=b"]
  clean = ${JSON.stringify(command)}
`,
  );
  for (const hook of ['post-index-change', 'fsmonitor-watchman']) {
    write(`.evil/${hook}`, `#!/bin/sh\n${command}\n`);
    execFileSync('chmod', ['+x', join(root, '.evil', hook)]);
  }
  write('train.py', 'print(22)\n');
  write('sub/keep.csv', 'b\n');
  expect((await git.provenance(root))?.diffHash).toMatch(/^[0-9a-f]{64}$/);
  expect(await git.tracked(root)).toContain('train.py');
  expect(existsSync(canary)).toBe(false);

  spawnSync('git', ['diff'], { cwd: root, stdio: 'ignore' });
  expect(existsSync(canary), 'the canary is alive: plain git wakes it').toBe(true);
  rmSync(canary);
});
