// Whether a step may be left: its time is over, its requests have come, and the judge says so.
import type { Rollout, RolloutStep } from '../../domain/deployment.ts';
import type { Millis } from '../../domain/ids.ts';
import { countsIn, seenBy } from './judgeWindow.ts';
import { keepsOld, type RolloutWork } from './rolloutWork.ts';

/** `undecided`: after that many requests a person has to say. */
export function judgeStep(rollout: Rollout, work: RolloutWork, now: Millis): 'pass' | 'wait' | 'bad' | 'undecided' {
  const outcome = rollout.measurement?.outcome ?? null;
  if (outcome === 'bad') return 'bad';
  if (rollout.state === 'holding') return 'wait';
  const since = now - rollout.stepStartedAt;
  if (rollout.state === 'baking') return since >= bakeOf(rollout) ? 'pass' : 'wait';
  const step = rollout.strategy.steps[rollout.step];
  if (step === undefined) return 'pass';
  const seen = work.window === null ? 0 : seenBy(countsIn(work.window).candidate, step.mirror > 0);
  if (since < step.hold || seen < step.minRequests) return 'wait';
  if (!isCompared(step) || seen === 0 || outcome === 'good' || rollout.strategy.judge.rules.length === 0) return 'pass';
  return seen >= rollout.strategy.judge.maxRequests ? 'undecided' : 'wait';
}

const bakeOf = (rollout: Rollout): Millis => (keepsOld(rollout) ? rollout.strategy.bake : 0);

/** Both versions see requests, so that one can be held against the other. With all traffic on one, only a bad look counts. */
export const isCompared = ({ traffic, mirror }: RolloutStep): boolean => mirror > 0 || (traffic > 0 && traffic < 100);
