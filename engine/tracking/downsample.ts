// Thins a curve for display: first, last, smallest and largest stay, the rest is chosen for its shape (min-max, then LTTB).
import type { MetricPoint } from '../domain/run.ts';

/**
 * At most `limit` of `points`, in their order. First and last stay; within each of the slices the extremes compete by
 * the largest triangle they make (Steinarsson 2013, «Downsampling Time Series for Visual Representation», after a
 * min-max preselection as in Van Der Donckt 2023, «MinMaxLTTB»). NaN and infinities count as gaps: one per slice without numbers.
 */
export function downsample(points: readonly MetricPoint[], limit: number): readonly MetricPoint[] {
  const first = points[0];
  const last = points.at(-1);
  if (points.length <= limit || first === undefined || last === undefined || limit < 1) return points;
  if (limit === 1) return [last];
  const kept = new Set<number>([0, points.length - 1]);
  for (const index of extremes(points, 0, points.length)) if (kept.size < limit) kept.add(index);
  const slices = limit - kept.size;
  let before = first;
  for (let slice = 0; slice < slices; slice++) {
    const [from, to] = bounds(slice, slices, points.length);
    const [, nextTo] = bounds(Math.min(slice + 1, slices - 1), slices, points.length);
    const chosen = chooseOne(points, { from, to, before, after: mean(points, to, Math.max(nextTo, to + 1)) }, kept);
    if (chosen === null) continue;
    kept.add(chosen);
    before = points[chosen] ?? before;
  }
  return [...kept].sort((a, b) => a - b).flatMap(index => points[index] ?? []);
}

const bounds = (slice: number, slices: number, length: number): readonly [number, number] => [
  1 + Math.floor((slice * (length - 2)) / slices),
  1 + Math.floor(((slice + 1) * (length - 2)) / slices),
];

/** Indices of the smallest and largest finite value. */
function extremes(points: readonly MetricPoint[], from: number, to: number): readonly number[] {
  let low = -1;
  let high = -1;
  for (let index = from; index < to; index++) {
    const value = points[index]?.value ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    if (low < 0 || value < (points[low]?.value ?? 0)) low = index;
    if (high < 0 || value > (points[high]?.value ?? 0)) high = index;
  }
  return low < 0 ? [] : low === high ? [low] : [low, high];
}

interface Slice {
  readonly from: number;
  readonly to: number;
  readonly before: MetricPoint;
  readonly after: { readonly x: number; readonly y: number };
}

function chooseOne(points: readonly MetricPoint[], slice: Slice, kept: ReadonlySet<number>): number | null {
  const candidates = extremes(points, slice.from, slice.to).filter(index => !kept.has(index));
  if (candidates.length === 0) {
    for (let index = slice.from; index < slice.to; index++) if (!kept.has(index)) return index;
    return null;
  }
  let best = candidates[0] ?? null;
  let largest = -1;
  for (const index of candidates) {
    const point = points[index];
    const area = point === undefined ? -1 : triangle(slice.before, point, slice.after);
    if (area <= largest) continue;
    best = index;
    largest = area;
  }
  return best;
}

function triangle(a: MetricPoint, b: MetricPoint, c: { readonly x: number; readonly y: number }): number {
  const left = Number.isFinite(a.value) ? a.value : c.y;
  return Math.abs((a.step - c.x) * (b.value - left) - (a.step - b.step) * (c.y - left));
}

function mean(points: readonly MetricPoint[], from: number, to: number): { readonly x: number; readonly y: number } {
  let [x, y, count] = [0, 0, 0];
  for (let index = from; index < Math.min(to, points.length); index++) {
    const point = points[index];
    if (point === undefined || !Number.isFinite(point.value)) continue;
    x += point.step;
    y += point.value;
    count++;
  }
  return count === 0 ? { x: points.at(-1)?.step ?? 0, y: 0 } : { x: x / count, y: y / count };
}
