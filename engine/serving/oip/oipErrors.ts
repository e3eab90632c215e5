// Troubles in the protocol's form: a status and `{error}`.
import { isTrouble, type TrainyardError, trouble } from '../../errors.ts';
import type { OipAnswer } from './oipTypes.ts';

/** A request that the model cannot take: status 400. */
export const wrong = (reason: string): TrainyardError => trouble('model-input', { reason });

export const jsonHeaders = { 'content-type': 'application/json' } as const;

/** HTTP status by which a trouble is told: 400, 404, 503, 504, else 500. */
export function statusOf({ code }: Pick<TrainyardError, 'code'>): number {
  if (code === 'model-input' || code === 'bad-request') return 400;
  if (code === 'version-unknown' || code === 'model-unknown' || code === 'not-found') return 404;
  if (code === 'overloaded' || code === 'not-ready') return 503;
  return code === 'deadline-passed' ? 504 : 500;
}

/** The answer to a trouble. What is no trouble is thrown again: a fault of ours, for the log. */
export function troubleAnswer(error: unknown): OipAnswer {
  if (!isTrouble(error)) throw error;
  const status = statusOf(error);
  const headers = status === 503 ? { ...jsonHeaders, 'retry-after': '1' } : jsonHeaders;
  return errorAnswer(status, error.message, headers);
}

export const errorAnswer = (
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = jsonHeaders,
): OipAnswer => ({ status, headers, body: JSON.stringify({ error: message }) });

/** A value of a request in a message: short, and never deeper than one level. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : String(value);
  return value === undefined ? 'nothing' : text;
}
