// A child process that is talked to over its standard streams.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { PipedProcess, PipedRequest } from '../ports.ts';

const keptErrorBytes = 2_000_000;

/** In the group of this process, so that whoever ends the group ends it too. Rejects when the command cannot be started. */
export async function spawnPiped(request: PipedRequest): Promise<PipedProcess> {
  const errors = request.stderrFile === null ? null : openErrors(request.stderrFile);
  try {
    const child = spawn(request.command, request.args, {
      cwd: request.cwd,
      env: { ...request.env },
      stdio: ['pipe', 'pipe', errors ?? 'ignore'],
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    return talkTo(child);
  } finally {
    if (errors !== null) closeSync(errors);
  }
}

/** Appended to; an old one that grew large makes way first. */
function openErrors(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > keptErrorBytes) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

function talkTo(child: ChildProcess): PipedProcess {
  const { stdin, stdout } = child;
  // A child that ends while it is written to is told by `ended`.
  stdin?.on('error', () => undefined);
  stdout?.on('error', () => undefined);
  return {
    pid: child.pid ?? 0,
    write(chunk) {
      if (stdin?.writable === true) stdin.write(chunk);
    },
    onData(listener) {
      stdout?.on('data', listener);
    },
    ended: new Promise(resolve => child.once('close', (exitCode, signal) => resolve({ exitCode, signal }))),
    closeInput() {
      stdin?.end();
    },
    kill() {
      child.kill('SIGKILL');
    },
  };
}
