// `npm start`: the example with real runs and a served model, open in an editor with the extension; `--once` proves it, takes a picture and ends.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser, openWorkbench } from './browser.ts';
import { build, root } from './build.ts';
import { type EditorServer, installEditorHost, startEditorServer, workbenchUrl } from './editorHost.ts';
import { copyExample, runExample, serveExample, trainyard } from './exampleCopy.ts';
import { bringUv, findPython, withUv } from './python.ts';
import { main, Stop, step } from './say.ts';

const folder = join(root, '.cache/example/bike-demand');
const picture = join(root, '.cache/start.png');

await main(async () => {
  const once = process.argv.includes('--once');
  await step('python: finding it, and uv from PyPI', () => [findPython(), bringUv()]);
  await step('build: bundling the extension', () => build());
  await step('editor: bringing a VS Code workbench from npm', installEditorHost);
  await step('example: a working copy and its runs', async () => {
    copyExample(folder);
    if (!(await runExample(folder))) console.log('  its runs of last time are kept');
  });
  await step('example: its model served, with some days of traffic', () => serveExample(folder));
  const server = await step('workbench: starting it', () =>
    startEditorServer({
      data: once ? undefined : join(root, '.cache/editor-profile'),
      env: cleanEnv(withUv()),
    } as Parameters<typeof startEditorServer>[0]),
  );
  try {
    if (once) await prove(server);
    else await serve(server);
  } finally {
    await server.stop();
    await trainyard(folder, ['stop', 'local']);
    await trainyard(folder, ['service', 'stop']);
  }
  return 0;
});

function cleanEnv(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Opens the sidebar in a browser and waits until the pipeline's runs and the served model stand in it. */
async function prove(server: EditorServer): Promise<void> {
  const browser = await step('browser: starting Chromium', launchBrowser);
  try {
    await step('proof: the workbench shows the runs and what is served', async () => {
      const page = await openWorkbench(browser, server, { folder, extension: root });
      await page.getByRole('tab', { name: 'Trainyard' }).first().click();
      const rows = page.locator('.monaco-list-row');
      await rows.filter({ hasText: 'bike-demand' }).first().waitFor({ timeout: 60_000 });
      await rows.filter({ hasText: /rmse/ }).first().waitFor({ timeout: 60_000 });
      await rows
        .filter({ hasText: /local.*v1 100 %/ })
        .first()
        .waitFor({ timeout: 60_000 });
      mkdirSync(join(root, '.cache'), { recursive: true });
      await page.screenshot({ path: picture });
    });
    if (!existsSync(picture)) throw new Stop('The picture was not saved.');
    console.log(`They are shown; the picture is ${picture}`);
  } finally {
    await browser.close();
  }
}

/** Prints the address, opens the browser where there is a display, and stays until Ctrl+C. */
async function serve(server: EditorServer): Promise<void> {
  const url = workbenchUrl(server, { folder, extension: root });
  console.log(`\nTrainyard is open at\n\n  ${url}\n\nClick the Trainyard icon on the left. Ctrl+C here ends it.`);
  const opener =
    process.platform === 'darwin'
      ? 'open'
      : process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']
        ? 'xdg-open'
        : null;
  if (opener !== null)
    spawn(opener, [url], { stdio: 'ignore', detached: true })
      .on('error', () => console.log('No browser could be opened; open the address yourself.'))
      .unref();
  await new Promise<void>(ended => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.removeAllListeners(signal);
      process.once(signal, () => ended());
    }
  });
}
