// A drift signal as a whole, over seeded windows: how often it errs over ten features without a change, and what it finds.
import { expect, test } from 'vitest';
import type { SignalLevel } from '../../engine/domain/monitor.ts';
import { normals, seeded } from '../stats/samples.ts';
import { lookOnce, requestsOf, signal, signature } from './monitorKit.ts';

const names = Array.from({ length: 10 }, (_, i) => `feature_${i}`);
const asked = { ...signature, inputs: names.map(name => ({ name, datatype: 'FP64' as const, shape: [-1, 1] })) };

/** Levels of windows whose first feature is shifted by so many standard deviations. */
function levels(windows: number, { rows, shift }: { readonly rows: number; readonly shift: number }): SignalLevel[] {
  const normal = normals(seeded(rows));
  const table = (n: number, first: number) =>
    Array.from({ length: n }, () => names.map((_, i) => normal() + (i === 0 ? first : 0)));
  return Array.from({ length: windows }, () => {
    const reference = { rows: table(1_000, 0) };
    const scene = { reference, requests: requestsOf(table(rows, shift)), signature: asked };
    return lookOnce({ ...scene, signal: signal({ minimum: 200 }) }).level;
  });
}
const shareOf = (found: readonly SignalLevel[], level: SignalLevel): number =>
  found.filter(each => each === level).length / found.length;

test('without a change 5 % of windows of 200 rows are not «ok», and fewer are alerts', () => {
  const found = levels(400, { rows: 200, shift: 0 });
  // Four standard errors above 5 %.
  expect(1 - shareOf(found, 'ok')).toBeLessThan(0.05 + 4 * Math.sqrt((0.05 * 0.95) / 400));
  expect(shareOf(found, 'alert')).toBeLessThanOrEqual(0.04);
});
test('half a standard deviation in one of ten features is an alert in every window of 200 rows', () =>
  expect(shareOf(levels(50, { rows: 200, shift: 0.5 }), 'alert')).toBe(1));
