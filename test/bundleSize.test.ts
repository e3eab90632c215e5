// Bundles stay within their budgets of minified kilobytes; panels without their chart library.
import * as esbuild from 'esbuild';
import { expect, test } from 'vitest';
import { bundles } from '../scripts/build.ts';

const chartLibraries = ['node_modules/uplot/', 'node_modules/@dagrejs/'];

test.for([
  ['client', 300],
  ['server', 600],
  ['metrics panel', 400],
  ['graph panel', 400],
  ['deployment panel', 400],
] as const)('the %s is under %i KB', async ([name, budget]) => {
  const bundle = bundles.find(each => each.name === name);
  if (bundle === undefined) throw new Error(`scripts/build.ts has no bundle «${name}»`);
  const { metafile } = await esbuild.build({ ...bundle.options, write: false, sourcemap: false, metafile: true });
  const script = Object.entries(metafile.outputs).find(([file]) => file.endsWith('.js'))?.[1];
  if (script === undefined) throw new Error('a script is made');
  const charts = Object.entries(script.inputs).filter(([file]) =>
    chartLibraries.some(library => file.startsWith(library)),
  );
  const bytes = script.bytes - charts.reduce((sum, [, input]) => sum + input.bytesInOutput, 0);
  console.log(`${name}: ${Math.round(bytes / 1000)} KB, with its chart library ${Math.round(script.bytes / 1000)} KB`);
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThan(budget * 1_000);
});
