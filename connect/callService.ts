// One HTTP call to the service: JSON in, JSON out, troubles thrown.
import { type Agent, type IncomingMessage, request } from 'node:http';
import type { Trouble, Trust } from '../protocol/api.ts';
import { trustHeader } from '../protocol/routes.ts';
import { cancelled, ServiceError } from './serviceError.ts';

export interface Address {
  readonly port: number;
  readonly token: string;
}
export interface Call {
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  readonly trust: Trust;
  readonly body?: unknown;
  readonly agent?: Agent;
  readonly signal?: AbortSignal | undefined;
  /** For the answer to begin. */
  readonly timeoutMs?: number;
}

/** Could not be asked at all: nobody listens, or the line broke. */
export class LineError extends Error {}

/** The answer, its body not yet read. Throws `LineError`, and `cancelled` at the signal. */
export function openCall({ port, token }: Address, call: Call): Promise<IncomingMessage> {
  const body = call.body === undefined ? undefined : JSON.stringify(call.body);
  return new Promise((done, failed) => {
    const asked = request({
      host: '127.0.0.1',
      port,
      method: call.method,
      path: call.path,
      ...(call.agent === undefined ? {} : { agent: call.agent }),
      ...(call.signal === undefined ? {} : { signal: call.signal }),
      headers: {
        authorization: `Bearer ${token}`,
        [trustHeader]: call.trust,
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      },
    });
    const timer =
      call.timeoutMs === undefined
        ? undefined
        : setTimeout(() => asked.destroy(new Error(`no answer within ${call.timeoutMs} ms`)), call.timeoutMs);
    asked.once('response', answer => {
      clearTimeout(timer);
      done(answer);
    });
    asked.once('error', error => {
      clearTimeout(timer);
      failed(call.signal?.aborted ? cancelled() : new LineError(error.message, { cause: error }));
    });
    asked.end(body);
  });
}

/** Throws the service's trouble for status 400 and above. */
export async function callService<T>(address: Address, call: Call): Promise<T> {
  const answer = await openCall(address, call);
  const value = await readJson(answer, call.signal);
  if ((answer.statusCode ?? 500) >= 400) throw new ServiceError(asTrouble(value, answer.statusCode ?? 500));
  return value as T;
}

async function readJson(answer: IncomingMessage, signal: AbortSignal | undefined): Promise<unknown> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    if (signal?.aborted) throw cancelled();
    throw new LineError('the answer was cut off or is no JSON', { cause: error });
  }
}

function asTrouble(value: unknown, status: number): Trouble {
  const { code, args } = (value ?? {}) as Partial<Trouble>;
  if (typeof code === 'string' && typeof args === 'object' && args !== null) return { code, args };
  return { code: 'internal', args: { reason: `status ${status}` } };
}
