// A person's first hour, by pointer and keys alone: mend a pipeline, run it, compare, register, serve, watch it drift, roll back, retrain.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, FrameLocator, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openWorkbench } from '../../scripts/browser.ts';
import { root } from '../../scripts/build.ts';
import { type EditorServer, startEditorServer } from '../../scripts/editorHost.ts';
import { copyExample, trainyard } from '../../scripts/exampleCopy.ts';
import { withUv } from '../../scripts/python.ts';
import { Workbench } from './workbench.ts';

const area = mkdtempSync(join(tmpdir(), 'trainyard-tour-'));
const folder = join(area, 'bike-demand');
const env = { ...definedOnly(withUv()), TRAINYARD_HOME: join(area, 'home') };
/** Training takes seconds on an idle machine and may take minutes on a busy one. */
const patience = Number(process.env.TRAINYARD_TOUR_PATIENCE ?? 300_000);
let server: EditorServer;
let browser: Browser;
let workbench: Workbench;
let commit = '';

beforeAll(async () => {
  mkdirSync(env.TRAINYARD_HOME);
  copyExample(folder);
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=Tour', '-c', 'user.email=tour@example.org', ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
  git('init', '--quiet');
  git('config', 'user.name', 'Ada');
  git('add', '.');
  git('commit', '--quiet', '--message', 'The example');
  commit = git('rev-parse', 'HEAD').trim();
  // In a browser the editor saves by itself; a person of the desktop saves with keys.
  const settings = {
    'workbench.colorTheme': 'Default Dark Modern',
    'editor.minimap.enabled': false,
    'files.autoSave': 'off',
  };
  server = await startEditorServer({ env, settings });
  browser = await launchBrowser();
  workbench = new Workbench(await openWorkbench(browser, server, { folder, extension: root }));
}, patience);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await trainyard(folder, ['stop', 'local', '--json'], env).catch(() => undefined);
  await trainyard(folder, ['service', 'stop', '--json'], env);
  rmSync(area, { recursive: true, force: true, maxRetries: 5 });
}, patience);

// What a person saw when something failed.
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await workbench.picture(`failed-${task.name.replace(/\W+/g, '-')}`);
});

const lines = (): readonly string[] => readFileSync(join(folder, 'pipeline.yaml'), 'utf8').split('\n');
/** Line from 1 of the first one with that text after another text. */
const lineOf = (text: string, after = ''): number => {
  const from = lines().findIndex(line => line.includes(after));
  return lines().findIndex((line, index) => index >= from && line.includes(text)) + 1;
};

describe('the tour', { timeout: patience }, () => {
  test('the sidebar shows the pipeline and its stages', async () => {
    await workbench.openSidebar();
    for (const stage of ['prepare', 'train', 'evaluate', 'baseline']) {
      await workbench
        .row(new RegExp(`^${stage}`))
        .first()
        .waitFor({ timeout: 60_000 });
    }
  });

  test('a broken pipeline has a squiggle, and the quick fix mends it', async () => {
    const { page } = workbench;
    await workbench.openFile('pipeline.yaml');
    const line = lineOf('deps:', '  train:');
    await workbench.goTo(line, '    deps'.length + 1);
    await page.keyboard.press('Backspace');
    await workbench.squiggle().first().waitFor({ timeout: 30_000 });
    await workbench.goTo(line, '    de'.length);
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    await page.locator('.monaco-hover', { hasText: 'deps' }).first().waitFor();
    await workbench.picture('check');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget', { hasText: 'deps' }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.view-line', { hasText: 'deps: [src/train.py' }).waitFor();
    await workbench.squiggle().first().waitFor({ state: 'detached' });
    await workbench.save();
    await expect.poll(() => lines()[line - 1], { timeout: 10_000 }).toContain('    deps: [src/train.py');
  });

  test('a click above the name runs it, after its commands were shown once', async () => {
    const { page } = workbench;
    await workbench.goTo(1);
    // Lenses are drawn anew after a save: a click in that very moment is lost.
    await workbench.until(page.locator('.quick-input-list .monaco-list-row').filter({ hasText: /^Run/ }).first(), () =>
      page.locator('.codelens-decoration a', { hasText: 'Run' }).first().click(),
    );
    await workbench.pick(/^Run/);
    await workbench
      .row(/^bike-demand.*(prepare|train|0 of 4|1 of 4)/)
      .first()
      .waitFor({ timeout: 60_000 });
  });

  test('the curve grows while the model learns', async () => {
    await workbench
      .row(/^train.*(loss|\d+ s)/)
      .first()
      .waitFor({ timeout: patience });
    await workbench.command('Trainyard: Open Metrics');
    const panel = await workbench.panel(/Metrics/);
    await panel
      .locator('.ty-chart', { hasText: 'train_loss' })
      .locator('canvas')
      .first()
      .waitFor({ timeout: patience });
    const first = await lastStep(panel);
    await workbench.picture('run');
    await expect.poll(() => lastStep(panel), { timeout: patience, interval: 500 }).toBeGreaterThan(first);
  });

  test('the run ends with the error of its model', async () => {
    await workbench
      .row(/^bike-demand.*rmse/)
      .first()
      .waitFor({ timeout: patience });
    await workbench
      .row(/^evaluate/)
      .filter({ hasNotText: 'stale' })
      .first()
      .waitFor();
  });

  test('another learning rate runs what depends on it, and the rest is cached', async () => {
    const { page } = workbench;
    await workbench.openFile('params.yaml');
    const params = readFileSync(join(folder, 'params.yaml'), 'utf8').split('\n');
    await workbench.goTo(params.findIndex(line => line.includes('learning_rate')) + 1, 3);
    await page.keyboard.press('Shift+End');
    await page.keyboard.type('learning_rate: 0.2');
    await workbench.save();
    await workbench
      .row(/^train.*stale/)
      .first()
      .waitFor({ timeout: 60_000 });
    await workbench.command('Trainyard: Run Pipeline');
    await workbench
      .row(/^prepare.*cached/)
      .first()
      .waitFor({ timeout: patience });
    await workbench
      .row(/^baseline.*cached/)
      .first()
      .waitFor({ timeout: patience });
    await expect
      .poll(() => workbench.row(/rmse \d/).count(), { timeout: patience, interval: 1_000 })
      .toBeGreaterThanOrEqual(3);
    const tooltip = page.locator('.monaco-hover', { hasText: 'learning_rate' }).first();
    await workbench.until(tooltip, async () => {
      await page.mouse.move(700, 500);
      await workbench
        .row(/^train/)
        .first()
        .hover();
    });
  });

  test('the two runs side by side: what differs first, the better one marked', async () => {
    const { page } = workbench;
    await page.mouse.move(700, 500);
    await workbench.command('Trainyard: Compare Runs…');
    // Best and newest are chosen already.
    await page.locator('.quick-input-count', { hasText: '2' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'Metrics' }).waitFor();
    const panel = await workbench.panel(/Metrics/);
    const comparison = panel.locator('.ty-compare');
    await comparison.locator('tr.ty-differs', { hasText: 'train.learning_rate' }).waitFor();
    expect(await comparison.locator('tr.ty-differs', { hasText: 'rmse' }).locator('.ty-best').count()).toBeGreaterThan(
      0,
    );
    const params = await comparison.locator('tbody', { hasText: 'Params' }).locator('tr').allTextContents();
    expect(params[1]).toContain('learning_rate');
    await workbench.picture('compare');
  });

  test('a run becomes a version of the model, and then the champion', async () => {
    const { page } = workbench;
    await workbench
      .row(/^Gates/)
      .first()
      .getByText('2 of 2 passed')
      .waitFor();
    await workbench.choose('Trainyard: Register Model Version…', /rmse 32.*★/);
    await workbench
      .row(/^v1.*challenger.*r2 0\.93.*2 of 2 passed/)
      .first()
      .waitFor({ timeout: 30_000 });
    const version = workbench.row(/^v1/).first();
    const champion = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: /^champion/ });
    await workbench.until(champion, async () => {
      await version.hover();
      await version.locator('.action-label[aria-label^="Set Alias"]').click();
    });
    await champion.click();
    await workbench
      .row(/^v1.*champion/)
      .first()
      .waitFor();
    await workbench.until(workbench.row(/^no-regression.*r2 0\.9.*champion has 0\./).first(), async () => {
      await workbench
        .row(/^Gates/)
        .first()
        .click();
    });
    await workbench.openFile('pipeline.yaml');
    await workbench.goTo(lineOf('gates:'));
    await page.locator('.codelens-decoration', { hasText: 'passed' }).first().waitFor();
    await page.locator('.codelens-decoration', { hasText: 'queued' }).first().waitFor({ state: 'detached' });
    await workbench.picture('models');
  });

  test('the champion is served, and answers a request', async () => {
    const { page } = workbench;
    await workbench.choose('Trainyard: Deploy…', /^v1/);
    // Room for the five views.
    await page.locator('.sidebar .pane-header', { hasText: 'Experiments' }).click();
    await served(/v1 100 %/);
    await workbench.command('Trainyard: Open Deployment');
    const panel = await workbench.panel(/local/);
    await panel.getByRole('button', { name: /Fill with a Row/ }).click();
    await panel.getByRole('button', { name: /^Send/ }).click();
    await panel
      .getByText(/v1.*\d ms/)
      .first()
      .waitFor({ timeout: 30_000 });
  });

  test('a simpler model passes its required gate, and a part of the traffic goes to it', async () => {
    await setParams({ max_leaf_nodes: '3', learning_rate: '0.05' });
    await runAndRegister('v2');
    // What trains next, by itself, is to be good again.
    await setParams({ max_leaf_nodes: '31', learning_rate: '0.1' });
    await workbench.choose('Trainyard: Deploy…', /^v2/);
    await served(/v1 75 %.*v2 25 %/);
  });

  test('the later months come in: it is worse, and is rolled back', async () => {
    await play(60);
    // How long it takes is chance: which hours went where. A new model may be on its way at once.
    const rolledBack = workbench.row(/^canary v2.*rolled back|^canary v3/).first();
    for (let days = 60; days < 180 && !(await appears(rolledBack)); days += 30) await play(30);
    await rolledBack.waitFor();
    await workbench
      .row(/input-drift.*psi/)
      .first()
      .waitFor({ timeout: 60_000 });
    await workbench.command('Trainyard: Open Deployment');
    const panel = await workbench.panel(/local/);
    await panel
      .getByText(/rolled back/i)
      .first()
      .waitFor({ timeout: 30_000 });
    await workbench.picture('deployment');
  });

  test('what has become known is learned, and the new model takes over', async () => {
    await served(/v3/);
    for (let weeks = 0; weeks < 40 && (await workbench.row(/^local.*v3 100 %/).count()) === 0; weeks += 4)
      await play(28);
    await served(/v3 100 %/);
    await workbench
      .row(/^v3.*champion/)
      .first()
      .waitFor({ timeout: patience });
    await workbench.command('Trainyard: Open Deployment');
    const panel = await workbench.panel(/local/);
    await panel.getByRole('button', { name: /Fill with a Row/ }).click();
    await panel.getByRole('button', { name: /^Send/ }).click();
    await panel
      .getByText(/v3.*\d ms/)
      .first()
      .waitFor({ timeout: 30_000 });
    await workbench.picture('retrained');
  });

  test('the record tells the story, and one answer leads back to its data', async () => {
    await workbench.command('Trainyard: Show Audit Trail');
    const trail = await workbench.panel(/Audit Trail/);
    for (const kind of ['promote', 'retrain', 'rollback', 'register'])
      await trail.getByRole('cell', { name: kind, exact: true }).first().waitFor({ timeout: 30_000 });
    await workbench.picture('audit');
    // The last one sent is the first one.
    await workbench.choose('Trainyard: Trace Request…', /local · /);
    const trace = await workbench.panel(/Trace/);
    for (const text of [/^bike-demand v3$/, commit.slice(0, 7), 'data/arrived.csv'])
      await trace.getByRole('cell', { name: text }).first().waitFor({ timeout: 30_000 });
    await workbench.picture('trace');
  });

  test('serving ends after a question, in whatever state it is', async () => {
    await workbench.command('Trainyard: Stop Serving…');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByText('Stop serving on local?').waitFor();
    await dialog.getByRole('button', { name: 'Stop' }).click();
    await workbench
      .row(/^local.*stopped/)
      .first()
      .waitFor({ timeout: 30_000 });
  });

  test('the graph leads to a definition', async () => {
    const { page } = workbench;
    await workbench.command('Trainyard: Open Pipeline Graph');
    const panel = await workbench.panel(/Graph/);
    await panel.locator('#stage-evaluate').waitFor();
    await workbench.picture('graph');
    await panel.locator('#stage-evaluate').click();
    await page.locator('.tab.active', { hasText: 'pipeline.yaml' }).waitFor();
    await expect
      .poll(() => page.locator('.statusbar').innerText(), { timeout: 10_000 })
      .toContain(`Ln ${lineOf('  evaluate:')}`);
  });

  test('panels are there again after a reload', async () => {
    const { page } = workbench;
    await workbench.command('Trainyard: Open Metrics');
    await page.locator('.tab.active', { hasText: 'Metrics' }).waitFor();
    await workbench.panel(/Metrics/);
    await page.reload();
    await page.waitForSelector('.monaco-workbench .statusbar', { timeout: 60_000 });
    // The editor remembers its tabs now and then, so another one may be in front.
    await page.locator('.tab', { hasText: 'Metrics' }).click();
    const panel = await workbench.panel(/Metrics/);
    await panel.locator('.ty-run-name, .ty-compare-run').first().waitFor({ timeout: 60_000 });
  });
});

/** Whether it is seen within ten seconds. */
const appears = (place: Locator): Promise<boolean> =>
  place.waitFor({ timeout: 10_000 }).then(
    () => true,
    () => false,
  );

/** Until the row of the deployment says so. */
const served = (what: RegExp): Promise<void> =>
  workbench
    .row(new RegExp(`^local.*${what.source}`))
    .first()
    .waitFor({ timeout: patience });

/** Writes values of the section «train» into params.yaml, by keys. */
async function setParams(values: Readonly<Record<string, string>>): Promise<void> {
  const { page } = workbench;
  await workbench.openFile('params.yaml');
  for (const [name, value] of Object.entries(values)) {
    const params = readFileSync(join(folder, 'params.yaml'), 'utf8').split('\n');
    await workbench.goTo(params.findIndex(line => line.includes(`${name}:`)) + 1, 3);
    await page.keyboard.press('Shift+End');
    await page.keyboard.type(`${name}: ${value}`);
    await workbench.save();
  }
}

/** Runs the pipeline as it is and registers what came out. */
async function runAndRegister(version: string): Promise<void> {
  await workbench
    .row(/^train.*stale/)
    .first()
    .waitFor({ timeout: 60_000 });
  await workbench.command('Trainyard: Run Pipeline');
  await workbench
    .row(/^Gates.*1 of 2 passed/)
    .first()
    .waitFor({ timeout: patience });
  // The newest run is the first one.
  await workbench.choose('Trainyard: Register Model Version…', /rmse \d/);
  await workbench
    .row(new RegExp(`^${version}.*challenger`))
    .first()
    .waitFor({ timeout: 60_000 });
}
const page = () => workbench.page;

/** Types the script of the example into a terminal and waits for its end. */
async function play(days: number): Promise<void> {
  const done = join(folder, 'played.txt');
  rmSync(done, { force: true });
  await workbench.command('Terminal: Create New Terminal');
  await page().locator('.terminal-wrapper.active .xterm-screen').first().waitFor();
  await page().waitForTimeout(2_000);
  await page().keyboard.type(`python3 play.py --days ${days} --rate 60; echo $? > played.txt\n`);
  await expect.poll(() => (existsSync(done) ? readFileSync(done, 'utf8') : ''), { timeout: patience }).toBe('0\n');
  await workbench.command('Terminal: Kill All Terminals');
}

/** Last step in the table twin of the training loss, which a person may read instead of the curve. */
async function lastStep(panel: FrameLocator): Promise<number> {
  const chart = panel.locator('.ty-chart', { hasText: 'train_loss' }).first();
  const toTable = chart.getByRole('button', { name: 'Show as Table' });
  await toTable.click();
  const text = await chart.locator('.ty-chart-table tbody th').last().textContent();
  await chart.getByRole('button', { name: 'Show as Chart' }).click();
  return Number(text);
}

function definedOnly(given: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
