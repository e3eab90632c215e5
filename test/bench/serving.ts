// Requests a second of our routers beside MLServer, `mlflow models serve` and a bare node:http server, one model, one machine, one run.
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { PlannedVersion } from '../../engine/domain/deployment.ts';
import type { Signature } from '../../engine/domain/modelPackage.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import { peerPython } from '../peers/environments.ts';
import { authorization, type RouterHarness, routerHarness } from '../serving/routerKit.ts';
import { writePackage } from '../serving/servingKit.ts';

export interface ServingFigures {
  readonly name: string;
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
  /** Resident bytes of all its processes after the load; 0 where it is not of interest. */
  readonly memory: number;
  /** Milliseconds from start to the first answer. */
  readonly firstAnswer: number;
}
interface Target {
  readonly url: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}
const connections = 16;
const features = 20;
const row = Array.from({ length: features }, (_, i) => ((i * 37) % 19) / 7 - 1);
const oneRow = JSON.stringify({ inputs: [{ name: 'X', datatype: 'FP32', shape: [1, features], data: row }] });

const forestProgram = `
import sys, joblib, mlflow.sklearn
from skl2onnx import to_onnx
from sklearn.datasets import make_classification
from sklearn.ensemble import RandomForestClassifier
X, y = make_classification(n_samples=6000, n_features=${features}, n_informative=12, n_classes=3, flip_y=0.1, random_state=1)
model = RandomForestClassifier(n_estimators=100, random_state=1, n_jobs=1).fit(X.astype("float32"), y)
joblib.dump(model, sys.argv[1] + "/model.joblib")
onnx = to_onnx(model, X[:1].astype("float32"), options={"zipmap": False})
open(sys.argv[1] + "/model.onnx", "wb").write(onnx.SerializeToString())
mlflow.sklearn.save_model(model, sys.argv[1] + "/mlflow", pip_requirements=[], serialization_format="pickle")
`;

/** Some seconds a server. Environments are built the first time. */
export async function servingFigures(
  seconds = 5,
  onFigures: (figures: ServingFigures) => void = () => undefined,
): Promise<readonly ServingFigures[]> {
  const python = await peerPython('serving');
  const folder = mkdtempSync(join(tmpdir(), 'trainyard-bench-'));
  execFileSync(python, ['-c', forestProgram, folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  const figures: ServingFigures[] = [];
  for (const measure of [bare, onnx, onnxCanary, pythonWorker, mlserver, mlflowServe].filter(
    f => !process.env.ONLY || process.env.ONLY.split(',').includes(f.name),
  )) {
    const found = await measure({ folder, python, seconds });
    onFigures(found);
    figures.push(found);
  }
  return figures;
}
interface Setting {
  readonly folder: string;
  readonly python: string;
  readonly seconds: number;
}

async function bare({ seconds }: Setting): Promise<ServingFigures> {
  const program = `require('node:http').createServer((request,response)=>{request.on('data',()=>{});request.on('end',()=>{response.writeHead(200,{'content-type':'application/json'});response.end('{"outputs":[{"name":"label","datatype":"INT64","shape":[1],"data":[1]}]}')})}).listen(Number(process.argv[1]),'127.0.0.1')`;
  return foreign('bare node:http', seconds, port => ({
    target: { url: `http://127.0.0.1:${port}/`, body: oneRow },
    child: spawn(process.execPath, ['-e', program, String(port)], { stdio: 'ignore', detached: true }),
  }));
}

const onnxSignature: Signature = {
  inputs: [{ name: 'X', datatype: 'FP32', shape: [-1, features] }],
  outputs: [
    { name: 'label', datatype: 'INT64', shape: [-1] },
    { name: 'probabilities', datatype: 'FP32', shape: [-1, 3] },
  ],
};
const pythonSignature: Signature = {
  inputs: onnxSignature.inputs,
  outputs: [{ name: 'label', datatype: 'INT64', shape: [-1] }],
};

const onnx = (setting: Setting): Promise<ServingFigures> =>
  ours('ours, ONNX', setting, router => [onnxVersion(router, setting, { version: 1 })]);
const onnxCanary = (setting: Setting): Promise<ServingFigures> =>
  ours('ours, ONNX, canary 20 %', setting, router => [
    onnxVersion(router, setting, { version: 1, traffic: 80 }),
    onnxVersion(router, setting, { version: 2, traffic: 20, role: 'candidate' }),
  ]);
const pythonWorker = (setting: Setting): Promise<ServingFigures> =>
  ours('ours, Python', setting, router => {
    const planned = router.package(1, { backend: 'python', python: setting.python });
    const files = { 'model.joblib': readFileSync(join(setting.folder, 'model.joblib')), 'model.onnx': '' };
    const { hash } = writePackage(planned.folder, {
      ...{ backend: 'python', entry: 'model.joblib', signature: pythonSignature, files },
    });
    return [{ ...planned, hash }];
  });

function onnxVersion(router: RouterHarness, { folder }: Setting, more: Partial<PlannedVersion>): PlannedVersion {
  const planned = router.package(more.version ?? 1, more);
  copyFileSync(join(folder, 'model.onnx'), join(planned.folder, 'model.onnx'));
  return { ...planned, hash: writePackage(planned.folder, { signature: onnxSignature, files: {} }).hash };
}

async function ours(
  name: string,
  { seconds }: Setting,
  versions: (router: RouterHarness) => readonly PlannedVersion[],
): Promise<ServingFigures> {
  const router = await routerHarness();
  const target = {
    url: `http://127.0.0.1:${router.port}/v2/models/demand/infer`,
    body: oneRow,
    headers: { authorization },
  };
  const planned = versions(router);
  const started = performance.now();
  await router.start(planned);
  try {
    await firstAnswer(target);
    const first = performance.now() - started;
    await router.until(({ versions: seen }) => seen.every(({ state }) => state === 'ready'));
    const figures = await load(target, seconds);
    const memory = groupMemory(router.pid());
    return { name, ...figures, memory, firstAnswer: first };
  } finally {
    await router.stop();
  }
}

async function mlserver({ folder, python, seconds }: Setting): Promise<ServingFigures> {
  const place = join(folder, 'mlserver');
  mkdirSync(place, { recursive: true });
  const settings = {
    name: 'demand',
    implementation: 'mlserver_sklearn.SKLearnModel',
    parameters: { uri: '../model.joblib' },
  };
  writeFileSync(join(place, 'model-settings.json'), JSON.stringify(settings));
  return foreign('MLServer', seconds, port => {
    const more = { host: '127.0.0.1', http_port: port, grpc_port: port + 1, metrics_port: port + 2, debug: false };
    writeFileSync(join(place, 'settings.json'), JSON.stringify(more));
    return {
      target: { url: `http://127.0.0.1:${port}/v2/models/demand/infer`, body: oneRow },
      child: detached(join(python, '../mlserver'), ['start', place], folder),
    };
  });
}

async function mlflowServe({ folder, python, seconds }: Setting): Promise<ServingFigures> {
  return foreign('mlflow models serve', seconds, port => ({
    target: { url: `http://127.0.0.1:${port}/invocations`, body: JSON.stringify({ inputs: [row] }) },
    child: detached(
      join(python, '../mlflow'),
      [
        'models',
        'serve',
        '-m',
        join(folder, 'mlflow'),
        '--env-manager',
        'local',
        '-h',
        '127.0.0.1',
        '-p',
        String(port),
      ],
      folder,
    ),
  }));
}

function detached(command: string, args: readonly string[], folder: string): ChildProcess {
  const output = openSync(join(folder, 'peers.log'), 'a');
  // Both find their interpreter by PATH.
  const env = { ...process.env, PATH: `${join(command, '..')}:${process.env['PATH'] ?? ''}` };
  return spawn(command, args, { detached: true, stdio: ['ignore', output, output], cwd: folder, env });
}

async function foreign(
  name: string,
  seconds: number,
  start: (port: number) => { readonly target: Target; readonly child: ChildProcess },
): Promise<ServingFigures> {
  const port = await freePort();
  const started = performance.now();
  const { target, child } = start(port);
  try {
    await firstAnswer(target);
    const first = performance.now() - started;
    const figures = await load(target, seconds);
    return { name, ...figures, memory: groupMemory(child.pid ?? 0), firstAnswer: first };
  } finally {
    if (child.exitCode === null && child.signalCode === null) process.kill(-(child.pid ?? 0), 'SIGKILL');
  }
}

async function firstAnswer({ url, body, headers = {} }: Target): Promise<void> {
  const end = performance.now() + 120_000;
  for (;;) {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    }).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok === true) return;
    if (performance.now() > end) throw new Error(`${url} never answered: ${answer?.status}`);
    await wait(20);
  }
}

/** Autocannon in a process of its own, after a second of warming up. */
async function load(
  { url, body, headers = {} }: Target,
  seconds: number,
): Promise<Pick<ServingFigures, 'requestsPerSecond' | 'p50' | 'p99' | 'failed'>> {
  const cannon = join(import.meta.dirname, '../../node_modules/autocannon/autocannon.js');
  const told = Object.entries({ 'content-type': 'application/json', ...headers }).flatMap(([key, value]) => [
    '-H',
    `${key}=${value}`,
  ]);
  const fire = async (duration: number): Promise<string> => {
    const args = [
      cannon,
      '-j',
      '-c',
      String(connections),
      '-d',
      String(duration),
      '-m',
      'POST',
      ...told,
      '-b',
      body,
      url,
    ];
    return (await promisify(execFile)(process.execPath, args, { maxBuffer: 1e7 })).stdout;
  };
  await fire(1);
  const { requests, latency, errors, non2xx } = JSON.parse(await fire(seconds)) as {
    readonly requests: { readonly average: number };
    readonly latency: { readonly p50: number; readonly p99: number };
    readonly errors: number;
    readonly non2xx: number;
  };
  return { requestsPerSecond: requests.average, p50: latency.p50, p99: latency.p99, failed: errors + non2xx };
}

/** Resident bytes of a process and all its descendants, shared pages counted once for each; Linux alone. */
function groupMemory(pid: number): number {
  const { processes } = nodePorts();
  const children = `/proc/${pid}/task/${pid}/children`;
  const below = existsSync(children) ? readFileSync(children, 'utf8').trim().split(' ').filter(Boolean) : [];
  return processes.memory(pid) + below.reduce((sum, child) => sum + groupMemory(Number(child)), 0);
}

/** For people. */
export function servingLine({
  name,
  requestsPerSecond,
  p50,
  p99,
  failed,
  memory,
  firstAnswer: first,
}: ServingFigures): string {
  const rate = `${name.padEnd(26)} ${requestsPerSecond.toFixed(0).padStart(7)} requests/s`;
  return `${rate}, median ${p50} ms, 99 % ${p99} ms, ${failed} failed, ${(memory / 1e6).toFixed(0)} MB, first answer after ${first.toFixed(0)} ms`;
}

const freePort = (): Promise<number> =>
  new Promise(done => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

if (import.meta.main) await servingFigures(Number(process.argv[2] ?? 5), figures => console.log(servingLine(figures)));
