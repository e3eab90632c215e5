// What the rollout needs of the routers: start one on a plan, see what it serves, end it.
import type { DeploymentId, RouterPlan, RouterState } from '../domain/deployment.ts';

export interface RouterLink {
  /** A free port that is kept for this deployment. */
  reservePort(asked: number | null): Promise<number>;
  /**
   * Writes the plan durably, starts a router where none runs, and hands it the plan. Returns when the router has taken it,
   * not when it serves it: look with `observe`. Throws `router-failed`.
   */
  apply(plan: RouterPlan): Promise<void>;
  /** Null when no router answers. */
  observe(deployment: DeploymentId): Promise<RouterState | null>;
  /** Ends the router after the requests under way, and its model servers with it. */
  stop(deployment: DeploymentId): Promise<void>;
}
