// The door for callers of the model: which version answers, in which protocol.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { trouble } from '../../engine/errors.ts';
import type { Chosen, DeploymentRouter } from './deploymentRouter.ts';
import { metricsPage } from './metricsPage.ts';
import { type PlainRequest, readPlain, writePlain } from './plainInfer.ts';
import type { Reply } from './reply.ts';

interface Call {
  readonly request: IncomingMessage;
  readonly body: Uint8Array;
  readonly since: number;
}
const json = { 'content-type': 'application/json' };

/** Throws the troubles of choosing and predicting, and `not-found`. */
export async function answerCaller(router: DeploymentRouter, call: Call): Promise<Reply> {
  const { method, url = '' } = call.request;
  const { model } = router.plan();
  if (method === 'POST' && url.endsWith('/infer')) return infer(router, call, versionIn(url, model));
  if (url === '/v2/health/live') return { status: 200, headers: json, body: '{"live":true}' };
  if (url === '/v2/health/ready')
    return { status: router.isReady() ? 200 : 503, headers: json, body: JSON.stringify({ ready: router.isReady() }) };
  if (url === '/metrics')
    return {
      status: 200,
      headers: { 'content-type': 'text/plain; version=0.0.4' },
      body: metricsPage(model, router.state()),
    };
  throw trouble('not-found', { what: 'page', id: url });
}

/** Throws `model-unknown`, `not-found`. */
function versionIn(url: string, model: string): number | null {
  const found = /^\/v2\/models\/([^/]+)(?:\/versions\/(\d+))?\/infer$/.exec(url);
  if (found?.[1] === undefined) throw trouble('not-found', { what: 'page', id: url });
  const asked = decodeURIComponent(found[1]);
  if (asked !== model) throw trouble('model-unknown', { model: asked, known: model });
  return found[2] === undefined ? null : Number(found[2]);
}

async function infer(router: DeploymentRouter, { request, body, since }: Call, version: number | null): Promise<Reply> {
  const plan = router.plan();
  const key = request.headers[plan.stickyHeader];
  const chosen = router.choose({ version, key: typeof key === 'string' ? key : null });
  const { id, inputs } = read(router, { request, body, since }, chosen);
  const name = id ?? randomUUID();
  const answered = await router.predict({ chosen, inputs, id: name, since });
  return {
    status: 200,
    headers: { ...json, 'x-request-id': name, 'x-model-version': String(answered.version) },
    body: writePlain({ model: plan.model, version: answered.version, id: name, outputs: answered.outputs }),
  };
}

/** Throws `model-input`, which is counted and logged. */
function read(router: DeploymentRouter, { body, since }: Call, chosen: Chosen): PlainRequest {
  try {
    const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
    return readPlain(text, chosen.pool.signature()?.inputs ?? []);
  } catch (error) {
    router.unreadable({ chosen, id: randomUUID(), since }, 400);
    throw error;
  }
}
