// How long the extension's activation takes in a real extension host, in milliseconds, as the editor itself reports it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser, openWorkbench } from '../../scripts/browser.ts';
import { root } from '../../scripts/build.ts';
import { startEditorServer } from '../../scripts/editorHost.ts';
import { median } from './startTimes.ts';

/** Reads «Developer: Show Running Extensions» after a window on a small project has settled; medians of several windows. */
export async function activation(times = 5): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'trainyard-bench-'));
  const home = mkdtempSync(join(tmpdir(), 'trainyard-bench-home-'));
  writeFileSync(
    join(folder, 'pipeline.yaml'),
    'apiVersion: trainyard/v1\nkind: Pipeline\nname: bench\nstages:\n  one:\n    cmd: echo one\n',
  );
  const server = await startEditorServer({ env: { TRAINYARD_HOME: home } });
  const browser = await launchBrowser();
  try {
    const seen: number[] = [];
    for (let turn = 0; turn < times; turn += 1) {
      const page = await openWorkbench(browser, server, { folder, extension: root });
      await page.keyboard.press('F1');
      await page.locator('.quick-input-widget .quick-input-box input').fill('>Developer: Show Running Extensions');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Show Running Extensions' }).first().click();
      const row = page.locator('.runtime-extensions-editor .extension', { hasText: 'trainyard' }).first();
      const time = row.locator('.activation-time');
      await time.filter({ hasText: /\d+\s*ms/ }).waitFor({ timeout: 60_000 });
      const tip = (await time.getAttribute('aria-label')) ?? (await time.textContent()) ?? '';
      const [total = Number.NaN] = [...tip.matchAll(/(\d+)\s*ms/g)].map(found => Number(found[1]));
      seen.push(total);
      await page.context().close();
    }
    return median(seen);
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    rmSync(home, { recursive: true, force: true });
  }
}
