// The door for the service: what is served, a new plan, the end.
import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import type { RouterPlan } from '../../engine/domain/deployment.ts';
import { trouble } from '../../engine/errors.ts';
import type { DeploymentRouter } from './deploymentRouter.ts';
import type { Reply } from './reply.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));
const planSchema = v.object({
  schema: v.literal(1),
  generation: whole,
  deployment: v.string(),
  model: v.string(),
  port: whole,
  versions: v.array(
    v.object({
      version: whole,
      hash: v.string(),
      folder: v.string(),
      backend: v.picklist(['onnx', 'python']),
      role: v.picklist(['stable', 'candidate', 'warm']),
      traffic: percent,
      mirror: percent,
      replicas: v.pipe(whole, v.maxValue(64)),
      python: v.nullable(v.string()),
    }),
  ),
  stickyHeader: v.pipe(v.string(), v.toLowerCase()),
  limits: v.object({
    bodyBytes: whole,
    queue: whole,
    deadline: v.pipe(whole, v.minValue(1)),
    batchRows: whole,
    memoryBytes: v.exactOptional(whole),
  }),
  log: v.object({ isOn: v.boolean(), maxBytes: whole, maxAge: whole }),
});

/** Throws `bad-request` with the first thing that is wrong. */
export function readPlan(text: string): RouterPlan {
  try {
    return v.parse(planSchema, JSON.parse(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw trouble('bad-request', { reason: `the plan cannot be read: ${reason}` }, { cause: error });
  }
}

/** `GET /trainyard/state`, `PUT /trainyard/plan`, `POST /trainyard/stop`. Throws `bad-request`, `not-found`. */
export async function answerControl(
  { router, onStop }: { readonly router: DeploymentRouter; readonly onStop: () => void },
  { method, url = '' }: IncomingMessage,
  body: Uint8Array,
): Promise<Reply> {
  switch (`${method} ${url}`) {
    case 'GET /trainyard/state':
      return json(router.state());
    case 'PUT /trainyard/plan':
      router.apply(readPlan(Buffer.from(body).toString('utf8')));
      return json({ generation: router.plan().generation });
    case 'POST /trainyard/stop':
      setImmediate(onStop);
      return json({});
    default:
      throw trouble('not-found', { what: 'control call', id: url });
  }
}

const json = (value: unknown): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});
