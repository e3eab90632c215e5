// Wires the engine's parts for one project: the only file of engine that knows all of them.
import type { ModelRegistry } from './domain/modelVersion.ts';
import type { Ports } from './ports.ts';
import type { PrivateFolders, ProjectContext } from './runner/runnerContext.ts';
import { openStatCache } from './store/statCache.ts';
import { openStateStore } from './store/stateStore.ts';
import { openModelRegistry } from './tracking/modelRegistry.ts';
import { openTrackingStore } from './tracking/openTrackingStore.ts';

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
export interface Engine {
  /** Opens the project's state; throws what opening throws, such as `store-corrupt`. The same part each time. */
  project(): Promise<ProjectPart>;
  /** Opens the tracking store. The same part each time. */
  tracking(): Tracking;
  /** Registered models, on the tracking store. */
  registry(): Promise<ModelRegistry>;
  close(): void;
}

type Tracking = ReturnType<typeof openTrackingStore>;

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
  let tracking: Tracking | null = null;
  const openTracking = (): Tracking => {
    tracking ??= openTrackingStore({ ports, root, access }).then(opened);
    return tracking;
  };
  return {
    project() {
      project ??= openProject();
      return project;
    },
    tracking: openTracking,
    registry: async () => openModelRegistry(await openTracking(), ports),
    close() {
      for (const close of closing.splice(0).reverse()) close();
    },
  };
}
