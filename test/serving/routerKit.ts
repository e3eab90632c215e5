// Real routers as processes on packages in a temporary project.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { PlannedVersion, RouterPlan, RouterState } from '../../engine/domain/deployment.ts';
import type { Signature } from '../../engine/domain/modelPackage.ts';
import { routerFile } from '../../protocol/privateFolder.ts';
import { pathsOf } from '../../service/projectFolder.ts';
import { linearModel } from '../kit/onnxModels.ts';
import { serviceEntry, writePackage } from './servingKit.ts';

export const deployment = 'd'.repeat(32);
const token = 'control-token';
const predictToken = 'predict-token';
export const authorization = `Bearer ${predictToken}`;

export const linear: Signature = {
  inputs: ['a', 'b'].map(name => ({ name, datatype: 'FP32', shape: [-1, 1] })),
  outputs: [{ name: 'variable', datatype: 'FP32', shape: [-1, 1] }],
};

export interface Answer {
  readonly status: number;
  readonly version: number;
  readonly value: number;
  readonly id: string;
  readonly error: string;
}
export interface RouterHarness {
  readonly root: string;
  readonly port: number;
  /** What the router and its model servers say. */
  readonly log: () => string;
  /** A package that answers a + b + version. */
  package(version: number, more?: Partial<PlannedVersion>): PlannedVersion;
  folder(version: number): string;
  start(versions: readonly PlannedVersion[], more?: Partial<RouterPlan>): Promise<void>;
  /** The next generation. */
  change(versions: readonly PlannedVersion[], more?: Partial<RouterPlan>): Promise<void>;
  restart(): Promise<void>;
  readonly pid: () => number;
  state(): Promise<RouterState>;
  until(isSo: (state: RouterState) => boolean, patienceMs?: number): Promise<RouterState>;
  infer(
    a: number,
    options?: { readonly key?: string; readonly version?: number; readonly id?: string },
  ): Promise<Answer>;
  control(method: string, path: string, body?: unknown, bearer?: string): Promise<Response>;
  /** Resolves to its exit code. */
  stop(): Promise<number | null>;
}

/** `entry`: the program that is the router. */
export async function routerHarness(entry = serviceEntry): Promise<RouterHarness> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'trainyard-router-')));
  process.env['TRAINYARD_HOME'] = join(root, 'home');
  const port = await freePort();
  const keys = routerFile(pathsOf(root), deployment);
  mkdirSync(dirname(keys), { recursive: true });
  writeFileSync(keys, JSON.stringify({ token, predictToken, port, pid: 0 }), { mode: 0o600 });
  const planFile = join(root, '.trainyard/deployments', deployment, 'plan.json');
  mkdirSync(dirname(planFile), { recursive: true });
  const logFile = join(root, 'router.log');
  let child: ChildProcess | null = null;
  let plan: RouterPlan = {
    ...{ schema: 1, generation: 0, deployment, model: 'demand', port, versions: [], stickyHeader: 'x-trainyard-key' },
    limits: { bodyBytes: 100_000, queue: 500, deadline: 5_000, batchRows: 32 },
    log: { isOn: true, maxBytes: 1e8, maxAge: 1e9 },
  };
  const control = (method: string, path: string, body?: unknown, bearer = token): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { authorization: `Bearer ${bearer}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const next = (versions: readonly PlannedVersion[], more: Partial<RouterPlan>): void => {
    plan = { ...plan, ...more, versions, generation: plan.generation + 1 };
    writeFileSync(planFile, JSON.stringify(plan));
  };
  const run = async (): Promise<void> => {
    const output = openSync(logFile, 'a');
    child = spawn(process.execPath, [entry, 'router', root, deployment], {
      ...{ cwd: root, detached: true, stdio: ['ignore', output, output] },
      env: { ...process.env, TRAINYARD_HOME: join(root, 'home') },
    });
    const ended = child;
    for (let tried = 0; tried < 200; tried++) {
      if (ended.exitCode !== null) throw new Error(`the router ended: ${harness.log()}`);
      if (
        await control('GET', '/trainyard/state').then(
          answer => answer.ok,
          () => false,
        )
      )
        return;
      await wait(25);
    }
    throw new Error(`the router does not answer: ${harness.log()}`);
  };
  const harness: RouterHarness = {
    root,
    port,
    log: () => readFileSync(logFile, 'utf8'),
    folder: version => join(root, `package-${version}`),
    package(version, more = {}) {
      const folder = harness.folder(version);
      mkdirSync(folder, { recursive: true });
      const { hash } = writePackage(folder, {
        signature: linear,
        files: { 'model.onnx': linearModel({ a: 1, b: 1 }, version) },
      });
      return {
        ...{
          version,
          hash,
          folder,
          backend: 'onnx',
          role: 'stable',
          traffic: 100,
          mirror: 0,
          replicas: 1,
          python: null,
        },
        ...more,
      };
    },
    async start(versions, more = {}) {
      next(versions, more);
      await run();
    },
    async change(versions, more = {}) {
      next(versions, more);
      const answer = await control('PUT', '/trainyard/plan', plan);
      if (!answer.ok) throw new Error(await answer.text());
    },
    restart: run,
    pid: () => child?.pid ?? 0,
    state: async () => (await (await control('GET', '/trainyard/state')).json()) as RouterState,
    async until(isSo, patienceMs = 15_000) {
      const end = performance.now() + patienceMs;
      for (;;) {
        const state = await harness.state();
        if (isSo(state)) return state;
        if (performance.now() > end) throw new Error(`never came: ${JSON.stringify(state, null, 1)}\n${harness.log()}`);
        await wait(25);
      }
    },
    async infer(a, { key, version, id } = {}) {
      const path = version === undefined ? '' : `/versions/${version}`;
      const answer = await fetch(`http://127.0.0.1:${port}/v2/models/demand${path}/infer`, {
        method: 'POST',
        headers: { authorization, ...(key === undefined ? {} : { 'x-trainyard-key': key }) },
        body: inferBody(a, id),
      });
      const body = (await answer.json()) as {
        model_version?: string;
        id?: string;
        error?: string;
        outputs?: [{ data: [number] }];
      };
      return {
        status: answer.status,
        version: Number(body.model_version ?? 0),
        value: body.outputs?.[0].data[0] ?? Number.NaN,
        id: body.id ?? answer.headers.get('x-request-id') ?? '',
        error: body.error ?? '',
      };
    },
    control,
    async stop() {
      const running = child;
      if (running === null || running.exitCode !== null || running.signalCode !== null) return null;
      const gone = new Promise<number | null>(done => running.once('exit', done));
      await control('POST', '/trainyard/stop').catch(() => running.kill('SIGKILL'));
      return gone;
    },
  };
  return harness;
}

export const inferBody = (a: number, id?: string): string =>
  JSON.stringify({
    ...(id === undefined ? {} : { id }),
    inputs: [
      { name: 'a', datatype: 'FP32', shape: [1, 1], data: [a] },
      { name: 'b', datatype: 'FP32', shape: [1, 1], data: [0] },
    ],
  });

const freePort = (): Promise<number> =>
  new Promise(done => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
