// Our statistics against SciPy's on random samples: ties, unequal sizes, few rows and many, p-values far into the tail.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { histogramEdges } from '../../engine/stats/binning.ts';
import { chiSquareOneSample, chiSquareTwoSample, likelihoodRatioTwoSample } from '../../engine/stats/chiSquare.ts';
import { correct } from '../../engine/stats/corrections.ts';
import { hellinger, jensenShannon, kullbackLeibler, psi } from '../../engine/stats/distances.ts';
import { kolmogorovTail } from '../../engine/stats/kolmogorovDistribution.ts';
import { kolmogorovSmirnov } from '../../engine/stats/kolmogorovSmirnov.ts';
import { countSorted, quantileOf, sharesOf } from '../../engine/stats/numbers.ts';
import { wilsonInterval } from '../../engine/stats/proportions.ts';
import { chiSquareTail, normalTail } from '../../engine/stats/specialFunctions.ts';
import { wasserstein } from '../../engine/stats/wasserstein.ts';
import { normals, seeded } from '../stats/samples.ts';
import { peerPython } from './environments.ts';

type Answer = Readonly<Record<string, number | readonly number[]>>;
let python = '';
beforeAll(async () => {
  python = await peerPython('mlflow-3.17');
}, 600_000);

function askSciPy(cases: readonly object[]): readonly Answer[] {
  const { stdout, stderr, status } = spawnSync(python, [join(import.meta.dirname, 'scripts/scipy_reference.py')], {
    ...{ input: JSON.stringify(cases), encoding: 'utf8', maxBuffer: 2 ** 26 },
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as readonly Answer[];
}

/** Equal to `digits` of the larger; of a number below 1e-300 nothing is asked but that ours is as small. */
function near(ours: number, theirs: number | readonly number[] | undefined, tolerance: number, what: string): void {
  const other = Number(theirs);
  const scale = Math.max(Math.abs(ours), Math.abs(other));
  if (scale < 1e-250) return;
  expect(Math.abs(ours - other) / scale, `${what}: ${ours} against ${other}`).toBeLessThanOrEqual(tolerance);
}
const list = (value: number | readonly number[] | undefined): readonly number[] => (Array.isArray(value) ? value : []);

describe('two samples', () => {
  const random = seeded(17);
  const normal = normals(random);
  const draw = (n: number, shift: number, round: boolean): Float64Array =>
    Float64Array.from({ length: n }, () => {
      const value = 3 * normal() + shift;
      return round ? Math.round(value) : value;
    }).sort();
  const cases = [
    ...[5, 8, 30, 120, 500].flatMap(n => [7, 30, 111, 500].map(m => [n, m, 0.5] as const)),
    ...[0.2, 1, 3].map(shift => [1_000, 1_700, shift] as const),
    ...[0, 0.05, 0.2].map(shift => [3_000, 12_000, shift] as const),
  ].flatMap(([n, m, shift]) =>
    [false, true].map(round => ({ kind: 'samples', a: draw(n, 0, round), b: draw(m, shift, round) })),
  );

  test('give the same distances and p-values', { timeout: 120_000 }, () => {
    const answers = askSciPy(cases.map(({ kind, a, b }) => ({ kind, a: [...a], b: [...b] })));
    expect(answers).toHaveLength(cases.length);
    for (const [i, { a, b }] of cases.entries()) {
      const answer = answers[i] ?? {};
      const what = `${a.length} and ${b.length}`;
      const found = kolmogorovSmirnov(a, b);
      near(found.statistic, answer.distance, 1e-12, `D of ${what}`);
      near(found.pValue, answer.exact, 1e-6, `p of ${what}`);
      near(kolmogorovSmirnov(a, b, 'asymptotic').pValue, answer.asymptotic, 1e-5, `asymptotic p of ${what}`);
      near(wasserstein(a, b), answer.wasserstein, 1e-10, `W of ${what}`);
      const edges = histogramEdges(Float64Array.from([...a, ...b]).sort(), 'sturges');
      const [p, q] = [sharesOf(countSorted(a, edges)), sharesOf(countSorted(b, edges))];
      near(jensenShannon(p, q), answer.js, 1e-9, `JS of ${what}`);
      near(jensenShannon(p, q, 2), answer.js2, 1e-9, `JS, base 2, of ${what}`);
      for (const [k, share] of [0, 0.01, 0.25, 0.5, 0.77, 1].entries())
        near(quantileOf(a, share), list(answer.quantiles)[k], 1e-12, `quantile of ${what}`);
      const doane = histogramEdges(a, 'doane');
      expect(doane).toHaveLength(list(answer.doane).length);
      for (const [k, edge] of doane.entries()) expect(edge).toBeCloseTo(list(answer.doane)[k] ?? Number.NaN, 9);
    }
  });
});

test('counts of categories', () => {
  const random = seeded(23);
  const counts = (n: number): number[] => Array.from({ length: n }, () => 1 + Math.floor(random() * 200));
  const cases = Array.from({ length: 60 }, (_, i) => ({
    kind: 'counts',
    a: counts(2 + (i % 9)),
    b: counts(2 + (i % 9)),
  }));
  const answers = askSciPy(cases);
  for (const [i, { a, b }] of cases.entries()) {
    const answer = answers[i] ?? {};
    const [p, q] = [sharesOf(a), sharesOf(b)];
    for (const [name, found] of [
      ['chi2', chiSquareTwoSample(a, b)],
      ['g', likelihoodRatioTwoSample(a, b)],
      ['one', chiSquareOneSample(a, b)],
    ] as const) {
      near(found.statistic, list(answer[name])[0], 1e-9, `${name} of ${a} and ${b}`);
      near(found.pValue, list(answer[name])[1], 1e-7, `p of ${name} of ${a} and ${b}`);
    }
    near(kullbackLeibler(p, q), answer.kl, 1e-9, 'KL');
    near(psi(p, q), answer.psi, 1e-9, 'PSI');
    near(hellinger(p, q), answer.hellinger, 1e-9, 'Hellinger');
  }
});

test('distribution functions, far into their tails', () => {
  const random = seeded(29);
  const cases = Array.from({ length: 300 }, (_, i) => {
    const n = 1 + Math.floor(random() * 2_000);
    const size = [20, 140, 250, 499, 501, 1_000, 5_000, 40_000][i % 8] ?? 20;
    return {
      ...{ kind: 'functions', x: random() * 200, degrees: 1 + Math.floor(random() * 60), z: random() * 60 - 30 },
      ...{ n, count: Math.floor(random() * (n + 1)), size, d: (0.3 + 2.2 * random()) / Math.sqrt(size) },
      p: Array.from({ length: 1 + (i % 20) }, () => random() ** 3),
    };
  });
  const answers = askSciPy(cases);
  for (const [i, one] of cases.entries()) {
    const answer = answers[i] ?? {};
    near(chiSquareTail(one.x, one.degrees), answer.chi2, 1e-9, `chi-square ${one.x} of ${one.degrees}`);
    near(normalTail(one.z), answer.normal, 1e-9, `normal ${one.z}`);
    // For middling sizes SciPy takes Pelz and Good's approximation where ours is exact.
    near(kolmogorovTail(one.size, one.d), answer.kolmogorov, 1e-5, `Kolmogorov ${one.d} of ${one.size}`);
    const [low, high] = wilsonInterval(one);
    expect(low).toBeCloseTo(list(answer.wilson)[0] ?? Number.NaN, 10);
    expect(high).toBeCloseTo(list(answer.wilson)[1] ?? Number.NaN, 10);
    for (const [k, p] of correct(one.p, 'benjamini-hochberg').entries())
      near(p, list(answer.corrected)[k], 1e-12, 'Benjamini–Hochberg');
  }
});
