// MLflow's REST API for stages and scripts, answered by the tracking worker.
import { trouble } from '../../engine/errors.ts';
import type { Request } from '../httpServer.ts';
import type { ServiceContext } from '../serviceContext.ts';

/** Artifacts are passed whole; larger ones are written to the folder by the client itself. */
const bodyLimit = 512_000_000;

export const isMlflowPath = (path: string): boolean => /^\/(api|ajax-api)\/[23]\.0\/|^\/(health|version)$/.test(path);

export async function answerMlflow({ tracking, mode, lookNow }: ServiceContext, request: Request): Promise<void> {
  if (request.method !== 'GET' && mode !== 'full') throw trouble('untrusted');
  const bytes = request.method === 'GET' ? new Uint8Array() : await request.body(bodyLimit);
  const reply = await tracking.mlflow({
    method: request.method,
    path: request.path,
    query: [...request.query],
    body: bytes,
    contentType: request.headers['content-type'] ?? '',
    stageRunId: request.caller.stageRunId,
  });
  request.answer.writeHead(reply.status, reply.headers);
  request.answer.end(reply.body);
  if (request.method !== 'GET') lookNow();
}
