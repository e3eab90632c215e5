// The way back: from a failure or a person's word to the version before being seen to serve, or to saying loudly that it does not.
import type { Actor, DeployFailure, Rollout } from '../../domain/deployment.ts';
import { aliasTo, audit, type Move, type Situation, stay } from './rolloutMove.ts';
import { keepsOld, nextPhase } from './rolloutWork.ts';
import {
  isCurrent,
  isRightAndReady,
  isServedAsAsked,
  observedOf,
  servingTrouble,
  versionTrouble,
} from './servedAsAsked.ts';
import { otherThanBack } from './wantedSlots.ts';

const tries = 3;

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

export function whileRollingBack(situation: Situation): Move {
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
