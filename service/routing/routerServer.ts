// The HTTP server of one deployment: the door for callers of the model and the one for the service.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isTrouble } from '../../engine/errors.ts';
import { statusOf } from '../../engine/serving/oip/oipErrors.ts';
import { answerCaller } from './answerCaller.ts';
import type { CallerCheck } from './callerCheck.ts';
import { answerControl } from './controlDoor.ts';
import type { DeploymentRouter } from './deploymentRouter.ts';
import { readBody } from './readBody.ts';
import type { Reply } from './reply.ts';

export interface RouterServerOptions {
  readonly router: DeploymentRouter;
  readonly check: CallerCheck;
  /** Asked for over the control door; called after the answer was sent. */
  readonly onStop: () => void;
  readonly now: () => number;
  readonly say: (message: string) => void;
}

const timeouts = {
  /** Milliseconds until the headers, and until the whole request, must be there. */
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 65_000,
};
const planBytes = 1 << 20;

/** Not listening yet. */
export function createRouterServer(options: RouterServerOptions): Server {
  const server = createServer({ ...timeouts, noDelay: true }, (request, response) => {
    const since = options.now();
    const scope = options.check.isOwnHost(request) ? options.check.scopeOf(request) : null;
    const isControl = request.url?.startsWith('/trainyard/') === true;
    if (scope === null || (isControl && scope !== 'control'))
      return refuse(request, response, 401, 'the token is missing or does not allow this');
    readBody(request, isControl ? planBytes : options.router.plan().limits.bodyBytes, body => {
      if (body === null) return refuse(request, response, 413, 'the request is too large');
      const answer = isControl
        ? answerControl(options, request, body)
        : answerCaller(options.router, { request, body, since });
      answer.then(
        reply => send(response, reply),
        (error: unknown) => {
          if (!isTrouble(error)) options.say(error instanceof Error ? (error.stack ?? error.message) : String(error));
          send(response, replyOf(error));
        },
      );
    });
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return;
    const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
    const body = errorBody(status.slice(4).toLowerCase());
    socket.end(
      `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
  });
  return server;
}

const errorBody = (message: string): string => JSON.stringify({ error: message });

function replyOf(error: unknown): Reply {
  const isKnown = isTrouble(error);
  const status = isKnown ? statusOf(error) : 500;
  const headers = { 'content-type': 'application/json', ...(status === 503 ? { 'retry-after': '1' } : {}) };
  return { status, headers, body: errorBody(isKnown ? error.message : 'the router failed') };
}

/** What else the caller sends is not read: the connection ends. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number, reason: string): void {
  response.shouldKeepAlive = false;
  send(response, { status, headers: { 'content-type': 'application/json' }, body: errorBody(reason) });
  response.on('finish', () => setTimeout(() => request.destroy(), 200));
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  if (response.headersSent || response.destroyed) return;
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  response.writeHead(status, { ...headers, 'content-length': length });
  // Plain ASCII goes out with the headers in one write of the faster kind.
  if (typeof body === 'string' && length === body.length) response.end(body, 'latin1');
  else response.end(body);
}
