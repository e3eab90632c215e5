// Reference profiles: how each column of the data that a model learned from was distributed, small enough to travel with it.
import type { CategoricalProfile, ColumnProfile, NumericProfile, ReferenceProfile } from '../domain/modelPackage.ts';
import { countUpTo, distinctOf, momentsOf, quantileOf, sortedNumbers } from './numbers.ts';

/** A column with a value for each row: numbers (NaN for none) or texts (null for none). */
export interface ProfiledColumn {
  readonly name: string;
  readonly values: readonly (number | string | boolean | null)[];
}

const distinctLimit = 1_000;
const sampleSize = 2_000;
const categoryLimit = 200;
/** Numbers with at most so many values have a bin for each. */
const valueBins = 20;

/** `rows` is the length of the longest column. The same input gives the same profile. */
export function buildProfile(data: {
  readonly columns: readonly ProfiledColumn[];
  readonly predictions: readonly ProfiledColumn[];
}): ReferenceProfile {
  const rows = [...data.columns, ...data.predictions].reduce((most, { values }) => Math.max(most, values.length), 0);
  return {
    ...{ schema: 1, rows },
    features: data.columns.map(({ name, values }) => profileColumn(name, values)),
    predictions: data.predictions.map(({ name, values }) => profileColumn(name, values)),
  };
}

/** Numeric unless a text or a boolean is among the values. */
export function profileColumn(name: string, values: ProfiledColumn['values']): ColumnProfile {
  const isCategorical = values.some(value => typeof value === 'string' || typeof value === 'boolean');
  return isCategorical ? categorical(name, values) : numeric(name, values);
}

function numeric(name: string, values: ProfiledColumn['values']): NumericProfile {
  const sorted = sortedNumbers(Float64Array.from(values, value => (typeof value === 'number' ? value : Number.NaN)));
  const count = sorted.length;
  const missing = values.length - count;
  if (count === 0)
    return {
      ...{ kind: 'numeric', name, count, missing, mean: 0, std: 0, min: 0, max: 0, distinct: 0 },
      ...{ quantiles: [], edges: [], counts: [], sample: [] },
    };
  const distinct = distinctOf(sorted, distinctLimit);
  const edges = distinct.length <= valueBins ? edgesAround(distinct) : doaneEdges(sorted);
  return {
    ...{ kind: 'numeric', name, count, missing, ...momentsOf(sorted) },
    ...{ min: sorted[0] ?? 0, max: sorted[count - 1] ?? 0, distinct: distinct.length },
    quantiles: Array.from({ length: 101 }, (_, i) => quantileOf(sorted, i / 100)),
    edges,
    counts: countBins(sorted, edges),
    sample: orderStatistics(sorted),
  };
}

/** One bin for each value, with edges half-way between neighbours. */
function edgesAround(values: readonly number[]): readonly number[] {
  const [first = 0, last = 0] = [values[0], values[values.length - 1]];
  const middles = values.slice(1).map((value, i) => ((values[i] ?? value) + value) / 2);
  const margin = (at: number, next: number | undefined): number => (next === undefined ? 0.5 : Math.abs(next - at));
  return [first - margin(first, middles[0]), ...middles, last + margin(last, middles[middles.length - 1])];
}

/**
 * Bins of equal width between the 1 % and 99 % quantiles, so that one far value does not empty all others; the outermost
 * reach to the smallest and the largest value. Their number is Doane's (1976): Sturges' rule with room for skew; 5 to 30.
 */
function doaneEdges(sorted: Float64Array): readonly number[] {
  const n = sorted.length;
  const { mean, std } = momentsOf(sorted);
  let cubes = 0;
  for (const value of sorted) cubes += ((value - mean) / (std || 1)) ** 3;
  const spread = Math.sqrt((6 * (n - 2)) / ((n + 1) * (n + 3)));
  const wanted = Math.ceil(1 + Math.log2(n) + Math.log2(1 + Math.abs(cubes / n) / spread));
  const bins = Math.min(30, Math.max(5, wanted));
  const [low, high] = [quantileOf(sorted, 0.01), quantileOf(sorted, 0.99)];
  const inner = Array.from({ length: bins - 1 }, (_, i) => low + ((high - low) * (i + 1)) / bins);
  const all = [sorted[0] ?? 0, ...inner, sorted[n - 1] ?? 0];
  return all.filter((edge, i) => i === 0 || edge > (all[i - 1] ?? 0));
}

/** Bin i holds what is above edge i and up to edge i + 1; the first one holds its lower edge too. */
function countBins(sorted: Float64Array, edges: readonly number[]): readonly number[] {
  const upTo = edges.slice(1).map(edge => countUpTo(sorted, edge));
  return upTo.map((count, i) => count - (i === 0 ? 0 : (upTo[i - 1] ?? 0)));
}

function orderStatistics(sorted: Float64Array): readonly number[] {
  const n = sorted.length;
  if (n <= sampleSize) return Array.from(sorted);
  // The middle of each of the equal parts: no tail is favoured.
  return Array.from({ length: sampleSize }, (_, i) => sorted[Math.floor(((i + 0.5) * n) / sampleSize)] ?? 0);
}

function categorical(name: string, values: ProfiledColumn['values']): CategoricalProfile {
  const counts = new Map<string, number>();
  let missing = 0;
  for (const value of values) {
    if (value === null || (typeof value === 'number' && !Number.isFinite(value))) missing++;
    else counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  }
  const ranked = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const kept = ranked.slice(0, categoryLimit);
  const count = values.length - missing;
  return {
    ...{ kind: 'categorical', name, count, missing, categories: Object.fromEntries(kept) },
    other: count - kept.reduce((sum, [, each]) => sum + each, 0),
  };
}
