// How busy a deployment is: from counts as routers tell them, over the last minute.
import { describe, expect, test } from 'vitest';
import { latencyBounds, type RouterState } from '../../engine/domain/deployment.ts';
import { createRates } from '../../service/rates.ts';

const bucket = latencyBounds.findIndex(bound => bound > 8);
const router = (requests: number, errors = 0, pid = 7): RouterState => ({
  ...{ generation: 1, pid, startedAt: 0, unlogged: 0 },
  versions: [
    {
      ...{ version: 1, hash: 'h', state: 'ready', reason: null, traffic: 100, mirror: 0, replicas: [] },
      counts: {
        ...{ requests, errors, mirrored: 0, mirrorErrors: 0, inFlight: 0, mirrorLatency: [] },
        latency: Array.from({ length: latencyBounds.length + 1 }, (_, i) => (i === bucket ? requests : 0)),
      },
    },
  ],
});
const told = (...looks: readonly (readonly [number, RouterState | null])[]) => {
  const rates = createRates();
  for (const [now, observed] of looks) rates.note({ id: 'd', observed }, now);
  return rates.of('d');
};

describe('a rate', () => {
  test('is that between the first and the last look', () => {
    const rate = told([0, router(100)], [10_000, router(300, 50)]);
    expect(rate).toMatchObject({ perSecond: 20, errorShare: 0.25 });
    expect(rate.p95).toBeGreaterThan(latencyBounds[bucket - 1] ?? 0);
    expect(rate.p95).toBeLessThanOrEqual(latencyBounds[bucket] ?? 0);
  });
  test('forgets what is more than a minute ago', () =>
    expect(told([0, router(0)], [60_000, router(6_000)], [120_000, router(6_600)]).perSecond).toBe(10));
  test('begins anew with another router', () =>
    expect(told([0, router(5_000)], [1_000, router(10, 0, 8)], [2_000, router(30, 0, 8)]).perSecond).toBe(20));
  test('is nothing where no router answers, or before a second look', () => {
    const nothing = { perSecond: 0, errorShare: 0, p95: null };
    expect(told()).toEqual(nothing);
    expect(told([0, router(5)])).toEqual(nothing);
    expect(told([0, router(5)], [1_000, null])).toEqual(nothing);
  });
  test('does not fall below nothing when a version leaves with its counts', () =>
    expect(told([0, router(500)], [1_000, router(20)]).perSecond).toBe(0));
});
