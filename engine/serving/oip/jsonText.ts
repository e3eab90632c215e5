// Bytes of a request as JSON, with whole numbers beyond 2^53 kept exact where that matters.
import type { Signature } from '../../domain/modelPackage.ts';
import { wrong } from './oipErrors.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });
const longNumber = /\d{16}/;

/** Throws `model-input` for what is no UTF-8. */
export function readText(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw wrong('its text is not UTF-8');
  }
}

/**
 * With `exact`, whole numbers that a double would round become bigint; that path is only taken when the text holds such
 * long numbers at all. Throws `model-input` with what is no JSON, and names NaN and infinity, which JSON does not have.
 */
export function parseJson(text: string, exact: boolean): unknown {
  try {
    return exact && longNumber.test(text) ? JSON.parse(text, keepExact) : JSON.parse(text);
  } catch (error) {
    const literal = /[[,:]\s*[-+]?(NaN|Infinity|inf|nan)\s*[,\]}]/.exec(text)?.[1];
    if (literal !== undefined)
      throw wrong(`JSON has no ${literal}: leave a missing value null, or send the tensor as binary data`);
    throw wrong(`it is no JSON (${error instanceof Error ? error.message : String(error)})`);
  }
}

function keepExact(this: unknown, _key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? '';
  return /^-?\d+$/.test(source) ? BigInt(source) : value;
}

export const hasLongIntegers = (specs: Signature['inputs']): boolean =>
  specs.some(({ datatype }) => datatype === 'INT64' || datatype === 'UINT64');

export type Fields = Readonly<Record<string, unknown>>;
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
