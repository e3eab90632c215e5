// `npm run package`: builds a .vsix with everything bundled, holds it against its size budget and lists what is in it.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { build, root } from './build.ts';
import { writeNotices } from './notices.ts';
import { main, Stop, step } from './say.ts';

/** Megabytes a packaged extension may have. */
const budget = 10;

/** Builds, writes the notices and packs; returns the file's path. */
export async function packageExtension(out = join(root, '.cache/trainyard.vsix')): Promise<string> {
  await build();
  writeNotices();
  const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
  const flags = ['package', '--no-dependencies', '--skip-license', '--allow-missing-repository', '--out', out];
  const ended = spawnSync(process.execPath, [vsce, ...flags], { cwd: root, encoding: 'utf8' });
  if (ended.status !== 0) throw new Stop(`vsce could not package the extension:\n${ended.stdout}${ended.stderr}`);
  const megabytes = statSync(out).size / 1e6;
  if (megabytes > budget) throw new Stop(`${out} has ${megabytes.toFixed(1)} MB; its budget is ${budget} MB.`);
  console.log(`  ${out}: ${megabytes.toFixed(2)} MB of ${budget} MB`);
  return out;
}

if (import.meta.main) {
  await main(async () => {
    await step('package: building a .vsix', () => packageExtension());
    return 0;
  });
}
