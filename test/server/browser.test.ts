// The language server stays free of Node, so that editors in the browser can run it.
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { expect, test } from 'vitest';

const absWorkingDir = join(import.meta.dirname, '../..');
const options: esbuild.BuildOptions = {
  absWorkingDir,
  bundle: true,
  write: false,
  metafile: true,
  minify: true,
  logLevel: 'silent',
};

test('the server bundles for the browser, without any module of Node', async () => {
  const result = await esbuild.build({
    ...options,
    entryPoints: ['server/browser.ts'],
    platform: 'browser',
    format: 'iife',
  });
  expect(result.errors).toEqual([]);
  const imports = Object.values(result.metafile?.inputs ?? {}).flatMap(input => input.imports.map(one => one.path));
  expect(imports.filter(path => path.startsWith('node:'))).toEqual([]);
});
