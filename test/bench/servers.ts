// The servers that are held against one another: each is started, says when it first answered, and can be stopped.
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { PlannedVersion } from '../../engine/domain/deployment.ts';
import type { Signature } from '../../engine/domain/modelPackage.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import { root } from '../../scripts/build.ts';
import { authorization, type RouterHarness, routerHarness } from '../serving/routerKit.ts';
import { writePackage } from '../serving/servingKit.ts';
import type { Forest } from './forest.ts';

export interface Served {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The request for one row. */
  body(row: readonly number[]): string;
  /** The label in an answer; NaN where there is none. */
  label(answer: unknown): number;
  /** Milliseconds from its start to the first answer. */
  readonly firstAnswer: number;
  /** Resident bytes of its processes. */
  memory(): number;
  stop(): Promise<void>;
}
type Protocol = Pick<Served, 'body' | 'label'>;
interface OipAnswer {
  readonly outputs?: readonly { readonly data: readonly number[] }[];
}

const oip: Protocol = {
  body: row => JSON.stringify({ inputs: [{ name: 'X', datatype: 'FP32', shape: [1, row.length], data: row }] }),
  label: answer => (answer as OipAnswer).outputs?.[0]?.data[0] ?? Number.NaN,
};
const invocations: Protocol = {
  body: row => JSON.stringify({ inputs: [row] }),
  label: answer => (answer as { readonly predictions?: readonly number[] }).predictions?.[0] ?? Number.NaN,
};

/** Answers always the same. */
export function startBare({ rows }: Forest): Promise<Served> {
  const answer = '{"outputs":[{"name":"label","datatype":"INT64","shape":[1],"data":[1]}]}';
  const program = `require('node:http').createServer((request,response)=>{request.on('data',()=>{});request.on('end',()=>{response.writeHead(200,{'content-type':'application/json'});response.end('${answer}')})}).listen(Number(process.argv[1]),'127.0.0.1')`;
  return foreign(rows, oip, port => ({
    url: `http://127.0.0.1:${port}/`,
    child: spawn(process.execPath, ['-e', program, String(port)], { stdio: 'ignore', detached: true }),
  }));
}

export function startMlserver({ folder, python, rows }: Forest): Promise<Served> {
  const place = mkdtempSync(join(tmpdir(), 'trainyard-bench-mlserver-'));
  const parameters = { uri: join(folder, 'model.joblib') };
  const settings = { name: 'demand', implementation: 'mlserver_sklearn.SKLearnModel', parameters };
  writeFileSync(join(place, 'model-settings.json'), JSON.stringify(settings));
  return foreign(rows, oip, port => {
    const more = { host: '127.0.0.1', http_port: port, grpc_port: port + 1, metrics_port: port + 2, debug: false };
    writeFileSync(join(place, 'settings.json'), JSON.stringify(more));
    return {
      url: `http://127.0.0.1:${port}/v2/models/demand/infer`,
      child: detached(join(python, '../mlserver'), ['start', place], place),
    };
  });
}

export function startMlflow({ folder, python, rows }: Forest): Promise<Served> {
  const place = mkdtempSync(join(tmpdir(), 'trainyard-bench-mlflow-'));
  const fixed = ['models', 'serve', '-m', join(folder, 'mlflow'), '--env-manager', 'local', '-h', '127.0.0.1'];
  return foreign(rows, invocations, port => ({
    url: `http://127.0.0.1:${port}/invocations`,
    child: detached(join(python, '../mlflow'), [...fixed, '-p', String(port)], place),
  }));
}

/** Theirs find their interpreter by PATH; they end as a group. */
function detached(command: string, args: readonly string[], place: string): ChildProcess {
  const output = openSync(join(place, 'said.log'), 'a');
  const env = { ...process.env, PATH: `${join(command, '..')}:${process.env['PATH'] ?? ''}` };
  return spawn(command, args, { detached: true, stdio: ['ignore', output, output], cwd: place, env });
}

async function foreign(
  rows: Forest['rows'],
  protocol: Protocol,
  start: (port: number) => { readonly url: string; readonly child: ChildProcess },
): Promise<Served> {
  const port = await freePort();
  const started = performance.now();
  const { url, child } = start(port);
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-(child.pid ?? 0), 'SIGKILL');
  };
  try {
    await untilAnswered({ url, headers: {}, body: protocol.body(rows[0] ?? []) });
  } catch (error) {
    await stop();
    throw error;
  }
  const memory = (): number => groupMemory(child.pid ?? 0);
  return { ...protocol, url, headers: {}, firstAnswer: performance.now() - started, memory, stop };
}

const onnxSignature = (features: number): Signature => ({
  inputs: [{ name: 'X', datatype: 'FP32', shape: [-1, features] }],
  outputs: [
    { name: 'label', datatype: 'INT64', shape: [-1] },
    { name: 'probabilities', datatype: 'FP32', shape: [-1, 3] },
  ],
});

export const startOnnx = (forest: Forest): Promise<Served> =>
  ours(forest, oip, router => [onnxVersion(router, forest, { version: 1 })]);

/** 90 to 10 between two versions of the same model. */
export const startCanary = (forest: Forest): Promise<Served> =>
  ours(forest, oip, router => [
    onnxVersion(router, forest, { version: 1, traffic: 90 }),
    onnxVersion(router, forest, { version: 2, traffic: 10, role: 'candidate' }),
  ]);

function onnxVersion(router: RouterHarness, { folder, features }: Forest, more: Partial<PlannedVersion>) {
  const planned = router.package(more.version ?? 1, more);
  copyFileSync(join(folder, 'model.onnx'), join(planned.folder, 'model.onnx'));
  return { ...planned, hash: writePackage(planned.folder, { signature: onnxSignature(features), files: {} }).hash };
}

/** Gives labels alone, as MLServer does. */
export const startPython = (forest: Forest): Promise<Served> =>
  ours(forest, oip, router => {
    const planned = router.package(1, { backend: 'python', python: forest.python });
    const { inputs, outputs } = onnxSignature(forest.features);
    const { hash } = writePackage(planned.folder, {
      ...{ backend: 'python', entry: 'model.joblib', signature: { inputs, outputs: outputs.slice(0, 1) } },
      files: { 'model.joblib': readFileSync(join(forest.folder, 'model.joblib')), 'model.onnx': '' },
    });
    return [{ ...planned, hash }];
  });

/** A sum of two numbers. */
export const startSmall = (forest: Forest): Promise<Served> => {
  const tensor = (name: string, value: number) => ({ name, datatype: 'FP32', shape: [1, 1], data: [value] });
  const body = (): string => JSON.stringify({ inputs: [tensor('a', 1), tensor('b', 2)] });
  return ours(forest, { ...oip, body }, router => [router.package(1)]);
};

/** The router as it is shipped, with everything on: logging, counting, routing. */
async function ours(
  { rows }: Forest,
  protocol: Protocol,
  versions: (router: RouterHarness) => readonly PlannedVersion[],
): Promise<Served> {
  const router = await routerHarness(process.env['TRAINYARD_TEST_ENTRY'] ?? join(root, 'dist/service.js'));
  const url = `http://127.0.0.1:${router.port}/v2/models/demand/infer`;
  const headers = { authorization };
  const planned = versions(router);
  const started = performance.now();
  await router.start(planned);
  const stop = async (): Promise<void> => void (await router.stop());
  try {
    await untilAnswered({ url, headers, body: protocol.body(rows[0] ?? []) });
    const firstAnswer = performance.now() - started;
    await router.until(({ versions: seen }) => seen.every(({ state }) => state === 'ready'));
    return { ...protocol, url, headers, firstAnswer, memory: () => groupMemory(router.pid()), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function untilAnswered(target: Pick<Served, 'url' | 'headers'> & { readonly body: string }): Promise<void> {
  const end = performance.now() + 120_000;
  for (;;) {
    const answer = await ask(target).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok === true) return;
    if (performance.now() > end) throw new Error(`${target.url} never answered: ${answer?.status}`);
    await wait(20);
  }
}

export const ask = (target: Pick<Served, 'url' | 'headers'> & { readonly body: string }): Promise<Response> =>
  fetch(target.url, {
    method: 'POST',
    body: target.body,
    headers: { 'content-type': 'application/json', ...target.headers },
  });

/** Resident bytes of a process and all its descendants, shared pages counted once for each; Linux alone. */
function groupMemory(pid: number): number {
  const { processes } = nodePorts();
  const children = `/proc/${pid}/task/${pid}/children`;
  const below = existsSync(children) ? readFileSync(children, 'utf8').trim().split(' ').filter(Boolean) : [];
  return processes.memory(pid) + below.reduce((sum, child) => sum + groupMemory(Number(child)), 0);
}

const freePort = (): Promise<number> =>
  new Promise(done => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
