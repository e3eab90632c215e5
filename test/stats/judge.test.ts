// The judge over seeded rollouts: how often it errs without a change, what it finds and how soon.
import { describe, expect, test } from 'vitest';
import type { JudgeRule, Label, LoggedRequest } from '../../engine/domain/deployment.ts';
import { latencyBounds } from '../../engine/domain/deployment.ts';
import { metricEvidence, psiEvidence } from '../../engine/stats/estimateEvidence.ts';
import { judgeRules } from '../../engine/stats/judgeRules.ts';
import { meanMetrics } from '../../engine/stats/labelledRows.ts';
import { latencyQuantile } from '../../engine/stats/latencyEvidence.ts';
import { sequentialProportions } from '../../engine/stats/sequentialProportions.ts';
import { type Behaviour, countsOf, type Ending, noLogs, playRollout, type Scene } from './judgeKit.ts';
import { normals, seeded } from './samples.ts';

const usual: readonly JudgeRule[] = [
  { metric: 'error_rate', maxDelta: 0.01 },
  { metric: 'latency_p95_ms', maxRatio: 1.5 },
];
/** As of one step of a canary with three: alpha is shared among four looks. */
const alpha = 0.05 / 4;
const behaves = (errorRate: number, latency: number): Behaviour => ({ errorRate, latency });
const play = (scene: Scene, times: number, toTheEnd = false): readonly Ending[] =>
  Array.from({ length: times }, (_, seed) => playRollout(scene, seed + 1, toTheEnd));
const shareOf = (endings: readonly Ending[], outcome: Ending['outcome']): number =>
  endings.filter(ending => ending.outcome === outcome).length / endings.length;
const median = (endings: readonly Ending[]): number =>
  endings.map(({ requests }) => requests).sort((a, b) => a - b)[endings.length >> 1] ?? 0;

describe('1,000 rollouts without a change', () => {
  test('fail in at most 5 %, though looked at 20 times and allowed nothing', () => {
    const rules = [
      { metric: 'error_rate', maxRatio: 1 },
      { metric: 'latency_p95_ms', maxRatio: 1 },
    ];
    const same = behaves(0.05, 10);
    const endings = play({ rules, stable: same, candidate: same, alpha: 0.05, requests: 400, every: 20 }, 1_000, true);
    expect(shareOf(endings, 'bad')).toBeLessThanOrEqual(0.05);
  });
  test('one stream at its limit passes 1/alpha in at most alpha of them, and is no empty promise', () => {
    const random = seeded(4);
    let bad = 0;
    for (let i = 0; i < 1_000; i++) {
      const candidate = { n: 0, bad: 0 };
      for (let n = 1; n <= 500; n++) {
        candidate.n++;
        if (random() < 0.05) candidate.bad++;
        const margin = { kind: 'max', value: 0.05 } as const;
        if (n % 10 !== 0) continue;
        if (sequentialProportions({ stable: { n: 0, bad: 0 }, candidate, margin }).bad < Math.log(4)) continue;
        bad++;
        break;
      }
    }
    expect(bad / 1_000).toBeLessThanOrEqual(0.25);
    expect(bad).toBeGreaterThan(5);
  });
  test('of a candidate at the edge of what is allowed at most 10 % are found good', () => {
    const endings = play(
      { rules: usual, stable: behaves(0.01, 10), candidate: behaves(0.02, 15), alpha, requests: 400, every: 40 },
      1_000,
    );
    expect(shareOf(endings, 'good')).toBeLessThanOrEqual(0.1);
  });
});

describe('a candidate as good as stable', () => {
  test('is found good, without errors within a thousand requests', () => {
    const same = behaves(0, 10);
    const endings = play({ rules: usual, stable: same, candidate: same, alpha, requests: 1_000, every: 50 }, 40);
    expect(shareOf(endings, 'good')).toBe(1);
  });
  test('is not found good before there is evidence', () => {
    const same = behaves(0, 10);
    const endings = play({ rules: usual, stable: same, candidate: same, alpha, requests: 100, every: 10 }, 40);
    expect(shareOf(endings, 'undecided')).toBe(1);
  });
});

describe('a worse candidate is found bad', () => {
  test('errors of 5 % instead of 1 %', () => {
    const endings = play(
      { rules: usual, stable: behaves(0.01, 10), candidate: behaves(0.05, 10), alpha, requests: 3_000, every: 50 },
      40,
    );
    expect(shareOf(endings, 'bad')).toBeGreaterThanOrEqual(0.95);
    expect(median(endings)).toBeLessThanOrEqual(1_000);
  });
  test.each([10, 12.5])('twice the latency, from %f ms', latency => {
    const endings = play(
      {
        ...{ rules: usual, stable: behaves(0.01, latency), candidate: behaves(0.01, 2 * latency) },
        ...{ alpha, requests: 1_000, every: 25 },
      },
      40,
    );
    expect(shareOf(endings, 'bad')).toBe(1);
    expect(median(endings)).toBeLessThanOrEqual(400);
  });
  test('one that answers nothing but errors, within ten requests', () => {
    const endings = play(
      { rules: usual, stable: behaves(0.01, 10), candidate: behaves(1, 10), alpha, requests: 50, every: 1 },
      20,
    );
    expect(Math.max(...endings.map(({ requests }) => requests))).toBeLessThanOrEqual(10);
  });
});

describe('estimates that are looked at 19 times', () => {
  const rmse = meanMetrics.get('rmse');
  if (rmse === undefined) throw new Error('rmse is gone');
  /** How often each side is ever concluded, for squared errors with or without a heavy tail. */
  const rates = (candidateScale: number, factor: number, isHeavy: boolean) => {
    const normal = normals(seeded(5));
    const loss = (): number => normal() ** 2 * (isHeavy ? Math.exp(normal()) : 1);
    let [bad, good] = [0, 0];
    for (let i = 0; i < 1_000; i++) {
      const stable = Float64Array.from({ length: 2_000 }, loss);
      const candidate = Float64Array.from({ length: 500 }, () => candidateScale ** 2 * loss());
      const looks = Array.from({ length: 19 }, (_, look) => 50 + look * 25).map(n =>
        metricEvidence(
          rmse,
          { stable: stable.subarray(0, 4 * n), candidate: candidate.subarray(0, n) },
          { factor, plus: 0 },
        ),
      );
      if (looks.some(look => look.bad >= Math.log(20))) bad++;
      if (looks.some(look => look.good >= Math.log(10))) good++;
    }
    return { bad: bad / 1_000, good: good / 1_000 };
  };
  test.each([false, true])(
    'an RMSE at its bound is seldom bad, and good in a tenth at most; heavy tail: %s',
    isHeavy => {
      const { bad, good } = rates(1.15, 1.15, isHeavy);
      expect(bad).toBeLessThanOrEqual(0.05);
      expect(good).toBeLessThanOrEqual(0.1);
    },
  );
  test('the same RMSE with 15 % allowed is found good', () => expect(rates(1, 1.15, false).good).toBeGreaterThan(0.9));
  test('half as much again is found bad', () => expect(rates(1.5, 1.15, false).bad).toBeGreaterThan(0.9));

  const psiRates = (shift: number, limit: number) => {
    const normal = normals(seeded(6));
    let [bad, good] = [0, 0];
    for (let i = 0; i < 200; i++) {
      const stable = Array.from({ length: 1_000 }, normal);
      const candidate = Array.from({ length: 500 }, () => normal() + shift);
      const looks = [100, 200, 300, 400, 500].map(n =>
        psiEvidence({ stable: stable.slice(0, 2 * n), candidate: candidate.slice(0, n) }, limit),
      );
      if (looks.some(look => look.bad >= Math.log(20))) bad++;
      if (looks.some(look => look.good >= Math.log(10))) good++;
    }
    return { bad: bad / 200, good: good / 200 };
  };
  test('a PSI at its limit', () => {
    // Of normal answers shifted by half a standard deviation, in tenths of the others.
    const { bad, good } = psiRates(0.5, 0.2377);
    expect(bad).toBeLessThanOrEqual(0.05);
    expect(good).toBeLessThanOrEqual(0.1);
  });
  test('the same answers are found good', () => expect(psiRates(0, 0.1).good).toBeGreaterThan(0.95));
  test('answers a standard deviation away are found bad', () => expect(psiRates(1, 0.2).bad).toBeGreaterThan(0.95));
});

describe('rules', () => {
  const none = countsOf({ requests: 0, errors: 0, latency: [] });
  const logged = (version: number, rows: number, offset: number): readonly LoggedRequest[] =>
    Array.from({ length: rows }, (_, i) => ({
      ...{ id: `${version}-${i}`, at: i, version, latency: 1, status: 200, mirror: false, inputs: [[i]] },
      outputs: [[(i % 10) + offset]],
    }));
  const told = (requests: readonly LoggedRequest[]): readonly Label[] =>
    requests.map(({ id }, i) => ({ id, row: 0, value: (i % 10) + (i % 3) - 1, at: i }));

  test('a label metric compares what was labelled alone', () => {
    const [stable, candidate] = [logged(1, 400, 0), logged(2, 400, 3)];
    const [found] = judgeRules({
      ...{ rules: [{ metric: 'rmse', maxRatio: 1.15 }], stable: none, candidate: none, alpha, isMirror: false },
      ...{ logged: { stable, candidate }, labels: told([...stable, ...candidate.slice(0, 200)]) },
    });
    expect(found).toMatchObject({ outcome: 'bad', count: 200 });
    expect(found?.stable).toBeCloseTo(Math.sqrt(2 / 3), 2);
    expect(found?.candidate).toBeGreaterThan(3);
  });
  test('without labels nothing is said', () => {
    const rules = [{ metric: 'rmse', maxRatio: 1.15 }];
    const one = { ...noLogs, logged: { stable: logged(1, 400, 0), candidate: logged(2, 400, 3) } };
    expect(judgeRules({ rules, stable: none, candidate: none, alpha, ...one })).toEqual([
      { rule: rules[0], stable: null, candidate: null, outcome: 'undecided', evidence: 0, count: 0 },
    ]);
  });
  test('answers of another kind pass the PSI allowed', () => {
    const one = { ...noLogs, logged: { stable: logged(1, 400, 0), candidate: logged(2, 400, 6) } };
    const rules = [{ metric: 'prediction_psi', max: 0.2 }];
    expect(judgeRules({ rules, stable: none, candidate: none, alpha, ...one })[0]?.outcome).toBe('bad');
  });
  test('a shadow is judged by its copies', () => {
    const candidate = { ...countsOf({ requests: 0, errors: 0, latency: [] }), mirrored: 100, mirrorErrors: 50 };
    const rules = [{ metric: 'error_rate', max: 0.05 }];
    const [found] = judgeRules({ rules, stable: none, candidate, alpha, ...noLogs, isMirror: true });
    expect(found).toMatchObject({ outcome: 'bad', candidate: 0.5, count: 100 });
  });
  test('percentiles come from the buckets of latencies', () => {
    const counts = [...latencyBounds, 0].map((_, bucket) => (bucket === 10 ? 100 : 0));
    const [low, high] = [latencyBounds[9] ?? 0, latencyBounds[10] ?? 0];
    expect(latencyQuantile(counts, 0.5)).toBeCloseTo(Math.sqrt(low * high), 10);
    expect(latencyQuantile([], 0.5)).toBeNull();
  });
});
