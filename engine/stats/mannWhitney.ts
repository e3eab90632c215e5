// The Mann–Whitney test of two samples by ranks, with the normal approximation.
import { normalTail } from './specialFunctions.ts';

/** Both sorted and not empty. Two-sided, corrected for ties and continuity, as `scipy.stats.mannwhitneyu` for more than 8 values. */
export function mannWhitney(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): { readonly statistic: number; readonly pValue: number } {
  const [n, m] = [a.length, b.length];
  let [i, j, ranks, ties] = [0, 0, 0, 0];
  while (i < n || j < m) {
    const value = Math.min(a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY);
    const [fromA, fromB] = [i, j];
    while (i < n && a[i] === value) i++;
    while (j < m && b[j] === value) j++;
    const tied = i - fromA + j - fromB;
    ranks += (i - fromA) * (fromA + fromB + (tied + 1) / 2);
    ties += tied ** 3 - tied;
  }
  const statistic = ranks - (n * (n + 1)) / 2;
  const all = n + m;
  const spread = Math.sqrt(((n * m) / 12) * (all + 1 - ties / (all * (all - 1))));
  const larger = Math.max(statistic, n * m - statistic);
  return { statistic, pValue: Math.min(1, 2 * normalTail((larger - (n * m) / 2 - 0.5) / spread)) };
}
