// Builds Python environments with real peers, once per lock file, in the project's ignored cache.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { bringUv, findPython } from '../../scripts/python.ts';

const cache = join(import.meta.dirname, '../../.cache/peers');
const patience = 600_000;

/**
 * Interpreter of the environment of `requirements/<name>.txt`. Two processes that ask at once build it once. Seconds with
 * uv, minutes with pip.
 */
export async function peerPython(name: string): Promise<string> {
  const lock = join(import.meta.dirname, `requirements/${name}.txt`);
  const python = findPython();
  const version = execFileSync(python, ['-c', 'import sys; print(sys.version, sys.platform)'], { encoding: 'utf8' });
  const hash = createHash('sha256').update(readFileSync(lock)).update(version).digest('hex').slice(0, 16);
  const folder = join(cache, hash);
  const found = join(folder, 'bin/python');
  await alone(`${folder}.lock`, () => {
    if (existsSync(join(folder, 'complete'))) return;
    rmSync(folder, { recursive: true, force: true });
    build(folder, lock, python);
    writeFileSync(join(folder, 'complete'), `${name}\n`);
  });
  return found;
}

function build(folder: string, lock: string, python: string): void {
  const bin = bringUv();
  const run = (command: string, args: readonly string[]): void => {
    const { status, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
    if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stderr.slice(-4000)}`);
  };
  if (bin === null) {
    run(python, ['-m', 'venv', folder]);
    run(join(folder, 'bin/python'), ['-m', 'pip', 'install', '--quiet', '--requirement', lock]);
    return;
  }
  const uv = join(bin, 'uv');
  run(uv, ['venv', '--quiet', '--python', python, folder]);
  run(uv, ['pip', 'install', '--quiet', '--python', join(folder, 'bin/python'), '--requirement', lock]);
}

/** A folder is the lock; one that is older than building may take was left by a process that was killed. */
async function alone(lock: string, work: () => void): Promise<void> {
  mkdirSync(cache, { recursive: true });
  while (!take(lock)) await wait(200);
  try {
    work();
  } finally {
    rmdirSync(lock);
  }
}

function take(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > patience) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}
