// Numbers in a query string.
import { trouble } from '../../engine/errors.ts';

/** Throws `bad-request` for anything but a whole number. */
export function wholeNumber(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name);
  if (text === null || text === '') return otherwise;
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw trouble('bad-request', { reason: `${name} is not a whole number` });
  return value;
}
