// Writes a table row by row as CSV, JSON or JSON Lines; the file appears under its name when it is whole.
import { trouble } from '../../errors.ts';
import type { Files, Ids } from '../../ports.ts';
import type { Cell } from './readTable.ts';

export interface TableWriter {
  /** Columns are the same each time. Makes the folder. */
  write(columns: readonly string[], rows: readonly (readonly Cell[])[]): Promise<void>;
  /** Gives the file its name. */
  end(): Promise<void>;
  /** Takes away what was not ended. */
  discard(): Promise<void>;
}
interface Format {
  readonly head: (columns: readonly string[]) => string;
  readonly row: (columns: readonly string[], row: readonly Cell[], isFirst: boolean) => string;
  readonly foot: string;
}

/** By the extension of `path`, which is absolute; throws `data-unreadable` for others. */
export function openTableWriter(
  {
    files,
    ids,
  }: { readonly files: Pick<Files, 'append' | 'makeFolder' | 'rename' | 'remove' | 'sync'>; readonly ids: Ids },
  path: string,
): TableWriter {
  const format = formats[/\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''];
  if (format === undefined)
    throw trouble('data-unreadable', { path, reason: 'predictions are written to .csv, .json or .jsonl' });
  const beside = `${path}.${ids.next().slice(0, 12)}.part`;
  let written = 0;
  let isStarted = false;
  return {
    async write(columns, rows) {
      const lines = rows.map((row, index) => format.row(columns, row, written + index === 0));
      if (!isStarted) await files.makeFolder(path.replace(/[\\/][^\\/]*$/, ''));
      await files.append(beside, `${isStarted ? '' : format.head(columns)}${lines.join('')}`);
      written += rows.length;
      isStarted = true;
    },
    async end() {
      await files.append(beside, format.foot);
      await files.sync(beside);
      await files.rename(beside, path);
    },
    discard: () => files.remove(beside),
  };
}

const csvCell = (cell: Cell): string => {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const csvLine = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\n`;

/** Numbers that JSON has not are null; 64-bit integers keep all their digits. */
const jsonCell = (cell: Cell): string => (typeof cell === 'bigint' ? String(cell) : JSON.stringify(cell));
const jsonRecord = (columns: readonly string[], row: readonly Cell[]): string =>
  `{${columns.map((name, index) => `${JSON.stringify(name)}:${jsonCell(row[index] ?? null)}`).join(',')}}`;
const jsonLines: Format = {
  head: () => '',
  row: (columns, row) => `${jsonRecord(columns, row)}\n`,
  foot: '',
};
const formats: Readonly<Record<string, Format>> = {
  csv: { head: csvLine, row: (_, row) => csvLine(row), foot: '' },
  json: {
    head: () => '[\n',
    row: (columns, row, isFirst) => `${isFirst ? '' : ',\n'}${jsonRecord(columns, row)}`,
    foot: '\n]\n',
  },
  jsonl: jsonLines,
  ndjson: jsonLines,
};
