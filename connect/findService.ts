// Looks whether the project's service is there and answers.
import { readFile } from 'node:fs/promises';
import type { Hello, Trust } from '../protocol/api.ts';
import { parseServiceFile, type ServiceFile } from '../protocol/privateFolder.ts';
import { product } from '../protocol/version.ts';
import { callService, LineError } from './callService.ts';
import { findPlace, type ProjectOptions, type ProjectPlace } from './projectPlace.ts';
import { isServiceError } from './serviceError.ts';

export interface FoundService {
  readonly url: string;
  readonly port: number;
  /** Control token. */
  readonly token: string;
  readonly pid: number;
  readonly hello: Hello;
}

const helloTimeoutMs = 3_000;

/** Null when no service of this project answers. */
export async function findService(options: ProjectOptions): Promise<FoundService | null> {
  return findAt(await findPlace(options));
}

export async function findAt(place: ProjectPlace): Promise<FoundService | null> {
  const file = await readServiceFile(place);
  // A token is not told to whoever took the port of a service that is gone.
  if (file === null || !isAlive(file.pid)) return null;
  try {
    const hello = await askHello(file, 'untrusted', helloTimeoutMs);
    if (hello.product !== product || hello.root !== place.root) return null;
    return { url: `http://127.0.0.1:${file.port}`, port: file.port, token: file.token, pid: hello.pid, hello };
  } catch (error) {
    if (error instanceof LineError || isServiceError(error, 'unauthorized')) return null;
    throw error;
  }
}

export const askHello = (
  address: Pick<ServiceFile, 'port' | 'token'>,
  trust: Trust,
  timeoutMs?: number,
): Promise<Hello> =>
  callService(address, {
    method: 'GET',
    path: '/v1/hello',
    trust,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });

async function readServiceFile(place: ProjectPlace): Promise<ServiceFile | null> {
  try {
    return parseServiceFile(await readFile(place.paths.serviceFile, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

export function isAlive(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
