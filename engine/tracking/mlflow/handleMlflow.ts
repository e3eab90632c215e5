// MLflow's REST API over the project's tracking store: finds the route that answers, and makes errors of MLflow's shape.
import { isTrouble } from '../../errors.ts';
import { MlflowError, mlflowStatus } from '../database/mlflowError.ts';
import type { TrackingStore } from '../trackingStore.ts';
import { artifactRoutes } from './artifacts.ts';
import { experimentRoutes } from './experiments.ts';
import type { Caller, MlflowReply, MlflowRequest, MlflowRoute } from './family.ts';
import { type Fields, fieldsOf, isObject } from './fields.ts';
import { loggedModelRoutes } from './loggedModels.ts';
import { metricRoutes } from './metrics.ts';
import { modelVersionRoutes } from './modelVersions.ts';
import { registeredModelRoutes } from './registeredModels.ts';
import { runLoggingRoutes } from './runLogging.ts';
import { runRoutes } from './runs.ts';
import { serverRoutes } from './server.ts';
import { type Json, parseWire, writeWire } from './wire.ts';

export interface MlflowCall {
  readonly method: string;
  /** From `/api/…` or `/ajax-api/…` on, or `/health`, `/version`. */
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly caller: Caller;
}
export interface MlflowAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array;
}
interface Matcher {
  readonly route: MlflowRoute;
  readonly pattern: RegExp;
}

const families: readonly (readonly MlflowRoute[])[] = [
  serverRoutes,
  experimentRoutes,
  runRoutes,
  runLoggingRoutes,
  metricRoutes,
  artifactRoutes,
  loggedModelRoutes,
  registeredModelRoutes,
  modelVersionRoutes,
];
const matchers: readonly Matcher[] = families.flat().map(route => ({ route, pattern: toPattern(route.path) }));

function toPattern(path: string): RegExp {
  const text = path
    .replace(/[.]/g, '\\.')
    .replace(/:(\w+)/g, '(?<$1>[^/]+)')
    .replace(/\*(\w+)/g, '(?<$1>.+)');
  return new RegExp(`^${text}$`);
}

/**
 * Answers one call. Never throws for what a client did: errors have MLflow's codes and statuses. What is MLflow's but not
 * kept here, such as traces, is 501.
 */
export async function handleMlflow(store: TrackingStore, call: MlflowCall): Promise<MlflowAnswer> {
  try {
    return toAnswer(await answer(store, call));
  } catch (error) {
    return failed(error, store);
  }
}

function answer(store: TrackingStore, call: MlflowCall): MlflowReply | Promise<MlflowReply> {
  const path = call.path.replace(/^\/(ajax-)?api\//, '').replace(/^\/|\/$/g, '');
  const found = matchers
    .map(({ route, pattern }) => ({ route, match: pattern.exec(path) }))
    .filter(({ match }) => match !== null);
  const chosen = found.find(({ route }) => route.method === call.method);
  if (chosen !== undefined) return chosen.route.answer(toRequest(store, call, chosen.match?.groups ?? {}));
  if (found.length > 0) throw new MlflowError('BAD_REQUEST', `${call.method} is not served at ${call.path}.`);
  throw /^[234]\.0\/mlflow/.test(path)
    ? new MlflowError(
        'NOT_IMPLEMENTED',
        `${call.path} is not part of this server: it keeps experiments, runs and models.`,
      )
    : new MlflowError('ENDPOINT_NOT_FOUND', `${call.path} is not served here.`);
}

function toRequest(store: TrackingStore, call: MlflowCall, groups: Record<string, string>): MlflowRequest {
  const { ports, database, artifacts } = store.backing;
  return {
    fields: readFields(call),
    params: Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decode(value)])),
    bytes: call.body,
    caller: call.caller,
    ports,
    artifacts,
    database,
    read(work) {
      const value = database.read(tables => ({ value: work(tables) }));
      // A first look at an empty project makes the database: MLflow's clients expect experiment 0.
      return value === null ? database.write(work) : value.value;
    },
    write: work => database.write(work),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new MlflowError('BAD_REQUEST', 'The path is not percent-encoded as it should be.');
  }
}

function readFields({ method, query, body, contentType, path }: MlflowCall): Fields {
  if (method === 'GET' || (body.length === 0 && method === 'DELETE')) return fieldsOf(fromQuery(query));
  if (path.includes('/mlflow-artifacts/')) return fieldsOf({});
  if (!/^application\/json\b/i.test(contentType))
    throw new MlflowError('BAD_REQUEST', "Bad Request. Content-Type must be one of ['application/json'].");
  const parsed = parseWire(new TextDecoder().decode(body));
  // Older clients encode their JSON twice.
  const value = typeof parsed === 'string' ? parseWire(parsed) : parsed;
  return fieldsOf(isObject(value) ? value : {});
}

function fromQuery(query: MlflowCall['query']): Record<string, unknown> {
  const values: Record<string, string | string[]> = {};
  for (const [name, value] of query) {
    const before = values[name];
    values[name] = before === undefined ? value : [before, value].flat();
  }
  return values;
}

const toAnswer = (reply: MlflowReply): MlflowAnswer =>
  'json' in reply
    ? jsonAnswer(200, reply.json)
    : { status: 200, headers: { 'content-type': reply.type }, body: reply.bytes };

const jsonAnswer = (status: number, value: Json): MlflowAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: writeWire(value),
});

/** A store that cannot be written is the client's business; what nobody expected is logged. */
function failed(error: unknown, store: TrackingStore): MlflowAnswer {
  if (error instanceof MlflowError)
    return jsonAnswer(mlflowStatus[error.code], { error_code: error.code, message: error.message });
  const message = error instanceof Error ? error.message : String(error);
  if (isTrouble(error, 'tracking-read-only') || isTrouble(error, 'tracking-schema'))
    return jsonAnswer(400, { error_code: 'INVALID_STATE', message });
  const code = (error as { errcode?: unknown } | null)?.errcode;
  // SQLITE_BUSY and SQLITE_LOCKED pass: clients try again.
  if (typeof code === 'number' && [5, 6].includes(code & 0xff))
    return jsonAnswer(503, { error_code: 'TEMPORARILY_UNAVAILABLE', message });
  store.backing.ports.log.write('error', 'a call of MLflow’s API failed', { error });
  return jsonAnswer(500, { error_code: 'INTERNAL_ERROR', message });
}
