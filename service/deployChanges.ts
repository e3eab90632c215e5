// Collects what the controller tells between two looks of the service, each thing once.
import type { DeployPart } from '../engine/createEngine.ts';
import type { Deployment } from '../engine/domain/deployment.ts';
import type { Alert } from '../engine/domain/monitor.ts';

export interface DeployChanges {
  readonly deployments: readonly Deployment[];
  /** Ids of deployments that are gone. */
  readonly removed: readonly string[];
  /** Ids of deployments whose monitors looked. */
  readonly monitors: readonly string[];
  readonly alerts: readonly Alert[];
  readonly hasModelsChanged: boolean;
  /** A retraining queued a pipeline run: its runner has to be started. */
  readonly hasQueuedRun: boolean;
  /** The service has to stay. */
  readonly isNeeded: boolean;
  /** Milliseconds after which something may be due again; infinite while there is nothing. */
  readonly pause: number;
}

export function collectChanges({ controller }: DeployPart): { take(pause: number): DeployChanges } {
  let deployments = new Map<string, Deployment>();
  let removed = new Set<string>();
  let monitors = new Set<string>();
  let alerts = new Map<string, Alert>();
  let hasModelsChanged = false;
  const runs = new Set<string>();
  controller?.onChange(change => {
    switch (change.kind) {
      case 'deployment':
        deployments.set(change.deployment.id, change.deployment);
        break;
      case 'removed':
        deployments.delete(change.id);
        removed.add(change.id);
        break;
      case 'models':
        hasModelsChanged = true;
        break;
      case 'monitors':
        monitors.add(change.deployment);
        break;
      case 'alert':
        alerts.set(change.alert.id, change.alert);
        break;
    }
  });
  const hasQueuedRun = (): boolean => {
    const running =
      controller?.retrains().flatMap(({ state, runId }) => (state === 'running' && runId !== null ? [runId] : [])) ??
      [];
    const isNew = running.some(id => !runs.has(id));
    for (const id of running) runs.add(id);
    return isNew;
  };
  return {
    take(pause) {
      const taken: DeployChanges = {
        ...{ deployments: [...deployments.values()], removed: [...removed], monitors: [...monitors] },
        ...{ alerts: [...alerts.values()], hasModelsChanged, hasQueuedRun: hasQueuedRun() },
        ...{ isNeeded: controller?.isBusy() ?? false, pause },
      };
      deployments = new Map();
      removed = new Set();
      monitors = new Set();
      alerts = new Map();
      hasModelsChanged = false;
      return taken;
    },
  };
}
