// Sequential tests of estimates that are normal in the long run: metrics of labels, and the PSI of answers.
import { equalShareEdges } from './binning.ts';
import { logNormalMixture } from './eProcess.ts';
import { type MeanMetric, numberOf, type Value } from './labelledRows.ts';
import { countSorted, momentsOf } from './numbers.ts';
import type { Evidence } from './sequentialProportions.ts';

/** Observations of a version below which nothing is concluded: the normal approximation needs some. */
const fewest = 50;
const undecided: Evidence = { bad: Number.NEGATIVE_INFINITY, good: Number.NEGATIVE_INFINITY };

interface Estimate {
  readonly value: number;
  readonly error: number;
  readonly n: number;
}
export interface EstimateEvidence extends Evidence {
  readonly stable: number | null;
  readonly candidate: number | null;
}

/**
 * Whether the candidate's metric is beyond a multiple of stable's plus a constant. The error rates hold in the limit of
 * many labels; see `logNormalMixture`.
 * @param losses of the rows of each version, see `MeanMetric`.
 */
export function metricEvidence(
  metric: MeanMetric,
  losses: { readonly stable: Float64Array; readonly candidate: Float64Array },
  bound: { readonly factor: number; readonly plus: number },
): EstimateEvidence {
  const [stable, candidate] = [estimate(metric, losses.stable), estimate(metric, losses.candidate)];
  const needed = bound.factor === 0 ? candidate.n : Math.min(stable.n, candidate.n);
  const values = { stable: shown(stable), candidate: shown(candidate) };
  if (needed < fewest) return { ...undecided, ...values };
  const beyond = candidate.value - bound.factor * (bound.factor === 0 ? 0 : stable.value) - bound.plus;
  const error = Math.hypot(candidate.error, bound.factor === 0 ? 0 : bound.factor * stable.error);
  return { ...bothWays(beyond, error, needed), ...values };
}

const shown = ({ value, n }: Estimate): number | null => (n === 0 ? null : value);

function estimate(metric: MeanMetric, losses: Float64Array): Estimate {
  const { mean, std } = momentsOf(losses);
  const n = losses.length;
  return { value: metric.of(mean), error: Math.abs(metric.slope(mean)) * (std / Math.sqrt(Math.max(1, n - 1))), n };
}

function bothWays(beyond: number, error: number, n: number): Evidence {
  const z = error === 0 ? Math.sign(beyond) * 1e3 : beyond / error;
  const reach = Math.sqrt(n) / 10;
  return { bad: logNormalMixture(z, reach), good: logNormalMixture(-z, reach) };
}

const psiBins = 10;

/**
 * Whether the PSI between what the two versions answer is beyond `limit`. Bins: tenths of stable's answers, or their
 * categories. The PSI of samples is too large by (bins − 1)(1/n + 1/m) on average; that is taken off.
 */
export function psiEvidence(
  answers: { readonly stable: readonly Value[]; readonly candidate: readonly Value[] },
  limit: number,
): EstimateEvidence {
  const [n, m] = [answers.stable.length, answers.candidate.length];
  if (Math.min(n, m) < fewest) return { ...undecided, stable: null, candidate: null };
  const [p, q] = binned(answers);
  if (p.length < 2) return { ...bothWays(-limit, 0, Math.min(n, m)), stable: 0, candidate: 0 };
  const excess = (p.length - 1) * (1 / n + 1 / m);
  let value = -excess;
  for (const [i, share] of p.entries()) value += ((q[i] ?? 0) - share) * Math.log((q[i] ?? 0) / share);
  const byP = varianceOf(p, (share, i) => 1 - Math.log((q[i] ?? 0) / share) - (q[i] ?? 0) / share);
  const byQ = varianceOf(q, (share, i) => 1 + Math.log(share / (p[i] ?? 0)) - (p[i] ?? 0) / share);
  // Without a difference the first order vanishes; then the spread is that of chi-square.
  const error = Math.sqrt(byP / n + byQ / m + 2 * (p.length - 1) * (1 / n + 1 / m) ** 2);
  return { ...bothWays(value - limit, error, Math.min(n, m)), stable: 0, candidate: Math.max(0, value) };
}

function varianceOf(shares: readonly number[], of: (share: number, index: number) => number): number {
  let [mean, squares] = [0, 0];
  for (const [i, share] of shares.entries()) {
    const value = of(share, i);
    mean += share * value;
    squares += share * value * value;
  }
  return Math.max(0, squares - mean * mean);
}

/** Shares with half an observation added to each bin, so that none is zero. */
function binned(answers: {
  readonly stable: readonly Value[];
  readonly candidate: readonly Value[];
}): readonly [readonly number[], readonly number[]] {
  const numbers = [answers.stable, answers.candidate].map(values => values.map(numberOf));
  const isNumeric = numbers.every(values => values.every(value => value !== null));
  const counts = isNumeric ? countNumbers(numbers.map(values => values.map(Number))) : countTexts(answers);
  const bins = counts[0]?.length ?? 0;
  const shares = (one: readonly number[] = [], total: number): readonly number[] =>
    one.map(count => (count + 0.5) / (total + bins / 2));
  return [shares(counts[0], answers.stable.length), shares(counts[1], answers.candidate.length)];
}

function countNumbers(samples: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const sorted = samples.map(values => Float64Array.from(values).sort());
  const edges = equalShareEdges(sorted[0] ?? [], psiBins);
  return sorted.map(values => countSorted(values, edges));
}

function countTexts(answers: { readonly stable: readonly Value[]; readonly candidate: readonly Value[] }) {
  const names = [...new Set([...answers.stable, ...answers.candidate].map(String))];
  const count = (values: readonly Value[]): readonly number[] => {
    const counts = new Map(names.map(name => [name, 0]));
    for (const value of values) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
    return [...counts.values()];
  };
  return [count(answers.stable), count(answers.candidate)];
}
