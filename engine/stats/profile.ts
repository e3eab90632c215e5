// Profiles of columns: what is kept of the data a model learned from, so that later data can be held against it.
import type { CategoricalProfile, ColumnProfile, NumericProfile, ReferenceProfile } from '../domain/modelPackage.ts';
import { histogramEdges } from './binning.ts';
import { countSorted, distinctOf, momentsOf, quantileOf } from './numbers.ts';

/** A value for each row: numbers (NaN or infinite where there is none), texts or booleans (null or '' where there is none). */
export interface DataColumn {
  readonly name: string;
  readonly values: readonly (number | string | boolean | null)[];
}

const mostSample = 2_000;
const mostDistinct = 1_000;
const mostCategories = 200;
/** Numbers of so few different values get a bin for each. */
const fewDistinct = 20;

/**
 * The reference profile of a package, `profile.json`.
 * @param data columns that the model takes, in the order of its inputs, and what it answered for the same rows.
 */
export function buildProfile({
  columns,
  predictions,
}: {
  readonly columns: readonly DataColumn[];
  readonly predictions: readonly DataColumn[];
}): ReferenceProfile {
  const profile = ({ name, values }: DataColumn): ColumnProfile => profileColumn(name, values);
  return {
    schema: 1,
    rows: columns[0]?.values.length ?? predictions[0]?.values.length ?? 0,
    features: columns.map(profile),
    predictions: predictions.map(profile),
  };
}

/** A column with a text or a boolean is categorical, one of numbers alone numeric. */
export function profileColumn(name: string, values: DataColumn['values']): ColumnProfile {
  const isCategorical = values.some(value => typeof value === 'boolean' || (typeof value === 'string' && value !== ''));
  return isCategorical ? categoricalProfile(name, values) : numericProfile(name, values);
}

function numericProfile(name: string, values: DataColumn['values']): NumericProfile {
  const sorted = Float64Array.from(values.filter(value => typeof value === 'number' && Number.isFinite(value))).sort();
  const distinct = distinctOf(sorted, mostDistinct);
  const edges = sorted.length === 0 ? [] : edgesOf(sorted, distinct);
  return {
    ...{ kind: 'numeric', name, count: sorted.length, missing: values.length - sorted.length, ...momentsOf(sorted) },
    ...{ min: sorted[0] ?? 0, max: sorted.at(-1) ?? 0, distinct: distinct.length },
    quantiles: sorted.length === 0 ? [] : Array.from({ length: 101 }, (_, i) => quantileOf(sorted, i / 100)),
    ...{ edges, counts: countSorted(sorted, edges), sample: sampleOf(sorted) },
  };
}

/** Around each value where there are few; Doane's rule else, which allows for skew. */
function edgesOf(sorted: Float64Array, distinct: readonly number[]): readonly number[] {
  if (distinct.length > fewDistinct) return histogramEdges(sorted, 'doane');
  const [first = 0, last = 0] = [distinct[0], distinct.at(-1)];
  const [lead, trail] = [(distinct[1] ?? first + 1) - first, last - (distinct.at(-2) ?? last - 1)];
  const between = distinct.slice(1).map((value, i) => (value + (distinct[i] ?? value)) / 2);
  return [first - lead / 2, ...between, last + trail / 2];
}

/** All values up to 2,000; else those in the middle of 2,000 equal parts. */
function sampleOf(sorted: Float64Array): readonly number[] {
  if (sorted.length <= mostSample) return [...sorted];
  const part = sorted.length / mostSample;
  return Array.from({ length: mostSample }, (_, i) => sorted[Math.floor((i + 0.5) * part)] ?? 0);
}

function categoricalProfile(name: string, values: DataColumn['values']): CategoricalProfile {
  const counts = new Map<string, number>();
  let count = 0;
  for (const value of values) {
    if (value === null || value === '' || (typeof value === 'number' && !Number.isFinite(value))) continue;
    count++;
    const category = String(value);
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  const ranked = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const kept = ranked.slice(0, mostCategories);
  return {
    ...{ kind: 'categorical', name, count, missing: values.length - count, categories: Object.fromEntries(kept) },
    other: count - kept.reduce((sum, [, one]) => sum + one, 0),
  };
}
