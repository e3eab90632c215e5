// Checks that a version can go to a target, and lays down the rollout that will bring it there.
import type { Actor, Rollout, ServedVersion, Strategy, TargetSpec } from '../domain/deployment.ts';
import type { ModelVersion } from '../domain/modelVersion.ts';
import type { Pipeline } from '../domain/pipeline.ts';
import { trouble } from '../errors.ts';
import type { PackagePlace, StoredDeployment } from '../store/deployStore.ts';
import type { DeployContext } from './deployContext.ts';
import type { AuditNote } from './effects.ts';
import { verifyPackage } from './packaging/packageFiles.ts';
import type { DeployRequest } from './requests.ts';
import { isUnfinished } from './rollout/rolloutMove.ts';
import { freshWork, parseWork } from './rollout/rolloutWork.ts';

/** Keeps deployment and rollout in one transaction; returns the deployment. Throws what `Controller.deploy` throws. */
export async function beginRollout(context: DeployContext, request: DeployRequest): Promise<StoredDeployment> {
  const pipeline = await context.loadPipeline(request.pipeline);
  if (pipeline.model === null) throw trouble('model-section-missing', { file: request.pipeline });
  const spec = pipeline.targets.get(request.target);
  if (spec === undefined) throw targetUnknown(pipeline, request.target);
  const version = findVersion(context, pipeline.model.name, request.version ?? null);
  const before = findDeployment(context, request);
  refuseBusy(context, before, spec);
  refuseOtherModel(before, version);
  refuseUnmet(context, request, { spec, version });
  const to = await wholePackage(context, version, request.env ?? {});
  const port = await portFor(context, before, spec);
  refuseBusy(context, findDeployment(context, request), spec);
  return keep(context, { pipeline, spec, to, port, request, model: version.model });
}

const targetUnknown = (pipeline: Pipeline, target: string) =>
  trouble('target-unknown', {
    pipeline: pipeline.name,
    target,
    known: [...pipeline.targets.keys()].join(', ') || 'none',
  });

export const findDeployment = (
  { state }: DeployContext,
  { pipeline, target }: Pick<DeployRequest, 'pipeline' | 'target'>,
): StoredDeployment | null =>
  state.deployments.deployments().find(found => found.pipeline === pipeline && found.target === target) ?? null;

/** Throws `model-unknown`, `version-unknown`. */
export function findVersion({ registry }: DeployContext, name: string, at: number | string | null): ModelVersion {
  const model = registry.model(name);
  if (model === null) {
    const known = registry.models().map(found => found.name);
    throw trouble('model-unknown', { model: name, known: known.join(', ') || 'none' });
  }
  const isNumber = typeof at === 'string' && /^\d+$/.test(at);
  const version = registry.version({ model: name, at: isNumber ? Number(at) : at });
  if (version !== null) return version;
  const known = [...model.versions.map(found => String(found.version)), ...Object.keys(model.aliases)];
  throw trouble('version-unknown', { model: name, version: at ?? 'newest', known: known.join(', ') || 'none' });
}

function refuseBusy(context: DeployContext, deployment: StoredDeployment | null, spec: TargetSpec): void {
  const last = deployment === null ? null : context.state.deployments.lastRollout(deployment.id);
  if (last === null || !isUnfinished({ rollout: last.rollout, work: parseWork(last.work) })) return;
  throw trouble('deployment-busy', { target: spec.name, version: last.rollout.to.version });
}

function refuseOtherModel(deployment: StoredDeployment | null, version: ModelVersion): void {
  if (deployment === null || deployment.stable === null || deployment.model === version.model) return;
  const reason = `it serves the model «${deployment.model}»; remove it first`;
  throw trouble('act-impossible', { act: 'deploy', target: deployment.target, reason });
}

/** Targets that must serve the version first. */
function refuseUnmet(
  context: DeployContext,
  { pipeline }: DeployRequest,
  { spec, version }: { readonly spec: TargetSpec; readonly version: ModelVersion },
): void {
  const unmet = spec.needs.filter(target => {
    const found = findDeployment(context, { pipeline, target });
    return found?.stable?.version !== version.version || found.wanted !== 'running' || found.state !== 'live';
  });
  if (unmet.length === 0) return;
  const reason = `version ${version.version} must be served on ${unmet.join(', ')} first`;
  throw trouble('act-impossible', { act: 'deploy', target: spec.name, reason });
}

export interface WholePackage {
  readonly version: ServedVersion;
  readonly place: PackagePlace;
}
/** The version's package, held against its hashes file by file. Throws `package-invalid`. */
export async function wholePackage(
  context: DeployContext,
  { model, version, folder, hash }: ModelVersion,
  env: Readonly<Record<string, string>>,
): Promise<WholePackage> {
  const name = `${model} version ${version}`;
  if (folder === null) throw trouble('package-invalid', { path: name, reason: 'its files are not on this machine' });
  if (hash === null) throw trouble('package-invalid', { path: name, reason: 'it was not packaged by Trainyard' });
  const found = await verifyPackage(context.ports, folder);
  if (!found.ok) throw trouble('package-invalid', { path: folder, reason: found.error });
  const manifest = found.value;
  if (manifest.hash !== hash)
    throw trouble('package-invalid', { path: folder, reason: 'it is not what was registered' });
  const python = manifest.backend === 'python' ? await context.interpreter({ folder, manifest, env }) : null;
  return { version: { version, hash }, place: { folder, backend: manifest.backend, python } };
}

/** Kept over restarts; another one only where the file asks for it. */
async function portFor(context: DeployContext, before: StoredDeployment | null, spec: TargetSpec): Promise<number> {
  const kept = before?.port ?? null;
  if (kept !== null && (spec.port === null || spec.port === kept)) return kept;
  return context.routers.reservePort(spec.port);
}

interface Beginning {
  readonly pipeline: Pipeline;
  readonly spec: TargetSpec;
  readonly to: WholePackage;
  readonly port: number;
  readonly request: DeployRequest;
  readonly model: string;
}

function keep(context: DeployContext, beginning: Beginning): StoredDeployment {
  const { request, to } = beginning;
  const store = context.state.deployments;
  const now = context.ports.clock.now();
  return store.transaction(() => {
    const before = findDeployment(context, request);
    const fresh = before?.wanted === 'running' ? before.stable : null;
    const isServed = fresh?.version === to.version.version && fresh.hash === to.version.hash;
    const rollout = newRollout(beginning, { now, from: fresh, id: context.ports.ids.next() });
    const deployment = { ...deploymentOf(context, beginning, before), stable: fresh };
    store.saveDeployment(deployment);
    // A version that is served already stays; replicas, port and monitor become those of the file.
    if (!isServed)
      store.saveRollout({ rollout: { ...rollout, deployment: deployment.id }, work: JSON.stringify(freshWork) });
    const note: AuditNote = {
      ...{ at: now, kind: 'deploy', who: request.by, why: request.why, model: deployment.model, version: to.version },
      ...{ before: fresh, after: to.version, pipeline: request.pipeline, deployment: deployment.id },
      target: request.target,
      ...(isServed ? {} : { rollout: rollout.id }),
    };
    store.addEffect(deployment.id, JSON.stringify({ kind: 'audit', note }));
    return deployment;
  });
}

function deploymentOf(
  { ports }: DeployContext,
  { pipeline, spec, to, port, request, model }: Beginning,
  before: StoredDeployment | null,
): StoredDeployment {
  const isWaitedFor = [...pipeline.targets.values()].some(({ needs }) => needs.includes(spec.name));
  return {
    ...{ id: before?.id ?? ports.ids.next(), pipeline: request.pipeline, pipelineName: pipeline.name },
    ...{ target: spec.name, model, createdAt: before?.createdAt ?? ports.clock.now(), spec },
    ...{ stable: before?.stable ?? null, wanted: 'running', port },
    previous: (before?.wanted === 'running' ? before.previous : before?.stable) ?? null,
    ...{ plan: before?.plan ?? null, restarts: before?.restarts ?? [] },
    packages: { ...before?.packages, [to.version.version]: to.place },
    monitor: pipeline.monitor?.target === spec.name ? pipeline.monitor : null,
    movesChampion: !isWaitedFor,
    state: before?.state === 'live' || before?.state === 'degraded' ? before.state : 'pending',
    failure: null,
  };
}

function newRollout(
  { spec, to, request }: Beginning,
  { now, from, id }: { readonly now: number; readonly from: ServedVersion | null; readonly id: string },
): Rollout {
  const by: Actor = request.by;
  return {
    ...{ id, deployment: '', from, to: to.version, kind: 'deploy' },
    state: spec.approval === 'required' ? 'awaiting-approval' : 'starting',
    strategy: request.now === true ? atOnce(spec.strategy) : spec.strategy,
    ...{ step: 0, startedAt: now, stepStartedAt: now, endedAt: null, holdReason: null, failure: null },
    ...{ measurement: null, by, why: request.why },
  };
}

const atOnce = (strategy: Strategy): Strategy => ({ ...strategy, steps: [] });
