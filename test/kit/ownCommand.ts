// `trainyard` as a command on PATH that runs this checkout, for tools that call it by name.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from '../../scripts/build.ts';

/** Writes the command into a folder, and gives variables whose PATH finds it first. */
export function withOwnCommand(folder: string): NodeJS.ProcessEnv {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'trainyard');
  writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'bin/trainyard.mjs')}" "$@"\n`);
  chmodSync(file, 0o755);
  return { ...process.env, TRAINYARD_SOURCE: '1', PATH: `${folder}${delimiter}${process.env.PATH ?? ''}` };
}
