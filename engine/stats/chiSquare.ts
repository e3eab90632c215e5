// Chi-square tests of categories: against a reference taken as exact, and of two samples.
import { sumOf } from './numbers.ts';
import { chiSquareTail } from './specialFunctions.ts';

export interface ChiSquareResult {
  readonly statistic: number;
  readonly degrees: number;
  readonly pValue: number;
}

/** Counts against those expected from the reference scaled to their sum, as Evidently does it: a new category gives p = 0. */
export function chiSquareOneSample(reference: readonly number[], current: readonly number[]): ChiSquareResult {
  const scale = sumOf(current) / sumOf(reference);
  let statistic = 0;
  for (const [i, count] of current.entries()) {
    const expected = (reference[i] ?? 0) * scale;
    if (expected > 0) statistic += (count - expected) ** 2 / expected;
    else if (count > 0) statistic = Number.POSITIVE_INFINITY;
  }
  return result(statistic, current.length - 1);
}

/** The same by likelihood ratio (G), as `scipy.stats.power_divergence`. */
export function likelihoodRatioOneSample(reference: readonly number[], current: readonly number[]): ChiSquareResult {
  const scale = sumOf(current) / sumOf(reference);
  let statistic = 0;
  for (const [i, count] of current.entries())
    if (count > 0) statistic += 2 * count * Math.log(count / ((reference[i] ?? 0) * scale));
  return result(statistic, current.length - 1);
}

/** Two samples of counts of the same categories; categories empty in both are left out. As `scipy.stats.chi2_contingency` without continuity correction. */
export const chiSquareTwoSample = (a: readonly number[], b: readonly number[]): ChiSquareResult =>
  ofExpected(a, b, (count, expected) => (count - expected) ** 2 / expected);

/** The same by likelihood ratio (G). */
export const likelihoodRatioTwoSample = (a: readonly number[], b: readonly number[]): ChiSquareResult =>
  ofExpected(a, b, (count, expected) => (count === 0 ? 0 : 2 * count * Math.log(count / expected)));

function ofExpected(
  a: readonly number[],
  b: readonly number[],
  term: (count: number, expected: number) => number,
): ChiSquareResult {
  const [n, m] = [sumOf(a), sumOf(b)];
  let statistic = 0;
  let used = 0;
  for (const [i, count] of a.entries()) {
    const other = b[i] ?? 0;
    if (count + other === 0) continue;
    used++;
    const share = (count + other) / (n + m);
    if (n > 0) statistic += term(count, n * share);
    if (m > 0) statistic += term(other, m * share);
  }
  return result(statistic, used - 1);
}

const result = (statistic: number, degrees: number): ChiSquareResult => ({
  ...{ statistic, degrees },
  pValue: statistic === Number.POSITIVE_INFINITY ? 0 : chiSquareTail(statistic, degrees),
});
