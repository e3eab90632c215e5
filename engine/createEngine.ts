// Wires the engine's parts for one project: the only file of engine that knows all of them.
import type { Ports } from './ports.ts';
import type { PrivateFolders, RunnerContext } from './runner/runnerContext.ts';
import { openStatCache } from './store/statCache.ts';
import { openStateStore, type StateStore } from './store/stateStore.ts';
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
export interface Engine {
  readonly state: StateStore;
  readonly tracking: TrackingStore;
  /** What runs, status, logs and cleaning work with. */
  readonly context: RunnerContext;
  close(): void;
}

/** Opens stores and caches; throws what opening them throws, such as `store-corrupt`. One per process or worker. */
export async function createEngine({ ports, root, access, folders }: EngineOptions): Promise<Engine> {
  const state = await openStateStore(ports, { root, access });
  const hashes = await openStatCache(ports, { root, access });
  const tracking = await openTrackingStore({ ports, root, access });
  return {
    state,
    tracking,
    context: { ports, root, store: state, hashes, tracking, folders },
    close() {
      tracking.close();
      hashes.close();
      state.close();
    },
  };
}
