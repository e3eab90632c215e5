// The next move of a rollout, from what is kept and what the router says: pure, so that any process can make it after any kill.
import {
  type Actor,
  type DeployFailure,
  isRolloutOver,
  type Measurement,
  type Rollout,
  type RouterPlan,
  type RouterState,
} from '../../domain/deployment.ts';
import type { Millis } from '../../domain/ids.ts';
import { never } from '../../domain/result.ts';
import type { StoredDeployment } from '../../store/deployStore.ts';
import type { AuditNote, Effect } from '../effects.ts';
import { judgeStep } from './judgeStep.ts';
import { countsIn, moveWindow, openWindow } from './judgeWindow.ts';
import { type ActiveRollout, keepsOld, nextPhase } from './rolloutWork.ts';
import {
  isCurrent,
  isRightAndReady,
  isServedAsAsked,
  observedOf,
  servingTrouble,
  versionTrouble,
} from './servedAsAsked.ts';
import { otherThanBack } from './wantedSlots.ts';

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

const tries = 3;

/** Null: wait. */
export function advanceRollout(situation: Situation): Move | null {
  const { rollout } = situation;
  switch (rollout.state) {
    case 'awaiting-approval':
      return null;
    case 'starting':
      return whileStarting(situation);
    case 'running':
    case 'holding':
    case 'baking':
      return whileServing(situation);
    case 'rolling-back':
      return whileRollingBack(situation);
    case 'promoted':
    case 'rolled-back':
    case 'rejected':
    case 'failed':
      return null;
    default:
      return never(rollout.state);
  }
}

/** Same phase, with more known. */
const stay = ({ rollout, work }: ActiveRollout, change: Partial<ActiveRollout['work']>): Move => ({
  ...{ rollout, deployment: {}, effects: [] },
  work: { ...work, ...change },
});

function whileStarting(situation: Situation): Move {
  const { rollout, plan, observed, work, elapsed, patience } = situation;
  const waited = work.waited + elapsed;
  const found = observedOf(observed, rollout.to.version);
  if (isCurrent(plan, observed)) {
    const wrong = versionTrouble(rollout.to, found);
    if (wrong !== null) return fail(situation, wrong);
    if (isRightAndReady(rollout.to, found))
      return enter(situation, keepsOld(rollout) ? 0 : rollout.strategy.steps.length);
  }
  if (waited <= patience) return stay(situation, { waited });
  const reason =
    observed === null
      ? (situation.routerTrouble ?? 'the router does not answer')
      : (found?.reason ?? 'it is still loading');
  return fail(situation, { code: 'not-ready', version: rollout.to.version, after: patience, reason });
}

/** Into a step, or into baking after the last one. */
function enter(situation: Situation, step: number): Move {
  const { rollout, work, now } = situation;
  const isBaking = step >= rollout.strategy.steps.length;
  const next: Rollout = {
    ...rollout,
    state: isBaking ? 'baking' : 'running',
    step: Math.min(step, rollout.strategy.steps.length),
    stepStartedAt: now,
    holdReason: null,
    measurement: null,
  };
  const stableBefore = work.window === null ? work.stableBefore : stableToCompare(situation);
  const isWorthTelling = !isBaking && rollout.from !== null;
  return {
    ...{ rollout: next, deployment: {} },
    work: nextPhase(work, { stableBefore }),
    effects: isWorthTelling ? [audit(situation, { kind: 'step', why: `step ${step + 1}`, ...splitOf(rollout) })] : [],
  };
}
const splitOf = ({ from, to }: Rollout) => ({ before: from, after: to });

/** Stable's newest window in which it answered requests. */
function stableToCompare({ work }: Situation): ActiveRollout['work']['stableBefore'] {
  if (work.window === null) return work.stableBefore;
  const { stable } = countsIn(work.window);
  return stable.requests > 0 ? stable : work.stableBefore;
}

function whileServing(situation: Situation): Move | null {
  const { rollout, work, plan, observed, now, elapsed, patience, measurement } = situation;
  if (isCurrent(plan, observed)) {
    const wrong = versionTrouble(rollout.to, observedOf(observed, rollout.to.version));
    if (wrong !== null) return fail(situation, wrong);
  }
  if (observed === null || !isServedAsAsked(plan, observed)) {
    const waited = work.waited + elapsed;
    const trouble = servingTrouble(plan, observed) ?? { code: 'router', reason: 'it does not serve as asked' };
    return waited > patience ? fail(situation, trouble) : stay(situation, { waited });
  }
  if (!work.isReached) {
    const moved = stay(situation, { isReached: true, waited: 0, window: openWindow(rollout, observed) });
    return { ...moved, rollout: { ...rollout, stepStartedAt: now } };
  }
  const window = work.window === null ? openWindow(rollout, observed) : moveWindow(work.window, rollout, observed);
  const looked: Situation = {
    ...situation,
    rollout: measurement === null ? rollout : { ...rollout, measurement },
    work: { ...work, waited: 0, window },
  };
  return decide(looked);
}

function decide(situation: Situation): Move {
  const { rollout, work, now } = situation;
  const verdict = judgeStep(rollout, work, now);
  switch (verdict) {
    case 'bad':
      return failJudged(situation);
    case 'wait':
      return stay(situation, {});
    case 'undecided':
      return hold(situation);
    case 'pass':
      return rollout.state === 'baking' ? promote(situation) : enter(situation, rollout.step + 1);
    default:
      return never(verdict);
  }
}

function failJudged(situation: Situation): Move {
  const { rollout, work } = situation;
  const { measurement } = rollout;
  if (measurement === null) return stay(situation, {});
  const failure: DeployFailure = { code: 'judge', measurement };
  if (rollout.strategy.onFailure === 'rollback') return fail(situation, failure);
  if (rollout.state === 'holding') return stay(situation, {});
  const heldFrom = rollout.state === 'baking' ? 'baking' : 'running';
  return {
    ...{ rollout: { ...rollout, state: 'holding', holdReason: null, failure }, deployment: {} },
    work: { ...work, heldFrom },
    effects: [audit(situation, { kind: 'hold', why: 'judge', measurement })],
  };
}

function hold(situation: Situation): Move {
  const { rollout, work } = situation;
  return {
    ...{ rollout: { ...rollout, state: 'holding', holdReason: 'undecided' }, deployment: {} },
    work: { ...work, heldFrom: 'running' },
    effects: [audit(situation, { kind: 'hold', why: 'undecided', measurement: rollout.measurement })],
  };
}

/** The new version is stable from now on; the old one ends with the next plan. */
function promote(situation: Situation): Move {
  const { rollout, work, deployment, now } = situation;
  const { to, from, measurement } = rollout;
  const isNews = from?.version !== to.version;
  return {
    rollout: { ...rollout, state: 'promoted', endedAt: now },
    work,
    deployment: { stable: to, previous: isNews ? from : deployment.previous, state: 'live', failure: null },
    effects: [
      ...aliasTo(deployment, to.version, null),
      audit(situation, { kind: 'promote', why: 'judge', before: from, after: to, measurement }),
    ],
  };
}

const aliasTo = (
  { model, movesChampion }: StoredDeployment,
  version: number,
  ifAt: number | null,
): readonly Effect[] => (movesChampion ? [{ kind: 'alias', model, alias: 'champion', version, ifAt }] : []);

/** Turns a rollout back, for a failure or since somebody asked; to nothing where nothing was served before. */
export function fail(
  situation: Pick<Situation, 'rollout' | 'work' | 'deployment' | 'observed' | 'now'>,
  failure: DeployFailure,
  asked: { readonly by: Actor; readonly why: string; readonly back?: Rollout['from'] } | null = null,
): Move {
  const { rollout, work, observed, now } = situation;
  const back = asked?.back ?? rollout.from;
  const decided = { decidedBy: asked?.by ?? null, decidedWhy: asked?.why ?? null };
  if (back === null) {
    return {
      rollout: { ...rollout, state: 'failed', endedAt: now, failure, back },
      work,
      deployment: { failure, state: 'failed' },
      effects: [
        audit({ ...situation, work: { ...work, ...decided } }, { kind: 'rollback', why: failure.code, after: null }),
      ],
    };
  }
  const isLoaded = isRightAndReady(back, observedOf(observed, back.version));
  const isContentWrong =
    failure.code === 'start-failed' || failure.code === 'hash-differs' || failure.code === 'not-ready';
  const next: Rollout = { ...rollout, state: 'rolling-back', failure, back, holdReason: null };
  const other = otherThanBack(next);
  const keepsOther =
    !isContentWrong &&
    keepsOld(rollout) &&
    other !== null &&
    isRightAndReady(other, observedOf(observed, other.version));
  return {
    ...{ rollout: next, deployment: {}, effects: [] },
    work: nextPhase(work, { isBackReady: isLoaded, keepsOther, ...decided }),
  };
}

function whileRollingBack(situation: Situation): Move {
  const { rollout, work, plan, observed, elapsed, patience } = situation;
  const back = rollout.back ?? null;
  if (back === null) return giveUp(situation);
  const waited = work.waited + elapsed;
  const found = observedOf(observed, back.version);
  if (waited > patience) return again(situation);
  if (!isCurrent(plan, observed)) return stay(situation, { waited });
  if (work.isClearing)
    return found === null || found.state === 'draining'
      ? stay(situation, { isClearing: false, waited: 0 })
      : stay(situation, { waited });
  if (versionTrouble(back, found) !== null) return again(situation);
  if (!work.isBackReady)
    return isRightAndReady(back, found)
      ? stay(situation, { isBackReady: true, waited: 0 })
      : stay(situation, { waited });
  return isServedAsAsked(plan, observed) ? finishBack(situation) : stay(situation, { waited });
}

/** Loads the version to go back to anew, a few times. */
function again(situation: Situation): Move {
  const { work } = situation;
  const attempts = work.attempts + 1;
  if (attempts >= tries) return giveUp(situation);
  return stay(situation, { attempts, isClearing: true, isBackReady: false, waited: 0 });
}

/** Loudly: nobody may think that the version before is back. */
function giveUp(situation: Situation): Move {
  const { rollout, work, plan, observed, now } = situation;
  const failure: DeployFailure = servingTrouble(plan, observed) ?? {
    code: 'router',
    reason: 'it does not serve as asked',
  };
  const { from, to, back = null } = rollout;
  return {
    rollout: { ...rollout, state: 'failed', endedAt: now, failure },
    work,
    deployment: { state: 'failed', failure, ...(back === null ? {} : { stable: back }) },
    effects: [
      audit(situation, {
        kind: 'rollback',
        why: 'not-verified',
        before: rollout.kind === 'rollback' ? from : to,
        after: null,
      }),
    ],
  };
}

function finishBack(situation: Situation): Move {
  const { rollout, work, deployment, now } = situation;
  const back = rollout.back ?? null;
  const left = otherThanBack(rollout);
  if (back === null) return giveUp(situation);
  const isReturn = rollout.kind === 'rollback' || back.version !== rollout.from?.version;
  return {
    rollout: { ...rollout, state: 'rolled-back', endedAt: now },
    work,
    deployment: { stable: back, state: 'live', failure: null, ...(isReturn ? { previous: null } : {}) },
    effects: [
      ...(left === null ? [] : aliasTo(deployment, back.version, left.version)),
      audit(situation, {
        ...{ kind: 'rollback', why: rollout.failure?.code ?? 'asked', before: left, after: back },
        ...(rollout.failure?.code === 'judge' ? { measurement: rollout.failure.measurement } : {}),
        ...(rollout.failure?.code === 'signal'
          ? { signal: rollout.failure.signal, alertId: rollout.failure.alertId }
          : {}),
      }),
    ],
  };
}

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
