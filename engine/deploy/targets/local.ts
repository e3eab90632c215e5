// The target `local`: replicas as processes of this machine behind one router on the loopback interface.
import type { DeployFailure, PlannedVersion, RouterPlan } from '../../domain/deployment.ts';
import type { StoredDeployment } from '../../store/deployStore.ts';
import type { Slot } from '../rollout/wantedSlots.ts';

const settings: Pick<RouterPlan, 'stickyHeader' | 'limits' | 'log'> = {
  stickyHeader: 'x-trainyard-key',
  limits: { bodyBytes: 16 * 1024 * 1024, queue: 1_000, deadline: 30_000, batchRows: 64 },
  log: { isOn: true, maxBytes: 1024 ** 3, maxAge: 90 * 24 * 3_600_000 },
};

/** The plan for these slots: the last one when nothing differs, else the next generation. */
export function localPlan(deployment: StoredDeployment, slots: readonly Slot[]): RouterPlan {
  const { id, model, port, plan } = deployment;
  const next: RouterPlan = {
    ...{ schema: 1, generation: (plan?.generation ?? 0) + 1, deployment: id, model, port: port ?? 0 },
    versions: slots.flatMap(slot => planned(deployment, slot)),
    ...settings,
  };
  return plan !== null && JSON.stringify({ ...next, generation: plan.generation }) === JSON.stringify(plan)
    ? plan
    : next;
}

function planned({ packages, spec }: StoredDeployment, slot: Slot): readonly PlannedVersion[] {
  const { version, hash } = slot.version;
  const place = packages[version];
  if (place === undefined) return [];
  const { role, traffic, mirror } = slot;
  const { folder, backend, python } = place;
  return [{ version, hash, folder, backend, role, traffic, mirror, replicas: spec.replicas, python }];
}

/** A router that has to be started again this often within the span is no longer taken for healthy. */
const restartLimit = { count: 5, span: 5 * 60_000, longestPause: 60_000 };

export const recentRestarts = (restarts: readonly number[], now: number): readonly number[] =>
  restarts.filter(at => at > now - restartLimit.span && at <= now).slice(-2 * restartLimit.count);

/** Until when the next start has to wait; grows with every start in the last minutes. */
export function mayRestartAt(restarts: readonly number[], now: number): number {
  const recent = recentRestarts(restarts, now);
  const last = recent.at(-1);
  if (last === undefined || recent.length < 3) return now;
  return last + Math.min(1_000 * 2 ** (recent.length - 3), restartLimit.longestPause);
}

export function restartTrouble(restarts: readonly number[], now: number): DeployFailure | null {
  const { length } = recentRestarts(restarts, now);
  return length < restartLimit.count
    ? null
    : { code: 'router', reason: `it had to be started ${length} times in five minutes` };
}
