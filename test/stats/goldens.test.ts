// Every statistic on samples whose values are known from SciPy, to the printed digits.
import { describe, expect, test } from 'vitest';
import { chiSquareOneSample, chiSquareTwoSample, likelihoodRatioOneSample } from '../../engine/stats/chiSquare.ts';
import { correct } from '../../engine/stats/corrections.ts';
import {
  hellinger,
  jensenShannon,
  kullbackLeibler,
  psi,
  totalVariation,
  withoutZeros,
} from '../../engine/stats/distances.ts';
import { evidentlyDrift, evidentlyShares, evidentlyTest } from '../../engine/stats/evidently.ts';
import { fisherExact } from '../../engine/stats/fisherExact.ts';
import { kolmogorovSmirnov } from '../../engine/stats/kolmogorovSmirnov.ts';
import { mannWhitney } from '../../engine/stats/mannWhitney.ts';
import { momentsOf } from '../../engine/stats/numbers.ts';
import { pageHinkley } from '../../engine/stats/pageHinkley.ts';
import { proportionsTest, wilsonInterval } from '../../engine/stats/proportions.ts';
import { wasserstein } from '../../engine/stats/wasserstein.ts';
import { logistic } from './samples.ts';

describe.each([
  {
    ...{ name: 'A', sizes: [500, 500], shift: 0, scale: 1, bins: 11 },
    ...{ d: '0.004000', p: 1, asymptotic: 1, psi: '0.001914', js: '0.015438', w: '0.007950', kl: '0.000919' },
  },
  {
    ...{ name: 'B', sizes: [500, 500], shift: 0.3, scale: 1, bins: 11 },
    ...{ d: '0.076000', p: 0.111368, asymptotic: 0.105729 },
    ...{ psi: '0.033761', js: '0.064811', w: '0.167967', kl: '0.016868' },
  },
  {
    ...{ name: 'C', sizes: [2000, 2000], shift: 0, scale: 1.5, bins: 13 },
    ...{ d: '0.090000', p: 1.81007e-7, asymptotic: 1.69118e-7 },
    ...{ psi: '0.228427', js: '0.163086', w: '0.384304', kl: '0.092870' },
  },
  {
    ...{ name: 'D', sizes: [2000, 1500], shift: 0.5, scale: 1, bins: 13 },
    ...{ d: '0.124833', p: 4.36739e-12, asymptotic: 4.23922e-12 },
    ...{ psi: '0.079590', js: '0.099406', w: '0.275291', kl: '0.039755' },
  },
])('two logistic samples, case $name', golden => {
  const [n = 0, m = 0] = golden.sizes;
  const reference = logistic(n, { base: 2 });
  const current = logistic(m, { base: 3, shift: golden.shift, scale: golden.scale });
  const shares = evidentlyShares(reference, current);
  const [p, q] = [withoutZeros(shares[0]), withoutZeros(shares[1])];

  test('the Kolmogorov–Smirnov distance', () =>
    expect(kolmogorovSmirnov(reference, current).statistic.toFixed(6)).toBe(golden.d));
  test('its exact p-value', () =>
    expect(kolmogorovSmirnov(reference, current).pValue.toPrecision(6)).toBe(golden.p.toPrecision(6)));
  test('its asymptotic p-value', () =>
    expect(kolmogorovSmirnov(reference, current, 'asymptotic').pValue.toPrecision(6)).toBe(
      golden.asymptotic.toPrecision(6),
    ));
  test('the bins', () => expect(p).toHaveLength(golden.bins));
  test('PSI', () => expect(psi(p, q).toFixed(6)).toBe(golden.psi));
  test('the Jensen–Shannon distance', () => expect(jensenShannon(...shares).toFixed(6)).toBe(golden.js));
  test('the Kullback–Leibler divergence', () => expect(kullbackLeibler(p, q).toFixed(6)).toBe(golden.kl));
  test('the Wasserstein distance over the standard deviation', () =>
    expect((wasserstein(reference, current) / momentsOf(reference).std).toFixed(6)).toBe(golden.w));
});

describe('categories 500/300/200 against 450/300/250', () => {
  const [a, b] = [
    [500, 300, 200],
    [450, 300, 250],
  ] as const;
  const [p, q] = [a.map(count => count / 1000), b.map(count => count / 1000)] as const;
  test('chi-square of one sample, as Evidently', () => {
    const { statistic, pValue } = chiSquareOneSample(a, b);
    expect(statistic).toBeCloseTo(17.5, 10);
    expect(pValue.toExponential(6)).toBe('1.584613e-4');
  });
  test('chi-square of two samples', () => {
    const { statistic, pValue } = chiSquareTwoSample(a, b);
    expect([statistic.toFixed(6), pValue.toFixed(8)]).toEqual(['8.187135', '0.01667963']);
  });
  test('distances', () => {
    expect(jensenShannon(p, q).toFixed(8)).toBe('0.04527648');
    expect(jensenShannon(p, q, 2).toFixed(8)).toBe('0.05438260');
    expect(psi(p, q).toFixed(8)).toBe('0.01642520');
    expect(hellinger(p, q).toFixed(8)).toBe('0.04529407');
    expect(totalVariation(p, q).toFixed(8)).toBe('0.05000000');
  });
  test('a new category has p = 0 in one sample', () =>
    expect(chiSquareOneSample([10, 10, 0], [10, 9, 1]).pValue).toBe(0));
  test('the likelihood ratio', () => {
    const { statistic, pValue } = likelihoodRatioOneSample(a, b);
    expect([statistic.toFixed(6), pValue.toExponential(5)]).toEqual(['16.747312', '2.30870e-4']);
  });
});

test('Fisher’s exact test', () =>
  expect(
    fisherExact([
      [8, 2],
      [1, 5],
    ]).toFixed(8),
  ).toBe('0.03496503'));
test('Mann and Whitney on case B', () => {
  const [reference, current] = [logistic(500, { base: 2 }), logistic(500, { base: 3, shift: 0.3 })];
  expect(mannWhitney(reference, current).pValue.toFixed(8)).toBe('0.00621007');
});
test('Page and Hinkley find where a mean has moved', () => {
  const values = Array.from({ length: 2_000 }, (_, i) => ((7919 * i) % 101) / 101);
  const moved = values.map((value, i) => (i < 1_000 ? value : (values[i - 1_000] ?? 0) + 0.5));
  expect([pageHinkley(moved), pageHinkley(moved, { threshold: 10 }), pageHinkley(values)]).toEqual([1108, 1022, null]);
});

test('two proportions', () => {
  const { z, pValue } = proportionsTest({ n: 1000, count: 500 }, { n: 1000, count: 450 });
  expect([z.toFixed(6), pValue.toFixed(8)]).toEqual(['2.238868', '0.02516449']);
});
test('the exact p-value of small samples of different values', () => {
  const { statistic, pValue } = kolmogorovSmirnov([1, 2, 3, 4, 5], [3, 4, 5, 6, 7, 8]);
  expect([statistic, pValue.toFixed(7)]).toEqual([0.5, '0.3571429']);
});
test('Wilson’s interval of nothing seen is not empty', () => {
  const [low, high] = wilsonInterval({ n: 100, count: 0 });
  expect(low).toBeCloseTo(0, 15);
  expect(high).toBeCloseTo(1.959963984540054 ** 2 / (100 + 1.959963984540054 ** 2), 12);
});

describe('corrections', () => {
  const p = [0.01, 0.04, 0.03, 0.5];
  test('Bonferroni', () => expect(correct(p, 'bonferroni')).toEqual([0.04, 0.16, 0.12, 1]));
  test('Benjamini and Hochberg', () => {
    const adjusted = correct(p, 'benjamini-hochberg');
    for (const [i, expected] of [0.04, 0.16 / 3, 0.16 / 3, 0.5].entries())
      expect(adjusted[i]).toBeCloseTo(expected, 12);
  });
  test('none', () => expect(correct(p, 'none')).toEqual(p));
});

describe('the rules of Evidently', () => {
  test.each([
    ['numeric', 1000, 6, 'ks'],
    ['numeric', 1001, 6, 'wasserstein'],
    ['numeric', 1000, 5, 'chi2'],
    ['numeric', 1000, 2, 'z'],
    ['numeric', 1001, 5, 'js'],
    ['categorical', 1000, 30, 'chi2'],
    ['categorical', 1000, 2, 'z'],
    ['categorical', 1001, 30, 'js'],
  ] as const)('%s, %i rows, %i values: %s', (kind, rows, distinct, expected) =>
    expect(evidentlyTest(kind, { rows, distinct })).toBe(expected),
  );
  test('case D is drift by Wasserstein', () => {
    const verdict = evidentlyDrift(
      [...logistic(2000, { base: 2 })],
      [...logistic(1500, { base: 3, shift: 0.5 }), Number.NaN],
    );
    expect(verdict).toMatchObject({ test: 'wasserstein', isDrift: true });
    expect(verdict.score.toFixed(6)).toBe('0.275291');
  });
  test('case B is none by Kolmogorov–Smirnov', () =>
    expect(evidentlyDrift([...logistic(500, { base: 2 })], [...logistic(500, { base: 3, shift: 0.3 })])).toMatchObject({
      test: 'ks',
      isDrift: false,
    }));
  test('categories', () => {
    const of = (...counts: readonly number[]): string[] =>
      counts.flatMap((count, i) => Array.from({ length: count }, () => 'abc'[i] ?? ''));
    expect(evidentlyDrift(of(500, 300, 200), of(450, 300, 250))).toMatchObject({ test: 'chi2', isDrift: true });
    expect(evidentlyDrift(of(500, 500), of(450, 550))).toMatchObject({ test: 'z', isDrift: true });
    expect(evidentlyDrift(of(501, 300, 200), of(450, 300, 250))).toMatchObject({ test: 'js', isDrift: false });
  });
});
