// What one deployment serves: carries out plans, picks versions, answers, mirrors, counts, logs.
import type { ObservedVersion, PlannedVersion, RouterPlan, RouterState } from '../../engine/domain/deployment.ts';
import type { Signature } from '../../engine/domain/modelPackage.ts';
import type { Tensor } from '../../engine/domain/tensor.ts';
import { type TrainyardError, trouble } from '../../engine/errors.ts';
import { statusOf } from '../../engine/serving/oip/oipErrors.ts';
import type { RequestLog } from '../../engine/store/requestLog.ts';
import { loggedRows } from './loggedRows.ts';
import { inOrder, pick, placeOf, type Share } from './trafficSplit.ts';
import { type Counting, countVersion } from './versionCounts.ts';
import { endLarge, openVersionPool, type PoolWorld, type VersionPool } from './versionPool.ts';

export interface RouterWorld extends Omit<PoolWorld, 'onChange'> {
  readonly pid: number;
  /** UTC milliseconds. */
  readonly date: () => number;
  readonly memoryOf: (pid: number) => number;
  readonly log: RequestLog;
  readonly random: () => number;
}
/** A version that takes traffic or copies. */
interface Entry extends Share {
  readonly pool: VersionPool;
  readonly mirror: number;
}
export interface Chosen {
  readonly version: number;
  readonly pool: VersionPool;
  /** True when the caller asked for this very version. */
  readonly isFixed: boolean;
}
export interface Ask {
  readonly chosen: Chosen;
  readonly inputs: readonly Tensor[];
  readonly id: string;
  /** Of the world's clock, when the request arrived. */
  readonly since: number;
}
export interface Answered {
  readonly version: number;
  readonly outputs: readonly Tensor[];
}
export interface DeploymentRouter {
  readonly plan: () => RouterPlan;
  /** Throws `bad-request` for a plan of another deployment; an older generation changes nothing. */
  apply(plan: RouterPlan): void;
  /** Every version with traffic has a ready replica. */
  readonly isReady: () => boolean;
  /** Versions that can be asked for. */
  readonly versions: () => readonly number[];
  /** Null until that version was ready once. */
  readonly signature: (version: number) => Signature | null;
  /** Throws `version-unknown`, `not-ready`. */
  choose(asked: { readonly version: number | null; readonly key: string | null }): Chosen;
  /** Throws `model-input`, `model-failed`, `overloaded`, `deadline-passed`, `not-ready`. */
  predict(ask: Ask): Promise<Answered>;
  /** Counts and logs a request that could not be read: the caller's fault, so no error of the version. */
  unreadable(request: Pick<Ask, 'chosen' | 'id' | 'since'>, status: number): void;
  readonly state: () => RouterState;
  /** Ends after the requests under way. */
  close(): Promise<void>;
}

export function openDeploymentRouter(world: RouterWorld, firstPlan: RouterPlan): DeploymentRouter {
  const startedAt = world.date();
  const pools = new Map<string, VersionPool>();
  const closing = new Map<VersionPool, Promise<void>>();
  const counted = new Map<number, Counting>();
  let wanted = firstPlan;
  /** What is in force: the wanted one as soon as its versions are ready. */
  let entries: readonly Entry[] = [];
  let isInForce = false;
  let memory = new Map<number, number>();

  const countsOf = (version: number): Counting => {
    const found = counted.get(version) ?? countVersion();
    counted.set(version, found);
    return found;
  };
  const keyOf = ({ version, hash, folder, python }: PlannedVersion): string =>
    JSON.stringify([version, hash, folder, python]);
  const retire = (key: string, pool: VersionPool): void => {
    pools.delete(key);
    closing.set(
      pool,
      pool.close().then(() => void closing.delete(pool)),
    );
  };
  const settle = (): void => {
    const next = wanted.versions.flatMap(planned => {
      const pool = pools.get(keyOf(planned));
      return pool === undefined ? [] : [{ ...planned, pool }];
    });
    const needed = next.filter(({ traffic }) => traffic > 0);
    const isWhole = isInForce || needed.every(({ pool }) => pool.isReady());
    if (isWhole) entries = next;
    // After a start with a version that cannot come up, the others answer for it.
    else if (!entries.some(({ pool, traffic }) => traffic > 0 && pool.isReady())) entries = withoutUnready(next);
    if (!isWhole) return;
    isInForce = true;
    const kept = new Set(wanted.versions.map(keyOf));
    for (const [key, pool] of pools) if (!kept.has(key)) retire(key, pool);
  };
  const take = (plan: RouterPlan): void => {
    wanted = plan;
    isInForce = false;
    world.log.setLimits(plan.log);
    for (const planned of plan.versions) {
      const key = keyOf(planned);
      const pool = pools.get(key);
      if (pool === undefined)
        pools.set(key, openVersionPool({ ...world, onChange: () => queueMicrotask(settle) }, planned, plan.limits));
      else pool.change(planned, plan.limits);
    }
    settle();
  };
  take(firstPlan);
  const timer = setInterval(() => {
    const all = [...pools.values()];
    const pids = all.flatMap(pool => pool.replicas().flatMap(replica => replica.model()?.pid ?? []));
    memory = new Map(pids.map(pid => [pid, world.memoryOf(pid)]));
    for (const pool of all) endLarge(pool, pid => memory.get(pid) ?? 0, wanted.limits.memoryBytes);
  }, 2_000);

  const fallback = (besides: VersionPool): VersionPool | null =>
    entries.find(({ pool, role, traffic }) => role === 'stable' && traffic > 0 && pool !== besides && pool.isReady())
      ?.pool ?? null;

  const ask = (pool: VersionPool, request: Ask, isMirror: boolean): Promise<readonly Tensor[]> => {
    const { version } = pool.planned();
    const counting = countsOf(version);
    const since = isMirror ? world.now() : request.since;
    const begun = isMirror ? world.date() : world.date() - (world.now() - since);
    counting.begin();
    return new Promise((resolve, reject) => {
      const over = (outputs: readonly Tensor[] | null, error: TrainyardError | null): void => {
        const latency = world.now() - since;
        const status = error === null ? 200 : statusOf(error);
        counting.end();
        if (isMirror) counting.mirrored(latency, status >= 500);
        else counting.answered(latency, status >= 500);
        if (!wanted.log.isOn) return;
        const signature = pool.signature();
        const rows = (tensors: readonly Tensor[] | null, specs: Signature['inputs'] | undefined) =>
          tensors === null || specs === undefined ? null : loggedRows(tensors, specs);
        world.log.write({
          ...{ id: request.id, at: Math.round(begun), version, latency, status, mirror: isMirror },
          inputs: rows(request.inputs, signature?.inputs),
          outputs: rows(outputs, signature?.outputs),
        });
      };
      pool.submit({
        inputs: request.inputs,
        deadline: since + wanted.limits.deadline,
        hasOther: !isMirror && !request.chosen.isFixed && fallback(pool) !== null,
        done(outputs) {
          resolve(outputs);
          over(outputs, null);
        },
        failed(error) {
          reject(error);
          over(null, error);
        },
      });
    });
  };
  const mirror = (request: Ask): void => {
    for (const { pool, mirror: percent } of entries) {
      if (percent <= 0 || pool === request.chosen.pool || world.random() * 100 >= percent) continue;
      // A copy is nobody's answer: it gives way to those who wait.
      if (!pool.wasReady() || pool.waiting() > wanted.limits.queue / 2) continue;
      setImmediate(() => void ask(pool, request, true).catch(() => undefined));
    }
  };
  return {
    plan: () => wanted,
    apply(plan) {
      if (plan.deployment !== wanted.deployment)
        throw trouble('bad-request', { reason: 'this plan is for another deployment' });
      if (plan.generation > wanted.generation) take(plan);
    },
    isReady: () => {
      const serving = entries.filter(({ traffic }) => traffic > 0);
      return serving.length > 0 && serving.every(({ pool }) => pool.isReady());
    },
    versions: () => [...pools.values()].map(pool => pool.planned().version).sort((a, b) => a - b),
    signature: version => [...pools.values()].find(pool => pool.planned().version === version)?.signature() ?? null,
    choose({ version, key }) {
      if (version !== null) {
        const found = [...pools.values()].find(pool => pool.planned().version === version);
        if (found === undefined) throw trouble('version-unknown', { ...unknown(wanted, version) });
        if (!found.wasReady()) throw trouble('not-ready', { version });
        return { version, pool: found, isFixed: true };
      }
      const shares = ordered(entries);
      const picked = pick(shares, key === null ? world.random() : placeOf(key));
      if (picked === null) throw trouble('not-ready', { version: 'of any number' });
      const isLost = picked.role === 'candidate' && !picked.pool.isReady();
      const pool = (isLost ? fallback(picked.pool) : null) ?? picked.pool;
      if (!pool.wasReady()) throw trouble('not-ready', { version: pool.planned().version });
      // The one who should have answered did not.
      if (pool !== picked.pool) countsOf(picked.pool.planned().version).answered(0, true);
      return { version: pool.planned().version, pool, isFixed: false };
    },
    async predict(request) {
      const { pool, isFixed } = request.chosen;
      try {
        return { version: request.chosen.version, outputs: await ask(pool, request, false) };
      } catch (error) {
        const other = isFixed || !isGone(error) ? null : fallback(pool);
        if (other === null) throw error;
        return { version: other.planned().version, outputs: await ask(other, request, false) };
      } finally {
        if (entries.length > 1) mirror(request);
      }
    },
    unreadable({ chosen, id, since }, status) {
      const latency = world.now() - since;
      countsOf(chosen.version).answered(latency, false);
      const at = Math.round(world.date() - latency);
      const logged = { id, at, version: chosen.version, latency, status, mirror: false, inputs: null, outputs: null };
      if (wanted.log.isOn) world.log.write(logged);
    },
    state: () => ({
      ...{ generation: wanted.generation, pid: world.pid, startedAt, unlogged: world.log.unlogged() },
      versions: [
        ...[...pools.values()].map(pool => observe(pool, false)),
        ...[...closing.keys()].map(pool => observe(pool, true)),
      ],
    }),
    async close() {
      clearInterval(timer);
      for (const [key, pool] of pools) retire(key, pool);
      await Promise.all(closing.values());
      await world.log.close();
    },
  };

  function observe(pool: VersionPool, isClosing: boolean): ObservedVersion {
    const { version } = pool.planned();
    const entry = entries.find(item => item.pool === pool);
    const replicas = pool.replicas();
    const failed = replicas.find(replica => replica.state() === 'failed');
    const isFailed = !pool.isReady() && failed !== undefined;
    const state = isClosing ? 'draining' : pool.isReady() ? 'ready' : isFailed ? 'failed' : 'loading';
    const known = replicas.map(replica => replica.hash()).filter(hash => hash !== '');
    return {
      version,
      // One that differs is the one to be told.
      hash: known.find(hash => hash !== pool.planned().hash) ?? known[0] ?? '',
      state,
      reason: failed?.reason() ?? replicas.find(replica => replica.reason() !== null)?.reason() ?? null,
      traffic: isClosing ? 0 : (entry?.traffic ?? 0),
      mirror: isClosing ? 0 : (entry?.mirror ?? 0),
      replicas: replicas.map(replica => {
        const pid = replica.model()?.pid ?? 0;
        return {
          pid,
          state: replica.state(),
          restarts: replica.restarts(),
          memory: memory.get(pid) ?? world.memoryOf(pid),
        };
      }),
      counts: countsOf(version).counts(),
    };
  }
}

const orders = new WeakMap<readonly Entry[], readonly Entry[]>();
/** Sorted once for each plan, not for each request. */
function ordered(entries: readonly Entry[]): readonly Entry[] {
  const found = orders.get(entries) ?? inOrder(entries);
  orders.set(entries, found);
  return found;
}

/** Traffic of versions that are not ready goes to stable. */
function withoutUnready(entries: readonly Entry[]): readonly Entry[] {
  const lost = entries.filter(({ pool, traffic, role }) => traffic > 0 && role !== 'stable' && !pool.isReady());
  const share = lost.reduce((sum, { traffic }) => sum + traffic, 0);
  return entries.map(entry => {
    if (lost.includes(entry)) return { ...entry, traffic: 0 };
    return entry.role === 'stable' && entry.traffic > 0 ? { ...entry, traffic: entry.traffic + share } : entry;
  });
}

const isGone = (error: unknown): boolean => {
  const { code, args } = error as TrainyardError;
  return args?.gone === 1 || code === 'not-ready';
};

const unknown = ({ model, versions }: RouterPlan, version: number) => ({
  ...{ model, version },
  known: versions.map(item => item.version).join(', '),
});
