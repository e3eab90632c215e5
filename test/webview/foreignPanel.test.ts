// The graph panel with a pipeline of another tool in a real browser: words, keys, folding, list, what it sends.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { foreignPipeline, foreignView } from './foreignData.ts';
import { type PanelBrowser, type PanelOptions, type PanelPage, startPanel } from './panelPage.ts';
import { type ThemeName, themes } from './themes.ts';

let panel: PanelBrowser;
beforeAll(async () => {
  panel = await startPanel('graph');
});
afterEach(() => panel.closePages());
afterAll(() => panel?.close());

async function opened(
  options: PanelOptions = {},
  { canRun = true, ...more }: { readonly canRun?: boolean; readonly pipeline?: unknown } = {},
): Promise<PanelPage> {
  const shown = await panel.open(options);
  await shown.post({ type: 'foreign', pipeline: { ...foreignView, ...more }, canRun });
  await shown.page.getByRole('heading', { name: 'dvc.yaml' }).waitFor();
  return shown;
}
const button = (shown: PanelPage, label: string) => shown.page.locator(`vscode-button[aria-label="${label}"]`);
const stage = (shown: PanelPage, name: string) => shown.page.locator(`[id="stage-${name}"]`);
const lastOf = async (shown: PanelPage) => (await shown.sent()).at(-1);

test('stages say what they do and what is known of them, and no state', async () => {
  const shown = await opened();
  expect(await shown.page.locator('.ty-toolbar-count').textContent()).toBe('DVC pipeline · 6 stages');
  expect(await stage(shown, 'prepare').getAttribute('aria-label')).toBe('prepare, frozen · python prepare.py');
  expect(await stage(shown, 'train').getAttribute('aria-label')).toBe('train, 4 stages · python train.py');
  expect(await shown.page.locator('.ty-node').first().textContent()).not.toMatch(/never run|succeeded/);
  expect(shown.problems).toEqual([]);
});
test('a click and Enter lead to the definition, arrows along the edges', async () => {
  const shown = await opened();
  await stage(shown, 'prepare').click();
  expect(await lastOf(shown)).toEqual({ type: 'openStage', stage: 'prepare' });
  await shown.page.keyboard.press('ArrowRight');
  await shown.page.keyboard.press('Enter');
  expect(await lastOf(shown)).toEqual({ type: 'openStage', stage: 'train' });
});
test('edges tell their files when looked at, not more than fit', async () => {
  const shown = await opened();
  await stage(shown, 'train').focus();
  expect(await shown.page.locator('.ty-edge-label').allTextContents()).toEqual([
    'clean.csv',
    'lr-4.pkllr-8.pklgbm-4.pklgbm-8.pkl',
  ]);
});
test('hundreds of edges are faint, and those of the stage that is looked at are not', async () => {
  const columns = [0, 1].map(column => Array.from({ length: 20 }, (_, i) => `job-${column}-${i}`));
  const [first = [], second = []] = columns;
  const stages = columns.flat().map(name => ({ ...foreignPipeline.stages[0], name, outs: [], marks: [] }));
  const edges = second.flatMap(to => first.map(from => ({ from, to, paths: [] })));
  const shown = await opened({}, { pipeline: { ...foreignPipeline, stages, edges, memberEdges: [] } });
  await stage(shown, 'job-1-3').focus();
  expect(await shown.page.locator('.ty-edges-dense .ty-edge-group').count()).toBe(400);
  const opacity = (which: string) =>
    shown.page
      .locator(which)
      .first()
      .evaluate(line => getComputedStyle(line).opacity);
  expect(await opacity('.ty-edge-group:not(.ty-edge-lit) .ty-edge-line')).toBe('0.12');
  expect(await opacity('.ty-edge-lit .ty-edge-line')).toBe('1');
  expect(await shown.page.locator('.ty-edge-label').count()).toBe(0);
});
test('a group is unfolded and folded again, by keys too, and that is kept', async () => {
  const shown = await opened();
  await stage(shown, 'train').focus();
  await shown.page.keyboard.press('Tab');
  await shown.page.keyboard.press('Enter');
  await stage(shown, 'train@gbm-8').waitFor();
  expect(await shown.page.locator('.ty-node').count()).toBe(6);
  expect(await shown.page.evaluate(() => document.activeElement?.id)).toBe('stage-train@lr-4');
  expect(await stage(shown, 'train@gbm-8').getAttribute('aria-label')).toBe('train@gbm-8, models/gbm-8.pkl');
  expect(await shown.kept()).toMatchObject({ foreign: foreignView.uri, unfolded: ['train'] });
  await stage(shown, 'train@gbm-8').hover();
  await button(shown, 'Fold the stages of train').last().click();
  await stage(shown, 'train').waitFor();
});
test('programs are offered with their commands, and asked for by stage or as a whole', async () => {
  const shown = await opened();
  expect(await button(shown, 'Run in Terminal').getAttribute('title')).toBe('dvc repro');
  await button(shown, 'Run in Terminal').click();
  expect(await lastOf(shown)).toEqual({ type: 'run' });
  await stage(shown, 'evaluate').hover();
  expect(await button(shown, 'Run to evaluate in a terminal').getAttribute('title')).toBe('dvc repro evaluate');
  await button(shown, 'Run evaluate alone in a terminal').click();
  expect(await lastOf(shown)).toEqual({ type: 'runStage', stage: 'evaluate', mode: 'only' });
});
test('nothing is offered to run in an untrusted workspace, or where no program is known', async () => {
  for (const more of [{ canRun: false }, { pipeline: { ...foreignPipeline, tool: null } }]) {
    const shown = await opened({}, more);
    expect(await button(shown, 'Run in Terminal').count()).toBe(0);
    expect(await button(shown, 'Run evaluate alone in a terminal').count()).toBe(0);
    expect(await button(shown, 'Open the definition of evaluate').count()).toBe(1);
  }
});
test('the list twin has the same stages and actions', async () => {
  const shown = await opened();
  await button(shown, 'Show as List').click();
  const table = shown.page.getByRole('table', { name: 'Stages of dvc.yaml' });
  expect(await table.locator('tbody tr').count()).toBe(3);
  expect(await table.locator('tbody tr').nth(2).locator('td').nth(1).textContent()).toBe('train');
  await button(shown, 'Unfold the 4 stages of train').click();
  await table.getByRole('button', { name: 'train@lr-4', exact: true }).waitFor();
  await table.getByRole('button', { name: 'evaluate', exact: true }).click();
  expect(await lastOf(shown)).toEqual({ type: 'openStage', stage: 'evaluate' });
});
test('what cannot be read and a circle are told, with a way to the line', async () => {
  const problem = { line: 7, rule: 'template-file', args: {} };
  const shown = await opened({}, { pipeline: { ...foreignPipeline, problem, circle: ['a', 'b', 'a'] } });
  expect(await shown.page.getByRole('alert').textContent()).toContain('a → b → a');
  await button(shown, 'Open dvc.yaml at Line 7').click();
  expect(await lastOf(shown)).toEqual({ type: 'openFile', line: 7 });
  expect(await shown.page.locator('.ty-node').count()).toBe(3);
});
test('a file without stages and one that is gone say so', async () => {
  const empty = await opened({}, { pipeline: { ...foreignPipeline, stages: [], edges: [], memberEdges: [] } });
  await empty.page.getByText('No stages', { exact: true }).waitFor();
  const gone = await opened({}, { pipeline: null });
  await gone.page.getByText('No pipeline', { exact: true }).waitFor();
});
test.for(Object.keys(themes) as ThemeName[])('no rule of the content policy is broken in %s', async theme => {
  const shown = await opened({ theme, width: 500 });
  expect(shown.problems).toEqual([]);
});
