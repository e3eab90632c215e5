// Which versions should be loaded now and how requests are shared among them: follows from the deployment and its rollout alone.
import { isRolloutOver, type PlannedVersion, type Rollout, type ServedVersion } from '../../domain/deployment.ts';
import { never } from '../../domain/result.ts';
import type { StoredDeployment } from '../../store/deployStore.ts';
import { type ActiveRollout, keepsOld, type RolloutWork } from './rolloutWork.ts';

/** A place in the plan; where the package lies is added by the target. */
export interface Slot extends Pick<PlannedVersion, 'role' | 'traffic' | 'mirror'> {
  readonly version: ServedVersion;
}

/** Null: nothing is to run at all. Empty: the router runs and holds no version for now. */
export function wantedSlots(
  { wanted, stable }: Pick<StoredDeployment, 'wanted' | 'stable'>,
  active: ActiveRollout | null,
): readonly Slot[] | null {
  if (wanted !== 'running') return null;
  const asBefore = stable === null ? null : [serving(stable)];
  if (active === null || isRolloutOver(active.rollout.state)) return asBefore;
  const { rollout, work } = active;
  switch (rollout.state) {
    case 'awaiting-approval':
      return asBefore;
    case 'starting':
      return startSlots(rollout);
    case 'running':
      return stepSlots(rollout);
    case 'holding':
      return work.heldFrom === 'baking' ? bakeSlots(rollout) : stepSlots(rollout);
    case 'baking':
      return bakeSlots(rollout);
    case 'rolling-back':
      return backSlots(rollout, work);
    case 'promoted':
    case 'rolled-back':
    case 'rejected':
    case 'failed':
      return asBefore;
    default:
      return never(rollout.state);
  }
}

const serving = (version: ServedVersion): Slot => ({ version, role: 'stable', traffic: 100, mirror: 0 });
const warm = (version: ServedVersion): Slot => ({ version, role: 'warm', traffic: 0, mirror: 0 });

function startSlots(rollout: Rollout): readonly Slot[] {
  const { from, to } = rollout;
  return from !== null && keepsOld(rollout) ? [serving(from), warm(to)] : [warm(to)];
}

function stepSlots(rollout: Rollout): readonly Slot[] {
  const { from, to, strategy, step } = rollout;
  const now = strategy.steps[step];
  if (from === null || now === undefined || !keepsOld(rollout) || now.traffic >= 100) return bakeSlots(rollout);
  const isUsed = now.traffic > 0 || now.mirror > 0;
  return [
    { version: from, role: 'stable', traffic: 100 - now.traffic, mirror: 0 },
    { version: to, role: isUsed ? 'candidate' : 'warm', traffic: now.traffic, mirror: now.mirror },
  ];
}

function bakeSlots(rollout: Rollout): readonly Slot[] {
  const { from, to } = rollout;
  const candidate: Slot = { version: to, role: 'candidate', traffic: 100, mirror: 0 };
  return from !== null && keepsOld(rollout) ? [warm(from), candidate] : [candidate];
}

function backSlots(rollout: Rollout, work: RolloutWork): readonly Slot[] {
  const back = rollout.back ?? null;
  if (back === null) return [];
  if (work.isBackReady) return [serving(back)];
  const other = otherThanBack(rollout);
  const goesOn = work.keepsOther && other !== null ? [serving(other)] : [];
  return work.isClearing ? goesOn : [...goesOn, warm(back)];
}

/** The version that a rollback leaves. */
export function otherThanBack({ from, to, back, kind }: Rollout): ServedVersion | null {
  const other = kind === 'rollback' ? from : to;
  return other === null || other.version === back?.version ? null : other;
}
