// Drift of what goes in and comes out, held against the profile of what the model learned from.
import { describe, expect, test } from 'vitest';
import type { Signature } from '../../engine/domain/modelPackage.ts';
import { normals, seeded } from '../stats/samples.ts';
import { lookOnce, requestsOf, signal, signature } from './monitorKit.ts';

const seasons = ['spring', 'summer', 'autumn', 'winter'];
function rowsOf(n: number, { seed, shift = 0, winter = 0.25 }: { seed: number; shift?: number; winter?: number }) {
  const random = seeded(seed);
  const normal = normals(random);
  return Array.from({ length: n }, () => {
    const season = random() < winter ? 'winter' : seasons[Math.floor(random() * 3)];
    return [Math.fround(15 + 8 * (normal() + shift)), season ?? 'spring'] as const;
  });
}
const reference = { rows: rowsOf(5_000, { seed: 1 }) };

describe('data drift', () => {
  test('is not seen where nothing has changed', () => {
    const found = lookOnce({ signal: signal({}), requests: requestsOf(rowsOf(2_000, { seed: 2 })), reference });
    expect([found.level, found.streak, found.features.length]).toEqual(['ok', 0, 2]);
  });
  test('of one feature is an alert that names it first, with shares of the same bins', () => {
    const requests = requestsOf(rowsOf(2_000, { seed: 3, shift: 0.5 }));
    const found = lookOnce({ signal: signal({}), requests, reference });
    const [worst, other] = found.features;
    expect([found.level, worst?.feature, worst?.method, other?.level]).toEqual(['alert', 'temp', 'wasserstein', 'ok']);
    expect(found.value).toBeCloseTo(0.5, 1);
    const total = (shares: readonly number[] = []): number => shares.reduce((sum, share) => sum + share, 0);
    expect(total(worst?.bins?.reference)).toBeCloseTo(1, 9);
    expect(total(worst?.bins?.current)).toBeCloseTo(1, 9);
    expect(worst?.bins?.labels).toHaveLength(worst?.bins?.current.length ?? 0);
  });
  test('of categories is measured by the Jensen–Shannon distance', () => {
    const requests = requestsOf(rowsOf(2_000, { seed: 4, winter: 0.8 }));
    const found = lookOnce({ signal: signal({}), requests, reference });
    expect([found.level, found.features[0]?.feature, found.features[0]?.method]).toEqual(['alert', 'season', 'js']);
  });
  test.each(['psi', 'ks', 'js', 'wasserstein', 'chi2'] as const)('is found by %s when it is large', method => {
    const requests = requestsOf(rowsOf(2_000, { seed: 5, shift: 1.5, winter: 0.9 }));
    const found = lookOnce({ signal: signal({ method }), requests, reference });
    expect([found.level, found.features.map(({ level }) => level)]).toEqual(['alert', ['alert', 'alert']]);
  });
  test('bounds of a p-value are meant where ks asks with «<»; a trifle in many rows is none', () => {
    const asks = signal({ method: 'ks', op: '<', alert: 0.05, features: ['temp'] });
    const few = lookOnce({ signal: asks, requests: requestsOf(rowsOf(600, { seed: 6, shift: 0.3 })), reference });
    expect([few.level, few.value === few.features[0]?.pValue]).toEqual(['alert', true]);
    const many = lookOnce({ signal: asks, requests: requestsOf(rowsOf(20_000, { seed: 7, shift: 0.1 })), reference });
    expect(many.features[0]?.pValue).toBeLessThan(0.001);
    expect(many.level).toBe('ok');
  });
  test('p-values are corrected for the number of features', () => {
    const scene = { signal: signal({}), requests: requestsOf(rowsOf(300, { seed: 8, shift: 0.2 })), reference };
    const p = (correction: 'none' | 'bonferroni') =>
      lookOnce({ ...scene, correction }).features.find(({ feature }) => feature === 'temp')?.pValue ?? 0;
    expect(p('bonferroni')).toBeCloseTo(Math.min(1, 2 * p('none')), 12);
  });
  test('32-bit numbers are the values they came from', () => {
    const steps = Array.from({ length: 1_000 }, (_, i) => [0.1 * (i % 7), 'spring'] as const);
    const logged = steps.map(([temp, season]) => [Math.fround(temp), season]);
    for (const method of ['psi', 'js', 'chi2'] as const) {
      const found = lookOnce({ signal: signal({ method }), requests: requestsOf(logged), reference: { rows: steps } });
      expect(found.value).toBeLessThan(0.01);
    }
    const range = signal({ type: 'data_quality', metric: 'out_of_range_share', alert: 0 });
    expect(lookOnce({ signal: range, requests: requestsOf(logged), reference: { rows: steps } }).value).toBe(0);
  });
  test('truth values are the words of the reference data', () => {
    const flags = Array.from({ length: 400 }, (_, i) => [i, i % 4 === 0 ? 'True' : 'False']);
    const logged = flags.map(([temp, flag]) => [temp ?? 0, flag === 'True']);
    const found = lookOnce({ signal: signal({}), requests: requestsOf(logged), reference: { rows: flags } });
    expect(found.features.find(({ feature }) => feature === 'season')?.value).toBe(0);
  });
  test('one tensor of many columns is taken apart in their order', () => {
    const rows = (shift: number, seed: number) => {
      const normal = normals(seeded(seed));
      return Array.from({ length: 1_500 }, () => [normal(), normal() + shift]);
    };
    const wide: Signature = { ...signature, inputs: [{ name: 'x', datatype: 'FP32', shape: [-1, 2] }] };
    const scene = { requests: requestsOf(rows(1, 9)), reference: { rows: rows(0, 10), names: ['a', 'b'] } };
    const found = lookOnce({ ...scene, signal: signal({}), signature: wide });
    expect(found.features.map(({ feature, level }) => [feature, level])).toEqual([
      ['b', 'alert'],
      ['a', 'ok'],
    ]);
  });
});

describe('prediction drift', () => {
  test('looks at what the model answered', () => {
    const rows = rowsOf(1_500, { seed: 11 });
    const answers = (shift: number) => rows.map(([temp]) => [temp * 10 + shift]);
    const scene = { requests: requestsOf(rows, answers(80)), reference: { rows, outputs: answers(0) } };
    const found = lookOnce({ ...scene, signal: signal({ type: 'prediction_drift' }) });
    expect([found.level, found.features.map(({ feature }) => feature)]).toEqual(['alert', ['count']]);
    expect(lookOnce({ ...scene, signal: signal({}) }).level).toBe('ok');
  });
});

describe('nothing is said', () => {
  const rows = rowsOf(50, { seed: 12 });
  test.each([
    { why: 'too-few-rows', scene: { requests: requestsOf(rows), reference, signal: signal({ minimum: 51 }) } },
    { why: 'no-requests', scene: { requests: [], reference, signal: signal({}) } },
    { why: 'no-profile', scene: { requests: requestsOf(rows), signal: signal({}) } },
    { why: 'no-labels', scene: { requests: requestsOf(rows), signal: signal({ type: 'performance', metric: 'mae' }) } },
  ] as const)('$why', ({ why, scene }) => {
    const { level, unknownReason, value } = lookOnce(scene);
    expect([level, unknownReason, value]).toEqual(['unknown', why, null]);
  });
});
