// One look of the judge at the present step: counts of both versions over the same window, and logged answers where a rule asks.
import type { Label, LoggedRequest, Measurement, Rollout, RuleMeasurement } from '../../domain/deployment.ts';
import type { DeployContext } from '../deployContext.ts';
import { isCompared } from './judgeStep.ts';
import { countsIn, moveWindow, noCounts, seenBy } from './judgeWindow.ts';
import type { Situation } from './rolloutMove.ts';
import { isServedAsAsked } from './servedAsAsked.ts';

const ofCounts = /^(error_rate|latency_p\d+_ms)$/;
/** Logged requests of each version that one look reads at most. */
const loggedLimit = 5_000;
/** A look may have begun just before labels were written, and clocks of files are coarse. */
const slack = 1_000;

/** Null when nothing has come since the last look, or there is nothing to judge. */
export async function lookOfJudge(
  { logs, judge }: Pick<DeployContext, 'logs' | 'judge'>,
  situation: Omit<Situation, 'measurement'>,
): Promise<Measurement | null> {
  const { rollout, work, plan, observed, now } = situation;
  const { rules, alpha } = rollout.strategy.judge;
  const isServing = rollout.state === 'running' || rollout.state === 'baking' || rollout.state === 'holding';
  if (!isServing || rules.length === 0 || work.window === null || observed === null) return null;
  if (!isServedAsAsked(plan, observed) || rollout.from === null) return null;
  const step =
    rollout.state === 'baking' || work.heldFrom === 'baking' ? undefined : rollout.strategy.steps[rollout.step];
  const isMirror = (step?.mirror ?? 0) > 0;
  const counts = countsIn(moveWindow(work.window, rollout, observed));
  const stable = step !== undefined && isCompared(step) ? counts.stable : (work.stableBefore ?? noCounts);
  const requests = { stable: stable.requests, candidate: seenBy(counts.candidate, isMirror) };
  if (requests.candidate === 0) return null;
  const needsLog = !rules.every(({ metric }) => ofCounts.test(metric));
  const isOld = rollout.measurement !== null && !isNews(rollout.measurement, requests);
  if (isOld && !(needsLog && (await hasNewLabels(logs, rollout)))) return null;
  const logged = needsLog ? await readLogged(logs, situation, isMirror) : nothing;
  const looks = rollout.strategy.steps.length + 1;
  const found = judge({ rules, stable, candidate: counts.candidate, isMirror, alpha: alpha / looks, ...logged });
  const enough = requests.candidate >= (step?.minRequests ?? 0);
  return { at: now, step: rollout.step, requests, rules: found, outcome: outcomeOf(found, enough) };
}

const isNews = (last: Measurement, requests: Measurement['requests']): boolean =>
  last.requests.candidate !== requests.candidate || last.requests.stable !== requests.stable;

/** What is true becomes known when traffic may long have stopped. */
async function hasNewLabels(
  logs: DeployContext['logs'],
  { deployment, measurement }: Pick<Rollout, 'deployment' | 'measurement'>,
): Promise<boolean> {
  const toldAt = await logs.labelsToldAt(deployment);
  return toldAt !== null && (measurement === null || toldAt >= measurement.at - slack);
}

function outcomeOf(rules: readonly RuleMeasurement[], enough: boolean): Measurement['outcome'] {
  if (rules.some(({ outcome }) => outcome === 'bad')) return 'bad';
  return enough && rules.every(({ outcome }) => outcome === 'good') ? 'good' : 'undecided';
}

interface Logged {
  readonly logged: { readonly stable: readonly LoggedRequest[]; readonly candidate: readonly LoggedRequest[] };
  readonly labels: readonly Label[];
}
const nothing: Logged = { logged: { stable: [], candidate: [] }, labels: [] };

/** With `isMirror` the candidate's are the copies that it got. */
async function readLogged(
  logs: DeployContext['logs'],
  { rollout }: Pick<Situation, 'rollout'>,
  isMirror: boolean,
): Promise<Logged> {
  const { deployment, from, to, stepStartedAt } = rollout;
  const query = { from: stepStartedAt, last: loggedLimit };
  const read = (
    version: number | undefined,
    more: { readonly mirrors?: true } = {},
  ): ReturnType<typeof logs.requests> =>
    version === undefined ? Promise.resolve([]) : logs.requests(deployment, { ...query, version, ...more });
  const [stable, candidate, labels] = await Promise.all([
    read(from?.version),
    read(to.version, isMirror ? { mirrors: true } : {}),
    logs.labels(deployment),
  ]);
  return { logged: { stable, candidate }, labels };
}

export const isWorthKeeping = (
  { work, rollout }: Pick<Situation, 'work' | 'rollout'>,
  { at, outcome }: Measurement,
): boolean => {
  const hold = rollout.strategy.steps[rollout.step]?.hold ?? rollout.strategy.bake;
  return outcome !== work.keptOutcome || at - work.keptAt >= Math.max(1_000, hold / 100);
};
