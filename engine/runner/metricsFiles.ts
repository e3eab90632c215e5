// Numbers that a stage leaves in its metrics files: one set of final values (JSON, YAML), or a series of rows by step.
import { parse as parseYaml } from 'yaml';
import { fail, ok, type Result } from '../domain/result.ts';

export type MetricsFormat = 'json' | 'yaml' | 'jsonl' | 'csv' | 'tsv';
/** One value of one row; `timestamp` only where the row says its time. */
export interface SeriesValue {
  readonly key: string;
  readonly value: number;
  readonly step: number;
  readonly timestamp: number | null;
}

const formats: Readonly<Record<string, MetricsFormat>> = {
  json: 'json',
  yaml: 'yaml',
  yml: 'yaml',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  csv: 'csv',
  tsv: 'tsv',
};
const stepNames = ['step', '_step', 'global_step', 'epoch', 'iteration', 'iter'];
const timeNames = ['timestamp', '_timestamp', 'time'];

/** Null for files that are kept but not read. */
export const metricsFormat = (path: string): MetricsFormat | null =>
  formats[path.slice(path.lastIndexOf('.') + 1).toLowerCase()] ?? null;
export const isSeries = (format: MetricsFormat): boolean => format === 'jsonl' || format === 'csv' || format === 'tsv';

/** Final values by dotted name; texts, lists and truth values are left out. */
export function parseFinalMetrics(text: string, format: 'json' | 'yaml'): Result<ReadonlyMap<string, number>, string> {
  try {
    const tree: unknown = format === 'json' ? parseLooseJson(text) : parseYaml(text);
    if (tree === null || typeof tree !== 'object' || Array.isArray(tree))
      return fail('it is not a mapping of names to numbers');
    return ok(flattenNumbers(tree));
  } catch (error) {
    return fail(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
}

/** Python's `json` writes NaN and infinities as bare words, which JSON has not. */
function parseLooseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const quoted = text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, part =>
      part.startsWith('"') ? part : `"${part}"`,
    );
    if (quoted === text) throw error;
    return JSON.parse(quoted);
  }
}

function flattenNumbers(tree: object, prefix = '', into = new Map<string, number>()): Map<string, number> {
  for (const [name, value] of Object.entries(tree)) {
    const key = metricKey(`${prefix}${name}`);
    if (typeof value === 'number') into.set(key, value);
    else if (typeof value === 'string' && /^-?(NaN|Infinity)$/.test(value)) into.set(key, Number(value));
    else if (value !== null && typeof value === 'object' && !Array.isArray(value))
      flattenNumbers(value, `${prefix}${name}.`, into);
  }
  return into;
}

/** MLflow takes letters, digits, `_ - . space : /`, at most 250 of them. */
export const metricKey = (name: string): string => name.replace(/[^\w\-. :/]/g, '_').slice(0, 250);

/** Reads rows as they are appended. Lines that are not rows are counted, not thrown. */
export interface SeriesReader {
  /** Takes the next text of the file and returns the values of its whole lines. */
  push(text: string): readonly SeriesValue[];
  /** Takes what is left when the file has ended without a line break. */
  end(): readonly SeriesValue[];
  readonly badLines: number;
}

export function createSeriesReader(format: 'jsonl' | 'csv' | 'tsv'): SeriesReader {
  const readLine = format === 'jsonl' ? readJsonLine : columnReader(format === 'csv' ? ',' : '\t');
  let rest = '';
  let row = 0;
  let badLines = 0;
  const take = (line: string): readonly SeriesValue[] => {
    if (line.trim() === '') return [];
    const record = readLine(line);
    if (record === 'header') return [];
    if (record === null) {
      badLines++;
      return [];
    }
    return rowValues(record, row++);
  };
  return {
    push(text) {
      const lines = (rest + text).split(/\r?\n/);
      rest = lines.pop() ?? '';
      return lines.flatMap(take);
    },
    end() {
      const last = rest;
      rest = '';
      return take(last);
    },
    get badLines() {
      return badLines;
    },
  };
}

type Row = ReadonlyMap<string, number>;

function readJsonLine(line: string): Row | null {
  const parsed = parseFinalMetrics(line, 'json');
  return parsed.ok ? parsed.value : null;
}

function columnReader(separator: string): (line: string) => Row | 'header' | null {
  let names: readonly string[] | null = null;
  return line => {
    const cells = splitCells(line, separator);
    if (names === null) {
      names = cells.map(cell => cell.trim());
      return 'header';
    }
    if (cells.length !== names.length) return null;
    const row = new Map<string, number>();
    for (const [index, name] of names.entries()) {
      const number = readNumber(cells[index] ?? '');
      if (number !== null) row.set(metricKey(name), number);
    }
    return row;
  };
}

function splitCells(line: string, separator: string): readonly string[] {
  if (!line.includes('"')) return line.split(separator);
  const cells = line.match(separator === ',' ? /("(?:[^"]|"")*"|[^,]*)(,|$)/g : /("(?:[^"]|"")*"|[^\t]*)(\t|$)/g) ?? [];
  const parts = cells.map(cell =>
    cell.replace(/[,\t]$/, '').replace(/^"(.*)"$/s, (_, inner: string) => inner.replaceAll('""', '"')),
  );
  return line.endsWith(separator) ? parts : parts.slice(0, -1);
}

function readNumber(text: string): number | null {
  const word = text.trim().toLowerCase();
  if (word === '') return null;
  const special: Readonly<Record<string, number>> = {
    nan: Number.NaN,
    inf: Infinity,
    '+inf': Infinity,
    '-inf': -Infinity,
    infinity: Infinity,
    '-infinity': -Infinity,
  };
  const number = special[word] ?? Number(word);
  return Number.isNaN(number) && word !== 'nan' ? null : number;
}

function rowValues(row: Row, index: number): readonly SeriesValue[] {
  const stepName = stepNames.find(name => Number.isInteger(row.get(name)));
  const timeName = timeNames.find(name => row.has(name));
  const step = stepName === undefined ? index : (row.get(stepName) ?? index);
  const timestamp = timeName === undefined ? null : toMillis(row.get(timeName) ?? 0);
  return [...row].flatMap(([key, value]) =>
    key === stepName || (key === timeName && timestamp !== null) ? [] : [{ key, value, step, timestamp }],
  );
}

/** Seconds or milliseconds since 1970; anything else is no time. */
function toMillis(value: number): number | null {
  if (value > 1e11 && value < 1e14) return Math.round(value);
  return value > 1e8 && value < 1e11 ? Math.round(value * 1000) : null;
}
