// The private folder of a project: port, pid and tokens that survive restarts, and who runs the service.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { fileLog } from '../engine/node/log.ts';
import { preparePrivateFolder, writePrivateFile } from '../engine/node/privateFolder.ts';
import type { Log } from '../engine/ports.ts';
import {
  type PrivatePaths,
  parseServiceFile,
  privateHome,
  privatePaths,
  type ServiceFile,
  serviceLogFile,
} from '../protocol/privateFolder.ts';
import { newSecret } from './tokens.ts';

/** `root`: absolute real path. */
export const pathsOf = (root: string): PrivatePaths =>
  privatePaths(privateHome(process.env, homedir()), createHash('sha256').update(root).digest('hex'));

export type ProjectKeys = Pick<ServiceFile, 'port' | 'token' | 'secret' | 'alsoPorts' | 'seqBase'>;

/** Port and tokens of last time, or new ones; port 0 when none was ever taken. */
export async function loadKeys(paths: PrivatePaths): Promise<ProjectKeys> {
  await preparePrivateFolder(paths.home);
  await preparePrivateFolder(paths.project);
  const kept = readServiceFile(paths);
  return kept ?? { port: 0, token: newSecret(), secret: newSecret() };
}

export const saveServiceFile = (paths: PrivatePaths, file: ServiceFile): Promise<void> =>
  writePrivateFile(paths.serviceFile, `${JSON.stringify(file, null, 2)}\n`);

/** Null when there is none or it is not whole: new tokens are then made. */
export const readServiceFile = (paths: PrivatePaths): ServiceFile | null =>
  existsSync(paths.serviceFile) ? parseServiceFile(readFileSync(paths.serviceFile, 'utf8')) : null;

/** A megabyte, and three older ones. */
export const serviceLog = (paths: PrivatePaths): Log =>
  fileLog(serviceLogFile(paths), { maxBytes: 1_000_000, keep: 3 });
