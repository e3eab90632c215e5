// The Page–Hinkley test for a change of the mean in a stream, value by value (Page 1954).

export interface PageHinkleyOptions {
  /** Values before anything is said. */
  readonly minimum: number;
  /** Change that is tolerated. */
  readonly delta: number;
  readonly threshold: number;
  /** Weight of what was before, each time. */
  readonly forgetting: number;
}
const usual: PageHinkleyOptions = { minimum: 30, delta: 0.005, threshold: 50, forgetting: 0.9999 };

/** Index of the first value at which the mean has moved up or down; null when it has not. As `river.drift.PageHinkley`. */
export function pageHinkley(values: ArrayLike<number>, options: Partial<PageHinkleyOptions> = {}): number | null {
  const { minimum, delta, threshold, forgetting } = { ...usual, ...options };
  let [mean, up, down] = [0, 0, 0];
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    mean += (value - mean) / (i + 1);
    up = forgetting * up + value - mean - delta;
    down = forgetting * down + value - mean + delta;
    lowest = Math.min(lowest, up);
    highest = Math.max(highest, down);
    if (i + 1 >= minimum && Math.max(up - lowest, highest - down) > threshold) return i;
  }
  return null;
}
