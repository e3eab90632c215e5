// One service per project: an exclusive SQLite lock that the operating system gives back when its holder dies.
import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { trouble } from '../engine/errors.ts';
import { nodeDatabases } from '../engine/node/databases.ts';
import type { SqlDatabase } from '../engine/ports.ts';

export interface OwnerLock {
  release(): void;
}
export interface Owner {
  readonly host: string;
  readonly bootId: string;
  readonly pid: number;
}

const busyCodes = new Set([5, 6]);

/** `folder`: an existing folder. Throws `store-locked` with host and pid of the holder. */
export function takeOwnerLock(folder: string): OwnerLock {
  const file = `${folder}/owner.db`;
  const database = nodeDatabases.open(file, { busyTimeoutMs: 0 });
  try {
    lock(database);
  } catch (error) {
    database.close();
    const code = (error as { errcode?: unknown }).errcode;
    if (typeof code !== 'number' || !busyCodes.has(code & 0xff)) throw error;
    const holder = readOwner(`${folder}/owner.json`);
    throw trouble('store-locked', { host: holder?.host ?? '?', pid: holder?.pid ?? 0 }, { cause: error });
  }
  const me: Owner = { host: hostname(), bootId: readBootId(), pid: process.pid };
  writeFileSync(`${folder}/owner.json`, `${JSON.stringify(me)}\n`);
  return { release: () => database.close() };
}

/** The lock is kept after the transaction, until the connection is closed. */
function lock(database: SqlDatabase): void {
  database.exec('PRAGMA locking_mode = EXCLUSIVE');
  database.exec('BEGIN EXCLUSIVE');
  database.exec('CREATE TABLE IF NOT EXISTS owner (pid INTEGER)');
  database.exec('DELETE FROM owner');
  database.prepare('INSERT INTO owner (pid) VALUES (?)').run(process.pid);
  database.exec('COMMIT');
}

/** Who holds the lock, as its holder wrote it beside. */
export function readOwner(file: string): Owner | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch {
    // Not there yet, or being written: the lock itself is what counts.
    return null;
  }
}

function readBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    // Other systems have none; the lock itself does not need it.
    return '';
  }
}
