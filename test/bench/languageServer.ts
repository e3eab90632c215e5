// The language server over standard input and output at 1,000 and 10,000 stages: kinds of edits, completion, open, memory.
import { setTimeout as wait } from 'node:timers/promises';
import { connectProcess, type TestClient } from '../kit/languageClient.ts';
import { longPipeline } from '../kit/pipelineFixtures.ts';
import type { Budget } from './budget.ts';
import { residentMegabytes } from './memory.ts';
import { type PeerFigures, peerFigures, pipelineOfLength } from './peerKeystroke.ts';
import { median } from './startTimes.ts';

const file = 'dist/server.js';
const warmUp = 20;
const counted = 200;
const users = 100;
const openTurns = 7;
/** Servers that are typed in, one after the other: of what each gives, the median counts. */
const servers = 3;
/** The server gives memory back after five seconds without an edit. */
const restMs = 6_500;

interface Spread {
  /** Milliseconds. */
  readonly median: number;
  readonly p95: number;
}
export interface ServerFigures {
  readonly stages: number;
  readonly open: number;
  readonly edits: Readonly<Record<EditKind, Spread>>;
  readonly completion: Spread;
  /** Megabytes resident right after all of it, and once the typing rests. */
  readonly busyMemory: number;
  readonly memory: number;
  readonly peer: PeerFigures;
  readonly budgets: readonly Budget[];
}
type EditKind = 'value in the middle' | 'line at the top' | 'stage with 100 users';

const bounds = {
  1000: { edit: 5, ratio: 70, completion: 10, open: 120, memory: 1 / 3 },
  10000: { edit: 30, ratio: 100, completion: 40, open: 900, memory: 1 / 5 },
} as const;

/** Servers and one peer for each size, taking turns. */
export async function measureServer(stages: keyof typeof bounds): Promise<ServerFigures> {
  const opens: number[] = [];
  for (let turn = 0; turn < openTurns; turn++) opens.push(await openTime(stages));
  const typed: Typing[] = [];
  for (let turn = 0; turn < servers; turn++) typed.push(await typing(stages));
  const edits = {
    'value in the middle': medianOf(typed.map(one => one.edits['value in the middle'])),
    'line at the top': medianOf(typed.map(one => one.edits['line at the top'])),
    'stage with 100 users': medianOf(typed.map(one => one.edits['stage with 100 users'])),
  };
  const completion = medianOf(typed.map(one => one.completion));
  const busyMemory = median(typed.map(one => one.busyMemory));
  const memory = median(typed.map(one => one.memory));
  const peer = await peerFigures(pipelineOfLength(stages), stages > 5_000 ? 3 : 7);
  const most = bounds[stages];
  const worst = Math.max(...Object.values(edits).map(spread => spread.median));
  const slowest = Math.max(...Object.values(edits).map(spread => spread.p95));
  const name = `${stages.toLocaleString('en')} stages`;
  return {
    ...{ stages, open: median(opens), edits, completion, busyMemory, memory, peer },
    budgets: [
      { what: `${name}: worst edit, median, ms`, value: worst, most: most.edit },
      { what: `${name}: worst edit, 95 %, ms`, value: slowest, most: most.edit },
      { what: `${name}: times as fast as the peer, as waited`, value: peer.keystroke / worst, least: most.ratio },
      { what: `${name}: completion after a key, median, ms`, value: completion.median, most: most.completion },
      { what: `${name}: open to first diagnostics, ms`, value: median(opens), most: most.open },
      { what: `${name}: memory beside the peer's`, value: memory / peer.memory, most: most.memory },
    ],
  };
}

type Typing = Pick<ServerFigures, 'edits' | 'completion' | 'busyMemory' | 'memory'>;

/** One server, from its start to its rest. */
async function typing(stages: number): Promise<Typing> {
  const client = await connectProcess(file);
  const text = withUsers(longPipeline(stages));
  const uri = open(client, text);
  const first = await client.diagnostics(uri, 1);
  if (first.length > 0) throw new Error(`the pipeline is not valid: ${first[0]?.message}`);
  // A dep: a value that rules across stages look at.
  const middle = text.indexOf('- src/stage.py', text.length / 2) + '- '.length;
  const hub = text.indexOf('  stage_00001:') + '  stage_00001'.length;
  const edits = {
    'value in the middle': await typeAt(client, uri, middle, 'x'),
    'line at the top': await typeAt(client, uri, text.indexOf('name: long'), '# note\n'),
    'stage with 100 users': await typeAt(client, uri, hub, 'x'),
  };
  const completion = await completeAt(client, uri, text);
  const pid = client.process.pid ?? 0;
  const busyMemory = residentMegabytes(pid);
  await wait(restMs);
  const memory = residentMegabytes(pid);
  await client.stop();
  return { edits, completion, busyMemory, memory };
}

const medianOf = (spreads: readonly Spread[]): Spread => ({
  median: median(spreads.map(one => one.median)),
  p95: median(spreads.map(one => one.p95)),
});

export interface DvcFigures {
  readonly stages: number;
  readonly edit: Spread;
  readonly budgets: readonly Budget[];
}

/** A `dvc.yaml` of 1,000 stages, which is read in parts as pipelines are: a value in the middle, beside the peer. */
export async function measureDvc(stages: number): Promise<DvcFigures> {
  const client = await connectProcess(file);
  const text = longDvc(stages);
  const files = ['src/', 'src/stage.py', 'data/', 'data/s0.csv', 'dvc.yaml', 'params.yaml'];
  client.tell({ files, tracked: files, texts: { 'params.yaml': 'rate: 0.1\n' } });
  const uri = client.open('dvc.yaml', text, 'yaml');
  const first = await client.diagnostics(uri, 1);
  if (first.length > 0) throw new Error(`the dvc.yaml is not valid: ${first[0]?.message}`);
  const edit = await typeAt(client, uri, text.indexOf('- src/stage.py', text.length / 2) + '- '.length, 'x');
  await client.stop();
  const peer = await peerFigures({ text, schema: 'dialects/dvc.schema.json', mark: 'src/stage.py' }, 7);
  const name = `dvc.yaml, ${stages.toLocaleString('en')} stages`;
  return {
    ...{ stages, edit },
    budgets: [
      { what: `${name}: edit, median, ms`, value: edit.median, most: bounds[1000].edit },
      {
        what: `${name}: times as fast as the peer, as waited`,
        value: peer.keystroke / edit.median,
        least: bounds[1000].ratio,
      },
    ],
  };
}

const longDvc = (stages: number): string =>
  `stages:\n${Array.from(
    { length: stages },
    (_, i) =>
      `  stage_${i}:\n    cmd: python src/stage.py --in data/s${i}.csv --out data/s${i + 1}.csv\n    deps:\n      - src/stage.py\n      - data/s${i}.csv\n    params:\n      - rate\n    outs:\n      - data/s${i + 1}.csv\n`,
  ).join('')}`;

/** Megabytes more after 1,000 opens and closes than after the first 200. */
export async function memoryGrowth(): Promise<Budget> {
  const client = await connectProcess(file);
  const text = longPipeline(100);
  let early = 0;
  for (let turn = 0; turn < 1_000; turn++) {
    const uri = client.open(`p${turn}.pipeline.yaml`, text);
    await client.diagnostics(uri, 1);
    client.close(uri);
    if (turn === 199) early = residentMegabytes(client.process.pid ?? 0);
  }
  const value = residentMegabytes(client.process.pid ?? 0) - early;
  await client.stop();
  return { what: 'memory after 1,000 opens, more than after 200, MB', value, most: 15 };
}

export function serverLines({
  stages,
  open: opened,
  edits,
  completion,
  busyMemory,
  memory,
  peer,
}: ServerFigures): readonly string[] {
  const line = (what: string, { median: middle, p95 }: Spread): string =>
    `  ${what.padEnd(22)} median ${middle.toFixed(1)} ms, 95 % ${p95.toFixed(1)} ms`;
  return [
    `language server, ${stages} stages: open ${opened.toFixed(0)} ms, ${busyMemory.toFixed(0)} MB while typing, ${memory.toFixed(0)} MB at rest; yaml-language-server: edit ${peer.keystroke.toFixed(0)} ms, ${peer.memory.toFixed(0)} MB`,
    ...Object.entries(edits).map(([kind, spread]) => line(kind, spread)),
    line('completion after a key', completion),
  ];
}

function open(client: TestClient, text: string): string {
  const files = ['src/', 'src/stage.py', 'data/', 'data/stage_00000.csv', 'pipeline.yaml'];
  client.tell({ files, tracked: files });
  return client.open('pipeline.yaml', text);
}

/** In a server that has just started, as a person meets it. */
async function openTime(stages: number): Promise<number> {
  const client = await connectProcess(file);
  const text = longPipeline(stages);
  const started = performance.now();
  await client.diagnostics(open(client, text), 1);
  const taken = performance.now() - started;
  await client.stop();
  return taken;
}

/** Stages 3 to 102 wait for the first one by name; the second reads what it writes. */
const withUsers = (text: string): string =>
  text.replace(/^ {4}params: \[rate\]$/gm, (line, at: number) => {
    const number = Number(/stage_(\d+):\n(?!.*stage_\d+:\n)/s.exec(text.slice(Math.max(0, at - 400), at))?.[1] ?? 0);
    return number >= 3 && number <= users + 2 ? `${line}\n    needs: [stage_00001]` : line;
  });

/** Types and takes back, waiting for the diagnostics of each version; timed as the peer's, from telling the server on. */
async function typeAt(client: TestClient, uri: string, at: number, typed: string): Promise<Spread> {
  const times: number[] = [];
  for (let turn = 0; turn < warmUp + counted; turn++) {
    const isTyping = turn % 2 === 0;
    const tell = client.prepareEdit(uri, at, isTyping ? at : at + typed.length, isTyping ? typed : '');
    const started = performance.now();
    await client.diagnostics(uri, tell());
    times.push(performance.now() - started);
    client.forget();
  }
  return spread(times.slice(warmUp));
}

/** A letter of a key, and what fits there; then the letter is taken back. */
async function completeAt(client: TestClient, uri: string, text: string): Promise<Spread> {
  const at = text.indexOf('\n', text.indexOf('    params: [rate]', text.length / 2)) + 1;
  const times: number[] = [];
  for (let turn = 0; turn < warmUp + counted / 2; turn++) {
    client.edit(uri, at, at, '    en\n');
    const started = performance.now();
    const { items } = await client.request<{ items: readonly unknown[] }>('textDocument/completion', uri, {
      position: client.positionAt(uri, at + '    en'.length),
    });
    times.push(performance.now() - started);
    if (items.length === 0) throw new Error('nothing was offered');
    const version = client.edit(uri, at, at + '    en\n'.length, '');
    await client.diagnostics(uri, version);
    client.forget();
  }
  return spread(times.slice(warmUp));
}

function spread(times: readonly number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b);
  return { median: median(times), p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0 };
}

if (import.meta.main) {
  for (const stages of [1_000, 10_000] as const) {
    const figures = await measureServer(stages);
    for (const line of serverLines(figures)) console.log(line);
    console.log(figures.budgets);
  }
  console.log(await measureDvc(1_000));
  console.log(await memoryGrowth());
}
