// Databases of an untrusted folder, read without leaving a trace: SQLite itself would make files beside one in WAL mode.
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { trouble } from '../engine/errors.ts';
import type { Databases, SqlDatabase, SqlStatement } from '../engine/ports.ts';

interface Opened {
  readonly database: SqlDatabase;
  readonly stamp: string;
  close(): void;
}

/** Opens databases read-only and anew whenever their files have changed. Those in memory are opened as ever. */
export function viewingDatabases(real: Databases, isInside: (path: string) => boolean): Databases {
  return {
    createNew: refuse,
    open(asked, options = {}) {
      if (asked === ':memory:') return real.open(asked, options);
      // How it is opened is decided here, whatever the address says.
      const path = asked.startsWith('file:') ? fileURLToPath(asked) : asked;
      if (!isInside(path)) throw trouble('path-outside', { path });
      const reopen = (): Opened => openUntouched(real, path, options);
      let opened = reopen();
      const current = (): SqlDatabase => {
        if (opened.stamp === stampOf(path)) return opened.database;
        opened.close();
        opened = reopen();
        return opened.database;
      };
      return {
        exec: sql => current().exec(sql),
        prepare: (sql): SqlStatement => ({
          run: refuse,
          get: (...values) =>
            current()
              .prepare(sql)
              .get(...values),
          all: (...values) =>
            current()
              .prepare(sql)
              .all(...values),
          iterate: (...values) =>
            current()
              .prepare(sql)
              .iterate(...values),
        }),
        transaction: refuse,
        close: () => opened.close(),
      };
    },
  };
}

const refuse = (): never => {
  throw trouble('untrusted');
};

/** As it is when nobody writes it; a copy of it when what was written last still lies in its log. */
function openUntouched(real: Databases, path: string, options: Parameters<Databases['open']>[1]): Opened {
  const stamp = stampOf(path);
  const readOnly = { ...options, readOnly: true };
  if ((statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0) {
    const database = real.open(`${pathToFileURL(path).href}?immutable=1`, readOnly);
    return { database, stamp, close: () => database.close() };
  }
  const folder = mkdtempSync(join(tmpdir(), 'trainyard-view-'));
  const copy = join(folder, 'copy.db');
  for (const suffix of ['', '-wal']) copyFileSync(`${path}${suffix}`, `${copy}${suffix}`);
  const database = real.open(copy, readOnly);
  return {
    database,
    stamp,
    close() {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const stampOf = (path: string): string =>
  [path, `${path}-wal`]
    .map(file => {
      const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
      return stat === undefined ? '-' : `${stat.mtimeNs}:${stat.size}:${stat.ino}`;
    })
    .join('|');
