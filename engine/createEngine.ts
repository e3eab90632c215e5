// Wires the engine's parts for one project: the only file of engine that knows all of them.
import { batchPredict, type PredictInput, type PredictResult } from './deploy/batchPredict.ts';
import { type Controller, createController } from './deploy/controller.ts';
import type { DeployContext, Retraining } from './deploy/deployContext.ts';
import type { FindInterpreter } from './deploy/packaging/buildPackage.ts';
import { type RegistrationRequest, registerModel } from './deploy/registerModel.ts';
import { requestLogs } from './deploy/requestLogs.ts';
import type { RouterLink } from './deploy/routerLink.ts';
import { type RequestTrace, traceRequest } from './deploy/traceRequest.ts';
import type { ProjectPath } from './domain/ids.ts';
import type { ModelRegistry, ModelVersion } from './domain/modelVersion.ts';
import { lookAtSignals } from './monitor/lookAtSignals.ts';
import type { Ports } from './ports.ts';
import { createPipelineRun, readPipeline } from './runner/createPipelineRun.ts';
import { buildEnvironment } from './runner/environments.ts';
import { hashOfDataset, planModel } from './runner/modelPlan.ts';
import type { PrivateFolders, ProjectContext } from './runner/runnerContext.ts';
import type { ModelLaunch } from './serving/modelLaunch.ts';
import { openModel } from './serving/openModel.ts';
import { judgeRules } from './stats/judgeRules.ts';
import { buildProfile } from './stats/profile.ts';
import { type AuditTrail, openAuditTrail } from './store/auditTrail.ts';
import { openStatCache } from './store/statCache.ts';
import { openStateStore } from './store/stateStore.ts';
import { auditHead } from './tracking/auditHead.ts';
import { openModelRegistry } from './tracking/modelRegistry.ts';
import { openTrackingStore } from './tracking/openTrackingStore.ts';
import type { TrackingStore } from './tracking/trackingStore.ts';

export interface EngineOptions {
  readonly ports: Ports;
  /** Absolute real path of the project. */
  readonly root: string;
  /** `read` makes and changes nothing in the project: for untrusted workspaces. */
  readonly access: 'write' | 'read';
  readonly folders: PrivateFolders;
}
/** Pipelines, their runs and what is stale: what status, starting, logs and cleaning work with. */
export type ProjectPart = ProjectContext & { readonly folders: PrivateFolders };
/** What deployments need of the process that hosts the engine. */
export interface DeployHost {
  readonly routers: RouterLink;
  readonly launch: ModelLaunch;
  readonly asked: (pipeline: ProjectPath) => Promise<Asked>;
}
/** Variables and interpreter of the window or shell that last asked about a pipeline; the service's own are never used. */
export interface Asked {
  readonly env: Readonly<Record<string, string>>;
  readonly python: string | null;
}
/** Models in production: registry, deployments, monitors, audit. */
export interface DeployPart {
  readonly project: ProjectPart;
  readonly tracking: TrackingStore;
  readonly registry: ModelRegistry;
  readonly audit: AuditTrail;
  /** Null where nothing may be changed: then look at `project.store.deployments`. */
  readonly controller: Controller | null;
  /** See `registerModel`. */
  register(request: RegistrationRequest, asked: Asked): Promise<ModelVersion>;
  /** See `batchPredict`. */
  predict(input: PredictInput, asked: Asked): Promise<PredictResult>;
  /** See `traceRequest`. */
  trace(requestId: string): Promise<RequestTrace>;
}
export interface Engine {
  /** Opens the project's state; throws what opening throws, such as `store-corrupt`. The same part each time. */
  project(): Promise<ProjectPart>;
  /** Opens the tracking store. The same part each time. */
  tracking(): Promise<TrackingStore>;
  /** The same part each time; `host` is that of the first call. */
  deploy(host: DeployHost): Promise<DeployPart>;
  close(): void;
}

/** Parts are opened when they are first asked for, so that each worker opens only its own. */
export function createEngine({ ports, root, access, folders }: EngineOptions): Engine {
  const closing: (() => void)[] = [];
  const opened = <T extends { close(): void }>(store: T): T => {
    closing.push(() => store.close());
    return store;
  };
  const openProject = async (): Promise<ProjectPart> => ({
    ports,
    root,
    folders,
    store: opened(await openStateStore(ports, { root, access })),
    hashes: opened(await openStatCache(ports, { root, access })),
  });
  let project: Promise<ProjectPart> | null = null;
  let tracking: Promise<TrackingStore> | null = null;
  let deploy: Promise<DeployPart> | null = null;
  const engine: Engine = {
    project() {
      project ??= openProject();
      return project;
    },
    tracking() {
      tracking ??= openTrackingStore({ ports, root, access }).then(opened);
      return tracking;
    },
    deploy(host) {
      deploy ??= openDeploy(engine, access, host);
      return deploy;
    },
    close() {
      for (const close of closing.splice(0).reverse()) close();
    },
  };
  return engine;
}

async function openDeploy(engine: Engine, access: EngineOptions['access'], host: DeployHost): Promise<DeployPart> {
  const [project, tracking] = [await engine.project(), await engine.tracking()];
  const { ports, root, store } = project;
  const registry = openModelRegistry(tracking, ports);
  const audit = openAuditTrail(ports, root, auditHead(tracking));
  const open = (request: Parameters<typeof openModel>[2]) => openModel(ports, host.launch, request);
  const register: DeployPart['register'] = (request, asked) =>
    registerModel(
      {
        ...{ ports, root, store, registry, audit },
        plan: wanted => planModel(project, wanted),
        interpreter: interpreterFor(project, asked),
        ...{ openModel: open, buildProfile },
      },
      request,
    );
  const predict: DeployPart['predict'] = (input, asked) =>
    batchPredict({ ports, registry, tracking, interpreter: interpreterFor(project, asked), openModel: open }, input);
  const logs = requestLogs(ports.files, root);
  const trace: DeployPart['trace'] = id =>
    traceRequest({ state: store, registry, logs, audit, trackedRun: runId => tracking.run(runId) }, id);
  const part = { project, tracking, registry, audit, register, predict, trace };
  if (access === 'read' || !store.info().writable) return { ...part, controller: null };
  const context: DeployContext = {
    ...{ ports, root, state: store, registry, audit, logs, routers: host.routers },
    loadPipeline: async file => (await readPipeline(project, file)).pipeline,
    hashOfDataset: (pipeline, dataset) => hashOfDataset(project, pipeline, dataset),
    interpreter: packageInterpreter(project),
    judge: judgeRules,
    monitors: lookAtSignals,
    retraining: retrainingOf(project, { host, register }),
  };
  return { ...part, controller: createController(context) };
}

/** None where the backend needs none. */
const packageInterpreter =
  (project: ProjectPart): DeployContext['interpreter'] =>
  async ({ folder, manifest: { backend, environment }, env }) =>
    backend === 'python'
      ? interpreterFor(project, { env, python: null })({
          ...{ folder, python: environment?.python ?? null },
          ...{ signal: new AbortController().signal, onProgress: () => undefined },
        })
      : null;

/** The interpreter of the environment of a package's own requirements, built where it is not there yet. */
function interpreterFor({ ports, folders }: ProjectPart, asked: Asked): FindInterpreter {
  return async ({ folder, python, signal, onProgress }) => {
    const built = await buildEnvironment(ports, {
      environment: { name: 'model', python, requirements: 'requirements.txt' },
      ...{ root: folder, folder: folders.environments, variables: asked.env, python: asked.python, signal, onProgress },
    });
    return `${built}/bin/python`;
  };
}

/** Runs and registration as retraining needs them; a run is made once for each retraining, also over a kill. */
function retrainingOf(
  project: ProjectPart,
  { host, register }: { readonly host: DeployHost; readonly register: DeployPart['register'] },
): Retraining {
  const { store, ports } = project;
  return {
    async startRun({ id, pipeline }) {
      const key = `retrain-${id}`;
      const known = store.operationByKey(key);
      if (known?.subject != null) return known.subject;
      const { env, python } = await host.asked(pipeline);
      const operation = { ...{ id: ports.ids.next(), key, kind: 'run', state: 'running' as const, trouble: null } };
      const both: ProjectPart['store'] = {
        ...store,
        createRun: (run, plan) =>
          store.transaction(() => {
            store.createRun(run, plan);
            const times = { createdAt: run.createdAt, endedAt: null };
            store.saveOperation({ ...operation, ...times, subject: run.id, result: null });
          }),
      };
      const asked = { pipeline, env, ...(python === null ? {} : { python }) };
      return (await createPipelineRun({ ...project, store: both }, asked)).id;
    },
    runState: runId => store.pipelineRun(runId)?.state ?? null,
    async register({ pipeline, runId, who, why }) {
      const never = new AbortController().signal;
      const request = { pipeline, runId, who: { kind: 'monitor' as const, name: who }, why };
      const asked = await host.asked(pipeline);
      return (await register({ ...request, signal: never, onProgress: () => undefined }, asked)).version;
    },
  };
}
