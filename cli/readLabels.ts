// Labels from a CSV file: which request, which row of it, and what turned out to be true.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { trouble } from '../engine/errors.ts';
import type { LabelsRequest } from '../protocol/deployApi.ts';

type Label = LabelsRequest['labels'][number];
const maxIdLength = 200;

/** Columns `id` and `value`, and if given `row` (from 0) and `at` (a date or UTC milliseconds). Throws `data-unreadable` with the line. */
export async function readLabels(file: string, cwd: string): Promise<readonly Label[]> {
  const unreadable = (reason: string, cause?: unknown) => trouble('data-unreadable', { path: file, reason }, { cause });
  const text = await readFile(resolve(cwd, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw unreadable(error.code === 'ENOENT' ? 'it is not there' : error.message, error);
  });
  let rows: readonly Readonly<Record<string, string>>[];
  try {
    rows = parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true });
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error), error);
  }
  return rows.map((row, i) => {
    const label = readLabel(row);
    if (typeof label === 'string') throw unreadable(`line ${i + 2}: ${label}`);
    return label;
  });
}

/** The label, or what is wrong with it. */
function readLabel({ id = '', value = '', row = '', at = '' }: Readonly<Record<string, string>>): Label | string {
  if (id === '') return 'there is no id';
  if (id.length > maxIdLength) return `the id has more than ${maxIdLength} characters`;
  if (value === '') return 'there is no value';
  if (!/^\d*$/.test(row)) return `row «${row}» is not a whole number from 0 on`;
  const time = at === '' ? undefined : /^\d+$/.test(at) ? Number(at) : Date.parse(at);
  if (time !== undefined && Number.isNaN(time)) return `at «${at}» is no time`;
  const number = Number(value);
  return {
    id,
    row: row === '' ? 0 : Number(row),
    value: Number.isFinite(number) ? number : value,
    ...(time === undefined ? {} : { at: time }),
  };
}
