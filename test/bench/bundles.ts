// Sizes of the bundles against their budgets, in kilobytes of minified JavaScript.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/build.ts';

export interface BundleSize {
  readonly bundle: string;
  readonly kilobytes: number;
  readonly budget: number | null;
}

/** Budgets of the design; a panel's counts without its chart library, so its number here is an upper bound. */
const budgets: Readonly<Record<string, number | null>> = {
  'client.js': 300,
  'languageClient.js': null,
  'server.js': 600,
  'service.js': null,
  'cli.js': null,
  'webview/metrics.js': 400,
  'webview/graph.js': 400,
};

export const bundleSizes = (): readonly BundleSize[] =>
  Object.entries(budgets).map(([bundle, budget]) => ({
    bundle,
    kilobytes: Math.round(statSync(join(root, 'dist', bundle)).size / 1000),
    budget,
  }));
