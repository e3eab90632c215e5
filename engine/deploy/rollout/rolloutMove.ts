// What the steps of a rollout share: the situation they look at, the move they make, and how it is told.
import {
  isRolloutOver,
  type Measurement,
  type Rollout,
  type RouterPlan,
  type RouterState,
} from '../../domain/deployment.ts';
import type { Millis } from '../../domain/ids.ts';
import type { StoredDeployment } from '../../store/deployStore.ts';
import type { AuditNote, Effect } from '../effects.ts';
import type { ActiveRollout } from './rolloutWork.ts';

export interface Situation extends ActiveRollout {
  readonly deployment: StoredDeployment;
  /** What was asked of the router for this very state. */
  readonly plan: RouterPlan;
  readonly observed: RouterState | null;
  /** The judge's look at the present window; null when there was nothing to look at. */
  readonly measurement: Measurement | null;
  readonly now: Millis;
  /** Since the controller last looked. */
  readonly elapsed: Millis;
  /** How long a version may take to be ready, and a rollback to be verified. */
  readonly patience: Millis;
  /** Why the router could not be started, as far as it is known. */
  readonly routerTrouble: string | null;
}
/** What changes together, in one transaction. */
export interface Move {
  readonly rollout: Rollout;
  readonly work: ActiveRollout['work'];
  readonly deployment: Partial<StoredDeployment>;
  readonly effects: readonly Effect[];
}

/** Same phase, with more known. */
export const stay = ({ rollout, work }: ActiveRollout, change: Partial<ActiveRollout['work']>): Move => ({
  ...{ rollout, deployment: {}, effects: [] },
  work: { ...work, ...change },
});

export const aliasTo = (
  { model, movesChampion }: StoredDeployment,
  version: number,
  ifAt: number | null,
): readonly Effect[] => (movesChampion ? [{ kind: 'alias', model, alias: 'champion', version, ifAt }] : []);

type NotePart = Pick<AuditNote, 'kind' | 'why'> & Partial<AuditNote>;

/** In the name of whoever decided; of the judge where nobody did. */
export function audit(
  { rollout, work, deployment, now }: Pick<Situation, 'rollout' | 'work' | 'deployment' | 'now'>,
  part: NotePart,
): Effect {
  const { id, pipeline, target, model } = deployment;
  const who = work.decidedBy ?? { kind: 'judge', name: target };
  const note: AuditNote = {
    ...{ at: now, who, model, version: rollout.to, pipeline, deployment: id, target, rollout: rollout.id },
    ...part,
    why: work.decidedWhy ?? part.why,
  };
  return { kind: 'audit', note };
}

export const isUnfinished = (active: ActiveRollout | null): active is ActiveRollout =>
  active !== null && !isRolloutOver(active.rollout.state);
