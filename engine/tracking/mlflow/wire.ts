// JSON as MLflow's clients speak it: 64-bit integers as plain numbers, NaN and infinities as words.

/** What an answer is made of; fields that are undefined are left out. */
export type Json =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** Null when the text is no JSON: MLflow takes that for an empty request. */
export function parseWire(text: string): unknown {
  try {
    return /\d{16}/.test(text) ? JSON.parse(text, keepBigIntegers) : JSON.parse(text);
  } catch {
    return parseWithBareWords(text);
  }
}

/** Python writes NaN and infinities without quotes. */
function parseWithBareWords(text: string): unknown {
  const quoted = text.replace(/"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g, word =>
    word.startsWith('"') ? word : `"${word}"`,
  );
  try {
    return JSON.parse(quoted, keepBigIntegers);
  } catch {
    return null;
  }
}

/** Integers beyond 2^53 become bigint, from their own digits. */
function keepBigIntegers(this: unknown, _key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || context?.source === undefined) return value;
  return /^-?\d+$/.test(context.source) ? BigInt(context.source) : value;
}

export function writeWire(value: Json): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return JSON.stringify(Number.isFinite(value) ? value : String(value));
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(writeWire).join(',')}]`;
  const parts = Object.entries(value).flatMap(([key, item]) =>
    item === undefined ? [] : [`${JSON.stringify(key)}:${writeWire(item)}`],
  );
  return `{${parts.join(',')}}`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** As the database gives infinities back: the largest doubles. */
export const metricNumber = (value: number): number =>
  Math.abs(value) === Number.POSITIVE_INFINITY ? Math.sign(value) * Number.MAX_VALUE : value;

/** A map as MLflow's lists of key and value. */
export const pairs = (texts: Readonly<Record<string, string>>): readonly Json[] =>
  Object.entries(texts).map(([key, value]) => ({ key, value }));
