// Sorting, moments and quantiles of plain numbers, on typed arrays.

/** Ascending copy of the finite numbers among `values`. */
export function sortedNumbers(values: ArrayLike<number>): Float64Array {
  const kept = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (Number.isFinite(value)) kept[count++] = value;
  }
  return kept.subarray(0, count).sort();
}

export interface Moments {
  readonly mean: number;
  /** Of the population: divided by the count, as Evidently and NumPy do. */
  readonly std: number;
}

/** NaN for no values. Two passes, so that large offsets cost no digits. */
export function momentsOf(values: ArrayLike<number>): Moments {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i] ?? 0;
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += ((values[i] ?? 0) - mean) ** 2;
  return { mean, std: Math.sqrt(squares / n) };
}

/** Linear interpolation between order statistics (type 7, as NumPy's default); NaN for no values. */
export function quantileOf(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}

/** How many of the ascending values are at most `bound`. */
export function countUpTo(sorted: ArrayLike<number>, bound: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Different values of an ascending array, at most `limit`. */
export function distinctOf(sorted: ArrayLike<number>, limit: number): readonly number[] {
  const found: number[] = [];
  for (let i = 0; i < sorted.length && found.length < limit; i++) {
    const value = sorted[i] ?? 0;
    if (found.length === 0 || value !== found[found.length - 1]) found.push(value);
  }
  return found;
}
