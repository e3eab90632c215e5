// Panels stay within their budget: 400 KB minified without the chart library.
import * as esbuild from 'esbuild';
import { expect, test } from 'vitest';
import { bundles } from '../../scripts/build.ts';

const chartLibraries = ['node_modules/uplot/', 'node_modules/@dagrejs/'];

test.for(['metrics panel', 'graph panel', 'deployment panel'])('the %s is under 400 KB', async name => {
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
  expect(bytes).toBeLessThan(400_000);
});
