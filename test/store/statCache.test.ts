// The stat cache saves hashing and never trades truth for it.
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodePorts } from '../../engine/node/ports.ts';
import { manifestText, openStatCache, parseManifest, type StatCache } from '../../engine/store/statCache.ts';

const real = nodePorts({ log: { write: () => {} } });
let hashed: string[] = [];
const ports = { ...real, hasher: { ...real.hasher, file: countedHash } };
function countedHash(path: string): Promise<string> {
  hashed.push(path);
  return real.hasher.file(path);
}
let root: string;
let cache: StatCache;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'trainyard-stat-'));
  cache = await openStatCache(ports, { root, access: 'write' });
  hashed = [];
});
afterEach(() => {
  cache.close();
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text: string, ageSeconds = 0): string {
  const file = join(root, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  const time = Date.now() / 1000 - ageSeconds;
  utimesSync(file, time, time);
  return file;
}

test('a file that has rested is hashed once', async () => {
  const file = write('data.csv', 'a', 60);
  const first = await cache.hash(file);
  expect(await cache.hash(file)).toBe(first);
  expect(hashed).toHaveLength(1);
});

test('a file written less than two seconds before is hashed again', async () => {
  const file = write('data.csv', 'a');
  await cache.hash(file);
  await cache.hash(file);
  expect(hashed).toHaveLength(2);
});

test('a change of same size and time within the clock tick is seen', async () => {
  const file = write('data.csv', 'a');
  const first = await cache.hash(file);
  const time = new Date();
  utimesSync(file, time, time);
  writeFileSync(file, 'b');
  utimesSync(file, time, time);
  expect(await cache.hash(file)).not.toBe(first);
});

test('the index survives a restart', async () => {
  const file = write('data.csv', 'a', 60);
  await cache.hash(file);
  cache.close();
  cache = await openStatCache(ports, { root, access: 'write' });
  await cache.hash(file);
  expect(hashed).toHaveLength(1);
});

test('a damaged index is built again', async () => {
  const file = write('data.csv', 'a', 60);
  const before = await cache.hash(file);
  cache.close();
  for (const suffix of ['-wal', '-shm']) rmSync(join(root, `.trainyard/index.db${suffix}`), { force: true });
  writeFileSync(join(root, '.trainyard/index.db'), 'rubbish '.repeat(2000));
  cache = await openStatCache(ports, { root, access: 'write' });
  expect(await cache.hash(file)).toBe(before);
});

test('a folder has the hash of its manifest, which reads back', async () => {
  write('data/a.csv', 'a', 60);
  write('data/deep/b "quoted".csv', 'b', 60);
  const entries = await cache.manifest(join(root, 'data'));
  expect(entries.map(entry => entry.path)).toEqual(['a.csv', 'deep/b "quoted".csv']);
  expect(parseManifest(manifestText(entries))).toEqual(entries);
  expect(await cache.hash(join(root, 'data'))).toBe(real.hasher.text(manifestText(entries)));
});

test('a renamed file changes the hash of its folder, a tool cache does not', async () => {
  write('src/a.py', 'a', 60);
  const before = await cache.hash(join(root, 'src'));
  write('src/__pycache__/a.pyc', 'x', 60);
  expect(await cache.hash(join(root, 'src'))).toBe(before);
  rmSync(join(root, 'src/a.py'));
  write('src/b.py', 'a', 60);
  expect(await cache.hash(join(root, 'src'))).not.toBe(before);
});

test('nothing has no hash', async () => {
  expect(await cache.hash(join(root, 'absent'))).toBeNull();
});
