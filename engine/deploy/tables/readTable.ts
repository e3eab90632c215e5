// Reads tables from CSV, Parquet, JSON and JSON Lines files in chunks of rows, so that long ones need little memory.
import { parse } from 'csv-parse';
import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { isTrouble, trouble } from '../../errors.ts';
import type { Files } from '../../ports.ts';

/** Text in CSV, which has no types; empty cells are null. */
export type Cell = number | string | boolean | bigint | null;
export interface TableChunk {
  /** The same in every chunk of a table. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Rows before this chunk. */
  readonly offset: number;
}
export interface TableSource {
  readonly files: Pick<Files, 'readSlice' | 'readText' | 'stat'>;
  /** Absolute. */
  readonly path: string;
  /** Rows in a chunk at most. */
  readonly chunk: number;
  readonly signal: AbortSignal;
}

/**
 * By extension: `.csv`, `.tsv`, `.parquet`, `.json` (an array of objects, or pandas' `split`), `.jsonl`. JSON is read whole.
 * Throws `data-unreadable` with the line where it goes wrong, and `cancelled`.
 */
export async function* readTable(source: TableSource): AsyncGenerator<TableChunk> {
  const { path, signal } = source;
  const stat = await source.files.stat(path);
  if (stat?.kind !== 'file') throw unreadable(path, stat === null ? 'there is no such file' : 'it is no file');
  try {
    for await (const chunk of chunksOf(source, stat.size)) {
      if (signal.aborted) throw trouble('cancelled');
      yield chunk;
    }
  } catch (error) {
    throw isTrouble(error) ? error : unreadable(path, error instanceof Error ? error.message : String(error));
  }
}

const unreadable = (path: string, reason: string): Error =>
  trouble('data-unreadable', { path, reason: reason.replace(/\.$/, '') });

function chunksOf(source: TableSource, size: number): AsyncIterable<TableChunk> {
  const extension = /\.([^./]+)$/.exec(source.path)?.[1]?.toLowerCase() ?? '';
  switch (extension) {
    case 'csv':
      return csvChunks(source, ',');
    case 'tsv':
      return csvChunks(source, '\t');
    case 'parquet':
      return parquetChunks(source, size);
    case 'json':
    case 'jsonl':
    case 'ndjson':
      return jsonChunks(source, extension !== 'json');
    default:
      throw unreadable(source.path, 'its name ends neither in .csv, .parquet nor .json');
  }
}

const sliceSize = 1 << 20;

async function* csvChunks(source: TableSource, delimiter: string): AsyncGenerator<TableChunk> {
  const parser = parse({ bom: true, delimiter, skip_empty_lines: true, cast: text => (text === '' ? null : text) });
  const feed = async (): Promise<void> => {
    for (let offset = 0; ; offset += sliceSize) {
      const slice = await source.files.readSlice(source.path, offset, sliceSize);
      if (slice === null || slice.length === 0 || parser.destroyed) break;
      if (!parser.write(slice)) await drained(parser);
      if (slice.length < sliceSize) break;
    }
    parser.end();
  };
  const feeding = feed().catch(error => parser.destroy(error));
  let columns: readonly string[] | null = null;
  let [rows, offset]: [(readonly Cell[])[], number] = [[], 0];
  for await (const record of parser as AsyncIterable<readonly (string | null)[]>) {
    if (columns === null) {
      columns = named(source.path, record);
      continue;
    }
    rows.push(record);
    if (rows.length < source.chunk) continue;
    yield { columns, rows, offset };
    offset += rows.length;
    rows = [];
  }
  await feeding;
  if (columns === null) throw unreadable(source.path, 'it is empty');
  if (rows.length > 0 || offset === 0) yield { columns, rows, offset };
}

/** Ended early by whoever reads, the parser closes instead. */
const drained = (parser: ReturnType<typeof parse>): Promise<void> =>
  new Promise(resolve => {
    const done = (): void => {
      parser.off('drain', done).off('close', done);
      resolve();
    };
    parser.once('drain', done).once('close', done);
  });

function named(path: string, head: readonly (string | null)[]): readonly string[] {
  const names = head.map(name => (name ?? '').trim());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw unreadable(path, `two columns are named «${twice}»`);
  return names;
}

async function* parquetChunks({ files, path, chunk }: TableSource, size: number): AsyncGenerator<TableChunk> {
  const file = {
    byteLength: size,
    async slice(start: number, end = size): Promise<ArrayBuffer> {
      const bytes = await files.readSlice(path, start, end - start);
      if (bytes === null) throw new Error('it has gone');
      return new Uint8Array(bytes).buffer;
    },
  };
  const metadata = await parquetMetadataAsync(file);
  const total = Number(metadata.num_rows);
  const columns = metadata.schema.filter(({ num_children }) => num_children === undefined).map(({ name }) => name);
  if (total === 0) yield { columns, rows: [], offset: 0 };
  for (let offset = 0; offset < total; offset += chunk) {
    const records = await parquetReadObjects({
      ...{ file, metadata, rowStart: offset, rowEnd: Math.min(total, offset + chunk) },
    });
    yield { columns, rows: records.map(record => columns.map(name => toCell(record[name]))), offset };
  }
}

async function* jsonChunks({ files, path, chunk }: TableSource, isLines: boolean): AsyncGenerator<TableChunk> {
  const text = (await files.readText(path)) ?? '';
  const { columns, rows } = isLines ? fromRecords(text.split('\n').flatMap(parseLine)) : fromJson(JSON.parse(text));
  named(path, columns);
  for (let offset = 0; offset === 0 || offset < rows.length; offset += chunk)
    yield { columns, rows: rows.slice(offset, offset + chunk), offset };
}

function parseLine(line: string, index: number): readonly unknown[] {
  if (line.trim() === '') return [];
  try {
    return [JSON.parse(line)];
  } catch (error) {
    throw new Error(`line ${index + 1}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Also with the names that MLflow's `/invocations` has for the two forms. */
function fromJson(data: unknown): Table {
  if (Array.isArray(data)) return fromRecords(data);
  if (!isRecord(data)) throw new Error('it is neither an array of objects nor an object of columns and data');
  if (Array.isArray(data.dataframe_records)) return fromRecords(data.dataframe_records);
  const split = isRecord(data.dataframe_split) ? data.dataframe_split : data;
  if (!Array.isArray(split.columns) || !Array.isArray(split.data))
    throw new Error('it is neither an array of objects nor an object of columns and data');
  const columns = split.columns.map(String);
  const rows = split.data.map((row: unknown, index) => {
    if (!Array.isArray(row) || row.length !== columns.length)
      throw new Error(`row ${index + 1} has not ${columns.length} values`);
    return row.map(toCell);
  });
  return { columns, rows };
}

/** Columns in the order of their first appearance; what a row lacks is empty. */
function fromRecords(records: readonly unknown[]): Table {
  const columns = new Set<string>();
  for (const [index, record] of records.entries()) {
    if (!isRecord(record)) throw new Error(`row ${index + 1} is no object`);
    for (const name of Object.keys(record)) columns.add(name);
  }
  const names = [...columns];
  const rows = records.map(record => names.map(name => toCell(isRecord(record) ? record[name] : null)));
  return { columns: names, rows };
}

function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  switch (typeof value) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'bigint':
      return value;
    default:
      return value instanceof Date ? value.toISOString() : JSON.stringify(value);
  }
}
