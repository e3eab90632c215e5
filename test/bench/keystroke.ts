// From a keystroke to its diagnostics over standard input and output, at 100 and 1,000 stages: a table, and JSON with --json.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { connectProcess } from '../kit/languageClient.ts';
import { longPipeline } from '../kit/pipelineFixtures.ts';

export interface KeystrokeFigures {
  readonly stages: number;
  readonly lines: number;
  /** Milliseconds. */
  readonly open: number;
  readonly median: number;
  readonly p95: number;
  readonly max: number;
  readonly keystrokes: number;
}

const warmUp = 20;
const counted = 200;

/** Types letters into stages all over the file, one after another, waiting for the diagnostics of each version. */
export async function measureKeystrokes(stages: number, file: string): Promise<KeystrokeFigures> {
  const client = await connectProcess(file);
  const text = longPipeline(stages);
  const files = ['src/', 'src/stage.py', 'data/', 'data/stage_00000.csv', 'pipeline.yaml'];
  client.tell({ files, tracked: files });
  const opening = performance.now();
  const uri = client.open('pipeline.yaml', text);
  const first = await client.diagnostics(uri, 1);
  const open = performance.now() - opening;
  if (first.length > 0) throw new Error(`the pipeline is not valid: ${first[0]?.message}`);
  const times: number[] = [];
  let length = 0;
  for (let i = 0; i < warmUp + counted; i++) {
    // An anchor in another stage each time; every second keystroke takes the letter of the one before back.
    const stage = 1 + ((Math.floor(i / 2) * 37) % stages);
    const at = text.indexOf('src/stage.py', text.indexOf(`  stage_${String(stage).padStart(5, '0')}:`));
    const started = performance.now();
    const version = client.edit(uri, at, at + length, i % 2 === 0 ? 'x' : '');
    const found = await client.diagnostics(uri, version);
    times.push(performance.now() - started);
    length = i % 2 === 0 ? 1 : 0;
    if (found.length !== (i % 2 === 0 ? 1 : 0) && i % 2 === 1)
      throw new Error('a finding stayed although its cause is gone');
  }
  await client.stop();
  const sorted = times.slice(warmUp).sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return {
    stages,
    lines: text.split('\n').length,
    open,
    median: at(0.5),
    p95: at(0.95),
    max: at(1),
    keystrokes: counted,
  };
}

if (import.meta.main) {
  const bundle = 'dist/server.js';
  const isBundled = process.argv.includes('--bundle') && existsSync(join(import.meta.dirname, '../..', bundle));
  const file = isBundled ? bundle : 'server/main.ts';
  const figures: KeystrokeFigures[] = [];
  for (const stages of [100, 1000]) figures.push(await measureKeystrokes(stages, file));
  if (process.argv.includes('--json')) console.log(JSON.stringify({ server: file, figures }));
  else {
    console.log(`keystroke to diagnostics, ${file}, ms`);
    console.table(Object.fromEntries(figures.map(({ stages, ...rest }) => [stages, rounded(rest)])));
  }
}

function rounded(values: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Math.round(value * 100) / 100]));
}
