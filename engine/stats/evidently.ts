// Column drift exactly as Evidently 0.7 decides it by default: its bins, its choice of test, its thresholds.
import { histogramEdges } from './binning.ts';
import { chiSquareOneSample } from './chiSquare.ts';
import { jensenShannon } from './distances.ts';
import { kolmogorovSmirnov } from './kolmogorovSmirnov.ts';
import { countSorted, distinctOf, momentsOf, sharesOf } from './numbers.ts';
import { proportionsTest } from './proportions.ts';
import { wasserstein } from './wasserstein.ts';

export type EvidentlyTest = 'ks' | 'wasserstein' | 'chi2' | 'z' | 'js';
export interface EvidentlyVerdict {
  readonly test: EvidentlyTest;
  /** A p-value for `ks`, `chi2` and `z`, a distance else. */
  readonly score: number;
  readonly isDrift: boolean;
}
type Value = number | string;

const manyRows = 1_000;
const fewDistinct = 5;

/** Which test: by rows of the reference and different values of reference and current together. */
export function evidentlyTest(
  kind: 'numeric' | 'categorical',
  { rows, distinct }: { readonly rows: number; readonly distinct: number },
): EvidentlyTest {
  const isContinuous = kind === 'numeric' && distinct > fewDistinct;
  if (rows > manyRows) return isContinuous ? 'wasserstein' : 'js';
  if (isContinuous) return 'ks';
  return distinct > 2 ? 'chi2' : 'z';
}

/** Values that are not finite are dropped first, as Evidently does. Neither may be empty then. */
export function evidentlyDrift(reference: readonly Value[], current: readonly Value[]): EvidentlyVerdict {
  const [was, is] = [reference.filter(isValue), current.filter(isValue)];
  const categories = [...new Set([...was, ...is])];
  const kind = categories.every(value => typeof value === 'number') ? 'numeric' : 'categorical';
  const test = evidentlyTest(kind, { rows: reference.length, distinct: categories.length });
  const score = scoreOf(test, { kind, was, is, categories });
  const isDistance = test === 'wasserstein' || test === 'js';
  return { test, score, isDrift: isDistance ? score >= 0.1 : test === 'ks' ? score <= 0.05 : score < 0.05 };
}
const isValue = (value: Value): boolean => typeof value === 'string' || Number.isFinite(value);

interface Samples {
  readonly kind: 'numeric' | 'categorical';
  readonly was: readonly Value[];
  readonly is: readonly Value[];
  readonly categories: readonly Value[];
}

function scoreOf(test: EvidentlyTest, { kind, was, is, categories }: Samples): number {
  const [a, b] = [sortedNumbers(was), sortedNumbers(is)];
  const counts = (values: readonly Value[]): readonly number[] => countEach(values, categories);
  switch (test) {
    case 'ks':
      return kolmogorovSmirnov(a, b).pValue;
    case 'wasserstein':
      return wasserstein(a, b) / Math.max(momentsOf(a).std, 0.001);
    case 'chi2':
      return chiSquareOneSample(counts(was), counts(is)).pValue;
    case 'z': {
      const share = (values: readonly Value[]) => ({ n: values.length, count: counts(values)[0] ?? 0 });
      return proportionsTest(share(was), share(is)).pValue;
    }
    case 'js': {
      const [p, q] = kind === 'numeric' ? evidentlyShares(a, b) : [sharesOf(counts(was)), sharesOf(counts(is))];
      return jensenShannon(p, q);
    }
  }
}

/** Shares of numbers in Evidently's bins: a bin for each value up to 20 in the reference, else Sturges' over both together. Sorted in. */
export function evidentlyShares(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
): readonly [readonly number[], readonly number[]] {
  const both = Float64Array.from([...Array.from(reference), ...Array.from(current)]).sort();
  if (distinctOf(reference, 21).length <= 20) {
    const values = distinctOf(both);
    const shares = (sample: ArrayLike<number>) => sharesOf(countEach(Array.from(sample), values));
    return [shares(reference), shares(current)];
  }
  const edges = histogramEdges(both, 'sturges');
  return [sharesOf(countSorted(reference, edges)), sharesOf(countSorted(current, edges))];
}

function countEach(values: readonly Value[], categories: readonly Value[]): readonly number[] {
  const counts = new Map<Value, number>(categories.map(category => [category, 0]));
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()];
}

const sortedNumbers = (values: readonly Value[]): Float64Array =>
  Float64Array.from(values.filter(value => typeof value === 'number')).sort();
