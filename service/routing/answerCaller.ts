// The door for callers of the model: the inference protocol answers, and requests that could not be read are counted.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { answerOip } from '../../engine/serving/oip/answerOip.ts';
import type { DeploymentRouter } from './deploymentRouter.ts';
import type { Reply } from './reply.ts';
import { servedModel } from './servedModel.ts';

interface Call {
  readonly request: IncomingMessage;
  readonly body: Uint8Array;
  readonly since: number;
}

/** Rejects only for faults of ours; whatever is wrong with a request is in its answer. */
export async function answerCaller(router: DeploymentRouter, { request, body, since }: Call): Promise<Reply> {
  const { method = 'GET', url = '/', headers } = request;
  const model = servedModel(router, since);
  const answer = await answerOip({ method, path: url, headers, body }, model);
  const chosen = answer.status < 400 ? null : model.unread();
  if (chosen !== null) router.unreadable({ chosen, id: randomUUID(), since }, answer.status);
  return answer;
}
