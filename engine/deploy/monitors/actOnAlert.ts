// What an alert sets off: nothing, a hold, a rollback or a retraining; once, not while cooling down, and going on after any kill.
import { isRolloutOver } from '../../domain/deployment.ts';
import type { Millis } from '../../domain/ids.ts';
import type { Alert, MonitorSpec } from '../../domain/monitor.ts';
import { never } from '../../domain/result.ts';
import { isTrouble } from '../../errors.ts';
import type { DeployContext } from '../deployContext.ts';
import type { ActRequest } from '../requests.ts';

export interface Actions {
  act(deployment: string, request: ActRequest): Promise<unknown>;
  /** Keeps a retraining under the alert's id. Throws `act-impossible` while another is under way. */
  retrain(alert: Alert): void;
}

/** Decides once whether the action may start and keeps that before anything is done; `continueAction` does it. */
export function decideAction(context: DeployContext, alert: Alert, { cooldown }: Pick<MonitorSpec, 'cooldown'>): Alert {
  const store = context.state.deployments;
  if (alert.action === 'notify') return alert;
  const now = context.ports.clock.now();
  return store.transaction(() => {
    const { coolingUntil, lastLook } = store.monitorState(alert.deployment);
    const isCooling = coolingUntil !== null && coolingUntil > now;
    const decided: Alert = isCooling
      ? { ...alert, outcome: 'cooling-down', outcomeReason: untilText(coolingUntil) }
      : { ...alert, outcome: 'started', outcomeReason: null };
    if (!isCooling) store.saveMonitorState(alert.deployment, { lastLook, coolingUntil: now + cooldown });
    if (JSON.stringify(decided) !== JSON.stringify(alert)) store.saveAlert(decided);
    return decided;
  });
}
const untilText = (time: Millis): string =>
  `another action was too recent; the next may start at ${new Date(time).toISOString()}`;

/** Carries on an action that has started: begins it where that has not happened yet, and notes how it ended. */
export async function continueAction(context: DeployContext, alert: Alert, actions: Actions): Promise<void> {
  if (alert.outcome !== 'started') return;
  try {
    const next = await carryOn(context, alert, actions);
    if (next !== alert) context.state.deployments.saveAlert({ ...newest(context, alert), ...next });
  } catch (error) {
    if (!isTrouble(error)) throw error;
    const reason = typeof error.args.reason === 'string' ? error.args.reason : error.message;
    save(context, alert, { outcome: 'failed', outcomeReason: reason });
  }
}

type Ending = Partial<Pick<Alert, 'outcome' | 'outcomeReason' | 'subject'>>;
/** Somebody may have acknowledged it meanwhile. */
const newest = ({ state }: DeployContext, alert: Alert): Alert => state.deployments.alert(alert.id) ?? alert;
const save = (context: DeployContext, alert: Alert, change: Ending): void =>
  context.state.deployments.saveAlert({ ...newest(context, alert), ...change });

async function carryOn(context: DeployContext, alert: Alert, actions: Actions): Promise<Alert | Ending> {
  switch (alert.action) {
    case 'notify':
      return { outcome: 'none' };
    case 'pause':
      await actions.act(alert.deployment, request(alert, 'hold'));
      return { outcome: 'done' };
    case 'rollback':
      return rollBack(context, alert, actions);
    case 'retrain':
      return retrain(context, alert, actions);
    default:
      return never(alert.action);
  }
}

const request = ({ id, signal }: Alert, act: 'hold' | 'rollback'): ActRequest => ({
  ...{ act, by: { kind: 'monitor', name: signal }, why: '' },
  alert: { id, signal },
});

async function rollBack(context: DeployContext, alert: Alert, actions: Actions): Promise<Alert | Ending> {
  const own = (): { readonly id: string; readonly state: string; readonly isOver: boolean } | null => {
    const found = context.state.deployments
      .rollouts(alert.deployment)
      .find(({ failure }) => failure?.code === 'signal' && failure.alertId === alert.id);
    return found === undefined ? null : { id: found.id, state: found.state, isOver: isRolloutOver(found.state) };
  };
  if (own() === null && alert.subject === null) await actions.act(alert.deployment, request(alert, 'rollback'));
  const found = own();
  // A rollback that could not be verified has that as its failure, and the alert's no more.
  const last =
    found === null && alert.subject !== null ? context.state.deployments.rollout(alert.subject)?.rollout : null;
  if (found === null) return { outcome: 'failed', outcomeReason: last?.failure?.code ?? 'not-verified' };
  if (!found.isOver) return found.id === alert.subject ? alert : { subject: found.id };
  return found.state === 'rolled-back'
    ? { outcome: 'done', subject: found.id }
    : { outcome: 'failed', outcomeReason: 'not-verified', subject: found.id };
}

function retrain({ state }: DeployContext, alert: Alert, actions: Actions): Alert | Ending {
  if (state.deployments.retrain(alert.id) === null) actions.retrain(alert);
  const found = state.deployments.retrain(alert.id);
  if (found === null) return alert;
  if (found.state === 'done') return { outcome: 'done', subject: found.rollout ?? found.runId };
  if (found.state === 'stopped')
    return { outcome: 'failed', outcomeReason: found.detail ?? found.reason, subject: found.runId };
  return found.runId === alert.subject ? alert : { subject: found.runId };
}
