// SQLite through Node's own module, loaded only when a database is opened, so that an older Node gets a clear sentence.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { trouble } from '../errors.ts';
import type { Databases, OpenDatabaseOptions, SqlDatabase, SqlRow, SqlStatement } from '../ports.ts';
import { createDatabase } from './createDatabase.ts';

const defaultBusyTimeout = 20_000;

/** `open` throws `runtime-missing` where Node has no `node:sqlite`. */
export const nodeDatabases: Databases = {
  open(path, options = {}) {
    const sqlite = loadSqlite();
    const database = new sqlite.DatabaseSync(options.immutable ? immutableName(path) : path, {
      readOnly: options.readOnly ?? false,
    });
    try {
      database.exec(`PRAGMA busy_timeout = ${options.busyTimeoutMs ?? defaultBusyTimeout}`);
    } catch (error) {
      database.close();
      throw error;
    }
    return wrap(database, options);
  },
  createNew: (path, build) => createDatabase(path, build, nodeDatabases),
};

const immutableName = (path: string): string =>
  path.startsWith('file:') ? path : `${pathToFileURL(path).href}?immutable=1`;

function loadSqlite(): typeof import('node:sqlite') {
  const version = process.versions.node;
  if (typeof process.getBuiltinModule !== 'function') throw trouble('runtime-missing', { version });
  const sqlite = process.getBuiltinModule('node:sqlite');
  if (sqlite === undefined) throw trouble('runtime-missing', { version });
  return sqlite;
}

function wrap(database: DatabaseSync, options: OpenDatabaseOptions): SqlDatabase {
  const kept = new Map<string, SqlStatement>();
  let depth = 0;
  return {
    exec: sql => database.exec(sql),
    prepare(sql) {
      const known = kept.get(sql);
      if (known) return known;
      const made = statement(() => makeStatement(database, sql, options));
      kept.set(sql, made);
      return made;
    },
    transaction(work) {
      if (depth > 0) return work();
      database.exec('BEGIN IMMEDIATE');
      depth++;
      try {
        const value = work();
        database.exec('COMMIT');
        return value;
      } catch (error) {
        rollBack(database);
        throw error;
      } finally {
        depth--;
      }
    },
    close: () => database.close(),
  };
}

/** Some troubles, such as a full disk, have ended the transaction already. */
function rollBack(database: DatabaseSync): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // Nothing was left to roll back.
  }
}

function makeStatement(database: DatabaseSync, sql: string, options: OpenDatabaseOptions): StatementSync {
  const made = database.prepare(sql);
  if (options.bigInts) made.setReadBigInts(true);
  return made;
}

/** Statements that rows are read from right now: Node 22 finalizes one that nothing else holds, in the middle of its rows. */
const reading = new Set<StatementSync>();

/** Iteration gets a statement of its own, so that running the same one inside the loop does not restart it. */
function statement(make: () => StatementSync): SqlStatement {
  const shared = make();
  return {
    run: (...values) => ({ changes: Number(shared.run(...values).changes) }),
    get: (...values) => shared.get(...values) as SqlRow | undefined,
    all: (...values) => shared.all(...values) as SqlRow[],
    *iterate(...values) {
      const own = make();
      reading.add(own);
      try {
        yield* own.iterate(...values) as Iterable<SqlRow>;
      } finally {
        reading.delete(own);
      }
    },
  };
}
