// A working copy of the example with real runs in it, for start and for the tour.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build.ts';
import { withUv } from './python.ts';
import { Stop } from './say.ts';

/** Copies the example unless it is there already; runs and changes in it are kept. */
export function copyExample(target: string): void {
  if (existsSync(join(target, 'pipeline.yaml'))) return;
  mkdirSync(target, { recursive: true });
  cpSync(join(root, 'examples/bike-demand'), target, { recursive: true });
}

/** Runs the command line from this checkout in a folder; its output goes to this terminal. */
export function trainyard(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = withUv()): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [join(root, 'bin/trainyard.mjs'), ...args], {
      cwd: folder,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', failed);
    child.once('exit', code =>
      code === 0 ? done() : failed(new Stop(`trainyard ${args.join(' ')} ended with exit code ${code}.`)),
    );
  });
}

/** Two real runs with different params, unless there are runs already; returns whether it ran anything. */
export async function runExample(folder: string): Promise<boolean> {
  if (existsSync(join(folder, 'mlflow.db'))) return false;
  await trainyard(folder, ['run']);
  await trainyard(folder, ['run', '--set', 'train.learning_rate=0.2']);
  return true;
}
