// Outputs come back from the cache exactly as they were, and only when all of them can.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ResolvedOut } from '../../engine/domain/pipeline.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import {
  type CachedOut,
  canRestore,
  findEntry,
  keepOut,
  restoreOut,
  saveEntry,
} from '../../engine/runner/outputCache.ts';
import type { ProjectContext } from '../../engine/runner/runnerContext.ts';
import { openStatCache } from '../../engine/store/statCache.ts';
import { openStateStore } from '../../engine/store/stateStore.ts';

const ports = nodePorts({ log: { write: () => {} } });
let context: ProjectContext;
const at = (path: string): string => join(context.root, path);
const out = (path: string, cache = true): ResolvedOut => ({ path, role: 'out', cache });
const clear = (path: string): Promise<void> => ports.files.remove(at(path));
const key = 'a'.repeat(64);

beforeEach(async () => {
  const root = mkdtempSync(join(tmpdir(), 'trainyard-cache-'));
  context = {
    ports,
    root,
    store: await openStateStore(ports, { root, access: 'write' }),
    hashes: await openStatCache(ports, { root, access: 'write' }),
  };
  mkdirSync(at('build/deep'), { recursive: true });
  writeFileSync(at('build/model.bin'), 'model');
  writeFileSync(at('build/deep/run.sh'), '#!/bin/sh\n');
  chmodSync(at('build/deep/run.sh'), 0o755);
});
afterEach(() => {
  context.store.close();
  context.hashes.close();
  rmSync(context.root, { recursive: true, force: true });
});

async function keep(one: ResolvedOut): Promise<CachedOut> {
  const kept = await keepOut(context, one);
  if (kept === null) throw new Error(`${one.path} is missing`);
  return kept;
}
const entry = (outs: readonly CachedOut[]) => ({ key, stage: 'train', outs, params: {}, points: [] });

test('a file comes back', async () => {
  const kept = await keep(out('build/model.bin'));
  rmSync(at('build/model.bin'));
  expect(await canRestore(context, entry([kept]), [out('build/model.bin')])).toBe(true);
  await restoreOut(context, kept, clear);
  expect(readFileSync(at('build/model.bin'), 'utf8')).toBe('model');
});

test('a folder comes back with its modes and without what was added since', async () => {
  const kept = await keep(out('build'));
  writeFileSync(at('build/added'), 'x');
  rmSync(at('build/model.bin'));
  await restoreOut(context, kept, clear);
  expect(readdirSync(at('build')).sort()).toEqual(['deep', 'model.bin']);
  expect(statSync(at('build/deep/run.sh')).mode & 0o111).toBe(0o111);
});

test('an output that is there unchanged is left alone', async () => {
  const kept = await keep(out('build/model.bin'));
  const { ino } = statSync(at('build/model.bin'));
  await restoreOut(context, kept, clear);
  expect(statSync(at('build/model.bin')).ino).toBe(ino);
});

test('changing a restored file does not change the cache', async () => {
  const kept = await keep(out('build/model.bin'));
  rmSync(at('build/model.bin'));
  await restoreOut(context, kept, clear);
  writeFileSync(at('build/model.bin'), 'changed');
  await restoreOut(context, kept, clear);
  expect(readFileSync(at('build/model.bin'), 'utf8')).toBe('model');
});

test('an output outside the cache counts only while it lies there unchanged', async () => {
  const kept = await keep(out('build/model.bin', false));
  expect(existsSync(at('.trainyard/cache/objects'))).toBe(false);
  expect(await canRestore(context, entry([kept]), [out('build/model.bin', false)])).toBe(true);
  writeFileSync(at('build/model.bin'), 'changed');
  expect(await canRestore(context, entry([kept]), [out('build/model.bin', false)])).toBe(false);
});

test('an entry that lacks an output or an object of a folder is of no use', async () => {
  const folder = await keep(out('build'));
  expect(await canRestore(context, entry([folder]), [out('build'), out('other')])).toBe(false);
  const object = await ports.hasher.file(at('build/model.bin'));
  rmSync(at('build'), { recursive: true });
  expect(await canRestore(context, entry([folder]), [out('build')])).toBe(true);
  rmSync(at(`.trainyard/cache/objects/${object.slice(0, 2)}/${object}`));
  expect(await canRestore(context, entry([folder]), [out('build')])).toBe(false);
});

test('NaN and infinities survive in an entry', async () => {
  const points = [Number.NaN, Infinity, -Infinity, 1.5].map((value, step) => ({
    key: 'loss',
    value,
    step,
    timestamp: 1000,
  }));
  await saveEntry(context, { ...entry([]), points });
  expect((await findEntry(context, key))?.points).toEqual(points);
});

test('a damaged entry is as good as none', async () => {
  mkdirSync(at('.trainyard/cache/entries'), { recursive: true });
  writeFileSync(at(`.trainyard/cache/entries/${key}.json`), '{"key": ');
  expect(await findEntry(context, key)).toBeNull();
});

test('a missing output is not kept', async () => {
  expect(await keepOut(context, out('nowhere'))).toBeNull();
});
