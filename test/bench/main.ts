// `npm run bench`: every benchmark in turn, as a table for people or as JSON with --json; exits 1 when a bundle is over its budget.
import { cpus, loadavg } from 'node:os';
import { activation } from './activation.ts';
import { bundleSizes } from './bundles.ts';
import { type KeystrokeFigures, measureKeystrokes } from './keystroke.ts';
import { peerKeystroke } from './peerKeystroke.ts';
import { startTimes } from './startTimes.ts';

const isJson = process.argv.includes('--json');
const say = (text: string): void => {
  if (!isJson) console.log(text);
};

say(`${cpus().length} cores, load ${(loadavg()[0] ?? 0).toFixed(1)}, Node ${process.versions.node}`);
const sizes = bundleSizes();
for (const { bundle, kilobytes, budget } of sizes) {
  say(`  ${bundle.padEnd(20)} ${String(kilobytes).padStart(5)} KB${budget === null ? '' : ` of ${budget}`}`);
}
const starts = await startTimes();
say(
  `start, median of 7: node ${ms(starts.node)}, server to initialize ${ms(starts.server)}, service to its address ${ms(starts.service)}`,
);
const edits: KeystrokeFigures[] = [];
for (const stages of [100, 1_000]) edits.push(await measureKeystrokes(stages, 'dist/server.js'));
for (const { stages, median, p95 } of edits)
  say(`keystroke to diagnostics, ${stages} stages: median ${ms(median)}, 95 % ${ms(p95)}`);
const peer = await peerKeystroke(1_000);
const ratio = peer / (edits.at(-1)?.median ?? Number.NaN);
say(`the same in yaml-language-server, its own delay included: median ${ms(peer)}, ${ratio.toFixed(0)} times as long`);
const active = await activation();
say(`activation as the editor reports it, median of 5: ${ms(active)}`);
if (isJson)
  console.log(
    JSON.stringify(
      { bundles: sizes, start: starts, keystroke: edits, peerKeystroke: peer, activation: active },
      null,
      2,
    ),
  );
process.exitCode = sizes.some(({ kilobytes, budget }) => budget !== null && kilobytes > budget) ? 1 : 0;

function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
