// SQLite as the port promises it: transactions that join, big integers on request, a clear word where Node lacks it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isTrouble } from '../../engine/errors.ts';
import { nodeDatabases } from '../../engine/node/databases.ts';
import type { SqlDatabase } from '../../engine/ports.ts';

let root: string;
let database: SqlDatabase;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'trainyard-sql-'));
  database = nodeDatabases.open(join(root, 'a.db'));
  database.exec('CREATE TABLE t (n INTEGER)');
});
afterEach(() => {
  database.close();
  rmSync(root, { recursive: true, force: true });
});
const values = (): unknown[] =>
  database
    .prepare('SELECT n FROM t ORDER BY n')
    .all()
    .map(row => row.n);

test('a nested transaction joins the outer one and falls with it', () => {
  expect(() =>
    database.transaction(() => {
      database.transaction(() => database.prepare('INSERT INTO t VALUES (?)').run(1));
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(values()).toEqual([]);
  database.transaction(() => database.prepare('INSERT INTO t VALUES (?)').run(2));
  expect(values()).toEqual([2]);
});

test('integers beyond 2^53 come whole when asked for', () => {
  database.prepare('INSERT INTO t VALUES (?)').run(9_007_199_254_740_993n);
  const big = nodeDatabases.open(join(root, 'a.db'), { readOnly: true, bigInts: true });
  expect(big.prepare('SELECT n FROM t').get()).toEqual({ n: 9_007_199_254_740_993n });
  big.close();
});

test('running a statement while it is iterated does not restart it', () => {
  for (const n of [1, 2, 3]) database.prepare('INSERT INTO t VALUES (?)').run(n);
  const select = database.prepare('SELECT n FROM t ORDER BY n');
  const seen: unknown[] = [];
  for (const row of select.iterate()) {
    select.get();
    seen.push(row.n);
  }
  expect(seen).toEqual([1, 2, 3]);
});

test('a read-only connection writes nothing', () => {
  const reader = nodeDatabases.open(join(root, 'a.db'), { readOnly: true });
  expect(() => reader.exec('INSERT INTO t VALUES (1)')).toThrow(/readonly/);
  reader.close();
});

test('a Node without node:sqlite gets a sentence that says so', () => {
  const builtins = vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
  try {
    nodeDatabases.open(':memory:');
    expect.unreachable();
  } catch (error) {
    expect(isTrouble(error, 'runtime-missing') && error.message).toMatch(/lacks node:sqlite/);
  } finally {
    builtins.mockRestore();
  }
});

test('rows come to their end although memory is cleared in the middle', () => {
  setFlagsFromString('--expose-gc');
  const clear = runInNewContext('gc') as () => void;
  for (let n = 0; n < 100; n++) database.prepare('INSERT INTO t VALUES (?)').run(n);
  const seen: unknown[] = [];
  for (const row of database.prepare('SELECT n FROM t ORDER BY n').iterate()) {
    if (seen.length % 10 === 0) clear();
    seen.push(row.n);
  }
  expect(seen).toHaveLength(100);
});
