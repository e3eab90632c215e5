// What a person does in the workbench, by pointer and keys alone: the words the tour is told in.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { root } from '../../scripts/build.ts';

/** Pictures for README and docs are rewritten with `UPDATE_GOLDEN=1`; else they go to the reports. */
const pictures =
  process.env.UPDATE_GOLDEN === '1' ? join(root, 'docs/images') : join(root, '.cache/test-reports/pictures');

export class Workbench {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  /** Runs a command from the palette by typing its title; again when a panel that opened just then took the focus. */
  async command(title: string): Promise<void> {
    const timeout = 8_000;
    const run = async (): Promise<void> => {
      await this.page.keyboard.press('F1');
      await this.page.locator('.quick-input-widget .quick-input-box input').fill(`>${title}`, { timeout });
      await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click({ timeout });
    };
    await run().catch(run);
  }

  /** Picks an entry of an open quick pick. */
  async pick(text: string | RegExp): Promise<void> {
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: text }).first().click();
  }

  /** Runs a command that asks, and picks an answer; again when the question went away with the focus. */
  async choose(title: string, text: string | RegExp): Promise<void> {
    const answer = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: text }).first();
    for (let tries = 0; tries < 5; tries++) {
      await this.command(title);
      const isAnswered = await answer.click({ timeout: 8_000 }).then(
        () => true,
        () => false,
      );
      if (isAnswered) return;
    }
    throw new Error(`«${title}» offered nothing like ${String(text)}`);
  }

  /** Opens a file by typing its name. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.page.locator('.quick-input-widget .quick-input-box input').fill(name);
    await this.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: name.split('/').at(-1) ?? name })
      .first()
      .click();
    await this.page.locator('.tab.active', { hasText: name.split('/').at(-1) ?? name }).waitFor();
    await this.page.locator('.editor-instance .view-lines').first().click();
  }

  /** Puts the cursor at a line and column (from 1). */
  async goTo(line: number, column = 1): Promise<void> {
    await this.page.keyboard.press('Control+G');
    await this.page.locator('.quick-input-widget .quick-input-box input').fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Does it again until that is there: what is drawn anew in the very moment of a click does not hear it. */
  async until(wanted: Locator, action: () => Promise<void>): Promise<void> {
    for (let tries = 0; tries < 8; tries++) {
      await action();
      const isThere = await wanted.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      );
      if (isThere) return;
    }
    await wanted.waitFor({ timeout: 3_000 });
  }

  /** Of a file that was changed: waits for the mark of change, so that what is saved is what was typed. */
  async save(): Promise<void> {
    await this.page.locator('.tab.active.dirty').waitFor();
    await this.page.keyboard.press('Control+S');
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  squiggle(): Locator {
    return this.page.locator('.squiggly-error');
  }

  async openSidebar(): Promise<void> {
    const tab = this.page.locator('.activitybar').getByRole('tab', { name: /^Trainyard/ });
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
  }

  /** A row of a tree in the sidebar. */
  row(text: string | RegExp): Locator {
    return this.page.locator('.sidebar .monaco-list-row').filter({ hasText: text });
  }

  /** The content of a panel: two frames deep, found by its title since the outer names are random. */
  async panel(title: string | RegExp): Promise<FrameLocator> {
    const end = Date.now() + 30_000;
    while (Date.now() < end) {
      const names = await this.page
        .locator('iframe.webview')
        .evaluateAll(all => all.map(one => (one as HTMLIFrameElement).name));
      for (const name of names) {
        const inner = this.page.locator(`iframe.webview[name="${name}"]`).contentFrame().locator('#active-frame');
        const found = await inner.getAttribute('title', { timeout: 250 }).catch(() => null);
        if (found !== null && (typeof title === 'string' ? found === title : title.test(found)))
          return inner.contentFrame();
      }
      await this.page.waitForTimeout(100);
    }
    throw new Error(`no panel titled ${String(title)}`);
  }

  async picture(name: string): Promise<void> {
    const file = join(pictures, `${name}.png`);
    mkdirSync(dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
  }
}
