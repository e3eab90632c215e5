// The judge of a rollout: each rule's evidence that the candidate is worse than allowed, or is not.
import type { JudgeRule, Label, LoggedRequest, RuleMeasurement, VersionCounts } from '../domain/deployment.ts';
import { type EstimateEvidence, metricEvidence, psiEvidence } from './estimateEvidence.ts';
import { joinLabels, lossesOf, meanMetrics, type Value } from './labelledRows.ts';
import { latencyEvidence, latencyQuantile } from './latencyEvidence.ts';
import { type Evidence, type Margin, sequentialProportions } from './sequentialProportions.ts';

interface JudgeInput {
  readonly rules: readonly JudgeRule[];
  /** Counts of both versions over the same window. */
  readonly stable: VersionCounts;
  readonly candidate: VersionCounts;
  /** The candidate's mirrored counts are those to compare. */
  readonly isMirror: boolean;
  /** Chance that a candidate within all rules is ever found bad in this window, however often it is looked at. */
  readonly alpha: number;
  /** Newest first, of the same window; needed by rules about predictions and labels only. */
  readonly logged: { readonly stable: readonly LoggedRequest[]; readonly candidate: readonly LoggedRequest[] };
  readonly labels: readonly Label[];
}

/**
 * Chance that a candidate beyond some rule is found good in a window, however often it is looked at. It is not split:
 * all rules must be good, so a candidate that is beyond one passes only when that one errs.
 */
const passError = 0.1;
/** Larger e-values say no more. */
const largest = 1e12;

/**
 * One measurement a rule, in their order. `bad` from an e-value of (number of rules) / alpha on, so that all rules
 * together err with probability alpha at most; `good` from 1 / 0.1 on against «beyond what is allowed»; else `undecided`.
 * See `docs/judge.md`.
 */
export function judgeRules(input: JudgeInput): readonly RuleMeasurement[] {
  const lines = { bad: Math.log(input.rules.length / input.alpha), good: Math.log(1 / passError) };
  return input.rules.map(rule => {
    const found = measure(rule, input);
    const outcome = found.bad >= lines.bad ? 'bad' : found.good >= lines.good ? 'good' : 'undecided';
    const { stable, candidate, count } = found;
    return { rule, stable, candidate, outcome, evidence: Math.min(Math.exp(found.bad), largest), count };
  });
}

interface Found extends Evidence {
  readonly stable: number | null;
  readonly candidate: number | null;
  readonly count: number;
}
const silent: Found = {
  ...{ bad: Number.NEGATIVE_INFINITY, good: Number.NEGATIVE_INFINITY },
  ...{ stable: null, candidate: null, count: 0 },
};

function measure(rule: JudgeRule, input: JudgeInput): Found {
  const margin = marginOf(rule);
  const percentile = /^latency_p(\d+)_ms$/.exec(rule.metric)?.[1];
  if (margin === null) return silent;
  if (rule.metric === 'error_rate') return measureErrors(input, margin);
  if (percentile !== undefined) return measureLatency(input, Number(percentile) / 100, margin);
  if (rule.metric === 'prediction_psi') return measureAnswers(input, margin);
  return measureLabels(rule.metric, input, margin);
}

function marginOf({ max, maxRatio, maxDelta }: JudgeRule): Margin | null {
  if (max !== undefined) return { kind: 'max', value: max };
  if (maxRatio !== undefined) return { kind: 'ratio', value: maxRatio };
  return maxDelta === undefined ? null : { kind: 'delta', value: maxDelta };
}

function measureErrors({ stable, candidate, isMirror }: JudgeInput, margin: Margin): Found {
  const was = { n: stable.requests, bad: stable.errors };
  const is = isMirror
    ? { n: candidate.mirrored, bad: candidate.mirrorErrors }
    : { n: candidate.requests, bad: candidate.errors };
  const share = ({ n, bad }: typeof is): number | null => (n === 0 ? null : bad / n);
  if (is.n === 0) return { ...silent, stable: share(was) };
  const evidence = sequentialProportions({ stable: was, candidate: is, margin });
  return { ...evidence, stable: share(was), candidate: share(is), count: is.n };
}

function measureLatency({ stable, candidate, isMirror }: JudgeInput, share: number, margin: Margin): Found {
  const counts = { stable: stable.latency, candidate: isMirror ? candidate.mirrorLatency : candidate.latency };
  const values = {
    stable: latencyQuantile(counts.stable, share),
    candidate: latencyQuantile(counts.candidate, share),
  };
  const count = counts.candidate.reduce((sum, one) => sum + one, 0);
  return count === 0 ? { ...silent, ...values } : { ...latencyEvidence(counts, share, margin), ...values, count };
}

function measureAnswers({ logged }: JudgeInput, margin: Margin): Found {
  // Stable has no PSI to itself that a ratio could be of.
  if (margin.kind === 'ratio') return silent;
  const first = (requests: readonly LoggedRequest[]): readonly Value[] =>
    requests.flatMap(({ outputs }) => (outputs ?? []).map(row => row[0] ?? null)).filter(value => value !== null);
  const answers = { stable: first(logged.stable), candidate: first(logged.candidate) };
  return { ...psiEvidence(answers, margin.value), count: answers.candidate.length };
}

function measureLabels(name: string, { logged, labels }: JudgeInput, { kind, value }: Margin): Found {
  const metric = meanMetrics.get(name);
  if (metric === undefined) return silent;
  const losses = (requests: readonly LoggedRequest[]): Float64Array => lossesOf(metric, joinLabels(requests, labels));
  const both = { stable: losses(logged.stable), candidate: losses(logged.candidate) };
  const bound = { factor: kind === 'max' ? 0 : kind === 'ratio' ? value : 1, plus: kind === 'ratio' ? 0 : value };
  const found: EstimateEvidence = metricEvidence(metric, both, bound);
  return { ...found, count: both.candidate.length };
}
