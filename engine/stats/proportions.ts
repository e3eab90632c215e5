// Shares: the two-proportion Z test and Wilson's interval.
import { normalTail } from './specialFunctions.ts';

export interface Share {
  readonly n: number;
  readonly count: number;
}

/** Two-sided, with the pooled share, as Evidently's test for two categories. */
export function proportionsTest(a: Share, b: Share): { readonly z: number; readonly pValue: number } {
  const pooled = (a.count + b.count) / (a.n + b.n);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / a.n + 1 / b.n));
  const z = error === 0 ? 0 : (a.count / a.n - b.count / b.n) / error;
  return { z, pValue: 2 * normalTail(Math.abs(z)) };
}

const z95 = 1.959963984540054;

/** 95 % interval of a share (Wilson 1927); keeps its level for shares near 0 and 1. */
export function wilsonInterval({ n, count }: Share): readonly [number, number] {
  if (n === 0) return [0, 1];
  const p = count / n;
  const scale = 1 + z95 ** 2 / n;
  const middle = (p + z95 ** 2 / (2 * n)) / scale;
  const half = (z95 / scale) * Math.sqrt((p * (1 - p)) / n + z95 ** 2 / (4 * n * n));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
