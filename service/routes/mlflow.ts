// MLflow's REST API for stages and scripts, answered by the tracking worker in the order of each line.
import type { Socket } from 'node:net';
import { trouble } from '../../engine/errors.ts';
import type { Request } from '../httpServer.ts';
import type { ServiceContext } from '../serviceContext.ts';

/** Calls are small; artifacts come whole, and larger ones are written to the folder by the client itself. */
const callLimit = 16_000_000;
const artifactLimit = 512_000_000;

export const isMlflowPath = (path: string): boolean => /^\/(api|ajax-api)\/[23]\.0\/|^\/(health|version)$/.test(path);

const isReading = ({ method, path }: Request): boolean =>
  method === 'GET' || (method === 'POST' && /\/search$/.test(path));

/** Requests on one line are answered one after the other, also when a client sends the next before the answer. */
const last = new WeakMap<Socket, Promise<void>>();

export async function answerMlflow(context: ServiceContext, request: Request): Promise<void> {
  const { socket } = request.raw;
  const before = last.get(socket) ?? Promise.resolve();
  const mine = before.then(() => answerOne(context, request));
  last.set(
    socket,
    mine.catch(() => undefined),
  );
  return mine;
}

async function answerOne(context: ServiceContext, request: Request): Promise<void> {
  const { tracking, mode, lookNow } = context;
  if (!isReading(request) && mode === 'view') throw trouble('untrusted');
  const limit = request.path.includes('/mlflow-artifacts/') ? artifactLimit : callLimit;
  const { stageRunId } = request.caller;
  const reply = await tracking.mlflow({
    method: request.method,
    path: request.path,
    query: [...request.query],
    body: request.method === 'GET' ? new Uint8Array() : await request.body(limit),
    contentType: request.headers['content-type'] ?? '',
    caller: { stageRunId, ...(stageRunId === null ? {} : await parentOf(context, stageRunId)) },
  });
  request.answer.writeHead(reply.status, reply.headers);
  request.answer.end(reply.body);
  if (!isReading(request)) lookNow();
}

async function parentOf({ project, parents }: ServiceContext, stageRunId: string): Promise<{ parentRunId?: string }> {
  const known = parents.get(stageRunId);
  if (known !== undefined) return { parentRunId: known };
  const stage = await project.stageRun(stageRunId);
  if (stage === null) return {};
  parents.set(stageRunId, stage.runId);
  return { parentRunId: stage.runId };
}
