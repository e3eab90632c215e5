// Finds Python and brings uv from PyPI into an ignored folder: environments then build in seconds.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './build.ts';
import { Stop } from './say.ts';

const uvVersion = '0.13.9';
const uvFolder = join(root, `.cache/uv-${uvVersion}`);

/** `python3` or `python` when it is at least 3.10, else a sentence. */
export function findPython(): string {
  for (const name of ['python3', 'python']) {
    const asked = spawnSync(name, ['-c', 'import sys; print(sys.executable if sys.version_info >= (3, 10) else "")'], {
      encoding: 'utf8',
    });
    if (asked.status === 0 && asked.stdout.trim() !== '') return asked.stdout.trim();
  }
  throw new Stop('Python 3.10 or newer was not found. Install it, or put it on PATH as python3.');
}

/** Folder that holds `uv`, or null when PyPI has none for this machine: environments are then built with pip. */
export function bringUv(): string | null {
  const bin = join(uvFolder, 'bin');
  if (existsSync(join(bin, 'uv'))) return bin;
  const building = `${uvFolder}.${process.pid}`;
  mkdirSync(building, { recursive: true });
  try {
    const flags = [
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '--no-deps',
      '--only-binary',
      ':all:',
      '--target',
      building,
    ];
    execFileSync(findPython(), ['-m', 'pip', ...flags, `uv==${uvVersion}`], { stdio: ['ignore', 2, 2] });
    renameSync(building, uvFolder);
    return bin;
  } catch (error) {
    if (error instanceof Stop) throw error;
    rmSync(building, { recursive: true, force: true });
    if (existsSync(join(bin, 'uv'))) return bin;
    console.log('  uv could not be had from PyPI; environments are built with pip, which takes minutes.');
    return null;
  }
}

/** This process's variables with uv in front of PATH. */
export function withUv(): NodeJS.ProcessEnv {
  const bin = bringUv();
  return bin === null ? { ...process.env } : { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` };
}
