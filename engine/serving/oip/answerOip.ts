// One request of the Open Inference Protocol v2, or of MLflow's scoring server, answered by a served model.
import { trouble } from '../../errors.ts';
import { readInvocations, writeInvocations } from './invocations.ts';
import { modelCall, serverCall } from './oipCalls.ts';
import { errorAnswer, jsonHeaders, troubleAnswer } from './oipErrors.ts';
import type { OipAnswer, OipChoice, OipModel, OipRequest } from './oipTypes.ts';
import { readInferRequest } from './readInferRequest.ts';
import { writeInferResponse } from './writeInferResponse.ts';

/**
 * Answers every request, a wrong one with 4xx and `{error}`. Rejects only for faults of ours. `id` is echoed only if it was
 * sent; the headers `x-request-id` and `x-model-version` tell always.
 */
export async function answerOip<Choice extends OipChoice>(
  request: OipRequest,
  model: OipModel<Choice>,
): Promise<OipAnswer> {
  try {
    const { path, method } = request;
    const end = path.indexOf('?');
    const asked = end < 0 ? path : path.slice(0, end);
    if (method === 'POST' && asked.endsWith('/infer')) {
      const version = versionOf(asked, model.name);
      return await infer(request, model, version);
    }
    if (asked === '/invocations')
      return method === 'POST' ? await invocations(request, model) : wrongMethod(method, ['POST']);
    return plain(request, asked, model);
  } catch (error) {
    return troubleAnswer(error);
  }
}

/** Throws `not-found`, `model-unknown`, `version-unknown`. */
function versionOf(path: string, model: string): number | null {
  const parts = path.split('/');
  if (parts[1] !== 'v2' || parts[2] !== 'models') throw trouble('not-found', { what: 'page', id: path });
  checkName(parts[3] ?? '', model);
  if (parts.length === 5) return null;
  if (parts.length !== 7 || parts[4] !== 'versions') throw trouble('not-found', { what: 'page', id: path });
  return versionNumber(parts[5] ?? '', model);
}

function checkName(part: string, model: string): void {
  if (part === model) return;
  const name = decoded(part);
  if (name !== model) throw trouble('model-unknown', { model: name, known: model });
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function versionNumber(part: string, model: string): number {
  if (!/^\d{1,9}$/.test(part)) throw trouble('version-unknown', { model, version: decoded(part), known: 'numbers' });
  return Number(part);
}

function checkEncoding(headers: OipRequest['headers']): OipAnswer | null {
  const encoding = headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return null;
  return errorAnswer(415, 'Compressed requests are not read: send the body as it is.');
}

async function infer<Choice extends OipChoice>(
  { headers, body }: OipRequest,
  model: OipModel<Choice>,
  version: number | null,
): Promise<OipAnswer> {
  const refused = checkEncoding(headers);
  if (refused !== null) return refused;
  const choice = model.choose(version, headers);
  const { id, inputs, outputs: wanted } = readInferRequest(body, headers, choice.signature);
  const name = id === null || id === '' ? model.newId() : id;
  const answered = await model.predict(choice, { id: name, inputs });
  const written = writeInferResponse({ ...{ model: model.name, id, wanted }, ...answered });
  const told = { 'x-request-id': headerText(name), 'x-model-version': String(answered.version) };
  if (written.headerLength === null) return { status: 200, headers: { ...jsonHeaders, ...told }, body: written.body };
  const length = String(written.headerLength);
  const kind = { 'content-type': 'application/octet-stream', 'inference-header-content-length': length };
  return { status: 200, headers: { ...kind, ...told }, body: written.body };
}

const isPlainText = /^[\x20-\x7e]*$/;
/** Ids of callers may hold what a header cannot. */
const headerText = (text: string): string => (isPlainText.test(text) ? text : encodeURIComponent(text.toWellFormed()));

async function invocations<Choice extends OipChoice>(
  { headers, body }: OipRequest,
  model: OipModel<Choice>,
): Promise<OipAnswer> {
  const refused = checkEncoding(headers);
  if (refused !== null) return refused;
  const choice = model.choose(null, headers);
  const kind = headers['content-type'];
  const inputs = readInvocations(body, typeof kind === 'string' ? kind : '', choice.signature);
  const id = model.newId();
  const { version, outputs } = await model.predict(choice, { id, inputs });
  return {
    status: 200,
    headers: { ...jsonHeaders, 'x-request-id': id, 'x-model-version': String(version) },
    body: writeInvocations(outputs),
  };
}

/** Everything but predictions. */
function plain({ method, body }: OipRequest, path: string, model: OipModel): OipAnswer {
  const ofServer = serverCall(path);
  if (ofServer !== null)
    return method === ofServer.method ? ofServer.answer(model, body) : wrongMethod(method, [ofServer.method]);
  const parts = path.split('/').slice(1);
  if (parts[0] === 'v2' && parts[1] === 'models' && parts.length > 2 && parts[2] !== '') {
    checkName(parts[2] ?? '', model.name);
    const isVersioned = parts[3] === 'versions';
    const version = isVersioned ? versionNumber(parts[4] ?? '', model.name) : null;
    const rest = parts.slice(isVersioned ? 5 : 3).join('/');
    if (rest === 'infer') return wrongMethod(method, ['POST']);
    const call = modelCall(rest);
    if (call !== null) return method === 'GET' ? call(model, version) : wrongMethod(method, ['GET']);
  }
  throw trouble('not-found', { what: 'page', id: decoded(path) });
}

const wrongMethod = (method: string, allowed: readonly string[]): OipAnswer =>
  errorAnswer(405, `${method} is not allowed here, ${allowed.join(', ')} is.`, {
    ...jsonHeaders,
    allow: allowed.join(', '),
  });
