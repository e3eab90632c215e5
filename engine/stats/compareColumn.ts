// How far a column is from its reference profile, in bins that the reference alone has fixed.
import type { CategoricalProfile, ColumnProfile, NumericProfile } from '../domain/modelPackage.ts';
import { equalShareEdges } from './binning.ts';
import { chiSquareTwoSample } from './chiSquare.ts';
import { jensenShannon, psi, withoutZeros } from './distances.ts';
import { kolmogorovSmirnov, kolmogorovSmirnovOf } from './kolmogorovSmirnov.ts';
import { countSorted, distinctOf, sharesOf, sumOf } from './numbers.ts';
import { wasserstein } from './wasserstein.ts';

export type ColumnMethod = 'psi' | 'ks' | 'js' | 'wasserstein' | 'chi2';
/** What is compared now: the present values of a numeric column sorted, or counts of categories. */
export type CurrentColumn =
  | { readonly kind: 'numeric'; readonly sorted: Float64Array }
  | { readonly kind: 'categorical'; readonly counts: ReadonlyMap<string, number> };
export interface Bins {
  /** Neighbours belong together: intervals of numbers. */
  readonly isOrdered?: true;
  readonly labels: readonly string[];
  /** Counts. */
  readonly reference: readonly number[];
  readonly current: readonly number[];
}
export interface Comparison {
  readonly method: ColumnMethod;
  /** `ks`: the largest distance; `chi2`: Cramér's V; `wasserstein`: over the reference's standard deviation; `js`: in base e. */
  readonly value: number;
  /** Of the Kolmogorov–Smirnov test for `ks` and `wasserstein`, of chi-square on the bins else. */
  readonly pValue: number;
  /** The value at which the p-value, uncorrected, is about 0.05. */
  readonly critical: number;
  readonly bins: Bins;
}

const sharedBins = 10;
const fewDistinct = 5;
const binnedDistinct = 20;
const shownCategories = 20;

/**
 * What suits a column: a number with more than five different values is compared by the Wasserstein distance, all else by
 * the Jensen–Shannon distance. Both measure how large a difference is, whatever the number of rows.
 */
export const chooseMethod = (profile: ColumnProfile): ColumnMethod => (isContinuous(profile) ? 'wasserstein' : 'js');

const isContinuous = (profile: ColumnProfile): boolean => profile.kind === 'numeric' && profile.distinct > fewDistinct;

/** `ks` and `wasserstein` need an order: categories are compared by `chi2` and `js` in their place. */
function fittingMethod(profile: ColumnProfile, method: ColumnMethod): ColumnMethod {
  if (profile.kind === 'numeric') return method;
  return method === 'ks' ? 'chi2' : method === 'wasserstein' ? 'js' : method;
}

/** Null when either side has no values, or the two are not of one kind. */
export function compareColumn(profile: ColumnProfile, current: CurrentColumn, wanted: ColumnMethod): Comparison | null {
  const method = fittingMethod(profile, wanted);
  if (profile.kind === 'categorical')
    return current.kind === 'categorical' ? compareBins(categoryBins(profile, current.counts), method) : null;
  if (current.kind !== 'numeric' || profile.count === 0 || current.sorted.length === 0) return null;
  return method === 'ks' || method === 'wasserstein'
    ? compareOrdered(profile, current.sorted, method)
    : compareBins(numberBins(profile, current.sorted), method);
}

function compareOrdered(profile: NumericProfile, sorted: Float64Array, method: 'ks' | 'wasserstein'): Comparison {
  const { sample, std, count } = profile;
  const { statistic, pValue } =
    count > sample.length ? kolmogorovSmirnovOf(count, sample, sorted) : kolmogorovSmirnov(sample, sorted);
  const value = method === 'ks' ? statistic : wasserstein(sample, sorted) / Math.max(std, 0.001);
  const critical = 1.358 * Math.sqrt(1 / count + 1 / sorted.length);
  return { method, value, pValue, critical, bins: shownBins(profile, sorted) };
}

/** None when there is nothing on one of the sides. */
function compareBins(bins: Bins, method: ColumnMethod): Comparison | null {
  const [n, m] = [sumOf(bins.reference), sumOf(bins.current)];
  if (n === 0 || m === 0) return null;
  const { statistic, degrees, pValue } = chiSquareTwoSample(bins.reference, bins.current);
  const [p, q] = [sharesOf(bins.reference), sharesOf(bins.current)];
  const cramersV = (chiSquare: number): number => Math.sqrt(chiSquare / (n + m));
  // Wilson and Hilferty's cube root gives the 95 % point of chi-square.
  const part = degrees === 0 ? 0 : 2 / (9 * degrees);
  const critical = degrees * (1 - part + 1.6449 * Math.sqrt(part)) ** 3;
  const value =
    method === 'psi'
      ? psi(withoutZeros(p), withoutZeros(q))
      : method === 'js'
        ? jensenShannon(p, q)
        : cramersV(statistic);
  return { method, value, pValue, critical: cramersV(critical), bins };
}

/** A bin for each category of the reference, and one for all others. */
function categoryBins({ categories, other }: CategoricalProfile, counts: ReadonlyMap<string, number>): Bins {
  const known = Object.entries(categories).sort(([, a], [, b]) => b - a);
  const names = new Set(known.map(([name]) => name));
  let rest = 0;
  for (const [name, count] of counts) if (!names.has(name)) rest += count;
  const bins = {
    labels: known.map(([name]) => name),
    reference: known.map(([, count]) => count),
    current: known.map(([name]) => counts.get(name) ?? 0),
  };
  if (rest === 0 && other === 0) return bins;
  return { labels: [...bins.labels, '…'], reference: [...bins.reference, other], current: [...bins.current, rest] };
}

/** A bin for each value where there are few, ten of equal shares else. */
function numberBins(profile: NumericProfile, sorted: Float64Array): Bins {
  const { sample, distinct, edges, counts, count } = profile;
  if (distinct <= binnedDistinct) return valueBins(profile, sorted);
  const cuts = equalShareEdges(sample, sharedBins);
  if (cuts.length < 3)
    return { isOrdered: true, labels: labelsOf(edges), reference: counts, current: countSorted(sorted, edges) };
  // The sample stands for all values of the reference.
  const reference = countSorted(sample, cuts).map(one => (one * count) / sample.length);
  return { isOrdered: true, labels: labelsOf(cuts), reference, current: countSorted(sorted, cuts) };
}

/** What is equal to none of the values is a bin of its own, so that it does not pass for one of them. */
function valueBins({ sample, edges, counts }: NumericProfile, sorted: Float64Array): Bins {
  const values = distinctOf(sample);
  if (values.length !== counts.length)
    return { isOrdered: true, labels: labelsOf(edges), reference: counts, current: countSorted(sorted, open(edges)) };
  // A model that takes 32-bit numbers has them logged as such.
  const places = new Map(values.flatMap((value, i) => [[Math.fround(value), i] as const, [value, i] as const]));
  const current = values.map(() => 0);
  let rest = 0;
  for (const value of sorted) {
    const place = places.get(value);
    if (place === undefined) rest++;
    else current[place] = (current[place] ?? 0) + 1;
  }
  const labels = values.map(label);
  return rest === 0
    ? { labels, reference: counts, current }
    : { labels: [...labels, '…'], reference: [...counts, 0], current: [...current, rest] };
}

const open = (edges: readonly number[]): readonly number[] => [
  Number.NEGATIVE_INFINITY,
  ...edges.slice(1, -1),
  Number.POSITIVE_INFINITY,
];

/** For the small chart: the profile's own histogram, what lies outside in the outer bins. */
function shownBins(profile: NumericProfile, sorted: Float64Array): Bins {
  if (profile.distinct <= binnedDistinct) return valueBins(profile, sorted);
  return {
    isOrdered: true,
    labels: labelsOf(profile.edges),
    reference: profile.counts,
    current: countSorted(sorted, open(profile.edges)),
  };
}

/** The bins of a comparison as shares; of categories the 19 largest of the reference, and all others together. */
export function shownShares({ isOrdered, labels, reference, current }: Bins): Bins {
  const isLong = isOrdered === undefined && labels.length > shownCategories;
  const kept = isLong ? shownCategories - 1 : labels.length;
  const fold = (counts: readonly number[]): readonly number[] => {
    const shares = sharesOf(counts);
    return isLong ? [...shares.slice(0, kept), sumOf(shares.slice(kept))] : shares;
  };
  return {
    labels: isLong ? [...labels.slice(0, kept), '…'] : labels,
    reference: fold(reference),
    current: fold(current),
  };
}

/** `low – high` of each bin. */
const labelsOf = (edges: readonly number[]): readonly string[] =>
  edges.slice(1).map((high, i) => {
    const low = edges[i] ?? 0;
    if (low === Number.NEGATIVE_INFINITY) return `– ${label(high)}`;
    return high === Number.POSITIVE_INFINITY ? `${label(low)} –` : `${label(low)} – ${label(high)}`;
  });
const label = (value: number): string => String(Number(value.toPrecision(4)));
