// The project's `mlflow.db`: opened as it is, made when it is missing and something is to be written, never migrated.
import { type ErrorArgs, type ErrorCode, trouble } from '../errors.ts';
import type { Ports, SqlDatabase } from '../ports.ts';
import { schemaFor } from './schemas/known.ts';
import type { MlflowSchema } from './schemas/schema.ts';

export const databaseName = 'mlflow.db';

/** A connection and what its tables have. */
export interface OpenedMlflow {
  readonly sql: SqlDatabase;
  /** Since MLflow 3.10 experiments and registered models belong to a workspace. */
  readonly hasWorkspace: boolean;
  has(table: string, column?: string): boolean;
}
export interface DatabaseProblem {
  readonly code: ErrorCode;
  readonly args: ErrorArgs;
}
export interface MlflowDatabase {
  /** Null while there is no database. */
  read(): OpenedMlflow | null;
  /** Makes the database when there is none. Throws `tracking-read-only` or `tracking-schema`. */
  write(): OpenedMlflow;
  /** Why it cannot be read or written; null when it can, or when there is none. */
  problem(): DatabaseProblem | null;
  close(): void;
}
export interface MlflowDatabaseOptions {
  readonly ports: Pick<Ports, 'databases' | 'log' | 'clock'>;
  /** Absolute real path of the project. */
  readonly root: string;
  readonly access: 'write' | 'read';
  /** Version of the MLflow that will open it, when known: decides the revision of a new database. */
  readonly mlflowVersion: string | null;
  /** On a network file system WAL cannot be used. */
  readonly isNetwork: boolean;
}

/** Columns we read and write; a table that lacks one of them is not MLflow's as we know it. */
const coreColumns: Readonly<Record<string, readonly string[]>> = {
  experiments: ['experiment_id', 'name', 'artifact_location', 'lifecycle_stage', 'creation_time', 'last_update_time'],
  experiment_tags: ['key', 'value', 'experiment_id'],
  runs: [
    'run_uuid',
    'name',
    'source_type',
    'user_id',
    'status',
    'start_time',
    'end_time',
    'lifecycle_stage',
    'artifact_uri',
    'experiment_id',
    'deleted_time',
  ],
  params: ['key', 'value', 'run_uuid'],
  tags: ['key', 'value', 'run_uuid'],
  metrics: ['key', 'value', 'timestamp', 'run_uuid', 'step', 'is_nan'],
  latest_metrics: ['key', 'value', 'timestamp', 'step', 'is_nan', 'run_uuid'],
};
const cannotOpen = 14;

export function openMlflowDatabase(options: MlflowDatabaseOptions): MlflowDatabase {
  const path = `${options.root}/${databaseName}`;
  const { databases } = options.ports;
  let opened: { readonly mlflow: OpenedMlflow; readonly isReadOnly: boolean } | null = null;

  const open = (readOnly: boolean): SqlDatabase => databases.open(path, { readOnly, bigInts: true });
  const exists = (): boolean => {
    try {
      open(true).close();
      return true;
    } catch (error) {
      if (codeOf(error) === cannotOpen) return false;
      throw error;
    }
  };
  const openExisting = (): OpenedMlflow => {
    const readOnly = options.access === 'read';
    opened = { mlflow: describe(prepare(open(readOnly), readOnly)), isReadOnly: readOnly };
    return opened.mlflow;
  };
  const read = (): OpenedMlflow | null => {
    if (opened !== null) return opened.mlflow;
    if (!exists()) return null;
    const mlflow = openExisting();
    // An empty file is one that somebody is about to fill.
    if (mlflow.has('experiments')) return mlflow;
    mlflow.sql.close();
    opened = null;
    return null;
  };
  return {
    read,
    write() {
      const problem = options.access === 'read' ? readOnlyProblem('this window may only look') : null;
      if (problem !== null) throw trouble(problem.code, problem.args);
      const mlflow = read() ?? create(options, open(false), openExisting);
      const mismatch = findMismatch(mlflow);
      if (mismatch !== null) throw trouble('tracking-schema', { file: databaseName, reason: mismatch });
      return mlflow;
    },
    problem() {
      const mlflow = read();
      if (mlflow === null) return null;
      const mismatch = findMismatch(mlflow);
      return mismatch === null ? null : { code: 'tracking-schema', args: { file: databaseName, reason: mismatch } };
    },
    close() {
      opened?.mlflow.sql.close();
      opened = null;
    },
  };
}

const readOnlyProblem = (reason: string): DatabaseProblem => ({
  code: 'tracking-read-only',
  args: { file: databaseName, reason },
});

export function codeOf(error: unknown): number | null {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  return typeof code === 'number' ? code & 0xff : null;
}

/** As MLflow's own sessions have it: `LIKE` minds case, references are kept. The journal mode is left alone. */
function prepare(sql: SqlDatabase, readOnly: boolean): SqlDatabase {
  sql.exec('PRAGMA case_sensitive_like = ON');
  if (!readOnly) sql.exec('PRAGMA foreign_keys = ON');
  return sql;
}

/** One transaction makes everything, so that of two processes at once one makes it and the other finds it. */
function create(options: MlflowDatabaseOptions, sql: SqlDatabase, openExisting: () => OpenedMlflow): OpenedMlflow {
  const schema = schemaFor(options.mlflowVersion);
  try {
    if (!options.isNetwork) sql.exec('PRAGMA journal_mode = WAL');
    sql.transaction(() => {
      const tables = sql.prepare('SELECT count(*) AS n FROM sqlite_schema').get();
      if (Number(tables?.n ?? 0) === 0) fill(sql, schema, options);
    });
  } finally {
    sql.close();
  }
  options.ports.log.write('info', `${databaseName} made at revision ${schema.revision} (MLflow ${schema.mlflow})`);
  return openExisting();
}

function fill(sql: SqlDatabase, schema: MlflowSchema, { root, ports }: MlflowDatabaseOptions): void {
  sql.exec(schema.sql);
  sql.prepare('INSERT INTO alembic_version (version_num) VALUES (?)').run(schema.revision);
  const now = ports.clock.now();
  sql
    .prepare(
      "INSERT INTO experiments (experiment_id, name, artifact_location, lifecycle_stage, creation_time, last_update_time) VALUES (0, 'Default', ?, 'active', ?, ?)",
    )
    .run(`${root}/mlruns/0`, now, now);
}

function describe(sql: SqlDatabase): OpenedMlflow {
  const known = new Map<string, ReadonlySet<string>>();
  let version = -1n;
  const columns = (table: string): ReadonlySet<string> => {
    // Another MLflow may migrate the file while it is open here.
    const now = BigInt(String(sql.prepare('PRAGMA schema_version').get()?.schema_version ?? 0));
    if (now !== version) known.clear();
    version = now;
    const found =
      known.get(table) ??
      new Set(
        sql
          .prepare('SELECT name FROM pragma_table_info(?)')
          .all(table)
          .map(row => String(row.name)),
      );
    known.set(table, found);
    return found;
  };
  return {
    sql,
    get hasWorkspace() {
      return columns('experiments').has('workspace');
    },
    has: (table, column) => (column === undefined ? columns(table).size > 0 : columns(table).has(column)),
  };
}

/** The first thing that is missing, in words for `tracking-schema`; null when all is as it should be. */
function findMismatch(mlflow: OpenedMlflow): string | null {
  for (const [table, columns] of Object.entries(coreColumns)) {
    if (!mlflow.has(table)) return `no table ${table}`;
    const missing = columns.find(column => !mlflow.has(table, column));
    if (missing !== undefined) return `no column ${table}.${missing}`;
  }
  return null;
}
