// Reference profiles: what is kept of a column, and how a column is held against it.
import { describe, expect, test } from 'vitest';
import type { CategoricalProfile, NumericProfile } from '../../engine/domain/modelPackage.ts';
import { type ColumnMethod, type CurrentColumn, compareColumn, shownShares } from '../../engine/stats/compareColumn.ts';
import { buildProfile, type DataColumn, profileColumn } from '../../engine/stats/profile.ts';
import { normals, seeded } from './samples.ts';

const numeric = (values: DataColumn['values']): NumericProfile => {
  const found = profileColumn('x', values);
  if (found.kind !== 'numeric') throw new Error('not numeric');
  return found;
};
const categorical = (values: DataColumn['values']): CategoricalProfile => {
  const found = profileColumn('x', values);
  if (found.kind !== 'categorical') throw new Error('not categorical');
  return found;
};
const now = (...values: readonly number[]): CurrentColumn => ({
  kind: 'numeric',
  sorted: Float64Array.from(values).sort(),
});
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('the profile of numbers', () => {
  test('counts what is missing and sums up the rest', () => {
    const found = numeric([1, 2, Number.NaN, 3, null, Number.POSITIVE_INFINITY]);
    expect(found).toMatchObject({ count: 3, missing: 3, mean: 2, min: 1, max: 3, distinct: 3, sample: [1, 2, 3] });
    expect(found.std).toBeCloseTo(Math.sqrt(2 / 3), 12);
    expect([found.quantiles[0], found.quantiles[50], found.quantiles[100]]).toEqual([1, 2, 3]);
  });
  test('gives each of few values a bin', () => {
    expect(numeric([0, 0, 5, 1])).toMatchObject({ edges: [-0.5, 0.5, 3, 7], counts: [2, 1, 1] });
    expect(numeric([7, 7])).toMatchObject({ edges: [6.5, 7.5], counts: [2], std: 0 });
  });
  test('keeps 2,000 of many values in its sample and all in its counts', () => {
    const normal = normals(seeded(3));
    const values = Array.from({ length: 10_001 }, normal);
    const found = numeric(values);
    expect(found.sample).toHaveLength(2_000);
    expect(found.quantiles).toHaveLength(101);
    expect(found.distinct).toBe(1_000);
    expect(sum(found.counts)).toBe(10_001);
    expect(found.edges).toHaveLength(found.counts.length + 1);
    const middle = ((found.sample[999] ?? 0) + (found.sample[1_000] ?? 0)) / 2;
    expect(Math.abs(middle - (found.quantiles[50] ?? 1))).toBeLessThan(0.01);
  });
  test('of nothing is empty', () =>
    expect(numeric([Number.NaN, null])).toMatchObject({
      count: 0,
      missing: 2,
      mean: 0,
      quantiles: [],
      edges: [],
      sample: [],
    }));
  test('survives JSON', () => {
    const built = buildProfile({ columns: [{ name: 'a', values: [1, Number.NaN] }], predictions: [] });
    expect(JSON.parse(JSON.stringify(built))).toEqual(built);
    expect(built).toMatchObject({ schema: 1, rows: 2, predictions: [] });
  });
  test('is the same for the same data in another order', () =>
    expect(numeric([3, 1, 2, 2])).toEqual(numeric([2, 3, 2, 1])));
});

describe('the profile of categories', () => {
  test('counts texts and truth values', () => {
    expect(categorical(['a', 'b', 'a', '', null])).toMatchObject({
      count: 3,
      missing: 2,
      categories: { a: 2, b: 1 },
      other: 0,
    });
    expect(categorical([true, false, true])).toMatchObject({ categories: { true: 2, false: 1 } });
  });
  test('a single text makes a column one of categories', () =>
    expect(categorical([1, 2, 'many'])).toMatchObject({ count: 3, categories: { 1: 1, 2: 1, many: 1 } }));
  test('keeps the 200 most frequent ones', () => {
    const values = Array.from({ length: 250 }, (_, i) => Array.from({ length: 250 - i }, () => `c${i}`)).flat();
    const found = categorical(values);
    expect(Object.keys(found.categories)).toHaveLength(200);
    expect(found.other).toBe((50 * 51) / 2);
    expect(found.categories.c0).toBe(250);
  });
});

describe('a column against its profile', () => {
  const methods: readonly ColumnMethod[] = ['psi', 'ks', 'js', 'wasserstein', 'chi2'];
  const reference = profileColumn(
    'x',
    Array.from({ length: 1_000 }, (_, i) => i),
  );
  test.each(methods)('%s of itself is nothing', method => {
    const found = compareColumn(reference, now(...Array.from({ length: 1_000 }, (_, i) => i)), method);
    expect(found?.value).toBeCloseTo(0, 10);
    expect(found?.pValue).toBeCloseTo(1, 6);
  });
  test.each(methods)('%s of values far outside is large, and its bins hold them', method => {
    const found = compareColumn(reference, now(...Array.from({ length: 300 }, (_, i) => 5_000 + i)), method);
    expect(found?.pValue).toBeLessThan(1e-9);
    expect(found?.value).toBeGreaterThan(0.4);
    expect(sum(found?.bins.current ?? [])).toBe(300);
  });
  test.each(methods)('%s of a value that few values did not have is a difference', method => {
    const few = profileColumn('x', [0, 0, 1, 1, 0, 1, 0, 1]);
    const found = compareColumn(few, now(0.5, 0.5, 0.5, 0, 0, 1, 1, 1), method);
    expect(found?.value).toBeGreaterThan(0.1);
  });
  test('a constant is compared without a division by nothing', () => {
    const constant = profileColumn('x', [4, 4, 4, 4]);
    for (const method of methods) {
      expect(compareColumn(constant, now(4, 4), method)).toMatchObject({ value: 0, pValue: 1 });
      expect(Number.isFinite(compareColumn(constant, now(5, 5), method)?.value)).toBe(true);
    }
  });
  test.each(['constructor', '__proto__'])('a category named %s is one like others', name => {
    const known = profileColumn('x', ['a', 'a', 'b']);
    const found = compareColumn(known, { kind: 'categorical', counts: new Map([[name, 3]]) }, 'js');
    expect(found?.value).toBeCloseTo(Math.sqrt(Math.LN2), 10);
    expect(found?.bins.labels).toEqual(['a', 'b', '…']);
  });
  test('nothing on one side is no comparison', () => {
    expect(compareColumn(reference, now(), 'ks')).toBeNull();
    expect(compareColumn(profileColumn('x', []), now(1), 'psi')).toBeNull();
    expect(compareColumn(reference, { kind: 'categorical', counts: new Map([['a', 1]]) }, 'psi')).toBeNull();
    expect(compareColumn(profileColumn('x', ['a']), { kind: 'categorical', counts: new Map() }, 'js')).toBeNull();
  });
  test('shows at most 20 categories, the rest together', () => {
    const many = profileColumn(
      'x',
      Array.from({ length: 60 }, (_, i) => `c${i % 30}`),
    );
    const found = compareColumn(
      many,
      {
        kind: 'categorical',
        counts: new Map([
          ['c0', 5],
          ['c29', 5],
        ]),
      },
      'js',
    );
    if (found === null) throw new Error('nothing was compared');
    const shown = shownShares(found.bins);
    expect(shown.labels).toHaveLength(20);
    expect(shown.labels.at(-1)).toBe('…');
    expect(sum(shown.reference)).toBeCloseTo(1, 12);
    expect(sum(shown.current)).toBeCloseTo(1, 12);
  });
});
