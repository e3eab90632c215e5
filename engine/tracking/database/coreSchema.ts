// Looks at the tables of a database: which of MLflow's core columns are there, and whether it is safe to write them.
import type { SqlDatabase } from '../../ports.ts';

export interface CoreSchema {
  has(table: string, column?: string): boolean;
  /** Why it must not be written; null when it may. */
  readonly mismatch: string | null;
  /** False when not even experiments and runs can be read. */
  readonly isReadable: boolean;
  readonly isEmpty: boolean;
}
interface Column {
  readonly name: string;
  readonly isNeeded: boolean;
  readonly isKey: boolean;
}

/** What we write: columns that must be there, and those that make up the primary key where writing relies on it. */
const written: Readonly<Record<string, { readonly columns: string; readonly key?: string }>> = {
  experiments: { columns: 'experiment_id name artifact_location lifecycle_stage creation_time last_update_time' },
  experiment_tags: { columns: 'key value experiment_id', key: 'experiment_id key' },
  runs: {
    columns:
      'run_uuid name source_type source_name entry_point_name user_id status start_time end_time source_version lifecycle_stage artifact_uri experiment_id deleted_time',
    key: 'run_uuid',
  },
  params: { columns: 'key value run_uuid', key: 'key run_uuid' },
  tags: { columns: 'key value run_uuid', key: 'key run_uuid' },
  metrics: {
    columns: 'key value timestamp run_uuid step is_nan',
    key: 'is_nan key run_uuid step timestamp value',
  },
  latest_metrics: { columns: 'key value timestamp step is_nan run_uuid', key: 'key run_uuid' },
};
const readable: Readonly<Record<string, readonly string[]>> = {
  experiments: ['experiment_id', 'name'],
  runs: ['run_uuid', 'experiment_id', 'status', 'start_time'],
};

/** Reads `sqlite_schema` only; throws what SQLite throws on files that are no databases. */
export function readCoreSchema(database: SqlDatabase): CoreSchema {
  const tables = new Map<string, readonly Column[]>();
  const names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  for (const { name } of names) tables.set(String(name), columnsOf(database, String(name)));
  const has = (table: string, column?: string): boolean => {
    const columns = tables.get(table);
    return columns !== undefined && (column === undefined || columns.some(({ name }) => name === column));
  };
  return {
    has,
    mismatch: findMismatch(tables, has),
    isReadable: Object.entries(readable).every(([table, columns]) => columns.every(column => has(table, column))),
    isEmpty: tables.size === 0,
  };
}

const columnsOf = (database: SqlDatabase, table: string): readonly Column[] =>
  database
    .prepare('SELECT name, "notnull" AS strict, dflt_value AS given, pk FROM pragma_table_info(?)')
    .all(table)
    .map(row => ({
      name: String(row.name),
      isNeeded: Number(row.strict) === 1 && row.given === null,
      isKey: Number(row.pk) > 0,
    }));

function findMismatch(tables: ReadonlyMap<string, readonly Column[]>, has: CoreSchema['has']): string | null {
  for (const [table, { columns, key }] of Object.entries(written)) {
    const known = columns.split(' ');
    const found = tables.get(table);
    if (found === undefined) return `no table ${table}`;
    const missing = known.find(column => !has(table, column));
    if (missing !== undefined) return `table ${table} has no column ${missing}`;
    const strange = found.find(column => column.isNeeded && !known.includes(column.name));
    if (strange !== undefined) return `table ${table} wants a column ${strange.name} that is not known here`;
    const keyFound = found.filter(column => column.isKey && column.name !== 'workspace');
    const keyText = keyFound
      .map(column => column.name)
      .sort()
      .join(' ');
    if (key !== undefined && keyText !== key) return `the key of table ${table} is ${keyText || 'missing'}`;
  }
  return null;
}
