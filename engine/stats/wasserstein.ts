// First Wasserstein distance between two samples: the area between their distribution functions.

/** In the unit of the values; both sorted ascending and not empty. As `scipy.stats.wasserstein_distance`. */
export function wasserstein(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [i, j, area] = [0, 0, 0];
  let before = Math.min(a[0] ?? 0, b[0] ?? 0);
  while (i < a.length || j < b.length) {
    const next = Math.min(a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY);
    area += Math.abs(i / a.length - j / b.length) * (next - before);
    while (i < a.length && a[i] === next) i++;
    while (j < b.length && b[j] === next) j++;
    before = next;
  }
  return area;
}
