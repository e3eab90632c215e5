// One process of a version: started, started again when it ends, killed when it hangs.
import type { PlannedVersion } from '../../engine/domain/deployment.ts';
import { isTrouble } from '../../engine/errors.ts';
import type { LoadedModel } from '../../engine/serving/loadedModel.ts';

export interface ReplicaWorld {
  readonly open: (signal: AbortSignal) => Promise<LoadedModel>;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly now: () => number;
  readonly planned: PlannedVersion;
  /** State or model has changed. */
  readonly onChange: () => void;
  readonly say: (message: string) => void;
}
export interface Replica {
  readonly model: () => LoadedModel | null;
  readonly state: () => 'loading' | 'ready' | 'failed';
  readonly reason: () => string | null;
  readonly restarts: () => number;
  /** What the last loaded process computed; empty before. */
  readonly hash: () => string;
  /** Calls under way, and since when the oldest one. */
  calls: number;
  oldest: number;
  /** No new calls: it is about to be started afresh. */
  isRetiring: boolean;
  /** Whoever saw that this process has ended says so before `ended` does: nothing more is sent to it. */
  forget(gone: LoadedModel): void;
  /** Ends the process at once; another one is started. */
  kill(): void;
  /** Ends the process when no call is under way; another one is started. */
  retire(): void;
  /** Ends it for good. */
  close(): Promise<void>;
}

const firstPauseMs = 100;
const longestPauseMs = 10_000;
/** A process that lived this long has its next one started at once. */
const healthyMs = 10_000;

export function startReplica(world: ReplicaWorld): Replica {
  const stop = new AbortController();
  let model: LoadedModel | null = null;
  let state: ReturnType<Replica['state']> = 'loading';
  let reason: string | null = null;
  let hash = '';
  let starts = 0;
  let failures = 0;

  const change = (next: typeof state, why: string | null): void => {
    state = next;
    reason = why;
    world.onChange();
  };
  const serve = async (): Promise<void> => {
    const loaded = await world.open(stop.signal);
    hash = loaded.hash;
    if (hash !== world.planned.hash) {
      await loaded.close();
      throw new Error('its files are not those that were asked for: the hash differs');
    }
    const since = world.now();
    model = loaded;
    replica.calls = 0;
    replica.isRetiring = false;
    change('ready', null);
    const { reason: why } = await loaded.ended;
    model = null;
    if (world.now() - since > healthyMs) failures = 0;
    if (why !== null) world.say(`version ${world.planned.version}: ${why}`);
    if (!stop.signal.aborted) change('loading', why);
  };
  const live = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      starts++;
      try {
        await serve();
        failures++;
      } catch (error) {
        if (stop.signal.aborted) return;
        failures++;
        const why = isTrouble(error) ? String(error.args.reason ?? error.message) : String(error);
        world.say(`version ${world.planned.version} does not start: ${why}`);
        change('failed', why);
      }
      // The first one that ends is replaced at once.
      const pause = failures <= 1 && state !== 'failed' ? 0 : Math.min(longestPauseMs, firstPauseMs * 2 ** failures);
      await world.sleep(pause, stop.signal).catch(() => undefined);
    }
  };
  const replica: Replica = {
    model: () => model,
    state: () => state,
    reason: () => reason,
    restarts: () => Math.max(0, starts - 1),
    hash: () => hash,
    calls: 0,
    oldest: 0,
    isRetiring: false,
    forget(gone) {
      if (model === gone) model = null;
    },
    kill() {
      if (model !== null) killProcess(model.pid);
    },
    retire() {
      replica.isRetiring = true;
      if (replica.calls === 0) void model?.close();
    },
    async close() {
      stop.abort();
      await model?.close();
      await living;
    },
  };
  const living = live();
  return replica;
}

function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}
