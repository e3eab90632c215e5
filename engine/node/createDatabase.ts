// Makes a database file that is there whole or not at all, however many processes make it at once.
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Databases, SqlDatabase } from '../ports.ts';

/** See `Databases.createNew`. */
export function createDatabase(
  path: string,
  build: (database: SqlDatabase) => void,
  databases: Pick<Databases, 'open'>,
): boolean {
  const beside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const database = databases.open(beside);
    try {
      build(database);
    } finally {
      database.close();
    }
    flush(beside);
    return giveName(beside, path);
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${beside}${suffix}`, { force: true });
  }
}

function flush(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A link never replaces what is there. File systems without links get a rename, which might. */
function giveName(beside: string, path: string): boolean {
  try {
    linkSync(beside, path);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST' || existsSync(path)) return false;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(code ?? '')) throw error;
    renameSync(beside, path);
    return true;
  }
}
