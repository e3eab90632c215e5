// One request to a deployment as any caller makes it: a row by column names becomes a call of the Open Inference Protocol.
import type { TensorSpec } from '../engine/domain/modelPackage.ts';
import { trouble } from '../engine/errors.ts';
import type { TestAnswer, TestRequest } from '../protocol/deployApi.ts';
import { type PackageFacts, takesColumns } from './packageFacts.ts';

interface Place {
  readonly port: number;
  readonly predictToken: string;
  readonly model: string;
}
type Value = number | string | boolean;
interface WireTensor {
  readonly name: string;
  readonly datatype: string;
  readonly shape: readonly number[];
  readonly data: readonly Value[];
}
const patienceMs = 30_000;

/** Throws `model-input` for a row that lacks a column, and `router-failed` when nobody answers. */
export async function sendTestRequest(
  { port, predictToken, model }: Place,
  facts: PackageFacts,
  { row, version }: TestRequest,
): Promise<TestAnswer> {
  const inputs = tensorsOf(facts, row);
  const at = version === undefined ? '' : `/versions/${version}`;
  const since = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}/v2/models/${encodeURIComponent(model)}${at}/infer`, {
    method: 'POST',
    headers: { authorization: `Bearer ${predictToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ inputs }),
    signal: AbortSignal.timeout(patienceMs),
  }).catch((error: unknown) => {
    throw trouble('router-failed', { target: model, reason: String(error), log: 'beside its token' }, { cause: error });
  });
  const latency = performance.now() - since;
  // In the header even when the request had none: a body only echoes what was sent.
  const id = answer.headers.get('x-request-id') ?? '';
  return { ...readAnswer(await answer.text(), answer.status, latency), id };
}

function tensorsOf({ signature, features }: PackageFacts, row: TestRequest['row']): readonly WireTensor[] {
  const [first] = signature.inputs;
  if (first === undefined || !takesColumns(signature)) return signature.inputs.map(spec => oneValue(spec, row));
  const names = features.length > 1 || row[features[0] ?? ''] !== undefined ? features : Object.keys(row);
  const data = names.map(name => cellOf(first, name, row));
  return [{ name: first.name, datatype: first.datatype, shape: [1, data.length], data }];
}

function oneValue(spec: TensorSpec, row: TestRequest['row']): WireTensor {
  const shape = spec.shape.length <= 1 ? [1] : spec.shape.map(() => 1);
  return { name: spec.name, datatype: spec.datatype, shape, data: [cellOf(spec, spec.name, row)] };
}

function cellOf({ datatype }: TensorSpec, name: string, row: TestRequest['row']): Value {
  const value = row[name];
  if (value === undefined) throw trouble('model-input', { reason: `the column «${name}» is missing` });
  if (datatype === 'BYTES') return String(value);
  if (datatype === 'BOOL') return value === true || value === 'true' || value === 1;
  const number = Number(value);
  if (typeof value === 'string' && (value.trim() === '' || Number.isNaN(number)))
    throw trouble('model-input', { reason: `«${value}» in column «${name}» is no number` });
  return number;
}

function readAnswer(text: string, status: number, latency: number): TestAnswer {
  const none = { id: '', status, version: null, latency, outputs: {} };
  let body: Readonly<Record<string, unknown>>;
  try {
    body = JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return { ...none, error: text.slice(0, 500) };
  }
  const version = body.model_version === undefined ? null : Number(body.model_version);
  if (status >= 400) return { ...none, version, error: String(body.error ?? text.slice(0, 500)) };
  const outputs = (body.outputs ?? []) as readonly {
    readonly name: string;
    readonly data: TestAnswer['outputs'][string];
  }[];
  return {
    ...none,
    version,
    error: null,
    outputs: Object.fromEntries(outputs.map(({ name, data }) => [name, data])),
  };
}
