// Rebuilds every bundle when its sources change, for F5 in the editor.
import * as esbuild from 'esbuild';
import { bundles, prepareDist } from './build.ts';

prepareDist();
console.log('[watch] build started');
const contexts = await Promise.all(
  bundles.map(({ options }) => esbuild.context({ ...options, minify: false, logLevel: 'info' })),
);
await Promise.all(contexts.map(context => context.watch()));
console.log('[watch] build finished');
