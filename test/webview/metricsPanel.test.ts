// The metrics panel in a real browser, used by pointer and keys under the host's content policy.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type PanelBrowser, type PanelOptions, type PanelPage, startPanel } from './panelPage.ts';
import { makeCurves, makeRuns, runsMessage } from './runData.ts';
import { type ThemeName, themes } from './themes.ts';

const now = Date.now();
const rows = makeRuns(18, { isRunning: true, now });
let panel: PanelBrowser;
beforeAll(async () => {
  panel = await startPanel('metrics');
});
afterEach(() => panel.closePages());
afterAll(() => panel?.close());

async function opened(options: PanelOptions = {}, list = rows): Promise<PanelPage> {
  const shown = await panel.open(options);
  await shown.post(runsMessage(list, now));
  await shown.post({ type: 'curves', curves: makeCurves(list.slice(0, 4), 60) });
  if (list.length > 0) await shown.page.locator('[role=grid], .ty-compare table').first().waitFor();
  return shown;
}
const button = (shown: PanelPage, label: string) => shown.page.locator(`vscode-button[aria-label="${label}"]`);
const lastOf = async (shown: PanelPage, type: string) =>
  (await shown.sent()).filter(message => message.type === type).at(-1);
const names = (shown: PanelPage) => shown.page.locator('.ty-row .ty-run-name').allTextContents();

describe('the table', () => {
  test('is a grid that says how many rows and columns it has', async () => {
    const shown = await opened();
    const grid = shown.page.getByRole('grid', { name: 'Runs of bike-demand' });
    expect(await grid.getAttribute('aria-rowcount')).toBe('19');
    expect(await shown.page.getByRole('columnheader', { name: 'rmse' }).first().getAttribute('aria-sort')).toBe('none');
    expect(
      await shown.page
        .locator('.ty-row')
        .first()
        .evaluate(row => row.getBoundingClientRect().height),
    ).toBe(22);
    expect(shown.problems).toEqual([]);
  });
  test('draws only the rows in view of 10,000', { timeout: 60_000 }, async () => {
    const shown = await opened({}, makeRuns(10_000, { now }));
    expect(await shown.page.locator('.ty-row').count()).toBeLessThan(60);
    await shown.page.getByRole('grid').focus();
    await shown.page.keyboard.press('Control+End');
    await shown.page.locator('.ty-row[aria-rowindex="10001"]').waitFor();
    expect(await shown.page.locator('.ty-row').count()).toBeLessThan(80);
  });
  test('is used by keys alone: arrows, Space chooses, Enter opens', async () => {
    const shown = await opened();
    await shown.page.getByRole('grid').focus();
    for (let press = 0; press < 4; press++) await shown.page.keyboard.press('ArrowDown');
    await shown.page.keyboard.press('Space');
    const chosen = shown.page.locator('.ty-row[aria-selected=true]');
    expect(await chosen.count()).toBe(4);
    await shown.page.keyboard.press('Enter');
    expect(await lastOf(shown, 'openRun')).toEqual({ type: 'openRun', runId: rows[4]?.id });
    const active = await shown.page.getByRole('grid').getAttribute('aria-activedescendant');
    expect(await shown.page.locator(`#${active}`).textContent()).toContain(rows[4]?.name ?? 'a fifth run');
  });
  test('sorts by a click on a header and says so', async () => {
    const shown = await opened();
    await shown.page.locator('.ty-head-cell', { hasText: 'rmse' }).first().click();
    expect(await shown.page.locator('.ty-head-cell', { hasText: 'rmse' }).first().getAttribute('aria-sort')).toBe(
      'ascending',
    );
    expect(await shown.page.getByRole('status').last().textContent()).toBe('Sorted by metrics.rmse, lowest first');
    const values = await shown.page
      .locator('.ty-row')
      .evaluateAll(list =>
        list.slice(0, 5).map(row => Number.parseFloat(row.children[2]?.getAttribute('title') ?? '')),
      );
    expect(values).toEqual([...values].sort((a, b) => a - b));
  });
  test('lets its columns be dragged wider, without sorting', async () => {
    const shown = await opened();
    const head = shown.page.locator('.ty-head-cell').first();
    const [before, edge] = [await head.boundingBox(), await head.locator('.ty-edge').boundingBox()];
    if (before === null || edge === null) throw new Error('the header is drawn');
    await shown.page.mouse.move(edge.x + 3, edge.y + 8);
    await shown.page.mouse.down();
    await shown.page.mouse.move(edge.x + 63, edge.y + 8, { steps: 4 });
    await shown.page.mouse.up();
    expect((await head.boundingBox())?.width).toBeCloseTo(before.width + 60, -1);
    expect(await head.getAttribute('aria-sort')).toBe('none');
  });
  test('hides a column that is unchecked', async () => {
    const shown = await opened();
    await button(shown, 'Choose columns').click();
    await shown.page.locator('vscode-checkbox', { hasText: 'mae' }).click();
    expect(await shown.page.locator('.ty-head-cell', { hasText: 'mae' }).count()).toBe(0);
    expect(await shown.kept()).toMatchObject({ hiddenColumns: ['metrics.mae'] });
  });
  test('opens a run by a click on its name', async () => {
    const shown = await opened();
    await shown.page.locator('.ty-run-name').nth(2).click();
    expect(await lastOf(shown, 'openRun')).toEqual({ type: 'openRun', runId: rows[2]?.id });
  });
});

describe('the filter', () => {
  test('shows the runs that pass and counts them', async () => {
    const shown = await opened();
    await shown.page.locator('vscode-text-field').click();
    await shown.page.keyboard.type('status = failed');
    await shown.page.waitForFunction(() => document.querySelectorAll('.ty-row').length === 2);
    expect(await shown.page.locator('.ty-toolbar-count').textContent()).toBe('2 of 18 runs');
  });
  test('explains what it cannot read and leaves the rows', async () => {
    const shown = await opened();
    await shown.page.locator('vscode-text-field').click();
    await shown.page.keyboard.type('metrics.rmse <');
    expect(await shown.page.locator('.ty-filter-error').textContent()).toContain('A value is missing after «<».');
    expect(await names(shown)).toHaveLength(18);
  });
  test('offers to be cleared when nothing passes', async () => {
    const shown = await opened();
    await shown.page.locator('vscode-text-field').click();
    await shown.page.keyboard.type('nobody');
    await button(shown, 'Clear the filter').last().click();
    await shown.page.locator('.ty-row').first().waitFor();
    expect(await names(shown)).toHaveLength(18);
  });
});

describe('the charts', () => {
  test('ask for the curves of the newest runs and draw one chart per metric with a curve', async () => {
    const shown = await opened();
    expect(await lastOf(shown, 'watch')).toMatchObject({ runIds: rows.slice(0, 3).map(row => row.id) });
    await shown.page.locator('.ty-chart canvas').first().waitFor();
    expect(await shown.page.locator('.ty-chart .ty-chart-name').allTextContents()).toEqual([
      'train_loss',
      'valid_loss',
    ]);
    expect(await shown.page.locator('.ty-final .ty-chart-name').allTextContents()).toContain('rmse');
  });
  test('show all values under the pointer', async () => {
    const shown = await opened();
    await shown.page
      .locator('.ty-chart .u-over')
      .first()
      .hover({ position: { x: 150, y: 40 } });
    const values = shown.page.locator('.ty-values').first();
    await values.waitFor();
    const text = await values.textContent();
    for (const row of rows.slice(0, 3)) expect(text).toContain(row.name);
    expect(text).toMatch(/step \d+/);
  });
  test('grow as points come, in the table twin too', async () => {
    const shown = await opened();
    await button(shown, 'Show as Table').first().click();
    const points = shown.page.locator('.ty-chart-table').first().locator('tbody tr');
    expect(await points.count()).toBe(60);
    await shown.post({ type: 'curves', curves: makeCurves(rows.slice(0, 4), 75) });
    await shown.page.waitForFunction(() => document.querySelectorAll('.ty-chart-table tbody tr').length === 75);
  });
  test('draw longer curves without being made anew', async () => {
    const shown = await opened();
    const canvas = shown.page.locator('.ty-chart canvas').first();
    await canvas.evaluate(element => element.setAttribute('data-first', 'yes'));
    const before = await canvas.evaluate(element => (element as HTMLCanvasElement).toDataURL());
    await shown.post({ type: 'curves', curves: makeCurves(rows.slice(0, 4), 200) });
    await expect.poll(() => canvas.evaluate(element => (element as HTMLCanvasElement).toDataURL())).not.toBe(before);
    expect(await canvas.getAttribute('data-first')).toBe('yes');
  });
  test('fill the panel one at a time', async () => {
    const shown = await opened();
    await button(shown, 'Maximise').first().click();
    expect(await shown.page.locator('.ty-chart').count()).toBe(1);
    expect(await shown.page.getByRole('grid').count()).toBe(0);
    await button(shown, 'Restore').click();
    await shown.page.getByRole('grid').waitFor();
  });
  test('say when a log scale has nothing to draw', async () => {
    const shown = await opened();
    const curves = makeCurves(rows.slice(0, 3), 5).map(curve => ({ ...curve, values: curve.values.map(() => -1) }));
    await shown.post({ type: 'curves', curves });
    await shown.page.locator('vscode-checkbox', { hasText: 'Log scale' }).click();
    expect(await shown.page.locator('.ty-chart-none').first().textContent()).toBe(
      'No positive values for a log scale.',
    );
  });
});

describe('the comparison', () => {
  test('marks the best by a word and can show differences alone', async () => {
    const shown = await opened();
    await shown.page.locator('.ty-cell-box').nth(4).click();
    await button(shown, 'Compare').click();
    const line = shown.page.locator('tr', { hasText: 'rmse' }).first();
    expect(await line.textContent()).toContain('★ best');
    const all = await shown.page.locator('.ty-compare tbody tr').count();
    await shown.page.locator('vscode-checkbox', { hasText: 'Only differences' }).click();
    expect(await shown.page.locator('.ty-compare tbody tr').count()).toBeLessThan(all);
    expect(await shown.page.locator('.ty-compare').textContent()).not.toContain('train.seed');
    await button(shown, 'All Runs').click();
    await shown.page.getByRole('grid').waitFor();
  });
  test('is shown when the host asks for it', async () => {
    const shown = await opened();
    await shown.post({ type: 'select', runIds: [rows[1]?.id, rows[2]?.id], mode: 'compare' });
    expect(await shown.page.locator('.ty-compare-run').allTextContents()).toEqual([rows[1]?.name, rows[2]?.name]);
  });
});

describe('the panel', () => {
  test('copies chosen runs as Markdown with full values', async () => {
    const shown = await opened();
    await button(shown, 'Copy as Markdown').click();
    const copied = String((await lastOf(shown, 'copy'))?.text);
    expect(copied.split('\n')).toHaveLength(6);
    expect(copied).toContain(String(rows[1]?.metrics.rmse?.value));
  });
  test('keeps its view over a reload', async () => {
    const shown = await opened();
    await shown.page.locator('vscode-text-field').click();
    await shown.page.keyboard.type('status = failed');
    await expect.poll(() => lastOf(shown, 'state')).toMatchObject({ state: { filter: 'status = failed' } });
    const again = await opened({ kept: await shown.kept() });
    expect((await again.sent())[0]).toMatchObject({
      type: 'ready',
      state: { filter: 'status = failed', experiment: 'bike-demand' },
    });
    expect(await names(again)).toHaveLength(2);
  });
  test('says that the service is away, keeps the rows and offers to reconnect', async () => {
    const shown = await opened();
    await shown.post({ type: 'link', state: 'lost', message: 'The service stopped.' });
    const banner = shown.page.getByRole('alert');
    expect(await banner.textContent()).toMatch(/The service stopped\. Shown as of \d{4}-/);
    expect(await shown.page.locator('.ty-fresh').textContent()).toContain('not connected');
    expect(await names(shown)).toHaveLength(18);
    await button(shown, 'Reconnect').click();
    expect(await lastOf(shown, 'reconnect')).toEqual({ type: 'reconnect' });
    await shown.post({ type: 'link', state: 'live', message: null });
    await banner.waitFor({ state: 'detached' });
  });
  test('without runs says what would be here and runs the pipeline', async () => {
    const shown = await opened({}, []);
    await shown.page.getByText('No runs yet').waitFor();
    await button(shown, 'Run Pipeline').click();
    expect(await lastOf(shown, 'runPipeline')).toEqual({ type: 'runPipeline' });
  });
  test('moves nothing for who prefers less motion', async () => {
    const shown = await opened({ reducedMotion: true });
    expect(await shown.page.evaluate(() => document.getAnimations().length)).toBe(0);
  });
  test('speaks the language of the words it is given', async () => {
    const shown = await opened({ words: { Compare: 'Vergleichen', '{all} runs': '{all} Läufe' } });
    expect(await button(shown, 'Vergleichen').count()).toBe(1);
    expect(await shown.page.locator('.ty-toolbar-count').textContent()).toBe('18 Läufe');
  });
  test('gives every button a name', async () => {
    const shown = await opened();
    const unnamed = await shown.page
      .locator('vscode-button')
      .evaluateAll(list => list.filter(each => !each.getAttribute('aria-label')).length);
    expect(unnamed).toBe(0);
  });
  test.for(Object.keys(themes) as ThemeName[])('breaks no rule of the content policy in %s', async theme => {
    const shown = await opened({ theme, width: 500 });
    await shown.page.locator('.ty-chart canvas').first().waitFor();
    expect(shown.problems).toEqual([]);
  });
});
