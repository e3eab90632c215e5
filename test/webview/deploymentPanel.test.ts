// The Deployment panel in a real browser: what it says, what its buttons ask for, its form, its themes.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/build.ts';
import { makeDetail, makeRollout, makeSeries } from './deploymentData.ts';
import { type PanelBrowser, type PanelOptions, type PanelPage, startPanel } from './panelPage.ts';
import { type ThemeName, themes } from './themes.ts';

const now = Date.now();
let panel: PanelBrowser;
beforeAll(async () => {
  panel = await startPanel('deployment');
});
afterEach(() => panel.closePages());
afterAll(() => panel?.close());

async function opened(
  options: PanelOptions = {},
  detail: unknown = makeDetail(now),
  canAct = true,
): Promise<PanelPage> {
  const shown = await panel.open(options);
  await shown.post({ type: 'detail', detail, canAct });
  await shown.post({ type: 'series', series: makeSeries(now), minutes: 15 });
  await shown.page.getByRole('heading', { name: 'bike-demand on local' }).waitFor();
  return shown;
}
const button = (shown: PanelPage, label: string) => shown.page.locator(`vscode-button[aria-label="${label}"]`);
const lastOf = async (shown: PanelPage) => (await shown.sent()).at(-1);

describe('the rollout', () => {
  test('says its step, its requests and what the judge compares', async () => {
    const shown = await opened();
    const section = shown.page.getByRole('region', { name: 'Rollout' });
    expect(await section.locator('[aria-current="step"]').textContent()).toContain('25 %');
    const text = await section.innerText();
    expect(text).toContain('step 2 of 4 · 118 of 200 requests');
    expect(text).toContain('latency_p95_ms 8.1 ms ≤ 1.5 × 7.2 ms');
    expect(text).toContain('signal live-rmse raised an alert');
    expect(shown.problems).toEqual([]);
  });
  test.each(['Promote', 'Hold', 'Roll Back'])('«%s» asks the host', async label => {
    const shown = await opened();
    await button(shown, label).click();
    const act = { Promote: 'promote', Hold: 'hold', 'Roll Back': 'rollBack' }[label];
    expect(await lastOf(shown)).toEqual({ type: 'act', act });
  });
  test('that is held can go on, one that waits is approved or rejected, a stopped one starts', async () => {
    const held = await opened(
      {},
      makeDetail(now, { rollout: makeRollout(now, { state: 'holding', holdReason: 'undecided' }) }),
    );
    expect(await held.page.getByText('the judge cannot tell which version is better').count()).toBe(1);
    expect(await button(held, 'Resume').count()).toBe(1);
    expect(await button(held, 'Hold').count()).toBe(0);
    const waiting = await opened({}, makeDetail(now, { rollout: makeRollout(now, { state: 'awaiting-approval' }) }));
    expect(await button(waiting, 'Approve').count()).toBe(1);
    expect(await button(waiting, 'Promote').count()).toBe(0);
    const stopped = await opened(
      {},
      makeDetail(now, { state: 'stopped', candidate: null, rollout: makeRollout(now, { state: 'promoted' }) }),
    );
    expect(await button(stopped, 'Start').count()).toBe(1);
    expect(await button(stopped, 'Roll Back').count()).toBe(0);
  });
  test('offers nothing in an untrusted workspace', async () => {
    const shown = await opened({}, makeDetail(now), false);
    expect(await button(shown, 'Promote').count()).toBe(0);
    expect(await button(shown, 'Send').getAttribute('aria-disabled')).not.toBe('false');
  });
  test('is told to screen readers when it moves', async () => {
    const shown = await opened();
    await shown.post({
      type: 'detail',
      detail: makeDetail(now, { rollout: makeRollout(now, { step: 2 }) }),
      canAct: true,
    });
    await shown.page.getByRole('status').filter({ hasText: 'v4 running. v3 75 % · v4 25 %' }).waitFor();
  });
});

describe('charts', () => {
  test('have a table twin with the requests of each version', async () => {
    const shown = await opened();
    const chart = shown.page.locator('.ty-chart').first();
    await chart.locator('vscode-button[aria-label="Show as Table"]').click();
    const rows = await chart.locator('tbody tr').count();
    expect(rows).toBe(90);
    expect(await chart.locator('thead').innerText()).toMatch(/v4[\s\S]*v3/);
  });
  test('a mark opens its audit record', async () => {
    const shown = await opened();
    await shown.page
      .getByRole('button', { name: /^alert at/ })
      .locator('.codicon')
      .click();
    expect(await lastOf(shown)).toEqual({ type: 'openAudit', seq: 43 });
  });
  test('without a request say how to send one', async () => {
    const shown = await panel.open();
    await shown.post({ type: 'detail', detail: makeDetail(now), canAct: true });
    await shown.post({ type: 'series', series: { times: [now], stepMs: 1_000, versions: [], marks: [] }, minutes: 15 });
    const text = await shown.page.getByRole('region', { name: 'Traffic' }).innerText();
    expect(text).toContain('http://127.0.0.1:4711/v2/models/bike-demand/infer');
  });
  test('of another time are not shown', async () => {
    const shown = await panel.open();
    await shown.post({ type: 'detail', detail: makeDetail(now), canAct: true });
    await shown.post({ type: 'series', series: makeSeries(now), minutes: 60 });
    await shown.page.getByText('Reading the log of requests…').waitFor();
  });
});

describe('drift', () => {
  test('stands with the worst feature first, and its alert says what it set off', async () => {
    const shown = await opened();
    const section = shown.page.getByRole('region', { name: 'Drift and Signals' });
    const rows = section.locator('.ty-drift tbody tr');
    expect(await rows.locator('th').allTextContents()).toEqual(['temp', 'mnth', 'hum', 'windspeed', 'hr', 'weekday']);
    expect(await section.getByRole('list', { name: 'Open alerts' }).innerText()).toContain('retrain is under way');
    expect(await section.innerText()).toContain('p95 8.1 ms ≤ 250 ms');
    expect(await rows.first().locator('svg').getAttribute('aria-label')).toContain('temp: most changed');
  });
});

describe('the form', () => {
  test('is filled with a row, sends it, and shows the answer with its version', async () => {
    const shown = await opened();
    await button(shown, 'Fill with a Row').click();
    await shown.page.getByLabel('temp', { exact: true }).fill('0.5');
    await button(shown, 'Send').click();
    expect(await lastOf(shown)).toEqual({
      type: 'send',
      row: { temp: 0.5, mnth: 1, hum: 0.81, windspeed: 0, hr: 5, weekday: 6 },
    });
    const answer = {
      id: 'request-1',
      status: 200,
      version: 4,
      latency: 4.2,
      outputs: { variable: [152.3] },
      error: null,
    };
    await shown.post({ type: 'answer', answer });
    expect(await shown.page.locator('output').innerText()).toMatch(/variable 152\.3\s+v4 · 4\.2 ms/);
    await button(shown, 'Trace This Request').click();
    expect(await lastOf(shown)).toEqual({ type: 'trace', id: 'request-1' });
  });
  test('says in the place what is wrong, and sends nothing', async () => {
    const shown = await opened();
    await button(shown, 'Fill with a Row').click();
    const field = shown.page.getByLabel('temp', { exact: true });
    await field.fill('warm');
    const before = (await shown.sent()).length;
    await field.press('Enter');
    await shown.page.getByText('a number', { exact: true }).waitFor();
    expect((await shown.sent()).length).toBe(before);
  });
  test('keeps what was typed over a reload', async () => {
    const shown = await opened();
    await shown.page.getByLabel('hr', { exact: true }).fill('17');
    expect(await shown.kept()).toMatchObject({ id: '1'.repeat(32), form: { hr: '17' } });
  });
  test('shows a refusal', async () => {
    const shown = await opened();
    await shown.post({ type: 'refused', message: 'The model cannot take this input: the column «temp» is missing.' });
    await shown.page.getByRole('alert').filter({ hasText: 'the column «temp» is missing' }).waitFor();
  });
});

test('a lost service leaves what was known readable', async () => {
  const shown = await opened();
  await shown.post({ type: 'link', state: 'lost', message: 'The service ended.' });
  await shown.page.getByRole('alert').filter({ hasText: 'The service ended.' }).waitFor();
  expect(await button(shown, 'Promote').count()).toBe(0);
  await button(shown, 'Reconnect').click();
  expect(await lastOf(shown)).toEqual({ type: 'reconnect' });
});

test('one that was removed says so', async () => {
  const shown = await opened();
  await shown.post({ type: 'gone' });
  await shown.page.getByText('This deployment was removed').waitFor();
});

describe.each(Object.keys(themes) as ThemeName[])('in the theme %s', theme => {
  test.each([1200, 520])('nothing leaves its place at a width of %d', async width => {
    const shown = await opened({ theme, width, height: 1500 });
    await shown.page.waitForTimeout(300);
    const pictures = join(root, '.cache/test-reports/pictures');
    mkdirSync(pictures, { recursive: true });
    await shown.page.screenshot({ path: join(pictures, `deployment-${theme}-${width}.png`) });
    const wide = await shown.page.evaluate(() => document.querySelector('main')?.scrollWidth ?? 0);
    expect(wide).toBeLessThanOrEqual(width);
    expect(shown.problems).toEqual([]);
  });
});
