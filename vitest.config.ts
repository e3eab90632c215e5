// Vitest settings: unit and process tests; the in-editor and browser suites have runners of their own.
import { defineConfig } from 'vitest/config';
import { reporters } from './test/kit/reporters.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/host/**', 'test/e2e/**', 'test/bench/**', 'node_modules/**'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    // Processes on a busy machine: on CI a test may fail once, and is named when it does.
    retry: process.env.CI === undefined ? 0 : 1,
    reporters: reporters(),
  },
});
