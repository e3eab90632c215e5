// The reference data of a package, read once: its columns for the profile, and what the model itself predicts for its rows.
import type { ReferenceProfile, Signature } from '../../domain/modelPackage.ts';
import { trouble } from '../../errors.ts';
import type { LoadedModel } from '../../serving/loadedModel.ts';
import { fromTensors } from '../tables/fromTensors.ts';
import { type Cell, readTable, type TableSource } from '../tables/readTable.ts';
import { planColumns, toTensors } from '../tables/toTensors.ts';

/** A column with a value for each row: numbers (NaN where there is none), or texts (null where there is none). */
export interface DataColumn {
  readonly name: string;
  readonly values: readonly (number | string | null)[];
}
export type ProfileBuilder = (data: {
  readonly columns: readonly DataColumn[];
  readonly predictions: readonly DataColumn[];
}) => ReferenceProfile;

/** More rows than these say nothing more about a distribution. */
const maxRows = 200_000;
const chunk = 1_000;

export interface ReferenceTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly textColumns: ReadonlySet<string>;
}

/** The first 200,000 rows; throws `data-unreadable`. */
export async function readReference(source: Omit<TableSource, 'chunk'>): Promise<ReferenceTable> {
  const rows: (readonly Cell[])[] = [];
  let columns: readonly string[] = [];
  for await (const part of readTable({ ...source, chunk })) {
    columns = part.columns;
    for (const row of part.rows) rows.push(row);
    if (rows.length >= maxRows) break;
  }
  if (rows.length === 0) throw trouble('data-unreadable', { path: source.path, reason: 'it has no rows' });
  const textColumns = columns.filter((_, index) => rows.some(row => isText(row[index] ?? null)));
  return { columns, rows, textColumns: new Set(textColumns) };
}

const emptyWords = new Set(['nan', 'na', 'null', 'none', '<na>', 'inf', '-inf']);
const isText = (cell: Cell): boolean =>
  typeof cell === 'string' && !emptyWords.has(cell.trim().toLowerCase()) && !Number.isFinite(Number(cell));

export interface ProfileInput {
  readonly table: ReferenceTable;
  readonly signature: Signature;
  /** Column that holds what is predicted. */
  readonly target: string | undefined;
  readonly model: LoadedModel;
  readonly buildProfile: ProfileBuilder;
  readonly signal: AbortSignal;
  readonly onProgress: (message: string) => void;
}

/** Throws `model-input` when the data lacks what the model takes. */
export async function profileOf(input: ProfileInput): Promise<ReferenceProfile> {
  const { table, signature, target } = input;
  const candidates = table.columns.filter(name => name !== target);
  const plan = planColumns(signature, table.columns, candidates);
  if (!plan.ok) throw trouble('model-input', { reason: `${plan.error} (reference data)` });
  const indexes = [...new Set(plan.value.inputs.flatMap(({ columns }) => columns))];
  const names = indexes.map(index => table.columns[index] ?? '');
  const columns = names.map((name, place) => toColumn(table, name, indexes[place] ?? 0));
  const answers = new Map<string, (number | string | null)[]>();
  for (let offset = 0; offset < table.rows.length; offset += chunk) {
    if (input.signal.aborted) throw trouble('cancelled');
    input.onProgress(`predicting the reference data, ${offset} of ${table.rows.length} rows`);
    const rows = table.rows.slice(offset, offset + chunk);
    const tensors = toTensors(plan.value, { columns: table.columns, rows, offset });
    if (!tensors.ok) throw trouble('model-input', { reason: `${tensors.error} (reference data)` });
    for (const { name, values } of fromTensors(await input.model.predict(tensors.value, input.signal))) {
      const kept = answers.get(name) ?? [];
      for (const value of values) kept.push(plain(value));
      answers.set(name, kept);
    }
  }
  return input.buildProfile({ columns, predictions: [...answers].map(([name, values]) => ({ name, values })) });
}

const toColumn = ({ rows, textColumns }: ReferenceTable, name: string, index: number): DataColumn => ({
  name,
  values: rows.map(row => {
    const cell = row[index] ?? null;
    if (textColumns.has(name)) return cell === null ? null : String(cell);
    return cell === null ? Number.NaN : toNumber(cell);
  }),
});
const toNumber = (cell: Exclude<Cell, null>): number =>
  typeof cell === 'string' && cell.trim() === '' ? Number.NaN : Number(cell);
const plain = (value: Cell): number | string | null =>
  typeof value === 'string' || value === null ? value : Number(value);
