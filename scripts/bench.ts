// `npm run bench`: builds, then runs the benchmarks one after the other on an otherwise idle machine.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bringBrowser } from './browser.ts';
import { build, root } from './build.ts';
import { installEditorHost } from './editorHost.ts';
import { main, step } from './say.ts';

await main(async () => {
  await step('build: bundling the extension', () => build());
  await step('editor and browser: bringing them', () => [installEditorHost(), bringBrowser()]);
  return (
    spawnSync(process.execPath, [join(root, 'test/bench/main.ts'), ...process.argv.slice(2)], {
      cwd: root,
      stdio: 'inherit',
    }).status ?? 1
  );
});
