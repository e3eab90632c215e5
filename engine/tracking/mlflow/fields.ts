// Reads the fields of a request, with MLflow's words where one is missing or of a wrong type.
import { invalid } from '../database/mlflowError.ts';

export interface Fields {
  /** Undefined where the field is absent. */
  raw(name: string): unknown;
  text(name: string): string | undefined;
  /** The first that is given of several names of one field. */
  needText(...names: readonly string[]): string;
  number(name: string): number | undefined;
  integer(name: string): number | bigint | undefined;
  boolean(name: string): boolean | undefined;
  texts(name: string): readonly string[];
  /** A list of objects. */
  list(name: string): readonly Fields[];
  object(name: string): Fields | undefined;
}

const docs = ' See the API docs for more information about request parameters.';
export const missingValue = (path: string): string => `Missing value for required parameter '${path}'.`;

/** `path` goes in front of names in messages, such as `metrics[0]`. */
export function fieldsOf(values: Readonly<Record<string, unknown>>, path = ''): Fields {
  const raw = (name: string): unknown => values[name] ?? undefined;
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const wrong = (name: string, value: unknown): Error =>
    invalid(
      `Invalid value ${shown(value)} for parameter '${at(name)}' supplied:  Hint: Value was of type '${pythonType(value)}'.${docs}`,
    );
  const read = <T>(name: string, convert: (value: unknown) => T | undefined): T | undefined => {
    const value = raw(name);
    if (value === undefined) return undefined;
    const converted = convert(value);
    if (converted === undefined) throw wrong(name, value);
    return converted;
  };
  const items = (name: string): readonly unknown[] => {
    const value = raw(name);
    if (value === undefined) return [];
    if (!Array.isArray(value)) throw wrong(name, value);
    return value;
  };
  const text = (name: string): string | undefined => read(name, toText);
  return {
    raw,
    text,
    needText(...names) {
      const found = names.map(text).find(value => value !== undefined && value !== '');
      if (found === undefined) throw invalid(missingValue(at(names[0] ?? '')) + docs);
      return found;
    },
    number: name => read(name, toNumber),
    integer: name => read(name, toInteger),
    boolean: name => read(name, toBoolean),
    texts(name) {
      const value = raw(name);
      // A query has a repeated field once or often.
      return (typeof value === 'string' ? [value] : items(name)).map(item => {
        const converted = toText(item);
        if (converted === undefined) throw wrong(name, value);
        return converted;
      });
    },
    list: name =>
      items(name).map((item, index) => {
        if (!isObject(item)) throw wrong(name, item);
        return fieldsOf(item, `${at(name)}[${index}]`);
      }),
    object(name) {
      const value = raw(name);
      if (value === undefined) return undefined;
      if (!isObject(value)) throw wrong(name, value);
      return fieldsOf(value, at(name));
    },
  };
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const toText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  if (value === 'NaN') return Number.NaN;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
}

/** A number or its decimal digits as text, as protobuf's JSON has 64-bit integers. */
function toInteger(value: unknown): number | bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined;
  if (typeof value !== 'string' || !/^-?\d{1,19}$/.test(value)) return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : BigInt(value);
}

const toBoolean = (value: unknown): boolean | undefined =>
  typeof value === 'boolean' ? value : value === 'true' ? true : value === 'false' ? false : undefined;

const shown = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? String(item) : item)) ?? 'null';

function pythonType(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'string') return 'str';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return value === null || value === undefined ? 'NoneType' : 'dict';
}
