// The deployments of a project: takes what people and monitors ask, and moves what is served towards it, step by step.
import type { Deployment, DeploymentId, Measurement, Rollout, RolloutId } from '../domain/deployment.ts';
import type { Millis, ProjectPath } from '../domain/ids.ts';
import type { Alert, Retrain } from '../domain/monitor.ts';
import { trouble } from '../errors.ts';
import type { StoredDeployment } from '../store/deployStore.ts';
import { beginRollout, findDeployment, findVersion, wholePackage } from './beginRollout.ts';
import type { DeployContext } from './deployContext.ts';
import { toDeployment } from './deploymentView.ts';
import { activeRollout, type DriveMemory, driveDeployment, keepMove, newMemory } from './driveDeployment.ts';
import { carryOutEffects } from './effects.ts';
import { createWatch, type MonitorOverview } from './monitors/watch.ts';
import { recordTrainings } from './recordTraining.ts';
import type { ActRequest, DeployRequest } from './requests.ts';
import { type ActSituation, decideAct } from './rollout/decideAct.ts';
import { isUnfinished } from './rollout/rolloutMove.ts';

export type { ActRequest, DeployRequest };
export type DeployChange =
  | { readonly kind: 'deployment'; readonly deployment: Deployment }
  | { readonly kind: 'removed'; readonly id: DeploymentId }
  | { readonly kind: 'models' }
  | { readonly kind: 'monitors'; readonly deployment: DeploymentId }
  | { readonly kind: 'alert'; readonly alert: Alert };

export type { MonitorOverview };

/** All methods may be called at any time; work on one deployment is done one after the other. */
export interface Controller {
  /**
   * Begins a rollout and returns when it is kept, not when it is over: look at `deployment` or listen.
   * Throws `target-unknown`, `model-section-missing`, `version-unknown`, `package-invalid`, `deployment-busy`, `act-impossible`.
   */
  deploy(request: DeployRequest): Promise<Deployment>;
  /** Throws `not-found`, `act-impossible`; then nothing has changed. */
  act(id: DeploymentId, request: ActRequest): Promise<Deployment>;
  /**
   * Looks at every deployment and does what is due: reconciles, judges, steps, watches, retrains. Call it about every second, and at start.
   * Returns in how many milliseconds something may be due again, at most 1,000.
   */
  tick(): Promise<Millis>;
  deployments(): readonly Deployment[];
  deployment(id: DeploymentId): Deployment | null;
  /** Newest first. */
  rollouts(id: DeploymentId): readonly Rollout[];
  /** Oldest first, at most 500. */
  measurements(rollout: RolloutId): readonly Measurement[];
  /** True while a service has to stay for the sake of deployments: something is served or monitored, or on its way. */
  isBusy(): boolean;
  monitor(id: DeploymentId): MonitorOverview | null;
  /** Looks at the signals now; throws `monitor-missing`. */
  lookNow(id: DeploymentId): Promise<MonitorOverview>;
  /** Throws `not-found`. */
  acknowledge(alertId: string): Alert;
  /** Starts the unattended way from a run to a rollout; throws `act-impossible` while one is under way. */
  retrain(request: {
    readonly pipeline: ProjectPath;
    readonly target: string;
    readonly by: string;
    readonly why: string;
  }): Retrain;
  /** Newest first. */
  retrains(id?: DeploymentId): readonly Retrain[];
  /** Returns what ends it. */
  onChange(listener: (change: DeployChange) => void): () => void;
}

const looksAtOnce = 12;
const soon = 60;
const later = 1_000;

/** `context.checkpoint` and its ports are all it touches; several controllers on one project at a time are not meant. */
export function createController(context: DeployContext): Controller {
  const store = context.state.deployments;
  const memories = new Map<DeploymentId, DriveMemory>();
  const lines = new Map<DeploymentId, Promise<unknown>>();
  const listeners = new Set<(change: DeployChange) => void>();
  const told = new Map<DeploymentId, string>();
  const emit = (change: DeployChange): void => {
    for (const listener of listeners) listener(change);
  };
  const inLine = <T>(id: string, work: () => Promise<T>): Promise<T> => {
    const mine = (lines.get(id) ?? Promise.resolve()).catch(() => undefined).then(work);
    lines.set(id, mine);
    return mine;
  };
  const memoryOf = (id: DeploymentId): DriveMemory => {
    const memory = memories.get(id) ?? newMemory();
    memories.set(id, memory);
    return memory;
  };
  const view = (stored: StoredDeployment): Deployment =>
    toDeployment(stored, store.lastRollout(stored.id)?.rollout ?? null, memoryOf(stored.id).observed);
  const viewOf = (id: DeploymentId): Deployment | null => {
    const stored = store.deployment(id);
    return stored === null || stored.wanted === 'removed' ? null : view(stored);
  };
  const tell = (id: DeploymentId): void => {
    const deployment = viewOf(id);
    const text = deployment === null ? '' : withoutCounts(deployment);
    if (told.get(id) === text) return;
    told.set(id, text);
    emit(deployment === null ? { kind: 'removed', id } : { kind: 'deployment', deployment });
  };
  const settleEffects = async (): Promise<void> => {
    if (await inLine('effects', () => carryOutEffects(context))) emit({ kind: 'models' });
  };
  const drive = async (id: DeploymentId): Promise<number> => {
    for (let look = 0; look < looksAtOnce; look++) {
      const result = await driveDeployment(context, id, memoryOf(id));
      tell(id);
      if (result === 'removed') memories.delete(id);
      await settleEffects();
      if (result !== 'moved') return result === 'waiting' ? soon : later;
    }
    return soon;
  };
  const driveSafely = async (id: DeploymentId): Promise<number> => {
    try {
      return await inLine(id, () => drive(id));
    } catch (error) {
      context.ports.log.write('error', 'a deployment could not be looked at', { deployment: id, error: String(error) });
      return later;
    }
  };
  const needed = (id: DeploymentId): StoredDeployment => {
    const stored = store.deployment(id);
    if (stored === null) throw trouble('not-found', { what: 'deployment', id });
    return stored;
  };
  const deploy = async (request: DeployRequest): Promise<Deployment> => {
    const { id } = await inLine(`${request.pipeline}\0${request.target}`, () => beginRollout(context, request));
    await context.checkpoint?.('rollout:saved');
    await driveSafely(id);
    return viewOf(id) ?? view(needed(id));
  };
  const act = async (id: DeploymentId, request: ActRequest): Promise<Deployment> => {
    const before = view(needed(id));
    await inLine(id, () => carryOutAct(context, needed(id), request, memoryOf(id)));
    await driveSafely(id);
    return viewOf(id) ?? before;
  };
  const watch = createWatch(context, { deploy, act, emit });
  return {
    deploy,
    act,
    async tick() {
      await settleEffects();
      await inLine('trainings', () => recordTrainings(context));
      const pauses = await Promise.all(store.deployments().map(({ id }) => driveSafely(id)));
      const pause = await watch.tick();
      return Math.min(later, pause, ...pauses);
    },
    deployments: () => store.deployments().flatMap(({ id }) => viewOf(id) ?? []),
    deployment: viewOf,
    rollouts: id => store.rollouts(id),
    measurements: rollout => store.measurements(rollout),
    isBusy: () => store.deployments().some(isBusyWith(context)) || store.retrains({ unfinished: true }).length > 0,
    monitor: id => watch.overview(id),
    lookNow: id => watch.lookNow(needed(id).id),
    acknowledge: watch.acknowledge,
    retrain({ pipeline, target, by, why }) {
      const deployment = findDeployment(context, { pipeline, target });
      return watch.retrain({ pipeline, target, by, why, alertId: null, deployment: deployment?.id ?? null });
    },
    retrains: id => store.retrains(id === undefined ? {} : { deployment: id }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Numbers that move with every request are no news. */
function withoutCounts({ observed, ...rest }: Deployment): string {
  const versions = observed?.versions.map(({ version, hash, state, traffic, mirror, replicas }) => [
    ...[version, hash, state, traffic, mirror],
    replicas.map(replica => [replica.pid, replica.state]),
  ]);
  return JSON.stringify([{ ...rest, rollout: rest.rollout }, observed?.generation, versions]);
}

const isBusyWith =
  (context: DeployContext) =>
  ({ id, wanted, stable }: StoredDeployment): boolean =>
    wanted === 'removed' || (wanted === 'running' && (stable !== null || isUnfinished(activeRollout(context, id))));

async function carryOutAct(
  context: DeployContext,
  deployment: StoredDeployment,
  request: ActRequest,
  memory: DriveMemory,
): Promise<void> {
  const refuse = (reason: string) => trouble('act-impossible', { act: request.act, target: deployment.target, reason });
  const last = activeRollout(context, deployment.id);
  const outcome = decideAct({
    ...{ deployment, request, last, observed: memory.observed },
    back: request.act === 'rollback' ? await versionBack(context, deployment, request, refuse) : null,
    ...{ now: context.ports.clock.now(), newId: context.ports.ids.next() },
  });
  if (!outcome.ok) throw refuse(outcome.error);
  const { move, deployment: change, effects } = outcome.value;
  if (move !== null) keepMove(context, deployment.id, { ...move, deployment: change, effects });
  else keepChange(context, deployment.id, change, effects);
  await context.checkpoint?.('rollout:saved');
}

function keepChange(
  { state }: DeployContext,
  id: DeploymentId,
  change: Partial<StoredDeployment>,
  effects: readonly unknown[],
): void {
  const store = state.deployments;
  store.transaction(() => {
    const stored = store.deployment(id);
    if (stored === null) return;
    store.saveDeployment({ ...stored, ...change });
    for (const effect of effects) store.addEffect(id, JSON.stringify(effect));
  });
}

/** Found in the registry and whole on disk, or refused before anything changes. */
async function versionBack(
  context: DeployContext,
  deployment: StoredDeployment,
  request: ActRequest,
  refuse: (reason: string) => Error,
): Promise<ActSituation['back']> {
  const last = activeRollout(context, deployment.id);
  const usual = isUnfinished(last) ? last.rollout.from : deployment.previous;
  const wanted = request.version ?? usual?.version ?? null;
  if (wanted === null) return null;
  try {
    return await wholePackage(context, findVersion(context, deployment.model, wanted), {});
  } catch (error) {
    if (request.version === undefined && isUnfinished(last)) return null;
    throw refuse(error instanceof Error ? error.message : String(error));
  }
}
