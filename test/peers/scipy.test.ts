// Our statistics beside SciPy's on random samples: tests, distances, tails and corrections.
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { histogramEdges } from '../../engine/stats/binning.ts';
import {
  type ChiSquareResult,
  chiSquareOneSample,
  chiSquareTwoSample,
  likelihoodRatioTwoSample,
} from '../../engine/stats/chiSquare.ts';
import { correct } from '../../engine/stats/corrections.ts';
import { jensenShannon, kullbackLeibler } from '../../engine/stats/distances.ts';
import { evidentlyShares } from '../../engine/stats/evidently.ts';
import { kolmogorovTail } from '../../engine/stats/kolmogorovDistribution.ts';
import { kolmogorovSmirnov } from '../../engine/stats/kolmogorovSmirnov.ts';
import { wilsonInterval } from '../../engine/stats/proportions.ts';
import { chiSquareTail, normalTail } from '../../engine/stats/specialFunctions.ts';
import { wasserstein } from '../../engine/stats/wasserstein.ts';
import { normals, seeded } from '../stats/samples.ts';
import { peerPython } from './environments.ts';
import { runScript } from './mlflowKit.ts';

interface OfSamples {
  readonly ks: number;
  readonly exact: number;
  readonly asymptotic: number;
  readonly wasserstein: number;
  readonly js: number;
  readonly js2: number;
  readonly doane: number;
}
type Pair = readonly [statistic: number, pValue: number];
interface Answers {
  readonly samples: readonly OfSamples[];
  readonly counts: readonly { readonly two: Pair; readonly g: Pair; readonly one: Pair; readonly kl: number }[];
  readonly kolmogorov: readonly number[];
  readonly chi2: readonly number[];
  readonly normal: readonly number[];
  readonly corrected: readonly number[];
  readonly wilson: readonly Pair[];
}

const random = seeded(2_026);
const normal = normals(random);
const drawn = (n: number, make: () => number): Float64Array => Float64Array.from({ length: n }, make).sort();
/** Sizes with and without a common divisor, ties, skew, shifts from none to large. */
const samples: readonly (readonly [Float64Array, Float64Array])[] = [
  [drawn(60, normal), drawn(60, normal)],
  [drawn(97, normal), drawn(41, () => normal() + 0.4)],
  [drawn(500, normal), drawn(300, () => normal() * 1.3)],
  [drawn(300, () => Math.round(normal() * 3)), drawn(240, () => Math.round(normal() * 3 + 1))],
  [drawn(400, () => Math.exp(normal())), drawn(1_000, () => Math.exp(normal() + 0.2))],
  [drawn(1_500, normal), drawn(700, () => normal() + 0.3)],
  [drawn(2_000, normal), drawn(2_000, normal)],
];
const counts = Array.from({ length: 12 }, (_, i): readonly [number[], number[]] => {
  const make = (): number[] => Array.from({ length: 2 + i }, () => 5 + Math.floor(random() * 200));
  return [make(), make()];
});
const kolmogorov = [5, 30, 140, 141, 400, 1_000, 20_000].flatMap(n =>
  [0.6, 0.8, 1, 1.3, 1.6, 2.2, 3].map((scaled): Pair => [n, scaled / Math.sqrt(n)]).filter(([, d]) => d < 1),
);
const chi2 = [1, 2, 5, 30, 199].flatMap(k => [0.1, 0.5, 1, 1.5, 3].map((times): Pair => [k * times, k]));
const normalAt = [-3, -1, 0, 0.5, 1.96, 4, 8, 20];
const pValues = Array.from({ length: 40 }, () => random() ** 3);
const wilson: readonly Pair[] = [
  [0, 10],
  [3, 17],
  [250, 1_000],
  [1_000, 1_000],
];

let python = '';
let answers: Answers;
beforeAll(async () => {
  python = await peerPython('mlflow-3.17');
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'trainyard-scipy-')));
  try {
    const file = join(folder, 'cases.json');
    const plain = samples.map(pair => pair.map(sample => [...sample]));
    const cases = { samples: plain, counts, kolmogorov, chi2, normal: normalAt, pValues, wilson };
    writeFileSync(file, JSON.stringify(cases));
    answers = await runScript<Answers>(python, 'scipy_numbers.py', { cwd: folder, args: [file] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 1_200_000);

/** So many digits are the same. */
function expectClose(ours: number, theirs: number | undefined, digits = 9): void {
  const wanted = theirs ?? Number.NaN;
  expect(Math.abs(ours - wanted), `${ours} beside ${wanted}`).toBeLessThanOrEqual(
    10 ** -digits * Math.max(Math.abs(wanted), 1e-280),
  );
}

describe.each(samples.map(([a, b], i) => ({ i, name: `${a.length} and ${b.length} values`, a, b })))('$name', part => {
  const { i, a, b } = part;
  test('the Kolmogorov–Smirnov test, exact and asymptotic', () => {
    const { statistic, pValue } = kolmogorovSmirnov(a, b);
    expectClose(statistic, answers.samples[i]?.ks, 12);
    expectClose(pValue, answers.samples[i]?.exact, 8);
    expectClose(kolmogorovSmirnov(a, b, 'asymptotic').pValue, answers.samples[i]?.asymptotic, 5);
  });
  test('the Wasserstein distance', () => expectClose(wasserstein(a, b), answers.samples[i]?.wasserstein));
  test('the Jensen–Shannon distance in both bases', () => {
    // SciPy's histogram has NumPy's bins, also where Evidently has one for each value.
    if (new Set(a).size <= 20) return;
    const [p, q] = evidentlyShares(a, b);
    expectClose(jensenShannon(p, q), answers.samples[i]?.js);
    expectClose(jensenShannon(p, q, 2), answers.samples[i]?.js2);
  });
  test('the number of bins by Doane’s rule', () =>
    expect(histogramEdges(a, 'doane')).toHaveLength((answers.samples[i]?.doane ?? 0) + 1));
});

test('chi-square of one and of two samples, and the likelihood ratio', () => {
  for (const [i, [a, b]] of counts.entries()) {
    const check = ({ statistic, pValue }: ChiSquareResult, theirs: Pair | undefined): void => {
      expectClose(statistic, theirs?.[0]);
      expectClose(pValue, theirs?.[1]);
    };
    check(chiSquareTwoSample(a, b), answers.counts[i]?.two);
    check(likelihoodRatioTwoSample(a, b), answers.counts[i]?.g);
    check(chiSquareOneSample(a, b), answers.counts[i]?.one);
    const more = (values: readonly number[]): readonly number[] => values.map(value => value + 1);
    expectClose(kullbackLeibler(more(a), more(b)), answers.counts[i]?.kl);
  }
});
/** Between 140 and 500 values ours is exact where SciPy has a series of Pelz and Good. */
test('the tail of Kolmogorov’s distribution', () => {
  for (const [i, [n, d]] of kolmogorov.entries()) expectClose(kolmogorovTail(n, d), answers.kolmogorov[i], 5);
});
test('the tails of chi-square and of the normal distribution', () => {
  for (const [i, [x, k]] of chi2.entries()) expectClose(chiSquareTail(x, k), answers.chi2[i], 10);
  for (const [i, z] of normalAt.entries()) expectClose(normalTail(z), answers.normal[i], 10);
});
test('the correction of Benjamini and Hochberg', () => {
  for (const [i, p] of correct(pValues, 'benjamini-hochberg').entries()) expectClose(p, answers.corrected[i]);
});
test('Wilson’s interval', () => {
  for (const [i, [count, n]] of wilson.entries()) {
    const [low, high] = wilsonInterval({ n, count });
    expect(low).toBeCloseTo(answers.wilson[i]?.[0] ?? Number.NaN, 10);
    expect(high).toBeCloseTo(answers.wilson[i]?.[1] ?? Number.NaN, 10);
  }
});
