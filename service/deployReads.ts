// What people look at of deployments and monitors: lists, details and facts, from the store and what routers say.

import type { DeployPart } from '../engine/createEngine.ts';
import type { Controller } from '../engine/deploy/controller.ts';
import { toDeployment } from '../engine/deploy/deploymentView.ts';
import type { Deployment, DeploymentId } from '../engine/domain/deployment.ts';
import type { Facts, SignalFacts, TargetFacts } from '../engine/domain/facts.ts';
import type { Pipeline } from '../engine/domain/pipeline.ts';
import { isTrouble, trouble } from '../engine/errors.ts';
import { loadPipeline } from '../engine/pipeline/loadPipeline.ts';
import type { DeploymentDetail, DeploymentView, MonitorView } from '../protocol/deployApi.ts';
import { exampleRow, type PackageFacts, packageFacts } from './packageFacts.ts';
import type { Rates } from './rates.ts';

export interface DeployReads {
  deployments(): readonly Deployment[];
  /** Throws `not-found`. */
  find(id: DeploymentId): Deployment;
  views(): readonly DeploymentView[];
  detail(id: DeploymentId): Promise<DeploymentDetail>;
  monitor(id: DeploymentId): MonitorView | null;
  monitors(): readonly MonitorView[];
  /** Of the stable version, else of the candidate; null where neither has a package. */
  package(deployment: Deployment): Promise<PackageFacts | null>;
  facts(): Promise<Pick<Facts, 'targets' | 'signals'>>;
}

const kept = 500;

export function createDeployReads({ project, controller }: DeployPart, rates: Rates): DeployReads {
  const { ports, root } = project;
  const store = project.store.deployments;
  const packages = new Map<string, PackageFacts>();
  const deployments = (): readonly Deployment[] =>
    controller?.deployments() ??
    store.deployments().map(stored => toDeployment(stored, store.lastRollout(stored.id)?.rollout ?? null, null));
  const find = (id: DeploymentId): Deployment => {
    const found = deployments().find(one => one.id === id);
    if (found === undefined) throw trouble('not-found', { what: 'deployment', id });
    return found;
  };
  const packageOf = async ({ id, stable, candidate }: Deployment): Promise<PackageFacts | null> => {
    const served = stable ?? candidate;
    if (served === null) return null;
    const known = packages.get(served.hash);
    if (known !== undefined) return known;
    const folder = store.deployment(id)?.packages[String(served.version)]?.folder;
    const facts = folder === undefined ? null : await packageFacts(ports.files, folder);
    if (facts !== null) packages.set(served.hash, facts);
    return facts;
  };
  const pipelineOf = async (file: string): Promise<Pipeline | null> => {
    try {
      return (await loadPipeline(ports.files, root, file)).pipeline;
    } catch (error) {
      if (isTrouble(error)) return null;
      throw error;
    }
  };
  const monitor = (id: DeploymentId): MonitorView | null => controller?.monitor(id) ?? storedMonitor(project, id);
  const reads: DeployReads = {
    ...{ deployments, find, monitor, package: packageOf },
    views: () => deployments().map(deployment => ({ deployment, rate: rates.of(deployment.id) })),
    async detail(id) {
      const deployment = find(id);
      const facts = await packageOf(deployment);
      const { rollout } = deployment;
      return {
        ...{ deployment, rate: rates.of(id), signature: facts?.signature ?? null, monitor: monitor(id) },
        rollouts: store.rollouts(id),
        measurements: rollout === null ? [] : store.measurements(rollout.id, kept),
        exampleRow:
          facts === null
            ? null
            : await exampleRow({ files: ports.files, root }, await pipelineOf(deployment.pipeline), facts),
      };
    },
    monitors: () => deployments().flatMap(({ id }) => monitor(id) ?? []),
    async facts() {
      const targets: Record<string, Record<string, TargetFacts>> = {};
      const signals: Record<string, Record<string, SignalFacts>> = {};
      for (const deployment of deployments()) {
        const { pipeline, target, id } = deployment;
        targets[pipeline] = { ...targets[pipeline], [target]: targetFacts(deployment, await packageOf(deployment)) };
        const looked = monitor(id);
        if (looked !== null) signals[pipeline] = { ...signals[pipeline], ...signalFacts(looked) };
      }
      return { targets, signals };
    },
  };
  return reads;
}

function storedMonitor({ store: state }: DeployPart['project'], id: DeploymentId): MonitorView | null {
  const store = state.deployments;
  const stored = store.deployment(id);
  if (stored === null || stored.monitor === null) return null;
  const { lastLook, coolingUntil } = store.monitorState(id);
  return {
    ...{ deployment: id, pipeline: stored.pipeline, spec: stored.monitor, lastLook, coolingUntil },
    results: store.lastSignalResults(id),
    alerts: store.alerts(id),
    nextLook: null,
  };
}

function targetFacts({ state, stable, candidate, rollout }: Deployment, facts: PackageFacts | null): TargetFacts {
  const step = rollout?.strategy.steps[rollout.step];
  const columns = facts?.profile?.features;
  return {
    state,
    version: stable?.version ?? null,
    candidate: candidate === null ? null : { version: candidate.version, traffic: step?.traffic ?? 0 },
    ...(columns === undefined ? {} : { features: Object.fromEntries(columns.map(({ name, kind }) => [name, kind])) }),
  };
}

const signalFacts = ({ results }: MonitorView): Record<string, SignalFacts> =>
  Object.fromEntries(
    results.map(({ signal, level, value, at, features }) => [
      signal,
      { level, value, at, feature: features[0]?.feature ?? null },
    ]),
  );

/** Throws `untrusted` where nothing may be changed. */
export function controllerOf({ controller }: Pick<DeployPart, 'controller'>): Controller {
  if (controller === null) throw trouble('untrusted');
  return controller;
}
