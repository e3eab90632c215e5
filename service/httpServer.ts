// The HTTP door: loopback only, Host and token checked on every request, bodies bounded, troubles as JSON.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type ErrorCode, isTrouble, trouble } from '../engine/errors.ts';
import { type Caller, readCaller } from './tokens.ts';

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly caller: Caller;
  readonly headers: IncomingMessage['headers'];
  /** At most `limit` bytes; throws `bad-request` beyond. */
  body(limit?: number): Promise<Uint8Array>;
  json(limit?: number): Promise<unknown>;
  readonly raw: IncomingMessage;
  readonly answer: ServerResponse;
}
export type Handle = (request: Request) => Promise<void>;

const megabyte = 1_000_000;
const statuses: Partial<Record<ErrorCode, number>> = {
  'bad-request': 400,
  unauthorized: 401,
  untrusted: 403,
  'path-outside': 403,
  'not-found': 404,
  'pipeline-missing': 404,
  'model-unknown': 404,
  'version-unknown': 404,
  'monitor-missing': 404,
  'request-unknown': 404,
  'run-active': 409,
  'deployment-busy': 409,
  'act-impossible': 409,
  'port-taken': 409,
  'pipeline-invalid': 422,
  'stage-unknown': 422,
  'target-unknown': 422,
  'gates-failed': 422,
  'model-section-missing': 422,
  'model-input': 422,
  'store-newer': 423,
  'store-locked': 423,
  internal: 500,
};

export function createHttpServer(
  keys: { readonly token: string; readonly secret: string },
  handle: Handle,
  report: (error: unknown) => void,
): Server {
  const server = createServer((raw, answer) => {
    void serve(raw, answer, keys, handle).catch(error => {
      if (!isTrouble(error)) report(error);
      sendTrouble(answer, error);
    });
  });
  server.keepAliveTimeout = 60_000;
  server.requestTimeout = 300_000;
  return server;
}

async function serve(
  raw: IncomingMessage,
  answer: ServerResponse,
  keys: { readonly token: string; readonly secret: string },
  handle: Handle,
): Promise<void> {
  const host = raw.headers.host ?? '';
  if (host !== `127.0.0.1:${raw.socket.localPort}` && host !== `localhost:${raw.socket.localPort}`)
    throw trouble('unauthorized');
  const caller = readCaller(raw.headers.authorization, keys);
  if (caller === null) throw trouble('unauthorized');
  const url = new URL(raw.url ?? '/', 'http://127.0.0.1');
  const body = async (limit = megabyte): Promise<Uint8Array> => readBody(raw, limit);
  await handle({
    method: raw.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    caller,
    headers: raw.headers,
    body,
    async json(limit) {
      const text = new TextDecoder().decode(await body(limit));
      if (text === '') return {};
      try {
        return JSON.parse(text);
      } catch (error) {
        throw trouble('bad-request', { reason: 'the body is not JSON' }, { cause: error });
      }
    },
    raw,
    answer,
  });
}

async function readBody(raw: IncomingMessage, limit: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of raw as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw trouble('bad-request', { reason: `the body has more than ${limit} bytes` });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function sendJson(answer: ServerResponse, value: unknown, status = 200): void {
  const body = JSON.stringify(value);
  answer.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  answer.end(body);
}

function sendTrouble(answer: ServerResponse, error: unknown): void {
  if (answer.headersSent) return void answer.destroy();
  const known = isTrouble(error)
    ? error
    : trouble('internal', { reason: error instanceof Error ? error.message : String(error) });
  sendJson(answer, { code: known.code, args: known.args }, statuses[known.code] ?? 500);
}
