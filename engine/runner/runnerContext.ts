// Everything the runner works with, passed from the process that hosts it.
import type { RunId, StageName, StageRunId } from '../domain/ids.ts';
import type { Ports } from '../ports.ts';
import type { StatCache } from '../store/statCache.ts';
import type { StateStore } from '../store/stateStore.ts';
import type { RunTracking } from './trackingPort.ts';

/** What status, logs and recovery need. */
export interface ProjectContext {
  readonly ports: Ports;
  /** Absolute real path of the project. */
  readonly root: string;
  readonly store: StateStore;
  readonly hashes: StatCache;
}
export interface PrivateFolders {
  /** Folder of the files with the variables of unfinished runs; outside the project, mode 0700. */
  readonly runs: string;
  /** Folder of built environments. */
  readonly environments: string;
}
export interface RunnerContext extends ProjectContext {
  readonly tracking: RunTracking;
  readonly folders: PrivateFolders;
  /** Makes sure that the project's service answers and gives the variables by which a stage's script reaches it. */
  readonly serviceVariables?: (stageRunId: StageRunId) => Promise<Readonly<Record<string, string>>>;
  /** Called at named moments; tests of kills stop the process there. */
  readonly checkpoint?: (moment: Checkpoint, stage: StageName | null) => Promise<void>;
}
/** In the order in which a stage passes them. */
export type Checkpoint =
  | 'start:decided'
  | 'start:persisted'
  | 'start:spawned'
  | 'start:claimed'
  | 'exit:seen'
  | 'logging:stage'
  | 'logging:parent'
  | 'cache:objects'
  | 'cache:entry'
  | 'bookkeeping:tracked'
  | 'bookkeeping:stored'
  | 'bookkeeping:run';

export const runFolder = (root: string, runId: RunId): string => `${root}/.trainyard/runs/${runId}`;
/** Log, claims, status files and environment record of a stage run. Odd characters of names are escaped. */
export const stageFolder = (root: string, runId: RunId, stage: StageName): string =>
  `${runFolder(root, runId)}/${encodeURIComponent(stage).replace(/^\.+/, dots => '%2E'.repeat(dots.length))}`;
export const stageLogFile = (root: string, runId: RunId, stage: StageName): string =>
  `${stageFolder(root, runId, stage)}/log`;
