// Thins a curve for drawing: first and last point stay, and of each stretch its lowest and highest, so that no spike is lost.
import type { MetricPoint } from '../domain/run.ts';

/** At most `limit` points (at least 2), in their order. NaN and infinities count as extremes of their stretch. */
export function downsample(points: readonly MetricPoint[], limit: number): readonly MetricPoint[] {
  if (points.length <= limit) return points;
  const inner = points.length - 2;
  const buckets = Math.max(0, Math.floor((limit - 2) / 2));
  const kept = new Set([0, points.length - 1]);
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = 1 + Math.floor((bucket * inner) / buckets);
    const to = 1 + Math.floor(((bucket + 1) * inner) / buckets);
    for (const index of extremes(points, from, to)) kept.add(index);
  }
  return [...kept].sort((a, b) => a - b).flatMap(index => points[index] ?? []);
}

function extremes(points: readonly MetricPoint[], from: number, to: number): readonly number[] {
  let [low, high] = [from, from];
  for (let index = from; index < to; index++) {
    const value = points[index]?.value ?? 0;
    if (Number.isNaN(value)) return [low, index];
    if (value < (points[low]?.value ?? 0)) low = index;
    if (value > (points[high]?.value ?? 0)) high = index;
  }
  return [low, high];
}
