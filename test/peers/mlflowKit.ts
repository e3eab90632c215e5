// A project with our tracking store, MLflow's calls answered over real HTTP, and scripts run by real MLflow.
import { spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodePorts } from '../../engine/node/ports.ts';
import { handleMlflow } from '../../engine/tracking/mlflow/handleMlflow.ts';
import { openTrackingStore } from '../../engine/tracking/openTrackingStore.ts';
import type { TrackingStore } from '../../engine/tracking/trackingStore.ts';

export interface MlflowProject {
  readonly root: string;
  open(access?: 'write' | 'read', mlflowVersion?: string): Promise<TrackingStore>;
  /** Starts a server; calls count as those of `stageRunId`. Errors of ours (500) are collected. */
  serve(store: TrackingStore, caller?: { readonly stageRunId: string; readonly parentRunId: string }): Promise<Served>;
  remove(): Promise<void>;
}
export interface Served {
  readonly url: string;
  /** `POST /api/2.0/…` with status, each once, in the order of their first use. */
  readonly calls: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

export function mlflowProject(): MlflowProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'trainyard-mlflow-')));
  const ports = nodePorts();
  const closing: (() => unknown)[] = [];
  return {
    root,
    async open(access = 'write', mlflowVersion) {
      const store = await openTrackingStore({ ports, root, access, mlflowVersion: mlflowVersion ?? null });
      closing.push(() => store.close());
      return store;
    },
    async serve(store, caller) {
      const served = await serve(store, caller);
      closing.push(() => served.stop());
      return served;
    },
    async remove() {
      for (const close of closing.reverse()) await close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function serve(
  store: TrackingStore,
  caller: { readonly stageRunId: string; readonly parentRunId: string } | undefined,
): Promise<Served> {
  const calls = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const answer = await handleMlflow(store, {
      method: request.method ?? 'GET',
      path: url.pathname,
      query: [...url.searchParams],
      body: await bodyOf(request),
      contentType: request.headers['content-type'] ?? '',
      caller: caller ?? { stageRunId: null },
    });
    const name = `${request.method} ${url.pathname.replace(/[0-9a-f]{32}/g, 'ID')} ${answer.status}`;
    calls.set(name, (calls.get(name) ?? 0) + 1);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    stop: () =>
      new Promise(ended => {
        server.close(() => ended());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Runs `scripts/<name>` and returns the JSON that it printed last; throws with all it said when it failed. */
export async function runScript<T>(
  python: string,
  name: string,
  {
    cwd,
    args = [],
    env = {},
  }: { readonly cwd: string; readonly args?: readonly string[]; readonly env?: Record<string, string> },
): Promise<T> {
  const child = spawn(python, [join(import.meta.dirname, 'scripts', name), ...args], {
    cwd,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: cwd,
      MLFLOW_DISABLE_TELEMETRY: 'true',
      GIT_PYTHON_REFRESH: 'quiet',
      ...env,
    },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', data => {
    out += String(data);
  });
  child.stderr.on('data', data => {
    err += String(data);
  });
  const code = await new Promise(ended => child.on('close', ended));
  if (code !== 0) throw new Error(`${name} ended with ${code}:\n${out}\n${err.slice(-6000)}`);
  return JSON.parse(out.trim().split('\n').at(-1) ?? 'null') as T;
}
