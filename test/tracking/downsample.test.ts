// Thinning of curves keeps what a person looks for.
import { expect, test } from 'vitest';
import type { MetricPoint } from '../../engine/domain/run.ts';
import { downsample } from '../../engine/tracking/downsample.ts';

const curve = (length: number, value: (step: number) => number): readonly MetricPoint[] =>
  Array.from({ length }, (_, step) => ({ key: 'loss', value: value(step), step, timestamp: step }));

test('a short curve stays as it is', () => {
  const points = curve(10, step => step);
  expect(downsample(points, 10)).toBe(points);
});

test.each([2, 3, 4, 5, 17, 100, 999])('at most %d points are left, in their order', limit => {
  const thin = downsample(
    curve(1000, step => Math.sin(step) * step),
    limit,
  );
  expect(thin.length).toBeLessThanOrEqual(limit);
  expect(thin.map(({ step }) => step)).toEqual(thin.map(({ step }) => step).toSorted((a, b) => a - b));
});

test('first, last, smallest and largest stay', () => {
  const points = curve(10_000, step => (step === 4321 ? 99 : step === 8765 ? -99 : Math.sin(step / 100)));
  const thin = downsample(points, 50);
  expect(thin[0]).toBe(points[0]);
  expect(thin.at(-1)).toBe(points.at(-1));
  expect(thin).toContain(points[4321]);
  expect(thin).toContain(points[8765]);
});

test('as many points as asked for are used', () =>
  expect(
    downsample(
      curve(100_000, step => Math.sin(step / 1000)),
      500,
    ).length,
  ).toBeGreaterThan(450));

test('NaN and infinities neither break it nor vanish altogether', () => {
  const thin = downsample(
    curve(1000, step => (step % 2 === 0 ? Number.NaN : step === 501 ? Infinity : step)),
    20,
  );
  expect(thin.length).toBeLessThanOrEqual(20);
  expect(thin.some(({ value }) => value === 999)).toBe(true);
  expect(
    downsample(
      curve(1000, () => Number.NaN),
      20,
    ).length,
  ).toBeGreaterThan(2);
});
