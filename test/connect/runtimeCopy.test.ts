// The service runs from a copy that outlives the extension's folder, and copies nobody uses go away.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyRuntime, pruneRuntimes } from '../../connect/runtimeCopy.ts';
import { type PrivatePaths, privatePaths } from '../../protocol/privateFolder.ts';

let folder: string;
let paths: PrivatePaths;
let bundle: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trainyard-runtime-'));
  paths = privatePaths(join(folder, 'private'), 'ab'.repeat(32));
  bundle = join(folder, 'extension/dist/service.js');
  mkdirSync(dirname(bundle), { recursive: true });
  writeFileSync(bundle, 'console.log("one")\n');
  writeFileSync(join(folder, 'extension/package.json'), '{ "version": "1.2.3" }');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const old = (copy: string): void => {
  const when = new Date(Date.now() - 30 * 24 * 3_600_000);
  utimesSync(dirname(copy), when, when);
};

test('a bundle is copied under its version and content', async () => {
  const copy = await copyRuntime(bundle, paths);
  expect(copy).toMatch(/runtime\/1\.2\.3-[0-9a-f]{12}\/service\.js$/);
  expect(readFileSync(copy, 'utf8')).toBe('console.log("one")\n');
});

test('the same bundle is copied once, also when many want it at once', async () => {
  const copies = await Promise.all([1, 2, 3, 4].map(() => copyRuntime(bundle, paths)));
  expect(new Set(copies).size).toBe(1);
  expect(readdirSync(paths.runtime)).toHaveLength(1);
});

test('a changed bundle of the same version has a folder of its own', async () => {
  const first = await copyRuntime(bundle, paths);
  writeFileSync(bundle, 'console.log("two")\n');
  expect(await copyRuntime(bundle, paths)).not.toBe(first);
  expect(existsSync(first)).toBe(true);
});

test('sources are started where they are', async () => {
  expect(await copyRuntime('/somewhere/service/main.ts', paths)).toBe('/somewhere/service/main.ts');
});

test('copies that were not started for two weeks go, those that a living service runs from stay', async () => {
  const used = await copyRuntime(bundle, paths);
  writeFileSync(bundle, 'console.log("two")\n');
  const unused = await copyRuntime(bundle, paths);
  writeFileSync(bundle, 'console.log("three")\n');
  const fresh = await copyRuntime(bundle, paths);
  for (const copy of [used, unused]) old(copy);
  mkdirSync(paths.project, { recursive: true });
  writeFileSync(
    paths.serviceFile,
    JSON.stringify({ port: 1, pid: process.pid, token: 't', secret: 's', version: '1', entry: used }),
  );
  await pruneRuntimes(paths);
  expect([used, unused, fresh].map(copy => existsSync(copy))).toEqual([true, false, true]);
});

test('what lies beside the bundle for model servers is copied with it, and a change of it makes a new copy', async () => {
  const beside = (name: string): string => join(dirname(bundle), name);
  for (const name of ['ort-wasm-simd-threaded.wasm', 'ort-wasm-simd-threaded.mjs', 'predict_worker.py', 'client.js'])
    writeFileSync(beside(name), name);
  const first = await copyRuntime(bundle, paths);
  const found = readdirSync(dirname(first)).sort();
  expect(found).toEqual([
    'ort-wasm-simd-threaded.mjs',
    'ort-wasm-simd-threaded.wasm',
    'package.json',
    'predict_worker.py',
    'service.js',
  ]);
  rmSync(join(dirname(first), 'predict_worker.py'));
  writeFileSync(beside('predict_worker.py'), 'another');
  expect(await copyRuntime(bundle, paths)).not.toBe(first);
});
