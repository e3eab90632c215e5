// The calls of the protocol that only tell: one line each.
import { trouble } from '../../errors.ts';
import { isFields, parseJson, readText } from './jsonText.ts';
import { modelConfig, modelMetadata, modelStatistics, repositoryIndex, serverMetadata } from './modelAnswers.ts';
import { jsonHeaders, wrong } from './oipErrors.ts';
import type { OipAnswer, OipModel, OipVersion } from './oipTypes.ts';
import { openApiOf, serverOpenApi } from './openApiOf.ts';

interface ServerCall {
  readonly method: 'GET' | 'POST';
  readonly answer: (model: OipModel, body: Uint8Array) => OipAnswer;
}
type ModelCall = (model: OipModel, version: number | null) => OipAnswer;

const json = (value: unknown, status = 200): OipAnswer => ({
  ...{ status, headers: jsonHeaders, body: JSON.stringify(value) },
});
const text = (body: string, kind = 'text/plain; charset=utf-8'): OipAnswer => ({
  ...{ status: 200, headers: { 'content-type': kind }, body },
});
const get = (answer: ServerCall['answer']): ServerCall => ({ method: 'GET', answer });
const isReady = (model: OipModel): boolean => model.isReady();

const serverCalls: ReadonlyMap<string, ServerCall> = new Map([
  ['/v2', get(model => json(serverMetadata(model)))],
  ['/v2/health/live', get(() => json({ live: true }))],
  ['/v2/health/ready', get(model => readiness({}, isReady(model), 'the model'))],
  ['/v2/models', get(({ name }) => json({ models: [name] }))],
  ['/v2/models/stats', get(model => json(modelStatistics(model, model.versions())))],
  ['/v2/docs/dataplane.json', get(model => json(serverOpenApi(model)))],
  ['/v2/repository/index', { method: 'POST', answer: (model, body) => json(repositoryIndex(model, asksReady(body))) }],
  ['/metrics', get(model => text(model.metrics(), 'text/plain; version=0.0.4'))],
  ['/ping', get(model => (isReady(model) ? text('\n') : readiness({}, false, 'the model')))],
  ['/health', get(model => (isReady(model) ? text('\n') : readiness({}, false, 'the model')))],
  ['/version', get(({ serverVersion }) => text(serverVersion))],
]);

const modelCalls: ReadonlyMap<string, ModelCall> = new Map<string, ModelCall>([
  ['', (model, version) => json(modelMetadata(model, loaded(model, version)))],
  ['ready', answerReady],
  ['config', (model, version) => json(modelConfig(model, loaded(model, version)))],
  [
    'stats',
    (model, version) => json(modelStatistics(model, version === null ? model.versions() : [versionIn(model, version)])),
  ],
  ['docs/dataplane.json', (model, version) => json(openApiOf(model, signatureOf(model, version)))],
]);

/** Null for paths that are none of them. */
export const serverCall = (path: string): ServerCall | null =>
  serverCalls.get(path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path) ?? null;

/** `path`: what follows the model's name and version. Null for paths that are none of them. */
export const modelCall = (path: string): ModelCall | null => modelCalls.get(path) ?? null;

/** Clients read the field, the status, or both. */
function readiness(told: Readonly<Record<string, unknown>>, ready: boolean, what: string): OipAnswer {
  return ready ? json({ ...told, ready }) : json({ ...told, ready, error: `${what} is not ready` }, 503);
}

function answerReady(model: OipModel, version: number | null): OipAnswer {
  const { name } = model;
  if (version === null) return readiness({ name }, model.isReady(), 'the model');
  return readiness({ name }, versionIn(model, version).state === 'ready', `version ${version}`);
}

/** Throws `version-unknown`. */
function versionIn(model: OipModel, version: number): OipVersion {
  const found = model.versions().find(item => item.version === version);
  if (found !== undefined) return found;
  const known = model
    .versions()
    .map(item => item.version)
    .join(', ');
  throw trouble('version-unknown', { model: model.name, version, known });
}

/** Without a number, one that is ready, the first of them. Throws `version-unknown`, `not-ready`. */
function loaded(model: OipModel, version: number | null): OipVersion {
  if (version === null) {
    const known = model.versions().filter(({ signature }) => signature !== null);
    const found = known.find(({ state }) => state === 'ready') ?? known[0];
    if (found !== undefined) return found;
    throw trouble('not-ready', { version: 'of any number' });
  }
  const found = versionIn(model, version);
  if (found.signature === null) throw trouble('not-ready', { version });
  return found;
}

function signatureOf(model: OipModel, version: number | null): NonNullable<OipVersion['signature']> {
  const { signature, version: number } = loaded(model, version);
  if (signature === null) throw trouble('not-ready', { version: number });
  return signature;
}

function asksReady(body: Uint8Array): boolean {
  if (body.length === 0) return false;
  const asked = parseJson(readText(body), false);
  if (!isFields(asked)) throw wrong('the request is no JSON object');
  return asked['ready'] === true;
}
