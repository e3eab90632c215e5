// A project with registered versions, and controllers over real routers and model servers, for tests of deployments.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Controller, createController, type DeployRequest } from '../../engine/deploy/controller.ts';
import type { DeployContext, DeployMoment } from '../../engine/deploy/deployContext.ts';
import { requestLogs } from '../../engine/deploy/requestLogs.ts';
import { type Deployment, isRolloutOver } from '../../engine/domain/deployment.ts';
import type { Pipeline } from '../../engine/domain/pipeline.ts';
import { sha256 } from '../../engine/node/hasher.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import { readPipeline } from '../../engine/runner/createPipelineRun.ts';
import { hashOfDataset } from '../../engine/runner/modelPlan.ts';
import { openAuditTrail } from '../../engine/store/auditTrail.ts';
import { openStatCache } from '../../engine/store/statCache.ts';
import { openStateStore } from '../../engine/store/stateStore.ts';
import { auditHead } from '../../engine/tracking/auditHead.ts';
import { openModelRegistry } from '../../engine/tracking/modelRegistry.ts';
import { openTrackingStore } from '../../engine/tracking/openTrackingStore.ts';
import { type PrivatePaths, privatePaths } from '../../protocol/privateFolder.ts';
import { createRouters, type Routers } from '../../service/routers.ts';
import { linearModel } from '../kit/onnxModels.ts';

import { serviceEntry, writePackage } from '../serving/servingKit.ts';

const ports = nodePorts({ log: { write: () => {} } });
export const ada = { kind: 'person', name: 'Ada' } as const;

/** Folders of one project that controllers, one after the other, work in. */
export interface Ground {
  readonly folder: string;
  readonly root: string;
  readonly home: string;
  readonly paths: PrivatePaths;
}
export function makeGround(): Ground {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'trainyard-deploy-')));
  const root = join(folder, 'project');
  const home = join(folder, 'home');
  // Routers find their keys by it.
  process.env['TRAINYARD_HOME'] = home;
  return { folder, root, home, paths: privatePaths(home, sha256.text(root)) };
}

/** What one process would be: its own connections and its own controller. */
export interface Host {
  readonly context: DeployContext;
  readonly controller: Controller;
  readonly routers: Routers;
  /** Ticks until that is so; throws after `seconds`. */
  until(isSo: () => boolean | Promise<boolean>, seconds?: number): Promise<void>;
  /** Deploys and ticks until the rollout is over. */
  deploy(request?: Partial<DeployRequest>): Promise<Deployment>;
  local(): Deployment;
  /** The number that answers, by the model's own bias; null when nobody does. */
  ask(): Promise<number | null>;
  close(): void;
}
export interface HostOptions {
  readonly checkpoint?: (moment: DeployMoment) => Promise<void>;
  readonly change?: Partial<DeployContext>;
  /** Over what the file says. */
  readonly pipeline?: (pipeline: Pipeline) => Pipeline;
  /** Milliseconds by which its wall clock is ahead. */
  readonly ahead?: number;
}

export async function openHost(
  { root, home, paths }: Omit<Ground, 'folder'>,
  options: HostOptions = {},
): Promise<Host> {
  const state = await openStateStore(ports, { root, access: 'write' });
  const hashes = await openStatCache(ports, { root, access: 'write' });
  const tracking = await openTrackingStore({ ports, root, access: 'write' });
  const routers = createRouters({ ports, root, paths, entry: serviceEntry, version: 'test' });
  const folders = { runs: join(home, 'runs'), environments: join(home, 'environments') };
  const project = { ports, root, store: state, hashes, folders };
  const context: DeployContext = {
    ...{ root, state, routers, registry: openModelRegistry(tracking, ports) },
    ports: { ...ports, clock: { ...ports.clock, now: () => ports.clock.now() + (options.ahead ?? 0) } },
    audit: openAuditTrail(ports, root, auditHead(tracking)),
    logs: requestLogs(ports.files, root),
    async loadPipeline(file) {
      const { pipeline } = await readPipeline(project, file);
      return withoutJudge(options.pipeline?.(pipeline) ?? pipeline);
    },
    hashOfDataset: (pipeline, dataset) => hashOfDataset(project, pipeline, dataset),
    interpreter: async () => null,
    judge: () => [],
    monitors: () => ({ results: [], raise: [] }),
    retraining: { startRun: async () => '', runState: () => null, register: async () => 0 },
    patience: 20_000,
    ...(options.checkpoint === undefined ? {} : { checkpoint: options.checkpoint }),
    ...options.change,
  };
  const controller = createController(context);
  const local = (): Deployment => {
    const [found] = controller.deployments();
    if (found === undefined) throw new Error('nothing is deployed');
    return found;
  };
  const until: Host['until'] = async (isSo, seconds = 40) => {
    const end = performance.now() + seconds * 1_000;
    for (;;) {
      const pause = await controller.tick();
      if (await isSo()) return;
      if (performance.now() > end) throw new Error(`still not so: ${JSON.stringify(controller.deployments())}`);
      await wait(Math.min(pause, 100));
    }
  };
  return {
    ...{ context, controller, routers, until, local },
    async deploy(request = {}) {
      await controller.deploy({ pipeline: 'pipeline.yaml', target: 'local', by: ada, why: 'a test', ...request });
      await until(() => isRolloutOver(local().rollout?.state ?? 'failed') && local().verified);
      return local();
    },
    ask: () => askVersion(routers, context),
    close() {
      for (const store of [state, hashes, tracking]) store.close();
    },
  };
}

/** Rollouts whose steps depend on time alone: what the judge finds is tested where statistics are. */
function withoutJudge(pipeline: Pipeline): Pipeline {
  const targets = [...pipeline.targets].map(([name, spec]) => {
    const judge = { ...spec.strategy.judge, rules: [] };
    return [name, { ...spec, strategy: { ...spec.strategy, judge } }] as const;
  });
  return { ...pipeline, targets: new Map(targets) };
}

async function askVersion(routers: Routers, { state }: DeployContext): Promise<number | null> {
  const id = state.deployments.deployments()[0]?.id ?? '';
  const callers = routers.callers(id);
  if (callers === null) return null;
  try {
    const answer = await fetch(`http://127.0.0.1:${callers.port}/v2/models/bike/infer`, {
      method: 'POST',
      headers: { authorization: `Bearer ${callers.predictToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ inputs: [{ name: 'temp', datatype: 'FP32', shape: [1, 1], data: [0] }] }),
      signal: AbortSignal.timeout(5_000),
    });
    if (!answer.ok) return null;
    const { outputs } = (await answer.json()) as { readonly outputs: readonly { readonly data: readonly number[] }[] };
    return outputs[0]?.data[0] ?? null;
  } catch {
    // Nobody there.
    return null;
  }
}

export const canaryTarget = `{platform: local, approval: none, strategy: {type: canary, bake: 0s, steps: [
    {traffic: 50, hold: 0s, min_requests: 0}, {traffic: 100, hold: 0s, min_requests: 0}]}}`;

/** A pipeline with these targets, and versions 1 to `count` of «bike» whose answers to 0 are their numbers; `broken` cannot be loaded. */
export async function prepare(
  ground: Ground,
  count: number,
  { targets = `{local: ${canaryTarget}}`, broken }: { readonly targets?: string; readonly broken?: number } = {},
): Promise<void> {
  const { root } = ground;
  await ports.files.makeFolder(root);
  await writePipeline(ground, targets);
  const tracking = await openTrackingStore({ ports, root, access: 'write' });
  const registry = openModelRegistry(tracking, ports);
  const experiment = tracking.ensureExperiment('bike');
  for (let version = 1; version <= count; version++) {
    const id = ports.ids.next();
    tracking.createRun({
      ...{ id, experimentId: experiment.id, name: `run-${version}`, userId: 'ada', startedAt: Date.now(), tags: {} },
    });
    const packageFolder = join(ground.folder, `package-${version}`);
    const { hash } = writePackage(packageFolder, {
      signature: {
        inputs: [{ name: 'temp', datatype: 'FP32', shape: [-1, 1] }],
        outputs: [{ name: 'variable', datatype: 'FP32', shape: [-1, 1] }],
      },
      files: { 'model.onnx': version === broken ? 'this is no model' : linearModel({ temp: 1 }, version) },
    });
    await registry.register({
      ...{ model: 'bike', runId: id, packageFolder, hash, description: null, tags: {}, verdicts: [], alias: null },
    });
  }
  tracking.close();
}

export const writePipeline = ({ root }: Ground, targets: string): Promise<void> =>
  ports.files.writeAtomic(
    `${root}/pipeline.yaml`,
    `apiVersion: trainyard/v1
kind: Pipeline
name: demo
stages:
  train:
    cmd: cp source.onnx model.onnx
    outs: [model.onnx]
model: {name: bike, artifact: model.onnx}
deploy: ${targets}
`,
  );

/** Ends routers that a failed test left, and forgets the folders. */
export async function clear(ground: Ground): Promise<void> {
  const host = await openHost(ground);
  for (const { id } of host.context.state.deployments.deployments()) await host.routers.stop(id).catch(() => undefined);
  host.close();
  rmSync(ground.folder, { recursive: true, force: true, maxRetries: 3 });
}
