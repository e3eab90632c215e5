// Real processes: detached groups that outlive us, and short commands whose output is wanted.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { trouble } from '../errors.ts';
import type { Processes } from '../ports.ts';
import { osProcesses } from './os/osProcesses.ts';
import { spawnPiped } from './pipedProcess.ts';

const outputLimit = 1_000_000;
const killAfterMs = 5_000;

export const realProcesses: Processes = {
  spawnDetached,
  spawnPiped,
  info(pid) {
    return isAlive(pid) ? { pid, startedAt: osProcesses.startedAt(pid) } : null;
  },
  memory: pid => osProcesses.memory(pid),
  self: () => ({ pid: process.pid, startedAt: osProcesses.startedAt(process.pid) }),
  isAlive,
  signalGroup(pid, signal) {
    return send(-pid, signal);
  },
  run,
};

function isAlive(pid: number): boolean {
  // To the system 0 and below mean groups, our own among them.
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there and belongs to someone else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !osProcesses.isZombie(pid);
}

function send(target: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(target, signal);
    return true;
  } catch {
    // Nothing there any more, or not ours: either way nothing was reached.
    return false;
  }
}

async function spawnDetached(
  request: Parameters<Processes['spawnDetached']>[0],
): Promise<{ pid: number; exited: Promise<void> }> {
  mkdirSync(dirname(request.outputFile), { recursive: true });
  const output = openSync(request.outputFile, 'a', 0o600);
  try {
    const child = spawn(request.command, request.args, {
      cwd: request.cwd,
      env: { ...request.env },
      detached: true,
      stdio: ['ignore', output, output],
    });
    const exited = new Promise<void>(resolve => child.once('exit', () => resolve()));
    await started(child);
    child.unref();
    return { pid: child.pid ?? 0, exited };
  } finally {
    closeSync(output);
  }
}

const started = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });

async function run(
  command: string,
  args: readonly string[],
  options: Parameters<Processes['run']>[2],
): Promise<{ exitCode: number; output: string }> {
  if (options.signal?.aborted) throw trouble('cancelled');
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...options.env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = collect(child, options.onLine);
  const stop = (): void => stopGroup(child);
  options.signal?.addEventListener('abort', stop, { once: true });
  const timer = options.timeoutMs === undefined ? undefined : setTimeout(stop, options.timeoutMs);
  try {
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
    });
    if (options.signal?.aborted) throw trouble('cancelled');
    return { exitCode, output: text() };
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', stop);
  }
}

function stopGroup(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  send(-pid, 'SIGTERM');
  const timer = setTimeout(() => send(-pid, 'SIGKILL'), killAfterMs);
  child.once('close', () => clearTimeout(timer));
}

/** Keeps the end of what both streams say, and hands on whole lines. */
function collect(child: ChildProcess, onLine: ((line: string) => void) | undefined): () => string {
  let kept = '';
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8');
    stream?.on('data', (text: string) => {
      kept = (kept + text).slice(-outputLimit);
      if (!onLine) return;
      const lines = (rest + text).split(/\r?\n|\r/);
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    });
    stream?.on('end', () => rest !== '' && onLine?.(rest));
  }
  return () => kept;
}
