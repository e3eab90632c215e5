// The pipeline graph in a real browser, used by pointer and keys under the host's content policy.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type PanelBrowser, type PanelOptions, type PanelPage, startPanel } from './panelPage.ts';
import { makeIdlePipeline, makePipeline } from './pipelineData.ts';
import { type ThemeName, themes } from './themes.ts';

const now = Date.now();
let panel: PanelBrowser;
beforeAll(async () => {
  panel = await startPanel('graph');
});
afterEach(() => panel.closePages());
afterAll(() => panel?.close());

async function opened(options: PanelOptions = {}, pipeline: unknown = makePipeline(now)): Promise<PanelPage> {
  const shown = await panel.open(options);
  await shown.post({ type: 'pipeline', pipeline });
  await shown.page.getByRole('heading', { name: 'bike-demand' }).waitFor();
  return shown;
}
const button = (shown: PanelPage, label: string) => shown.page.locator(`vscode-button[aria-label="${label}"]`);
const stage = (shown: PanelPage, name: string) => shown.page.locator(`#stage-${name}`);
const lastOf = async (shown: PanelPage) => (await shown.sent()).at(-1);
const focused = (shown: PanelPage) => shown.page.evaluate(() => document.activeElement?.id);

describe('stages', () => {
  test('say their state in words', async () => {
    const shown = await opened();
    expect(await stage(shown, 'evaluate').getAttribute('aria-label')).toBe('evaluate, stale: train re-runs');
    expect(await stage(shown, 'baseline').textContent()).toContain('Ended with exit code 1');
    expect(shown.problems).toEqual([]);
  });
  test('open their definition by a click', async () => {
    const shown = await opened();
    await stage(shown, 'train').click();
    expect(await lastOf(shown)).toEqual({ type: 'openStage', stage: 'train' });
  });
  test('are walked along edges by arrow keys and opened by Enter', async () => {
    const shown = await opened();
    await stage(shown, 'prepare').focus();
    await shown.page.keyboard.press('ArrowRight');
    expect(await focused(shown)).not.toBe('stage-prepare');
    await shown.page.keyboard.press('ArrowLeft');
    expect(await focused(shown)).toBe('stage-prepare');
    await shown.page.keyboard.press('Enter');
    expect(await lastOf(shown)).toEqual({ type: 'openStage', stage: 'prepare' });
  });
  test('have one stop in the tab order, then their actions', async () => {
    const shown = await opened({}, makeIdlePipeline(now));
    expect(await shown.page.locator('.ty-node-main[tabindex="0"]').count()).toBe(1);
    await stage(shown, 'prepare').focus();
    await shown.page.keyboard.press('Tab');
    await shown.page.keyboard.press('Enter');
    expect(await lastOf(shown)).toEqual({ type: 'runStage', stage: 'prepare', mode: 'upTo' });
  });
  test('offer nothing that runs where the workspace is not trusted', async () => {
    const shown = await opened({}, makeIdlePipeline(now));
    expect(await button(shown, 'Run Pipeline').count()).toBe(1);
    await shown.post({ type: 'pipeline', pipeline: makeIdlePipeline(now), canRun: false });
    await button(shown, 'Run Pipeline').waitFor({ state: 'detached' });
    expect(await button(shown, 'Run baseline alone').count()).toBe(0);
    expect(await button(shown, 'Show the log of baseline').count()).toBe(1);
  });
  test('offer actions when pointed at', async () => {
    const shown = await opened({}, makeIdlePipeline(now));
    await stage(shown, 'baseline').hover();
    await button(shown, 'Show the log of baseline').click();
    expect(await lastOf(shown)).toEqual({ type: 'openLog', stage: 'baseline' });
    await button(shown, 'Run baseline alone').click();
    expect(await lastOf(shown)).toEqual({ type: 'runStage', stage: 'baseline', mode: 'only' });
  });
  test('show the files that flow when looked at', async () => {
    const shown = await opened();
    await stage(shown, 'train').focus();
    expect(await shown.page.locator('.ty-edge-label').allTextContents()).toEqual([
      'train.csv',
      'model.onnxmodel.joblib',
    ]);
  });
  test('keep the focus when states change', async () => {
    const shown = await opened();
    await stage(shown, 'train').focus();
    await shown.post({ type: 'pipeline', pipeline: makeIdlePipeline(now) });
    await shown.page.locator('.ty-node-succeeded').waitFor();
    expect(await focused(shown)).toBe('stage-train');
    expect(await shown.page.getByRole('status').last().textContent()).toBe('train: succeeded');
  });
});

describe('the toolbar', () => {
  test('cancels what runs and runs what does not', async () => {
    const shown = await opened();
    expect(await shown.page.locator('.ty-toolbar-count').textContent()).toMatch(
      /^running · 2 of 4 stages · (\d+ m|(\d+ m )?\d+ s)$/,
    );
    await button(shown, 'Cancel Run').click();
    expect(await lastOf(shown)).toEqual({ type: 'cancel' });
    await shown.post({ type: 'pipeline', pipeline: makeIdlePipeline(now) });
    await button(shown, 'Run Pipeline').click();
    expect(await lastOf(shown)).toEqual({ type: 'run' });
  });
  test('zooms and fits', async () => {
    const shown = await opened();
    const width = async () => (await stage(shown, 'train').boundingBox())?.width ?? 0;
    const before = await width();
    await button(shown, 'Zoom In').click();
    expect(await width()).toBeGreaterThan(before);
    await button(shown, 'Fit').click();
    expect(await width()).toBeCloseTo(before, 0);
  });
  test('shows the list twin, with the same actions, and keeps that choice', async () => {
    const shown = await opened({}, makeIdlePipeline(now));
    await button(shown, 'Show as List').click();
    const table = shown.page.getByRole('table', { name: 'Stages of bike-demand' });
    expect(await table.locator('tbody tr').count()).toBe(5);
    await table.getByRole('button', { name: 'evaluate', exact: true }).click();
    expect(await lastOf(shown)).toEqual({ type: 'openStage', stage: 'evaluate' });
    const again = await opened({ kept: await shown.kept() });
    expect((await again.sent())[0]).toEqual({ type: 'ready', file: 'pipeline.yaml' });
    await again.page.getByRole('table').waitFor();
  });
});

describe('when something is wrong', () => {
  test('a problem of the file is told with a way to its line', async () => {
    const trouble = {
      code: 'pipeline-invalid',
      args: { file: 'pipeline.yaml', count: 2, line: 12, message: 'unknown stage «trian»' },
    };
    const shown = await opened({}, { ...makeIdlePipeline(now), problem: { line: 12, count: 2, trouble } });
    expect(await shown.page.getByRole('alert').textContent()).toContain('unknown stage «trian»');
    await button(shown, 'Open pipeline.yaml at Line 12').click();
    expect(await lastOf(shown)).toEqual({ type: 'openFile', line: 12 });
    expect(await button(shown, 'Run Pipeline').evaluate(element => (element as HTMLButtonElement).disabled)).toBe(true);
  });
  test('a lost service is said on one line and the graph stays', async () => {
    const shown = await opened();
    await shown.post({ type: 'link', state: 'lost', message: null });
    await button(shown, 'Reconnect').click();
    expect(await lastOf(shown)).toEqual({ type: 'reconnect' });
    expect(await shown.page.locator('.ty-node').count()).toBe(5);
  });
  test('a pipeline without stages says what to write', async () => {
    const shown = await opened({}, { ...makeIdlePipeline(now), stages: [], edges: [] });
    await shown.page.getByText('No stages yet').waitFor();
    await button(shown, 'Open Pipeline File').click();
    expect(await lastOf(shown)).toEqual({ type: 'openFile', line: 1 });
  });
});

test('nothing moves for who prefers less motion', async () => {
  const shown = await opened({ reducedMotion: true });
  expect(await shown.page.evaluate(() => document.getAnimations().length)).toBe(0);
});
test.for(Object.keys(themes) as ThemeName[])('no rule of the content policy is broken in %s', async theme => {
  const shown = await opened({ theme, width: 500 });
  expect(shown.problems).toEqual([]);
});
