// One service per project: a SQLite lock that the operating system gives back when its holder dies, and who holds it.
import { hostname } from 'node:os';
import { trouble } from '../engine/errors.ts';
import { nodeDatabases } from '../engine/node/databases.ts';
import { bootId } from '../engine/node/os/bootId.ts';
import type { SqlDatabase } from '../engine/ports.ts';

export interface OwnerLock {
  release(): void;
}
export interface Owner {
  readonly host: string;
  readonly bootId: string;
  readonly pid: number;
  /** The project's folder as its holder sees it: another one when the folder was moved meanwhile. */
  readonly root: string;
}

/** SQLITE_BUSY and SQLITE_LOCKED. */
const busyCodes = new Set([5, 6]);
const table =
  'CREATE TABLE IF NOT EXISTS owner (host TEXT NOT NULL, boot_id TEXT NOT NULL, pid INTEGER NOT NULL, root TEXT NOT NULL) STRICT';

/** `file`: in an existing folder. Throws `store-locked` with host and process of the holder. */
export function takeOwnerLock(file: string, root: string): OwnerLock {
  const database = nodeDatabases.open(file, { busyTimeoutMs: 0 });
  try {
    writeOwner(database, { host: hostname(), bootId: bootId(), pid: process.pid, root });
    // Held until this process ends: nobody else may write, everybody may read who holds it.
    database.exec('BEGIN IMMEDIATE');
    return { release: () => database.close() };
  } catch (error) {
    const holder = isBusy(error) ? readHolder(database) : null;
    database.close();
    if (!isBusy(error)) throw error;
    throw trouble(
      'store-locked',
      { host: holder?.host ?? '?', pid: holder?.pid ?? 0, root: holder?.root ?? '?' },
      { cause: error },
    );
  }
}

function writeOwner(database: SqlDatabase, { host, bootId: boot, pid, root }: Owner): void {
  database.exec('BEGIN IMMEDIATE');
  // Losers that read the row hold the commit up for a moment.
  database.exec('PRAGMA busy_timeout = 5000');
  database.exec(table);
  database.exec('DELETE FROM owner');
  database.prepare('INSERT INTO owner (host, boot_id, pid, root) VALUES (?,?,?,?)').run(host, boot, pid, root);
  database.exec('COMMIT');
  database.exec('PRAGMA busy_timeout = 0');
}

/** Null when it cannot be read: the lock itself is what counts. */
function readHolder(database: SqlDatabase): Owner | null {
  try {
    database.exec('PRAGMA busy_timeout = 2000');
    const row = database.prepare('SELECT host, boot_id, pid, root FROM owner').get();
    if (row === undefined) return null;
    return { host: String(row.host), bootId: String(row.boot_id), pid: Number(row.pid), root: String(row.root) };
  } catch {
    return null;
  }
}

const isBusy = (error: unknown): boolean => {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  return typeof code === 'number' && busyCodes.has(code & 0xff);
};
