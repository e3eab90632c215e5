// What the routes of the service work with.
import type { Hello, Trouble } from '../protocol/api.ts';
import type { EventHub } from './eventHub.ts';
import type { Request } from './httpServer.ts';
import type { Operations } from './operations.ts';
import type { Production } from './production.ts';
import type { ProjectCalls } from './projectCalls.ts';
import type { TrackingCalls } from './trackingCalls.ts';
import type { Remote } from './workerCalls.ts';

export type StopReason = 'idle' | 'asked' | 'hand-over';

export interface ServiceContext {
  readonly root: string;
  readonly mode: Hello['mode'];
  readonly startedAt: number;
  readonly project: Remote<ProjectCalls>;
  readonly tracking: Remote<TrackingCalls>;
  readonly production: Production;
  readonly hub: EventHub;
  readonly operations: Operations;
  /** Pipeline run by stage run, as far as asked for. */
  readonly parents: Map<string, string>;
  readonly notices: readonly Trouble[];
  /** Looks for changes now rather than at the next turn. */
  readonly lookNow: () => void;
  /** Ends the service after the answer is out; runners go on. */
  readonly stop: (reason: StopReason) => void;
}

/** Answers a request; one per line of `protocol/routes.ts`. `params` are the `:name` parts of the path. */
export type Route = (
  context: ServiceContext,
  request: Request,
  params: Readonly<Record<string, string>>,
) => Promise<unknown>;
/** For routes that write the answer themselves. */
export const answered: unique symbol = Symbol('answered');
