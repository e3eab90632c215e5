// A working copy of the example with real runs and a served model in it, for start and for the tour.
import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './build.ts';
import { findPython, withUv } from './python.ts';
import { Stop } from './say.ts';

/** Copies the example unless it is there already; runs and changes in it are kept. */
export function copyExample(target: string): void {
  if (existsSync(join(target, 'pipeline.yaml'))) return;
  mkdirSync(target, { recursive: true });
  cpSync(join(root, 'examples/bike-demand'), target, { recursive: true });
}

/** Runs the command line from this checkout in a folder; its output goes to this terminal. */
export const trainyard = (folder: string, args: readonly string[], env: NodeJS.ProcessEnv = withUv()): Promise<void> =>
  runIn(folder, [process.execPath, join(root, 'bin/trainyard.mjs'), ...args], { env, name: 'trainyard' });

function runIn(
  folder: string,
  [program = '', ...args]: readonly string[],
  { env, name }: { readonly env: NodeJS.ProcessEnv; readonly name: string },
): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', failed);
    child.once('exit', code =>
      code === 0 ? done() : failed(new Stop(`${name} ${args.slice(1).join(' ')} ended with exit code ${code}.`)),
    );
  });
}

/** Two real runs with different params, unless there are runs already; returns whether it ran anything. */
export async function runExample(folder: string): Promise<boolean> {
  if (existsSync(join(folder, 'mlflow.db'))) return false;
  await trainyard(folder, ['run', '--set', 'train.learning_rate=0.2']);
  await trainyard(folder, ['run']);
  return true;
}

/** Serves the newest run's model with some days of traffic, or starts again what was served last time. */
export async function serveExample(folder: string): Promise<void> {
  if (existsSync(join(folder, playedFile))) return trainyard(folder, ['start', 'local']);
  await trainyard(folder, ['register']);
  await trainyard(folder, ['deploy', 'local']);
  const env = { ...withUv() };
  env.PATH = `${binFolder()}${delimiter}${env.PATH ?? ''}`;
  await runIn(folder, [findPython(), 'play.py', '--days', '18', '--rate', '300'], { env, name: 'play.py' });
}
const playedFile = 'data/played.json';

/** A folder with the program `trainyard`, as the editor's terminals have one. */
function binFolder(): string {
  const folder = join(root, '.cache/bin');
  const file = join(folder, 'trainyard');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'bin/trainyard.mjs')}' "$@"\n`);
  chmodSync(file, 0o755);
  return folder;
}
