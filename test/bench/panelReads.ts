// The Deployment panel's first paint and what it asks the service for before it, with a long log of requests behind the deployment.
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '../../connect/connectProject.ts';
import { requestsFolder } from '../../engine/store/requestLog.ts';
import type { ToDeploymentPanel } from '../../protocol/panels.ts';
import { makeProduction, recreate } from '../service/productionKit.ts';
import { type PanelBrowser, startPanel } from '../webview/panelPage.ts';
import { type Budget, budgetLine } from './budget.ts';
import { type RequestHistory, requestHistory } from './requestHistory.ts';
import { median } from './startTimes.ts';

export interface PanelFigures {
  readonly requests: number;
  /** Milliseconds until detail and series of the last hour were both there; then with a series over the whole log: medians. */
  readonly hour: number;
  readonly whole: number;
  /**
   * Milliseconds from the page's start, its script and those reads of the last quarter of an hour included, until it shows
   * the deployment's state, and until its charts are drawn: medians, in a browser without a graphics card.
   */
  readonly paint: Paint;
  readonly budgets: readonly Budget[];
}
/** As the panel asks. */
const points = 200;
const hourMs = 3_600_000;
/** What the panel shows at first. */
const firstMs = hourMs / 4;

/** A real deployment, asked over HTTP; the log is laid beside what it logged itself. */
export async function measurePanel(history: RequestHistory, times = 7): Promise<PanelFigures> {
  const production = makeProduction();
  try {
    production.strategy(recreate);
    await production.train(1, 40);
    await production.register();
    await production.deploy();
    await production.until('its promotion', ({ stable, verified }) => stable !== null && verified);
    const { id } = await production.deployment();
    layLog(history, requestsFolder(production.project.root, id));
    const link = await production.link();
    const hour = await readings({ link, id, from: history.to - hourMs, to: history.to }, times);
    const whole = await readings({ link, id, from: history.from, to: history.to }, times);
    const paint = await firstPaints({ link, id, from: history.to - firstMs, to: history.to }, times);
    const what = 'the panel’s detail and series, whole log, in ms';
    const budgets = [
      { what: 'the panel’s detail and series, last hour, in ms', value: hour, most: 400 },
      { what, value: whole, most: 400 },
      { what: 'the panel’s first paint in Chromium, in ms', value: paint.state, most: 400 },
    ];
    return { requests: history.requests, hour, whole, paint, budgets };
  } finally {
    await production.remove();
  }
}

function layLog({ root, deployment }: RequestHistory, folder: string): void {
  const cached = requestsFolder(root, deployment);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(cached)) symlinkSync(join(cached, name), join(folder, name));
}

interface Asked {
  readonly link: Connection;
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

async function readings({ link, id, from, to }: Asked, times: number): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const started = performance.now();
    await read({ link, id, from, to });
    took.push(performance.now() - started);
  }
  return median(took);
}

async function read({ link, id, from, to }: Asked): Promise<readonly ToDeploymentPanel[]> {
  const [detail, series] = await Promise.all([link.deployment(id), link.series(id, { from, to, points })]);
  if (series.versions.length !== 2) throw new Error(`the series knows ${series.versions.length} versions of 2`);
  return [
    { type: 'detail', detail, canAct: true },
    { type: 'series', series, minutes: (to - from) / 60_000 },
  ];
}

interface Paint {
  readonly state: number;
  readonly charts: number;
}

async function firstPaints(asked: Asked, times: number): Promise<Paint> {
  const panel = await startPanel('deployment');
  try {
    const took: Paint[] = [];
    for (let i = 0; i < times; i++) took.push(await firstPaint(panel, asked));
    return { state: median(took.map(({ state }) => state)), charts: median(took.map(({ charts }) => charts)) };
  } finally {
    await panel.close();
  }
}

/** As the editor does it: what the page will ask for is read while it loads. */
async function firstPaint(panel: PanelBrowser, asked: Asked): Promise<Paint> {
  const reading = read(asked);
  const { page, problems } = await panel.open();
  const paint = await page.evaluate(
    async text => {
      const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
      const shown = async (selector: string, count: number): Promise<number> => {
        while (document.querySelectorAll(selector).length < count) await frame();
        await frame();
        return performance.now();
      };
      for (const message of JSON.parse(text)) window.postMessage(message, '*');
      return { state: await shown('h1', 1), charts: await shown('figure canvas', 3) };
    },
    JSON.stringify(await reading),
  );
  if (problems.length > 0) throw new Error(`the panel says ${problems.join('; ')}`);
  await panel.closePages();
  return paint;
}

/** For people. */
export const panelLine = ({ requests, hour, whole, paint }: PanelFigures): string =>
  `what the Deployment panel needs, ${requests} requests logged: ${hour.toFixed(0)} ms for the last hour, ${whole.toFixed(0)} ms for all of it; painted after ${paint.state.toFixed(0)} ms, charts after ${paint.charts.toFixed(0)} ms`;

if (import.meta.main) {
  const figures = await measurePanel(await requestHistory(Number(process.argv[2] ?? 10_000_000)));
  console.log(panelLine(figures));
  for (const budget of figures.budgets) console.log(budgetLine(budget));
}
