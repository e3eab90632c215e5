// `npm run check`: format and lint (Biome), types (tsc -b), generated files and the import table.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './build.ts';
import { main, step } from './say.ts';

const bin = (name: string): string => join(root, 'node_modules/.bin', name);

/** Runs a tool; false when it found something. */
function passes(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status === 0;
}

/** Every check, each run even when one before it failed. */
export async function check(): Promise<boolean> {
  const results = [
    await step('format and lint: Biome', () => passes(bin('biome'), 'check', '--error-on-warnings', '.')),
    await step('types: tsc -b', () => passes(bin('tsc'), '-b')),
    await step('architecture: import table, circles, manifest, documents', () =>
      passes(
        bin('vitest'),
        'run',
        '--reporter=dot',
        'test/architecture.test.ts',
        'test/manifest.test.ts',
        'test/docs.test.ts',
      ),
    ),
  ];
  return results.every(Boolean);
}

if (import.meta.main) await main(async () => ((await check()) ? 0 : 1));
