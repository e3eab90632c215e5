// The real world as the engine's ports.
import type { Log, Ports } from '../ports.ts';
import { realBlockingFiles } from './blockingFiles.ts';
import { randomIds, systemClock } from './clock.ts';
import { nodeDatabases } from './databases.ts';
import { realFiles } from './files.ts';
import { safeGit } from './git.ts';
import { sha256 } from './hasher.ts';
import { errorStreamLog } from './log.ts';
import { realProcesses } from './processes.ts';

/** All ports made real; warnings go to standard error unless a log is given. */
export function nodePorts(options: { readonly log?: Log } = {}): Ports {
  const log = options.log ?? errorStreamLog();
  return {
    log,
    clock: systemClock,
    files: realFiles,
    blockingFiles: realBlockingFiles,
    databases: nodeDatabases,
    hasher: sha256,
    processes: realProcesses,
    git: safeGit(log),
    ids: randomIds,
  };
}
