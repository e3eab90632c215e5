// The two-sample Kolmogorov–Smirnov test: exact up to 10,000 rows in the larger sample, asymptotic above, as SciPy's `ks_2samp`.
import { kolmogorovTail } from './kolmogorovDistribution.ts';

export interface KsResult {
  /** Largest distance between the two distribution functions. */
  readonly statistic: number;
  readonly pValue: number;
}
const exactRows = 10_000;

/** Both sorted ascending and not empty. `mode` asks for one way of the p-value, for comparison. */
export function kolmogorovSmirnov(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  mode: 'auto' | 'asymptotic' = 'auto',
): KsResult {
  const [n, m] = [a.length, b.length];
  const statistic = ksDistance(a, b);
  if (mode === 'auto' && Math.max(n, m) <= exactRows) return { statistic, pValue: exactTail(statistic, n, m) };
  return { statistic, pValue: kolmogorovTail(Math.round((n * m) / (n + m)), statistic) };
}

/** The same where `a` is a summary of `count` values by evenly spaced order statistics; the p-value is asymptotic. */
export function kolmogorovSmirnovOf(count: number, a: ArrayLike<number>, b: ArrayLike<number>): KsResult {
  const statistic = ksDistance(a, b);
  return { statistic, pValue: kolmogorovTail(Math.round((count * b.length) / (count + b.length)), statistic) };
}

function ksDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [i, j, largest] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const next = Math.min(a[i] ?? 0, b[j] ?? 0);
    while (i < a.length && a[i] === next) i++;
    while (j < b.length && b[j] === next) j++;
    largest = Math.max(largest, Math.abs(i / a.length - j / b.length));
  }
  return largest;
}

/** Of all ways to merge the samples, the share with a distance at least as large (Hodges 1957). */
function exactTail(statistic: number, n: number, m: number): number {
  const divisor = commonDivisor(n, m);
  const h = Math.round(statistic * (n / divisor) * m);
  if (h === 0) return 1;
  const tail = n === m ? equalSizesTail(n, h) : outsideTail(Math.max(n, m), Math.min(n, m), { divisor, h });
  return Math.min(1, Math.max(0, tail));
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));

/** By reflection: 2 (C(2n, n−h) − C(2n, n−2h) + …) / C(2n, n), nested so that nothing cancels. */
function equalSizesTail(n: number, h: number): number {
  let sum = 0;
  for (let k = Math.floor(n / h); k >= 0; k--) {
    let ratio = 1;
    for (let j = 0; j < h; j++) ratio *= (n - k * h - j) / (n + k * h + j + 1);
    sum = ratio * (1 - sum);
  }
  return 2 * sum;
}

/** Share of lattice paths from (0, 0) to (m, n) that leave the band |x / m − y / n| < h / lcm, one column at a time; m ≥ n. */
function outsideTail(m: number, n: number, { divisor, h }: { readonly divisor: number; readonly h: number }): number {
  const [stepM, stepN] = [m / divisor, n / divisor];
  let low = 0;
  let high = Math.min(Math.ceil(h / stepM), n + 1);
  const shares = new Float64Array(Math.min(2 * high + 2, n + 1)).fill(1);
  shares.fill(0, low, high);
  for (let i = 1; i <= m; i++) {
    const [lastLow, lastLength] = [low, high - low];
    low = Math.min(Math.max(Math.floor((stepN * i - h) / stepM) + 1, 0), n);
    high = Math.min(Math.ceil((stepN * i + h) / stepM), n + 1);
    if (high <= low) return 1;
    let share = low === 0 ? 0 : 1;
    for (let j = low; j < high; j++) {
      share = ((shares[j - lastLow] ?? 1) * i + share * j) / (i + j);
      shares[j - low] = share;
    }
    if (lastLength > high - low) shares.fill(1, high - low, lastLength);
  }
  return shares[high - low - 1] ?? 1;
}
