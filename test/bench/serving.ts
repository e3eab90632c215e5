// Requests a second of our routers beside MLServer, `mlflow models serve` and a bare node:http server: one model, one machine, one run.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { peerPython } from '../peers/environments.ts';
import { type Budget, budgetLine } from './budget.ts';
import type { Hits, Shots } from './cannon.ts';
import { type Forest, forest } from './forest.ts';
import {
  ask,
  type Served,
  startBare,
  startCanary,
  startMlflow,
  startMlserver,
  startOnnx,
  startPython,
  startSmall,
} from './servers.ts';
import { median } from './startTimes.ts';

export interface ServerFigures {
  readonly name: ServerName;
  /** Median of the slices. */
  readonly requestsPerSecond: number;
  /** Milliseconds, of all slices together. */
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
  /** Resident bytes of all its processes after the load. */
  readonly memory: number;
  /** Milliseconds from start to the first answer. */
  readonly firstAnswer: number;
}
export interface ServingFigures {
  readonly servers: readonly ServerFigures[];
  readonly budgets: readonly Budget[];
}

const starts = {
  bare: startBare,
  onnx: startOnnx,
  canary: startCanary,
  python: startPython,
  mlserver: startMlserver,
  mlflow: startMlflow,
} as const;
type ServerName = keyof typeof starts;
const titles: Readonly<Record<ServerName, string>> = {
  bare: 'bare node:http',
  onnx: 'ours, ONNX',
  canary: 'ours, ONNX, canary 10 %',
  python: 'ours, Python',
  mlserver: 'MLServer',
  mlflow: 'mlflow models serve',
};
const connections = 16;

interface Options {
  /** Of each slice; servers take turns. */
  readonly seconds?: number;
  readonly rounds?: number;
  readonly only?: readonly ServerName[];
}

/** `python`: of the peers' environment. Rejects when a server answers something else than scikit-learn. */
export async function measureServing(
  python: string,
  { seconds = 2, rounds = 5, only }: Options = {},
): Promise<ServingFigures> {
  const model = forest(python);
  const running = new Map<ServerName, Served>();
  try {
    for (const name of Object.keys(starts) as ServerName[]) {
      if (only !== undefined && !only.includes(name)) continue;
      const served = await starts[name](model);
      running.set(name, served);
      if (name !== 'bare') await checkAnswers(name, served, model);
    }
    const small = await firstAnswerOfSmall(model);
    const slices = await takeTurns(running, model, { seconds, rounds });
    const servers = [...running].map(([name, served]) => figuresOf(name, served, slices.get(name) ?? []));
    return { servers, budgets: budgetsOf(servers, slices, small) };
  } finally {
    for (const served of running.values()) await served.stop();
  }
}

async function checkAnswers(name: ServerName, { url, headers, body, label }: Served, model: Forest): Promise<void> {
  for (const [i, row] of model.rows.entries()) {
    const answer = await ask({ url, headers, body: body(row) });
    const found = label(await answer.json());
    if (found !== model.labels[i])
      throw new Error(`${titles[name]} says ${found} of row ${i}, scikit-learn ${model.labels[i]}`);
  }
}

async function firstAnswerOfSmall(model: Forest): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 3; i++) {
    const served = await startSmall(model);
    times.push(served.firstAnswer);
    await served.stop();
  }
  return median(times);
}

/** In each round every server once: whatever else happens on the machine meets all of them. */
async function takeTurns(
  running: ReadonlyMap<ServerName, Served>,
  { rows }: Forest,
  { seconds, rounds }: { readonly seconds: number; readonly rounds: number },
): Promise<ReadonlyMap<ServerName, readonly Hits[]>> {
  const slices = new Map<ServerName, Hits[]>();
  const shoot = ({ url, headers, body }: Served, time: number): Promise<Hits> =>
    load({
      ...{ url, body: body(rows[0] ?? []), connections, seconds: time },
      headers: { ...headers, 'content-type': 'application/json' },
    });
  for (const served of running.values()) await shoot(served, 1);
  for (let round = 0; round < rounds; round++) {
    for (const [name, served] of running) slices.set(name, [...(slices.get(name) ?? []), await shoot(served, seconds)]);
  }
  return slices;
}

async function load(shots: Shots): Promise<Hits> {
  const args = [join(import.meta.dirname, 'cannon.ts'), JSON.stringify(shots)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e8 });
  return JSON.parse(stdout) as Hits;
}

function figuresOf(name: ServerName, served: Served, slices: readonly Hits[]): ServerFigures {
  const latencies = slices.flatMap(slice => slice.latencies).sort((a, b) => a - b);
  const quantile = (share: number): number => latencies[Math.floor(share * latencies.length)] ?? Number.NaN;
  return {
    ...{ name, requestsPerSecond: median(slices.map(slice => slice.requestsPerSecond)) },
    ...{ p50: quantile(0.5), p99: quantile(0.99), firstAnswer: served.firstAnswer, memory: served.memory() },
    failed: slices.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** Those whose servers ran; rates are compared within each round. */
function budgetsOf(
  servers: readonly ServerFigures[],
  slices: ReadonlyMap<ServerName, readonly Hits[]>,
  small: number,
): readonly Budget[] {
  const of = (name: ServerName): ServerFigures | undefined => servers.find(server => server.name === name);
  const rate = (a: ServerName, b: ServerName): number => {
    const others = slices.get(b) ?? [];
    return median(
      (slices.get(a) ?? []).map((slice, i) => slice.requestsPerSecond / (others[i]?.requestsPerSecond ?? Number.NaN)),
    );
  };
  const ratio = (a: ServerName, b: ServerName, key: 'p99' | 'memory' | 'firstAnswer'): number =>
    (of(a)?.[key] ?? Number.NaN) / (of(b)?.[key] ?? Number.NaN);
  const all: readonly Budget[] = [
    { what: 'ONNX, requests/s over MLServer', value: rate('onnx', 'mlserver'), least: 60 },
    { what: 'ONNX, requests/s over bare node:http', value: rate('onnx', 'bare'), least: 0.25 },
    { what: 'Python, requests/s over MLServer', value: rate('python', 'mlserver'), least: 2 },
    { what: 'ONNX, 99 % over MLServer', value: ratio('onnx', 'mlserver', 'p99'), most: 1 / 50 },
    { what: 'Python, 99 % over MLServer', value: ratio('python', 'mlserver', 'p99'), most: 1 / 2 },
    { what: 'ONNX, memory over MLServer', value: ratio('onnx', 'mlserver', 'memory'), most: 1 },
    { what: 'Python, memory over MLServer', value: ratio('python', 'mlserver', 'memory'), most: 1 },
    { what: 'small model, first answer in ms', value: small, most: 1_000 },
    { what: 'forest as ONNX, first answer over MLServer', value: ratio('onnx', 'mlserver', 'firstAnswer'), most: 1 },
    {
      what: 'forest in Python, first answer over MLServer',
      value: ratio('python', 'mlserver', 'firstAnswer'),
      most: 1,
    },
    { what: 'canary, share of requests/s lost', value: 1 - rate('canary', 'onnx'), most: 0.15 },
    { what: 'requests that failed', value: servers.reduce((sum, { failed }) => sum + failed, 0), most: 0 },
  ];
  return all.filter(({ value }) => !Number.isNaN(value));
}

/** For people. */
export function serverLine({ name, requestsPerSecond, p50, p99, failed, memory, firstAnswer }: ServerFigures): string {
  const rate = `${titles[name].padEnd(24)} ${requestsPerSecond.toFixed(0).padStart(6)} requests/s`;
  const latency = `median ${p50.toFixed(2)} ms, 99 % ${p99.toFixed(2)} ms, ${failed} failed`;
  return `${rate}, ${latency}, ${(memory / 1e6).toFixed(0)} MB, first answer after ${firstAnswer.toFixed(0)} ms`;
}

if (import.meta.main) {
  const [seconds = '2', rounds = '5', only] = process.argv.slice(2);
  const names = only === undefined ? {} : { only: only.split(',') as ServerName[] };
  const { servers, budgets } = await measureServing(await peerPython('serving'), {
    ...{ seconds: Number(seconds), rounds: Number(rounds) },
    ...names,
  });
  for (const server of servers) console.log(serverLine(server));
  for (const budget of budgets) console.log(budgetLine(budget));
}
