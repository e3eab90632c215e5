// `npm run bench`: every benchmark in turn, as a table for people or as JSON with --json; exits 1 when a bundle is over its budget.
import { cpus, loadavg } from 'node:os';
import { peerPython } from '../peers/environments.ts';
import { activation } from './activation.ts';
import { type Budget, budgetLine } from './budget.ts';
import { bundleSizes } from './bundles.ts';
import { checkLine, measureCheck } from './checkFolder.ts';
import { driftLine, measureDrift } from './drift.ts';
import { measureDvc, measureServer, memoryGrowth, type ServerFigures, serverLines } from './languageServer.ts';
import { measurePanel, panelLine } from './panelReads.ts';
import { requestHistory } from './requestHistory.ts';
import { measureServing, type ServingFigures, serverLine } from './serving.ts';
import { startTimes } from './startTimes.ts';

const isJson = process.argv.includes('--json');
const say = (text: string): void => {
  if (!isJson) console.log(text);
};

say(`${cpus().length} cores, load ${load()}, Node ${process.versions.node}`);
const sizes = bundleSizes();
for (const { bundle, kilobytes, budget } of sizes) {
  say(`  ${bundle.padEnd(20)} ${String(kilobytes).padStart(5)} KB${budget === null ? '' : ` of ${budget}`}`);
}
const starts = await startTimes();
say(
  `start, median of 7: node ${ms(starts.node)}, server to initialize ${ms(starts.server)}, service to its address ${ms(starts.service)}`,
);
sayAll([], [{ what: 'language server: start to initialized, ms', value: starts.server, most: 120 }]);
const language: ServerFigures[] = [];
for (const stages of [1_000, 10_000] as const) {
  const figures = await measureServer(stages);
  language.push(figures);
  sayAll(serverLines(figures), figures.budgets);
}
const dvc = await measureDvc(1_000);
sayAll([], dvc.budgets);
const growth = await memoryGrowth();
sayAll([], [growth]);
const check = measureCheck();
sayAll([checkLine(check)], check.budgets);
const active = await activation();
say(`activation as the editor reports it, median of 5: ${ms(active)}`);
const serving = await servingBeside();
const history = await requestHistory(10_000_000);
const drift = await measureDrift(history);
sayAll([driftLine(drift)], drift.budgets);
const panel = await measurePanel(history);
sayAll([panelLine(panel)], panel.budgets);
const editing = { bundles: sizes, start: starts, language, dvc, growth, check, activation: active };
if (isJson) console.log(JSON.stringify({ ...editing, serving, drift, panel }, null, 2));
process.exitCode = sizes.some(({ kilobytes, budget }) => budget !== null && kilobytes > budget) ? 1 : 0;

/** Null without the peers' environment: there is nothing to hold ours against then, and no model. */
async function servingBeside(): Promise<ServingFigures | null> {
  let python: string;
  try {
    python = await peerPython('serving');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say(`serving was not measured, MLServer and MLflow cannot be had: ${reason}`);
    return null;
  }
  say(`serving a random forest, single rows, 16 connections, servers taking turns, load ${load()}:`);
  const figures = await measureServing(python);
  sayAll(figures.servers.map(serverLine), figures.budgets);
  say(`  load afterwards ${load()}: the ratios hold on a busy machine, the figures alone do not`);
  return figures;
}

function sayAll(lines: readonly string[], budgets: readonly Budget[]): void {
  for (const line of lines) say(line);
  for (const budget of budgets) say(budgetLine(budget));
}

function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
