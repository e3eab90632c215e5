// What the controller remembers of a rollout besides what people see: kept with it, so that another process can go on.
import type { Actor, Rollout, VersionCounts } from '../../domain/deployment.ts';
import type { Millis } from '../../domain/ids.ts';

/** Counts of stable and candidate since the present step began, over restarts of the router. */
export interface CountWindow {
  /** The router's start that `base` and `last` belong to. */
  readonly routerStartedAt: Millis;
  readonly base: CountPair;
  readonly last: CountPair;
  /** Of routers before this one. */
  readonly carried: CountPair;
}
export interface CountPair {
  readonly stable: VersionCounts | null;
  readonly candidate: VersionCounts | null;
}
export interface RolloutWork {
  /** Milliseconds that the present phase was waited for while a controller ran: sleep and absence do not count. */
  readonly waited: Millis;
  /** The weights of the present step are in force. */
  readonly isReached: boolean;
  /** Failed tries to bring back the version before. */
  readonly attempts: number;
  /** The version to go back to is being unloaded, to be loaded anew. */
  readonly isClearing: boolean;
  /** The version to go back to may get the traffic. */
  readonly isBackReady: boolean;
  /** While the version to go back to loads, the other one goes on answering. */
  readonly keepsOther: boolean;
  readonly heldFrom: 'running' | 'baking' | null;
  readonly window: CountWindow | null;
  /** Stable over the last step in which it had traffic: what the candidate is held against once it has all of it. */
  readonly stableBefore: VersionCounts | null;
  /** When the last measurement was kept for ever, and what it said. */
  readonly keptAt: Millis;
  readonly keptOutcome: string | null;
  /** Who decided what happens now, for the audit trail; null: the judge or the service itself. */
  readonly decidedBy: Actor | null;
  readonly decidedWhy: string | null;
}
/** An unfinished rollout with its work. */
export interface ActiveRollout {
  readonly rollout: Rollout;
  readonly work: RolloutWork;
}

export const freshWork: RolloutWork = {
  waited: 0,
  isReached: false,
  attempts: 0,
  isClearing: false,
  isBackReady: false,
  keepsOther: false,
  heldFrom: null,
  window: null,
  stableBefore: null,
  keptAt: 0,
  keptOutcome: null,
  decidedBy: null,
  decidedWhy: null,
};
/** For the next phase: waiting, window and decisions begin anew. */
export const nextPhase = (work: RolloutWork, change: Partial<RolloutWork> = {}): RolloutWork => ({
  ...freshWork,
  stableBefore: work.stableBefore,
  ...change,
});
export const parseWork = (text: string): RolloutWork => ({
  ...freshWork,
  ...(JSON.parse(text) as Partial<RolloutWork>),
});

/** The old version stays loaded until the new one is promoted. */
export const keepsOld = ({ from, strategy }: Rollout): boolean => from !== null && strategy.type !== 'recreate';
