// A deployment as people see it: what is kept, joined with what its router says, and whether the two agree.
import type { DeployFailure, Deployment, DeploymentState, Rollout, RouterState } from '../domain/deployment.ts';
import { isRolloutOver } from '../domain/deployment.ts';
import type { StoredDeployment } from '../store/deployStore.ts';
import { isServedAsAsked, servingTrouble } from './rollout/servedAsAsked.ts';
import { restartTrouble } from './targets/local.ts';

/** How long serving may differ from what was asked before that is called degraded: plans take a moment. */
const grace = 5_000;

export function toDeployment(
  stored: StoredDeployment,
  rollout: Rollout | null,
  observed: RouterState | null,
): Deployment {
  const { id, pipeline, pipelineName, target, model, createdAt, spec, stable, previous, state, failure } = stored;
  const isOn = rollout !== null && !isRolloutOver(rollout.state);
  return {
    ...{ id, pipeline, pipelineName, target, model, createdAt, spec, stable, previous, state, failure, rollout },
    url: stored.port === null ? null : `http://127.0.0.1:${stored.port}`,
    candidate: isOn && rollout.kind !== 'rollback' ? rollout.to : null,
    observed,
    verified: isVerified(stored, observed),
  };
}

function isVerified({ wanted, stable, plan }: StoredDeployment, observed: RouterState | null): boolean {
  if (wanted === 'stopped') return observed === null;
  return plan !== null && (stable !== null || plan.versions.length > 0) && isServedAsAsked(plan, observed);
}

export interface Health {
  readonly state: DeploymentState;
  readonly failure: DeployFailure | null;
}
interface HealthInput {
  readonly stored: StoredDeployment;
  readonly rollout: Rollout | null;
  readonly observed: RouterState | null;
  /** Milliseconds for which serving has not been as asked. */
  readonly wrongFor: number;
  readonly now: number;
}

/** What is served decides, not what was hoped for. */
export function healthOf({ stored, rollout, observed, wrongFor, now }: HealthInput): Health {
  const { wanted, stable, plan, restarts } = stored;
  if (wanted !== 'running') return { state: 'stopped', failure: null };
  const isOn = rollout !== null && !isRolloutOver(rollout.state);
  if (stable === null || plan === null) {
    if (isOn || rollout === null) return { state: 'pending', failure: null };
    return rollout.state === 'failed'
      ? { state: 'failed', failure: stored.failure }
      : { state: 'pending', failure: null };
  }
  const again = restartTrouble(restarts, now);
  if (isServedAsAsked(plan, observed)) {
    const missing = missingReplicas(stored, observed);
    const failure = again ?? missing;
    return { state: failure === null ? 'live' : 'degraded', failure };
  }
  if (wrongFor < grace)
    return { state: stored.state === 'stopped' ? 'pending' : stored.state, failure: stored.failure };
  const failure = servingTrouble(plan, observed) ?? again;
  return { state: stored.state === 'failed' ? 'failed' : 'degraded', failure };
}

function missingReplicas({ plan }: StoredDeployment, observed: RouterState | null): DeployFailure | null {
  for (const { version, replicas, traffic } of plan?.versions ?? []) {
    const found = observed?.versions.find(item => item.version === version);
    const ready = found?.replicas.filter(({ state }) => state === 'ready').length ?? 0;
    if (traffic > 0 && ready < replicas)
      return { code: 'start-failed', version, reason: `${ready} of ${replicas} replicas are ready` };
  }
  return null;
}
