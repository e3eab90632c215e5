// A package of npm that tests hold our output against, brought once into the project's ignored cache.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/build.ts';

/** The folder of the package; `name` and `version` exactly as npm has them. */
export function bringFromNpm(name: string, version: string): string {
  const folder = join(root, `.cache/peers/${name.replace(/^.*\//, '')}-${version}`);
  const found = join(folder, 'node_modules', name);
  if (existsSync(join(found, 'package.json'))) return found;
  mkdirSync(folder, { recursive: true });
  const flags = ['--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', `${name}@${version}`, ...flags], { stdio: ['ignore', 2, 2] });
  return found;
}
