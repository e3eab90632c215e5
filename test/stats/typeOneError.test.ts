// False alarms of drift statistics on windows without change, and what of a real shift they find, over 1,000 seeded windows.
import { describe, expect, test } from 'vitest';
import {
  type ColumnMethod,
  type CurrentColumn,
  chooseMethod,
  compareColumn,
} from '../../engine/stats/compareColumn.ts';
import { type Correction, correct } from '../../engine/stats/corrections.ts';
import { profileColumn } from '../../engine/stats/profile.ts';
import { normals, seeded } from './samples.ts';

const windows = 1_000;
/** Four standard errors above a share of 5 % over 1,000 windows are 2.8 points. */
const atMost = 0.05 + 4 * Math.sqrt((0.05 * 0.95) / windows);

const numbers = (normal: () => number, rows: number, shift = 0): readonly number[] =>
  Array.from({ length: rows }, () => normal() + shift);
const sorted = (values: readonly number[]): CurrentColumn => ({
  kind: 'numeric',
  sorted: Float64Array.from(values).sort(),
});
const categories = (random: () => number, rows: number): readonly string[] =>
  Array.from({ length: rows }, () => 'abcdef'[Math.floor(random() ** 2 * 6)] ?? '');
const counted = (values: readonly string[]): CurrentColumn => ({
  kind: 'categorical',
  counts: new Map([...Map.groupBy(values, value => value)].map(([name, all]) => [name, all.length])),
});

interface Rates {
  readonly significant: number;
  readonly warned: number;
  readonly alerted: number;
}
const usual: Readonly<Record<ColumnMethod, readonly [number, number]>> = {
  ...{ psi: [0.1, 0.25], js: [0.1, 0.2], wasserstein: [0.1, 0.2] },
  ...{ ks: [1, 1], chi2: [1, 1] },
};

/** A new reference of 3,000 rows for each window: its own chance belongs to the error rate. */
function falseAlarms(method: ColumnMethod, kind: 'numeric' | 'categorical', rows: number): Rates {
  const random = seeded(rows);
  const normal = normals(random);
  const [warn, alert] = usual[method];
  let [significant, warned, alerted] = [0, 0, 0];
  for (let i = 0; i < windows; i++) {
    const reference = profileColumn('x', kind === 'numeric' ? numbers(normal, 3_000) : categories(random, 3_000));
    const current = kind === 'numeric' ? sorted(numbers(normal, rows)) : counted(categories(random, rows));
    const found = compareColumn(reference, current, method);
    if (found === null) throw new Error('nothing was compared');
    if (found.pValue <= 0.05) significant++;
    if (found.value > warn) warned++;
    if (found.value > alert) alerted++;
  }
  return { significant: significant / windows, warned: warned / windows, alerted: alerted / windows };
}

describe('without a change, 1,000 windows', () => {
  test.each([
    ['ks', 'numeric', 500],
    ['wasserstein', 'numeric', 200],
    ['psi', 'numeric', 500],
    ['js', 'numeric', 500],
    ['chi2', 'categorical', 200],
  ] as const)('p-values of %s of %s columns of %i rows keep five percent', (method, kind, rows) => {
    const { significant } = falseAlarms(method, kind, rows);
    expect(significant).toBeLessThan(atMost);
    expect(significant).toBeGreaterThan(0.02);
  });
  test.each([
    ['psi', 'numeric', 500, 0.001],
    ['psi', 'categorical', 500, 0.001],
    ['js', 'numeric', 500, 0.001],
    ['js', 'categorical', 200, 0.01],
    ['wasserstein', 'numeric', 200, 0.02],
    ['wasserstein', 'numeric', 1_000, 0],
  ] as const)(
    '%s of %s columns of %i rows passes the bound of its alert in %f of them at most',
    (method, kind, rows, share) => {
      expect(falseAlarms(method, kind, rows).alerted).toBeLessThanOrEqual(share);
    },
  );

  const families = (correction: Correction, features: number): number => {
    const random = seeded(features);
    let bad = 0;
    for (let i = 0; i < windows; i++) {
      const pValues = Array.from({ length: features }, random);
      if (correct(pValues, correction).some(p => p <= 0.05)) bad++;
    }
    return bad / windows;
  };
  test('30 uncorrected features give a false alarm in most windows', () =>
    expect(families('none', 30)).toBeGreaterThan(0.7));
  test.each(['bonferroni', 'benjamini-hochberg'] as const)(
    '%s keeps five percent for 30 features together',
    correction => {
      expect(families(correction, 30)).toBeLessThan(atMost);
      expect(families(correction, 30)).toBeGreaterThan(0.02);
    },
  );
});

describe('a shift of half a standard deviation', () => {
  test.each([
    ['ks', 200],
    ['wasserstein', 200],
    ['psi', 500],
    ['js', 500],
  ] as const)('is found by %s in windows of %i rows', (method, rows) => {
    const normal = normals(seeded(11));
    const [warn] = usual[method];
    let found = 0;
    for (let i = 0; i < 200; i++) {
      const reference = profileColumn('x', numbers(normal, 3_000));
      const result = compareColumn(reference, sorted(numbers(normal, rows, 0.5)), method);
      if (method === 'ks' ? (result?.pValue ?? 1) <= 0.05 : (result?.value ?? 0) > warn) found++;
    }
    expect(found).toBeGreaterThanOrEqual(198);
  });
  test('passes the bound of an alert of the default method', () => {
    const normal = normals(seeded(12));
    const reference = profileColumn('x', numbers(normal, 3_000));
    const method = chooseMethod(reference);
    const values = Array.from(
      { length: 100 },
      () => compareColumn(reference, sorted(numbers(normal, 200, 0.5)), method)?.value ?? 0,
    );
    expect(method).toBe('wasserstein');
    expect(Math.min(...values)).toBeGreaterThan(0.2);
  });
});
