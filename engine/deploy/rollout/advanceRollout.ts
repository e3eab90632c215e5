// The next move of a rollout, from what is kept and what the router says: pure, so that any process can make it after any kill.
import type { DeployFailure, Rollout } from '../../domain/deployment.ts';
import { never } from '../../domain/result.ts';
import { judgeStep } from './judgeStep.ts';
import { countsIn, moveWindow, openWindow } from './judgeWindow.ts';
import { fail, whileRollingBack } from './rollBack.ts';
import { aliasTo, audit, type Move, type Situation, stay } from './rolloutMove.ts';
import { type ActiveRollout, keepsOld, nextPhase } from './rolloutWork.ts';
import {
  isCurrent,
  isRightAndReady,
  isServedAsAsked,
  observedOf,
  servingTrouble,
  versionTrouble,
} from './servedAsAsked.ts';

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
