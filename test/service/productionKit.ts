// A project whose training copies a small ONNX model, with what a person does to bring it out and callers do to it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '../../connect/connectProject.ts';
import type { Operation } from '../../protocol/api.ts';
import type { Deployment } from '../../protocol/deployApi.ts';
import { parseRouterFile, type RouterFile, routerFile } from '../../protocol/privateFolder.ts';
import { linearModel } from '../kit/onnxModels.ts';
import { end, makeProject, newKey, type TestProject, until, untilEnded } from './serviceKit.ts';

const pipelineText = (deploy: string, more = '') => `apiVersion: trainyard/v1
kind: Pipeline
name: bike
stages:
  train:
    cmd: mkdir -p build && cp source.onnx build/model.onnx && cp source.json metrics.json
    deps: [source.onnx, source.json]
    outs: [build/model.onnx]
    metrics: [metrics.json]
gates:
  quality: {metric: "train:metrics.json#rmse", op: "<=", value: 60}
  no-regression: {metric: "train:metrics.json#rmse", op: "<=", baseline: champion, tolerance: "50%"}
model:
  name: bike
  artifact: build/model.onnx
  registry: {type: mlflow, alias: challenger}
  requires: [quality, no-regression]
deploy:
  local:
    platform: local
    replicas: 1
    strategy: ${deploy}
${more}`;

export const recreate = '{type: recreate}';
/** Its first step lasts at least `hold`. */
export const canary = (hold: string) =>
  `{type: canary, steps: [{traffic: 20, hold: ${hold}, min_requests: 5}, {traffic: 100}], bake: 1s, judge: {rules: [{metric: error_rate, max_delta: 0.5}]}}`;

export interface Production {
  readonly project: TestProject;
  link(): Promise<Connection>;
  strategy(text: string, more?: string): void;
  /** Puts what the next training copies. */
  source(bias: number, rmse: number): void;
  /** Trains a model that answers `2 a + bias` and has this metric; returns the run's id. */
  train(bias: number, rmse: number): Promise<string>;
  /** Waits for the operation and fails when it does. */
  done(operation: Promise<Operation>): Promise<Operation>;
  register(): Promise<Operation>;
  deploy(): Promise<Operation>;
  deployment(): Promise<Deployment>;
  until(what: string, isSo: (deployment: Deployment) => boolean): Promise<Deployment>;
  router(): Promise<RouterFile>;
  /** What a caller gets for `a`; with the status. */
  ask(
    a: number,
    id?: string,
  ): Promise<{ readonly status: number; readonly value: number; readonly id: string; readonly version: number }>;
  /** Asks without pause until the returned function is called; it tells how many answers were no 200. */
  traffic(): () => Promise<{ readonly asked: number; readonly failed: number }>;
  /** Without asking the service where it is. */
  askRouter(a: number): ReturnType<Production['ask']>;
  /** Ends every link. */
  letGo(): Promise<void>;
  remove(): Promise<void>;
}

export function makeProduction(): Production {
  const project = makeProject();
  let one: Promise<Connection> | null = null;
  let router: RouterFile | null = null;
  const made: Production = {
    project,
    link() {
      one ??= project.connect();
      return one;
    },
    async letGo() {
      (await one)?.dispose();
      one = null;
    },
    strategy: (text, more) => project.write('pipeline.yaml', pipelineText(text, more)),
    source(bias, rmse) {
      writeFileSync(join(project.root, 'source.onnx'), linearModel({ a: 2 }, bias));
      project.write('source.json', JSON.stringify({ rmse }));
    },
    async train(bias, rmse) {
      made.source(bias, rmse);
      const link = await made.link();
      const { subject } = await link.startRun({ key: newKey(), pipeline: 'pipeline.yaml', env: project.env });
      const run = await untilEnded(link, subject ?? '');
      if (run.state !== 'succeeded') throw new Error(`the run ${run.state}`);
      return run.id;
    },
    async done(begun) {
      const link = await made.link();
      const { id } = await begun;
      const ended = await until(`operation ${id}`, async () => {
        const operation = await link.operation(id);
        return operation.state === 'running' ? null : operation;
      });
      if (ended.trouble !== null) throw Object.assign(new Error(JSON.stringify(ended.trouble)), ended.trouble);
      return ended;
    },
    register: async () => {
      const link = await made.link();
      return made.done(link.register({ key: newKey(), pipeline: 'pipeline.yaml', who: 'ada', why: 'better' }));
    },
    deploy: async () => {
      const link = await made.link();
      const { env } = project;
      return made.done(link.deploy({ key: newKey(), pipeline: 'pipeline.yaml', target: 'local', who: 'ada', env }));
    },
    async deployment() {
      const [view] = await (await made.link()).deployments();
      if (view === undefined) throw new Error('nothing is deployed');
      return view.deployment;
    },
    until: (what, isSo) =>
      until(
        what,
        async () => {
          const deployment = await made.deployment();
          return isSo(deployment) ? deployment : null;
        },
        60_000,
      ),
    async router() {
      const { paths } = await project.place();
      const { id } = await made.deployment();
      const file = parseRouterFile(readFileSync(routerFile(paths, id), 'utf8'));
      if (file === null) throw new Error('the router has no file');
      router = file;
      return file;
    },
    async ask(a, id) {
      return askAt(await made.router(), a, id);
    },
    async askRouter(a) {
      return askAt(router ?? (await made.router()), a);
    },
    traffic() {
      let isOn = true;
      const counts = { asked: 0, failed: 0 };
      const going = (async () => {
        const router = await made.router();
        while (isOn) {
          const { status } = await askAt(router, counts.asked).catch(() => ({ status: 0 }));
          counts.asked += 1;
          if (status !== 200) counts.failed += 1;
          await new Promise(done => setTimeout(done, 5));
        }
      })();
      return async () => {
        isOn = false;
        await going;
        return counts;
      };
    },
    async remove() {
      const routers = join((await project.place()).paths.project, 'routers');
      const pids = routerPids(routers);
      await project.remove();
      for (const pid of pids) end(pid);
    },
  };
  return made;
}

async function askAt({ port, predictToken }: RouterFile, a: number, id?: string) {
  const inputs = [{ name: 'a', datatype: 'FP32', shape: [1, 1], data: [a] }];
  const answer = await fetch(`http://127.0.0.1:${port}/v2/models/bike/infer`, {
    method: 'POST',
    headers: { authorization: `Bearer ${predictToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...(id === undefined ? {} : { id }), inputs }),
    signal: AbortSignal.timeout(10_000),
  });
  const body = (await answer.json()) as {
    readonly id?: string;
    readonly model_version?: string;
    readonly outputs?: readonly { readonly data: readonly number[] }[];
  };
  const value = body.outputs?.[0]?.data[0] ?? Number.NaN;
  return { status: answer.status, value, id: body.id ?? '', version: Number(body.model_version) };
}

function routerPids(folder: string): readonly number[] {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.json'))
      .flatMap(name => parseRouterFile(readFileSync(join(folder, name), 'utf8'))?.pid ?? []);
  } catch {
    return [];
  }
}
