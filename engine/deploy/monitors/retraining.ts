// Unattended retraining as a small machine: run, gates, registration, rollout. Each state is kept before its work begins, so any process goes on.
import { isRolloutOver } from '../../domain/deployment.ts';
import type { Retrain } from '../../domain/monitor.ts';
import { never } from '../../domain/result.ts';
import { isEnded } from '../../domain/run.ts';
import { isTrouble, trouble } from '../../errors.ts';
import type { DeployContext } from '../deployContext.ts';
import type { AuditNote } from '../effects.ts';
import type { DeployRequest } from '../requests.ts';

export interface RetrainRequest {
  readonly pipeline: string;
  readonly target: string;
  readonly by: string;
  readonly why: string;
  /** Of the deployment. Null: it has none yet, which cannot be retrained for. */
  readonly deployment: string | null;
  readonly alertId: string | null;
  /** The changed data set that asks for it. */
  readonly data?: NonNullable<Retrain['data']>;
}

/** Throws `act-impossible` without a deployment and while another retraining of it is under way. */
export function beginRetrain({ state, ports }: DeployContext, request: RetrainRequest): Retrain {
  const { deployment, target, alertId, pipeline, by, why, data } = request;
  const store = state.deployments;
  const refuse = (reason: string) => trouble('act-impossible', { act: 'retrain', target, reason });
  if (deployment === null) throw refuse('nothing is deployed there');
  if (store.retrains({ deployment, unfinished: true }).length > 0) throw refuse('a retraining is under way');
  const retrain: Retrain = {
    ...{ id: alertId ?? ports.ids.next(), deployment, pipeline, target, state: 'starting', by, why, alertId },
    ...{ startedAt: ports.clock.now(), endedAt: null, runId: null, version: null, rollout: null },
    ...{ reason: null, detail: null, ...(data === undefined ? {} : { data }) },
  };
  store.transaction(() => {
    store.saveRetrain(retrain);
    note(state, retrain, { at: retrain.startedAt, why });
  });
  return retrain;
}

/** One step; returns what it is now. `deploy` begins a rollout as for a person. */
export async function continueRetrain(
  context: DeployContext,
  retrain: Retrain,
  deploy: (request: DeployRequest) => Promise<unknown>,
): Promise<Retrain> {
  const next = await nextState(context, retrain, deploy).catch((error: unknown): Partial<Retrain> => {
    if (!isTrouble(error)) throw error;
    return stopped(error.code, error.message);
  });
  if (Object.keys(next).length === 0) return retrain;
  const isOver = next.state === 'done' || next.state === 'stopped';
  const now = context.ports.clock.now();
  const kept: Retrain = { ...retrain, ...next, endedAt: isOver ? now : null };
  const store = context.state.deployments;
  store.transaction(() => {
    store.saveRetrain(kept);
    // One that went out is told by its promotion.
    if (kept.state === 'stopped') note(context.state, kept, { at: now, why: kept.reason ?? 'stopped' });
  });
  return kept;
}

const stopped = (reason: string, detail: string | null = null): Partial<Retrain> => ({
  state: 'stopped',
  reason,
  detail,
});

async function nextState(
  context: DeployContext,
  retrain: Retrain,
  deploy: (request: DeployRequest) => Promise<unknown>,
): Promise<Partial<Retrain>> {
  const { id, pipeline, why, by, runId } = retrain;
  const { retraining } = context;
  switch (retrain.state) {
    case 'starting':
      return { runId: await retraining.startRun({ id, pipeline, why }), state: 'running' };
    case 'running':
      return afterRun(context, retrain);
    case 'registering':
      if (runId === null) return stopped('run-failed');
      return { version: await retraining.register({ pipeline, runId, who: by, why }), state: 'deploying' };
    case 'deploying':
      return beginOwnRollout(context, retrain, deploy);
    case 'rolling-out':
      return afterRollout(context, retrain);
    case 'done':
    case 'stopped':
      return {};
    default:
      return never(retrain.state);
  }
}

function afterRun({ retraining }: DeployContext, { runId }: Retrain): Partial<Retrain> {
  const state = runId === null ? null : retraining.runState(runId);
  if (state === null) return stopped('run-failed', 'the run is not there');
  if (!isEnded(state)) return {};
  return state === 'succeeded' ? { state: 'registering' } : stopped('run-failed', state);
}

/** A rollout under way is waited for; one of ours from before a kill is gone on with. */
async function beginOwnRollout(
  context: DeployContext,
  retrain: Retrain,
  deploy: (request: DeployRequest) => Promise<unknown>,
): Promise<Partial<Retrain>> {
  const { pipeline, target, version, by, why, deployment, startedAt } = retrain;
  if (version === null) return stopped('version-unknown');
  const store = context.state.deployments;
  const own = (): string | null =>
    store.rollouts(deployment).find(rollout => rollout.to.version === version && rollout.startedAt >= startedAt)?.id ??
    null;
  if (own() === null) {
    // Nobody's word is undone by what goes on unattended.
    if (store.deployment(deployment)?.wanted !== 'running')
      return stopped('act-impossible', 'the deployment was stopped');
    try {
      await deploy({ pipeline, target, version, by: { kind: 'monitor', name: by }, why });
    } catch (error) {
      if (isTrouble(error, 'deployment-busy')) return {};
      throw error;
    }
  }
  const rollout = own();
  return rollout === null ? { state: 'done' } : { state: 'rolling-out', rollout };
}

function afterRollout({ state }: DeployContext, { rollout: id }: Retrain): Partial<Retrain> {
  const rollout = id === null ? null : (state.deployments.rollout(id)?.rollout ?? null);
  if (rollout === null) return stopped('not-promoted', 'its rollout is not there');
  if (!isRolloutOver(rollout.state)) return {};
  return rollout.state === 'promoted'
    ? { state: 'done' }
    : stopped('not-promoted', rollout.failure?.code ?? rollout.state);
}

function note(state: DeployContext['state'], retrain: Retrain, { at, why }: Pick<AuditNote, 'at' | 'why'>): void {
  const stored = state.deployments.deployment(retrain.deployment);
  if (stored === null) return;
  const isAsked = retrain.alertId === null && retrain.data === undefined;
  const audit: AuditNote = {
    ...{ at, kind: 'retrain', who: { kind: isAsked ? 'person' : 'monitor', name: retrain.by }, why },
    ...{ model: stored.model, version: null, pipeline: retrain.pipeline, deployment: stored.id, target: stored.target },
    ...(retrain.alertId === null ? {} : { alertId: retrain.alertId, signal: retrain.by }),
    ...(retrain.rollout === null ? {} : { rollout: retrain.rollout }),
  };
  state.deployments.addEffect(stored.id, JSON.stringify({ kind: 'audit', note: audit }));
}
