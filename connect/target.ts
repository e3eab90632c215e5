// Which project's service is meant, and how one is started when there is none.
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import type { Trust } from '../protocol/api.ts';
import { type PrivatePaths, privateHome, privatePaths } from '../protocol/privateFolder.ts';

export interface ServiceTarget {
  /** Folder of the project. */
  readonly root: string;
  /** Variables that say where private state lives; default: this process's. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Home folder of the person; default: this process's. */
  readonly home?: string;
}
export interface StartOptions {
  /** Node.js to run the service with. */
  readonly nodePath: string;
  /** `service.js` of a build, or `service/main.ts` of a checkout. */
  readonly serviceFile: string;
  /** A port that must be taken, else the start fails. */
  readonly port?: number;
}
export interface ConnectLog {
  write(level: 'debug' | 'info' | 'warn' | 'error', message: string): void;
}
export interface ConnectOptions extends ServiceTarget {
  readonly trust: Trust;
  /** Absent: only a service that runs already is taken. */
  readonly start?: StartOptions;
  readonly log?: ConnectLog;
}

export function pathsOf({ root, env, home }: ServiceTarget): PrivatePaths & { readonly root: string } {
  const real = realpathSync(root);
  const rootHash = createHash('sha256').update(real).digest('hex');
  return { ...privatePaths(privateHome(env ?? process.env, home ?? homedir()), rootHash), root: real };
}

export const logFileOf = (paths: PrivatePaths): string => `${paths.project}/service.log`;
