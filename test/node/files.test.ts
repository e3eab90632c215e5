// The real file system behaves as the port promises.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { realFiles } from '../../engine/node/files.ts';

let root: string;
const at = (path: string): string => join(root, path);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'trainyard-files-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('what is missing is null, below a file too', async () => {
  writeFileSync(at('file'), 'x');
  for (const path of ['absent', 'file/below', 'absent/deeper']) {
    expect(await realFiles.read(at(path))).toBeNull();
    expect(await realFiles.stat(at(path))).toBeNull();
    expect(await realFiles.list(at(path))).toEqual([]);
    expect(await realFiles.realPath(at(path))).toBeNull();
    expect(await realFiles.readSlice(at(path), 0, 10)).toBeNull();
  }
});

test('a link that leads to itself is as good as missing', async () => {
  symlinkSync('loop', at('loop'));
  expect(await realFiles.stat(at('loop'))).toBeNull();
  expect(await realFiles.list(root)).toEqual([{ name: 'loop', kind: 'other', isLink: true }]);
});

test('an atomic write makes folders, sets the mode and leaves nothing beside', async () => {
  await realFiles.writeAtomic(at('deep/down/secret'), 'x', 0o600);
  expect(statSync(at('deep/down/secret')).mode & 0o777).toBe(0o600);
  expect(readdirSync(at('deep/down'))).toEqual(['secret']);
});

test('a write that cannot be finished leaves the old content and nothing beside', async () => {
  mkdirSync(at('folder/full'), { recursive: true });
  await expect(realFiles.writeAtomic(at('folder'), 'x')).rejects.toThrow();
  expect(readdirSync(root)).toEqual(['folder']);
});

test('of several that make one file, one does', async () => {
  const made = await Promise.all(
    Array.from({ length: 8 }, (_, index) => realFiles.createNew(at('claim'), String(index))),
  );
  expect(made.filter(Boolean)).toHaveLength(1);
  expect(readFileSync(at('claim'), 'utf8')).toBe(String(made.indexOf(true)));
});

test('slices end where the file ends', async () => {
  writeFileSync(at('log'), 'abcdef');
  const slice = async (offset: number, limit: number): Promise<string> =>
    Buffer.from((await realFiles.readSlice(at('log'), offset, limit)) ?? []).toString();
  expect(await slice(2, 2)).toBe('cd');
  expect(await slice(4, 100)).toBe('ef');
  expect(await slice(9, 5)).toBe('');
});

test('a temporary folder is on no network', async () => {
  expect(await realFiles.isNetwork(root)).toBe(false);
});
