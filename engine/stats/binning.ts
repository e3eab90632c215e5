// Edges of histograms: equal widths by Sturges' or Doane's rule as NumPy has them, and equal shares.
import { distinctOf, momentsOf, quantileOf } from './numbers.ts';

/** n + 1 ascending edges for sorted values that are not empty; equal widths from the smallest to the largest. */
export function histogramEdges(sorted: ArrayLike<number>, rule: 'sturges' | 'doane'): readonly number[] {
  const [low, high] = [sorted[0] ?? 0, sorted[sorted.length - 1] ?? 0];
  if (low === high) return [low - 0.5, high + 0.5];
  const bins = rule === 'sturges' ? Math.log2(sorted.length) + 1 : doaneBins(sorted);
  return equalWidths(low, high, Math.ceil(bins));
}

function equalWidths(low: number, high: number, bins: number): readonly number[] {
  const width = (high - low) / bins;
  return Array.from({ length: bins + 1 }, (_, i) => (i === bins ? high : low + i * width));
}

/** More bins the more skewed the values are (Doane 1976). */
function doaneBins(sorted: ArrayLike<number>): number {
  const n = sorted.length;
  if (n < 3) return 1;
  const { mean, std } = momentsOf(sorted);
  let cubes = 0;
  for (let i = 0; i < n; i++) cubes += (((sorted[i] ?? 0) - mean) / std) ** 3;
  const spread = Math.sqrt((6 * (n - 2)) / ((n + 1) * (n + 3)));
  return 1 + Math.log2(n) + Math.log2(1 + Math.abs(cubes / n) / spread);
}

/** At most `bins` bins with about equal shares: ties make them fewer. The outer edges are infinite, so that no value falls out. */
export function equalShareEdges(sorted: ArrayLike<number>, bins: number): readonly number[] {
  const cuts = Array.from({ length: bins - 1 }, (_, i) => quantileOf(sorted, (i + 1) / bins));
  const lowest = sorted[0] ?? 0;
  const inner = distinctOf(cuts).filter(cut => cut > lowest);
  return [Number.NEGATIVE_INFINITY, ...inner, Number.POSITIVE_INFINITY];
}
