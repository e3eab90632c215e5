// Vitest settings of the tour: one browser, one story, in order.
import { defineConfig } from 'vitest/config';
import { reporters } from '../kit/reporters.ts';

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/e2e/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    bail: 0,
    reporters: reporters(),
  },
});
