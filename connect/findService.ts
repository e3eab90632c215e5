// Looks whether the project's service runs, without starting one.
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import type { Hello } from '../protocol/api.ts';
import type { ServiceFile } from '../protocol/privateFolder.ts';
import { product } from '../protocol/version.ts';
import { pathsOf, type ServiceTarget } from './target.ts';

export interface FoundService {
  readonly url: string;
  readonly token: string;
  readonly pid: number;
  readonly hello: Hello;
}

const serviceFile = v.object({
  port: v.number(),
  pid: v.number(),
  token: v.string(),
  secret: v.string(),
  version: v.string(),
});
const helloFrame = v.looseObject({
  product: v.literal(product),
  api: v.object({ major: v.number(), minor: v.number() }),
  mode: v.string(),
  pid: v.number(),
});

/** Null when none runs, or when what answers there is not ours. */
export async function findService(target: ServiceTarget, timeoutMs = 2_000): Promise<FoundService | null> {
  const file = await readServiceFile(pathsOf(target).serviceFile);
  if (file === null || file.port === 0) return null;
  const url = `http://127.0.0.1:${file.port}`;
  const hello = await askHello(url, file.token, timeoutMs);
  return hello === null ? null : { url, token: file.token, pid: hello.pid, hello };
}

export async function readServiceFile(path: string): Promise<ServiceFile | null> {
  try {
    const parsed = v.safeParse(serviceFile, JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? parsed.output : null;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function askHello(url: string, token: string, timeoutMs: number): Promise<Hello | null> {
  try {
    const reply = await fetch(`${url}/v1/hello`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!reply.ok) return null;
    const parsed = v.safeParse(helloFrame, await reply.json());
    return parsed.success ? (parsed.output as unknown as Hello) : null;
  } catch {
    // Refused, timed out or no JSON: nothing of ours answers there.
    return null;
  }
}
