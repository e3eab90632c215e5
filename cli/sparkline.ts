// A curve as one line of block characters.
const blocks = '▁▂▃▄▅▆▇█';

/** At most `width` characters; each stands for the mean of its share of points. NaN and infinities are gaps. */
export function sparkline(values: readonly number[], width: number): string {
  const means = bin(values, Math.max(1, width));
  const extent = extentOf(means);
  if (extent === null) return '';
  const { low } = extent;
  const range = extent.high - low;
  return means
    .map(mean => (Number.isFinite(mean) ? blocks[range === 0 ? 0 : Math.round(((mean - low) / range) * 7)] : ' '))
    .join('');
}

/** Lowest and highest finite value; null when there is none. */
export function extentOf(values: readonly number[]): { readonly low: number; readonly high: number } | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low > high ? null : { low, high };
}

function bin(values: readonly number[], count: number): readonly number[] {
  if (values.length <= count) return values;
  return Array.from({ length: count }, (_, i) => {
    const share = values
      .slice(Math.floor((i * values.length) / count), Math.floor(((i + 1) * values.length) / count))
      .filter(Number.isFinite);
    return share.reduce((sum, value) => sum + value, 0) / share.length;
  });
}
