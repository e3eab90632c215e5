// One at a time among all processes of this machine; the lock of a process that died is free at once.
import { trouble } from '../errors.ts';
import type { Ports } from '../ports.ts';

const patience = 30_000;

/** The lock is a transaction on a small SQLite file of its own. Throws `store-locked` after half a minute. */
export async function withFileLock<T>(
  { databases, clock }: Pick<Ports, 'databases' | 'clock'>,
  path: string,
  work: () => Promise<T>,
): Promise<T> {
  const database = databases.open(path, { busyTimeoutMs: 0 });
  try {
    const start = clock.monotonic();
    while (!tryLock(() => database.exec('BEGIN EXCLUSIVE'))) {
      if (clock.monotonic() - start > patience) throw trouble('store-locked', { host: 'this machine', process: '?' });
      await clock.sleep(15);
    }
    return await work();
  } finally {
    database.close();
  }
}

/** SQLITE_BUSY is 5. */
function tryLock(begin: () => void): boolean {
  try {
    begin();
    return true;
  } catch (error) {
    const code = (error as { errcode?: unknown } | null)?.errcode;
    if (typeof code === 'number' && (code & 0xff) === 5) return false;
    throw error;
  }
}
