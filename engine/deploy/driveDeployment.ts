// One look at a deployment: what should be so follows from the store, what is so comes from the router, and the next move is kept before it is made.
import type { RouterPlan, RouterState } from '../domain/deployment.ts';
import type { Millis } from '../domain/ids.ts';
import { isTrouble } from '../errors.ts';
import type { StoredDeployment } from '../store/deployStore.ts';
import type { DeployContext } from './deployContext.ts';
import { healthOf } from './deploymentView.ts';
import { verifyPackage } from './packaging/packageFiles.ts';
import { advanceRollout } from './rollout/advanceRollout.ts';
import { isWorthKeeping, lookOfJudge } from './rollout/lookOfJudge.ts';
import { isUnfinished, type Move, type Situation } from './rollout/rolloutMove.ts';
import { type ActiveRollout, parseWork } from './rollout/rolloutWork.ts';
import { isCurrent, isServedAsAsked } from './rollout/servedAsAsked.ts';
import { wantedSlots } from './rollout/wantedSlots.ts';
import { localPlan, mayRestartAt, recentRestarts } from './targets/local.ts';

/** What a process knows of a deployment and may forget. */
export interface DriveMemory {
  observed: RouterState | null;
  /** Of the monotonic clock. */
  lastAt: number | null;
  wrongSince: number | null;
  routerTrouble: string | null;
}
export const newMemory = (): DriveMemory => ({ observed: null, lastAt: null, wrongSince: null, routerTrouble: null });
/** `moved`: look again at once. `waiting`: something is on its way. */
export type DriveResult = 'moved' | 'waiting' | 'settled' | 'removed';

const defaultPatience = 120_000;
/** A gap between looks beyond this was sleep or absence, not waiting. */
const longestGap = 3_000;

export function activeRollout({ state }: DeployContext, deployment: string): ActiveRollout | null {
  const last = state.deployments.lastRollout(deployment);
  return last === null ? null : { rollout: last.rollout, work: parseWork(last.work) };
}

export async function driveDeployment(context: DeployContext, id: string, memory: DriveMemory): Promise<DriveResult> {
  const store = context.state.deployments;
  const stored = store.deployment(id);
  if (stored === null) return 'removed';
  const elapsed = elapse(context, memory);
  const last = activeRollout(context, id);
  const slots = wantedSlots(stored, last);
  if (slots === null) return endRouter(context, stored, memory);
  const planned = keepPlan(context, stored, localPlan(stored, slots));
  const { plan } = planned;
  const isNew = plan !== stored.plan;
  if (isNew) await context.checkpoint?.('plan:saved');
  memory.observed = await context.routers.observe(id);
  if (!isCurrent(plan, memory.observed)) await bring(context, planned, memory, isNew);
  noteWrong(context, plan, memory);
  const moved = isUnfinished(last)
    ? await moveOn(context, { ...last, deployment: planned, plan, elapsed }, memory)
    : false;
  await keepHealth(context, id, memory);
  if (moved) return 'moved';
  return isServedAsAsked(plan, memory.observed) && !isHurried(last) ? 'settled' : 'waiting';
}

const isHurried = (last: ActiveRollout | null): boolean =>
  isUnfinished(last) && (last.rollout.state === 'starting' || last.rollout.state === 'rolling-back');

function elapse({ ports }: DeployContext, memory: DriveMemory): Millis {
  const now = ports.clock.monotonic();
  const gap = memory.lastAt === null ? 0 : now - memory.lastAt;
  memory.lastAt = now;
  return Math.min(Math.round(gap), longestGap);
}

async function endRouter(context: DeployContext, stored: StoredDeployment, memory: DriveMemory): Promise<DriveResult> {
  memory.observed = await context.routers.observe(stored.id);
  if (memory.observed !== null) await context.routers.stop(stored.id);
  memory.observed = null;
  if (stored.wanted === 'removed') {
    context.state.deployments.removeDeployment(stored.id);
    return 'removed';
  }
  await keepHealth(context, stored.id, memory);
  return 'settled';
}

type Planned = StoredDeployment & { readonly plan: RouterPlan };
function keepPlan({ state }: DeployContext, stored: StoredDeployment, plan: RouterPlan): Planned {
  const planned = { ...stored, plan };
  if (plan !== stored.plan) state.deployments.saveDeployment(planned);
  return planned;
}

/** Hands the plan to the router, starting it where none runs. A router that keeps dying is started ever more rarely. */
async function bring(
  context: DeployContext,
  { id, plan }: Planned,
  memory: DriveMemory,
  isNew: boolean,
): Promise<void> {
  const store = context.state.deployments;
  const stored = store.deployment(id);
  if (stored === null) return;
  const now = context.ports.clock.now();
  if (memory.observed === null && !isNew) {
    if (now < mayRestartAt(stored.restarts, now)) return;
    store.saveDeployment({ ...stored, restarts: [...recentRestarts(stored.restarts, now), now] });
  }
  try {
    if (memory.observed === null) await restoreEnvironments(context, plan);
    await context.routers.apply(plan);
    memory.routerTrouble = null;
  } catch (error) {
    if (!isTrouble(error)) throw error;
    memory.routerTrouble = typeof error.args.reason === 'string' ? error.args.reason : error.message;
    context.ports.log.write('warn', 'a router did not take its plan', { deployment: id, reason: error.message });
  }
  await context.checkpoint?.('plan:applied');
  memory.observed = await context.routers.observe(id);
}

/** Built environments may have been cleaned away; by content they get the same place again. */
async function restoreEnvironments({ ports, interpreter }: DeployContext, { versions }: RouterPlan): Promise<void> {
  for (const { folder, python } of versions) {
    if (python === null || (await ports.files.stat(python)) !== null) continue;
    const manifest = await verifyPackage(ports, folder);
    if (manifest.ok) await interpreter({ folder, manifest: manifest.value, env: {} });
  }
}

function noteWrong({ ports }: DeployContext, plan: RouterPlan, memory: DriveMemory): void {
  if (isServedAsAsked(plan, memory.observed)) memory.wrongSince = null;
  else memory.wrongSince ??= ports.clock.monotonic();
}

type Known = Omit<Situation, 'measurement' | 'observed' | 'now' | 'patience' | 'routerTrouble'>;

async function moveOn(context: DeployContext, known: Known, memory: DriveMemory): Promise<boolean> {
  const { observed, routerTrouble } = memory;
  const base = { now: context.ports.clock.now(), patience: context.patience ?? defaultPatience };
  const situation = { ...known, ...base, observed, routerTrouble };
  const measurement = await lookOfJudge(context, situation);
  const move = advanceRollout({ ...situation, measurement });
  if (move === null) return false;
  const isKept = measurement !== null && isWorthKeeping(known, measurement);
  const kept: Move = isKept
    ? { ...move, work: { ...move.work, keptAt: measurement.at, keptOutcome: measurement.outcome } }
    : move;
  keepMove(context, known.deployment.id, kept, isKept ? measurement : null);
  await context.checkpoint?.('state:saved');
  return isProgress(known, kept);
}

/** Everything that belongs together, with the effects that are still to come. */
export function keepMove(
  { state }: DeployContext,
  id: string,
  { rollout, work, deployment, effects }: Move,
  measurement: Situation['measurement'] = null,
): void {
  const store = state.deployments;
  store.transaction(() => {
    const stored = store.deployment(id);
    if (stored === null) return;
    store.saveRollout({ rollout, work: JSON.stringify(work) });
    if (Object.keys(deployment).length > 0) store.saveDeployment(forgetUnused({ ...stored, ...deployment }, rollout));
    if (measurement !== null) store.saveMeasurement(rollout.id, measurement);
    for (const effect of effects) store.addEffect(id, JSON.stringify(effect));
  });
}

/** Only versions that are served, were served before, or take part in the rollout can be asked for without the registry. */
function forgetUnused(stored: StoredDeployment, { from, to, back }: Move['rollout']): StoredDeployment {
  const used = new Set(
    [stored.stable, stored.previous, from, to, back ?? null].map(version => String(version?.version)),
  );
  return { ...stored, packages: Object.fromEntries(Object.entries(stored.packages).filter(([key]) => used.has(key))) };
}

function isProgress(before: ActiveRollout, after: ActiveRollout): boolean {
  const phase = ({ rollout, work }: ActiveRollout): string =>
    JSON.stringify([rollout.state, rollout.step, work.isReached, work.attempts, work.isClearing, work.isBackReady]);
  return phase(before) !== phase(after);
}

async function keepHealth({ state, ports }: DeployContext, id: string, memory: DriveMemory): Promise<void> {
  const store = state.deployments;
  const stored = store.deployment(id);
  if (stored === null) return;
  const rollout = store.lastRollout(id)?.rollout ?? null;
  const wrongFor = memory.wrongSince === null ? 0 : ports.clock.monotonic() - memory.wrongSince;
  const health = healthOf({ stored, rollout, observed: memory.observed, wrongFor, now: ports.clock.now() });
  const isSame = health.state === stored.state && JSON.stringify(health.failure) === JSON.stringify(stored.failure);
  if (!isSame) store.saveDeployment({ ...stored, ...health });
}
