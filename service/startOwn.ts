// Starts another process of this very program, detached, its output into a log file.
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

interface OwnProcess {
  /** The program's entry file. */
  readonly entry: string;
  readonly args: readonly string[];
  /** Where it works: the project root. */
  readonly root: string;
  readonly logFile: string;
  /** It could not be started at all. */
  readonly onError: (error: Error) => void;
}

/** It outlives its parent and is not waited for. Returns its process id, 0 when it could not be started. */
export function startOwn({ entry, args, root, logFile, onError }: OwnProcess): number {
  const output = openSync(logFile, 'a', 0o600);
  const child = spawn(process.execPath, [...process.execArgv, entry, ...args], {
    cwd: root,
    detached: true,
    stdio: ['ignore', output, output],
    windowsHide: true,
    // The editor's binary is a Node when this is set.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  closeSync(output);
  child.on('error', onError);
  child.unref();
  return child.pid ?? 0;
}
