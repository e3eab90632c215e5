// Sums, spreads, quantiles and counts in bins of plain numbers.

export interface Moments {
  readonly mean: number;
  /** Of the population. */
  readonly std: number;
}

/** Zeros for no values. */
export function momentsOf(values: ArrayLike<number>): Moments {
  if (values.length === 0) return { mean: 0, std: 0 };
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += ((values[i] ?? 0) - mean) ** 2;
  return { mean, std: Math.sqrt(squares / values.length) };
}

/** Linear between order statistics, as NumPy's default; `share` from 0 to 1, `sorted` ascending and not empty. */
export function quantileOf(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const [below, above] = [sorted[low] ?? 0, sorted[Math.min(low + 1, sorted.length - 1)] ?? 0];
  return below + (above - below) * (place - low);
}

/** Index of the first element of `sorted` that is above `value`; with `orEqual` also one that equals it. */
function firstAbove(sorted: ArrayLike<number>, value: number, orEqual = false): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = sorted[middle] ?? 0;
    if (at > value || (orEqual && at === value)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Counts of sorted values between ascending edges: n + 1 edges, n bins, each with its lower edge, the last with both. */
export function countSorted(sorted: ArrayLike<number>, edges: readonly number[]): number[] {
  const bins = Math.max(0, edges.length - 1);
  let before = firstAbove(sorted, edges[0] ?? 0, true);
  return Array.from({ length: bins }, (_, bin) => {
    const end = firstAbove(sorted, edges[bin + 1] ?? 0, bin < bins - 1);
    const count = end - before;
    before = end;
    return count;
  });
}

/** The different ones of sorted values; stops at `most`. */
export function distinctOf(sorted: ArrayLike<number>, most = Number.POSITIVE_INFINITY): number[] {
  const found: number[] = [];
  for (let i = 0; i < sorted.length && found.length < most; i++) {
    const value = sorted[i] ?? 0;
    if (found.length === 0 || value !== found.at(-1)) found.push(value);
  }
  return found;
}

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Each over their sum; zeros when the sum is zero. */
export function sharesOf(counts: readonly number[]): number[] {
  const total = sumOf(counts);
  return counts.map(count => (total === 0 ? 0 : count / total));
}
