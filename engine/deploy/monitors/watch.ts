// Watches deployments: looks when a look is due, sees to it that alerts get their action, and carries retrainings on.
import type { Deployment, DeploymentId } from '../../domain/deployment.ts';
import type { Millis, ProjectPath } from '../../domain/ids.ts';
import type { Alert, MonitorSpec, Retrain, SignalResult } from '../../domain/monitor.ts';
import { trouble } from '../../errors.ts';
import type { StoredDeployment } from '../../store/deployStore.ts';
import type { DeployContext } from '../deployContext.ts';
import type { ActRequest, DeployRequest } from '../requests.ts';
import { type Actions, continueAction, decideAction } from './actOnAlert.ts';
import { retrainForData } from './dataTriggers.ts';
import { lookAtDeployment, monitorOf } from './lookAtDeployment.ts';
import { beginRetrain, continueRetrain, type RetrainRequest } from './retraining.ts';

export interface MonitorOverview {
  readonly deployment: DeploymentId;
  readonly pipeline: ProjectPath;
  readonly spec: MonitorSpec;
  /** The newest of each signal, in the file's order. */
  readonly results: readonly SignalResult[];
  /** Open ones and the newest 50. */
  readonly alerts: readonly Alert[];
  readonly lastLook: Millis | null;
  readonly nextLook: Millis | null;
  /** Null when an action may start now. */
  readonly coolingUntil: Millis | null;
}
interface Doors {
  deploy(request: DeployRequest): Promise<Deployment>;
  act(id: DeploymentId, request: ActRequest): Promise<Deployment>;
  emit(
    change:
      | { readonly kind: 'monitors'; readonly deployment: DeploymentId }
      | { readonly kind: 'alert'; readonly alert: Alert },
  ): void;
}
export interface Watch {
  /** Returns in how many milliseconds something may be due. */
  tick(): Promise<Millis>;
  overview(id: DeploymentId): MonitorOverview | null;
  lookNow(id: DeploymentId): Promise<MonitorOverview>;
  acknowledge(alertId: string): Alert;
  retrain(request: RetrainRequest): Retrain;
}

export function createWatch(context: DeployContext, doors: Doors): Watch {
  const store = context.state.deployments;
  /** Work that may take minutes: gone on with beside the ticks, one for each subject. */
  const underWay = new Map<string, Promise<void>>();
  const beside = (subject: string, work: () => Promise<void>): Promise<void> => {
    const already = underWay.get(subject);
    if (already !== undefined) return already;
    const started = work()
      .catch((error: unknown) => {
        context.ports.log.write('error', 'watching failed', { subject, error: String(error) });
      })
      .finally(() => underWay.delete(subject));
    underWay.set(subject, started);
    return started;
  };
  const actions: Actions = {
    act: (deployment, request) => doors.act(deployment, request),
    retrain(alert) {
      const stored = store.deployment(alert.deployment);
      if (stored === null) return;
      const { pipeline, target, id } = stored;
      const why = `${alert.feature ?? alert.signal} ${alert.value} ${alert.op} ${alert.bound}`;
      beginRetrain(context, { pipeline, target, by: alert.signal, why, deployment: id, alertId: alert.id });
    },
  };
  const goOn = async (alert: Alert): Promise<void> => {
    await continueAction(context, alert, actions);
    const after = store.alert(alert.id);
    if (after !== null && JSON.stringify(after) !== JSON.stringify(alert)) {
      doors.emit({ kind: 'alert', alert: after });
      doors.emit({ kind: 'monitors', deployment: alert.deployment });
    }
  };
  const look = async (stored: StoredDeployment, spec: MonitorSpec): Promise<void> => {
    if (stored.stable === null) return;
    const { raised, open } = await lookAtDeployment(context, stored, { spec, stable: stored.stable });
    const waiting = open.filter(({ outcome }) => outcome === 'cooling-down');
    for (const alert of [...raised, ...waiting]) {
      const decided = decideAction(context, alert, spec);
      if (raised.includes(alert) || decided.outcome === 'started') doors.emit({ kind: 'alert', alert: decided });
      await goOn(decided);
    }
    doors.emit({ kind: 'monitors', deployment: stored.id });
  };
  const overviewOf = (stored: StoredDeployment, spec: MonitorSpec): MonitorOverview => {
    const { lastLook, coolingUntil } = store.monitorState(stored.id);
    const found = new Map(store.lastSignalResults(stored.id).map(result => [result.signal, result]));
    const isOn = stored.wanted === 'running' && stored.stable !== null;
    return {
      ...{ deployment: stored.id, pipeline: stored.pipeline, spec, lastLook, alerts: store.alerts(stored.id) },
      results: spec.signals.flatMap(({ name }) => found.get(name) ?? []),
      nextLook: isOn ? (lastLook ?? context.ports.clock.now()) + (lastLook === null ? 0 : spec.every) : null,
      coolingUntil: coolingUntil !== null && coolingUntil > context.ports.clock.now() ? coolingUntil : null,
    };
  };
  const lookIfDue = async (stored: StoredDeployment): Promise<void> => {
    const { lastLook } = store.monitorState(stored.id);
    const every = stored.monitor?.every ?? fallbackEvery;
    if (lastLook !== null && context.ports.clock.now() - lastLook < every) return;
    const spec = await keepMonitor(context, stored);
    if (spec !== null) await look(stored, spec);
    else store.saveMonitorState(stored.id, { ...store.monitorState(stored.id), lastLook: context.ports.clock.now() });
    if (await retrainForData(context, stored)) doors.emit({ kind: 'monitors', deployment: stored.id });
  };
  const carryRetrain = async (retrain: Retrain): Promise<void> => {
    const after = await continueRetrain(context, retrain, doors.deploy);
    if (after.state !== retrain.state) doors.emit({ kind: 'monitors', deployment: retrain.deployment });
  };
  return {
    async tick() {
      for (const retrain of store.retrains({ unfinished: true }))
        void beside(retrain.id, () => carryRetrain(store.retrain(retrain.id) ?? retrain));
      for (const stored of store.deployments()) {
        const started = store.alerts(stored.id).filter(({ outcome }) => outcome === 'started');
        for (const alert of started) await goOn(alert);
        if (stored.wanted === 'running' && stored.stable !== null)
          void beside(`look ${stored.id}`, () => lookIfDue(stored));
      }
      return 1_000;
    },
    overview(id) {
      const stored = store.deployment(id);
      return stored === null || stored.monitor === null ? null : overviewOf(stored, stored.monitor);
    },
    async lookNow(id) {
      const stored = store.deployment(id);
      const spec = stored === null ? null : await keepMonitor(context, stored);
      if (stored === null || spec === null)
        throw trouble('monitor-missing', { target: stored?.target ?? id, file: stored?.pipeline ?? 'pipeline.yaml' });
      await underWay.get(`look ${id}`);
      await look(stored, spec);
      return overviewOf(stored, spec);
    },
    acknowledge(alertId) {
      const alert = store.alert(alertId);
      if (alert === null) throw trouble('not-found', { what: 'alert', id: alertId });
      const after = { ...alert, acknowledgedAt: alert.acknowledgedAt ?? context.ports.clock.now() };
      store.saveAlert(after);
      doors.emit({ kind: 'alert', alert: after });
      return after;
    },
    retrain: request => beginRetrain(context, request),
  };
}

/** How often a deployment without a monitor is looked at: its file may have one by now, or its data may have changed. */
const fallbackEvery = 60_000;

async function keepMonitor(context: DeployContext, stored: StoredDeployment): Promise<MonitorSpec | null> {
  const spec = await monitorOf(context, stored);
  const now = context.state.deployments.deployment(stored.id);
  if (now !== null && JSON.stringify(now.monitor) !== JSON.stringify(spec))
    context.state.deployments.saveDeployment({ ...now, monitor: spec });
  return spec;
}
