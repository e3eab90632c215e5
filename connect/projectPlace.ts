// Where a project and its private folder lie: everything about its service follows from these.
import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { type PrivatePaths, privateHome, privatePaths, serviceLogFile } from '../protocol/privateFolder.ts';

export type Variables = Readonly<Record<string, string | undefined>>;
export interface ProjectOptions {
  /** The project's folder; links are resolved. */
  readonly root: string;
  /** Variables of the window or shell; they also say where the private folder is. Default: this process's. */
  readonly env?: Variables;
  /** The person's home folder. */
  readonly home?: string;
}
export interface ProjectPlace {
  /** Absolute real path. */
  readonly root: string;
  readonly paths: PrivatePaths;
  readonly logFile: string;
}

export async function findPlace({ root, env = process.env, home = homedir() }: ProjectOptions): Promise<ProjectPlace> {
  const real = await realpath(root);
  const paths = privatePaths(privateHome(env, home), createHash('sha256').update(real).digest('hex'));
  return { root: real, paths, logFile: serviceLogFile(paths) };
}
