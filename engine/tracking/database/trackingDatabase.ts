// The connection to mlflow.db: opened when the file is there, made on the first write, opened again when it was replaced.
import { trouble } from '../../errors.ts';
import type { Ports, SqlDatabase } from '../../ports.ts';
import type { MlflowSchema } from '../schemas/mlflowSchema.ts';
import { type CoreSchema, readCoreSchema } from './coreSchema.ts';
import { createTables } from './createTables.ts';

export type TrackingPorts = Pick<Ports, 'databases' | 'files' | 'blockingFiles' | 'log' | 'clock' | 'ids'>;
/** What functions on the database work with. Integers come as bigint. */
export interface OpenTables {
  readonly sql: SqlDatabase;
  readonly schema: CoreSchema;
}
export interface TrackingDatabase {
  /** `absent`: no file yet. `unreadable`: not MLflow's tables. `foreign`: readable, but not ours to write. */
  readonly state: 'absent' | 'unreadable' | 'foreign' | 'writable' | 'read-only';
  /** Null while there is no readable database. */
  read<T>(work: (tables: OpenTables) => T): T | null;
  /** In one transaction; makes the database first. Throws `tracking-schema` or `tracking-read-only`. */
  write<T>(work: (tables: OpenTables) => T): T;
  /** Moves when another connection wrote or the file was replaced. */
  version(): number;
  close(): void;
}
interface DatabaseOptions {
  readonly ports: TrackingPorts;
  /** Absolute. */
  readonly path: string;
  readonly access: 'write' | 'read';
  readonly artifactRoot: string;
  readonly isNetwork: boolean;
  readonly newSchema: MlflowSchema;
}
interface Connection {
  readonly sql: SqlDatabase;
  /** Which file, and how read-only snapshots of it looked: another text means to open again. */
  readonly mark: string;
  schema: CoreSchema;
  schemaVersion: number;
}

const fileName = 'mlflow.db';

export function openTrackingDatabase(options: DatabaseOptions): TrackingDatabase {
  const { ports, path, access } = options;
  let connection: Connection | null = null;
  let generation = 0;
  let isTold = false;
  const close = (): void => {
    connection?.sql.close();
    connection = null;
  };
  const connect = (): Connection | null => {
    const mark = markOf(options);
    if (connection !== null && connection.mark !== mark) close();
    if (mark === null) return null;
    if (connection === null) {
      connection = openConnection(options, mark);
      generation++;
    }
    return refresh(connection);
  };
  /** A file that SQLite cannot read is told once in the log and otherwise counts as unreadable. */
  const attempt = (): Connection | null | 'broken' => {
    try {
      return connect();
    } catch (error) {
      if (sqliteCode(error) === null) throw error;
      if (!isTold) ports.log.write('warn', `${fileName} cannot be read`, { error });
      isTold = true;
      return 'broken';
    }
  };
  const ready = (): Connection => {
    if (access === 'read') throw trouble('tracking-read-only', { file: fileName, reason: 'it was opened for reading' });
    const found = connect();
    if (found !== null && !found.schema.isEmpty) return found;
    if (found === null) ports.databases.createNew(path, database => build(database, options));
    else createTables(found.sql, tablesOf(options));
    const made = connect();
    if (made === null) throw trouble('tracking-read-only', { file: fileName, reason: 'it vanished' });
    return made;
  };
  return {
    get state() {
      const found = attempt();
      if (found === 'broken') return 'unreadable';
      if (found === null || found.schema.isEmpty) return 'absent';
      if (!found.schema.isReadable) return 'unreadable';
      if (found.schema.mismatch !== null) return 'foreign';
      return access === 'write' ? 'writable' : 'read-only';
    },
    read(work) {
      const found = attempt();
      return found === null || found === 'broken' || !found.schema.isReadable ? null : work(found);
    },
    write(work) {
      const found = explain(ready);
      const { mismatch } = found.schema;
      if (mismatch !== null) throw trouble('tracking-schema', { file: fileName, reason: mismatch });
      return explain(() => found.sql.transaction(() => work(found)));
    },
    version() {
      const found = attempt();
      if (found === null || found === 'broken') return generation * 2 ** 32;
      return generation * 2 ** 32 + pragma(found.sql, 'data_version');
    },
    close,
  };
}

/**
 * For writing: the file's identity. For reading, a file without a write-ahead log is opened as one that does not change,
 * so that nothing is made beside it; therefore any change of it means to open it again.
 */
function markOf({ ports, path, access }: DatabaseOptions): string | null {
  const stat = ports.blockingFiles.stat(path);
  if (stat === null || stat.kind !== 'file') return null;
  if (access === 'write') return stat.inode;
  const log = ports.blockingFiles.stat(`${path}-wal`);
  return (log?.size ?? 0) > 0 ? stat.inode : `${stat.inode} ${stat.mtime} ${stat.size} still`;
}

function openConnection({ ports, path, access }: DatabaseOptions, mark: string): Connection {
  const immutable = mark.endsWith(' still');
  const sql = ports.databases.open(path, { readOnly: access === 'read', bigInts: true, immutable });
  try {
    const schema = readCoreSchema(sql);
    sql.exec('PRAGMA foreign_keys = ON; PRAGMA case_sensitive_like = ON');
    if (access === 'write' && journalMode(sql) === 'wal') sql.exec('PRAGMA synchronous = NORMAL');
    return { sql, mark, schema, schemaVersion: pragma(sql, 'schema_version') };
  } catch (error) {
    sql.close();
    throw error;
  }
}

/** MLflow may have migrated the file since the last look. */
function refresh(connection: Connection): Connection {
  const now = pragma(connection.sql, 'schema_version');
  if (now !== connection.schemaVersion) {
    connection.schema = readCoreSchema(connection.sql);
    connection.schemaVersion = now;
  }
  return connection;
}

function build(database: SqlDatabase, options: DatabaseOptions): void {
  database.exec(`PRAGMA journal_mode = ${options.isNetwork ? 'DELETE' : 'WAL'}`);
  createTables(database, tablesOf(options));
}

const tablesOf = ({ newSchema, artifactRoot, ports }: DatabaseOptions) => ({
  schema: newSchema,
  artifactRoot,
  now: ports.clock.now(),
});
const pragma = (sql: SqlDatabase, name: 'data_version' | 'schema_version'): number =>
  Number(sql.prepare(`PRAGMA ${name}`).get()?.[name]);
const journalMode = (sql: SqlDatabase): unknown => sql.prepare('PRAGMA journal_mode').get()?.journal_mode;

const sqliteCode = (error: unknown): number | null => {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  return typeof code === 'number' ? code & 0xff : null;
};

/** SQLite's refusals to write, as sentences: 8 read-only, 11 corrupt, 13 full, 14 cannot open, 26 no database. */
function explain<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = sqliteCode(error);
    const reason = error instanceof Error ? error.message : String(error);
    if (code === 11 || code === 26) throw trouble('tracking-schema', { file: fileName, reason }, { cause: error });
    if (code === 8 || code === 13 || code === 14)
      throw trouble('tracking-read-only', { file: fileName, reason }, { cause: error });
    throw error;
  }
}
