// From wire curves to what a chart draws: x axis, smoothing, one common x for all runs, values under the cursor.
import { fromWire, type WireCurve } from '../../protocol/api.ts';

export type XAxis = 'step' | 'time' | 'relative';
/** One run's points of one metric, ascending in x. NaN where the value is none. */
export interface Line {
  readonly runId: string;
  readonly x: readonly number[];
  readonly raw: readonly number[];
  readonly smooth: readonly number[];
}

/** x is a step, seconds since 1970, or seconds since the curve's first point. */
export function toLine(
  { runId, curve }: { readonly runId: string; readonly curve: WireCurve },
  xAxis: XAxis,
  smoothing: number,
): Line {
  const first = curve.times[0] ?? 0;
  const steps =
    xAxis === 'step' ? curve.steps : curve.times.map(time => (xAxis === 'time' ? time : time - first) / 1000);
  const order = steps.map((_, index) => index).sort((a, b) => (steps[a] ?? 0) - (steps[b] ?? 0));
  const x: number[] = [];
  const raw: number[] = [];
  for (const index of order) {
    const at = steps[index];
    const value = curve.values[index];
    if (at === undefined || value === undefined) continue;
    // Two values at one place: the later one counts, as in MLflow.
    if (x.at(-1) === at) raw[raw.length - 1] = fromWire(value);
    else {
      x.push(at);
      raw.push(fromWire(value));
    }
  }
  return { runId, x, raw, smooth: smoothing > 0 ? smooth(raw, smoothing) : raw };
}

/** Exponential moving average without the pull towards zero at its start (as TensorBoard draws it); 0 ≤ weight < 1. */
export function smooth(values: readonly number[], weight: number): readonly number[] {
  let last = 0;
  let seen = 0;
  return values.map(value => {
    if (!Number.isFinite(value)) return value;
    seen += 1;
    last = last * weight + (1 - weight) * value;
    return last / (1 - weight ** seen);
  });
}

/** Columns for uPlot: the common x, then one column per line. `undefined`: no point here, `null`: a gap. */
export interface Aligned {
  readonly x: readonly number[];
  readonly columns: readonly (readonly (number | null | undefined)[])[];
}

export function align(
  lines: readonly { readonly x: readonly number[]; readonly y: readonly number[] }[],
  isLog: boolean,
): Aligned {
  const x = [...new Set(lines.flatMap(line => line.x))].sort((a, b) => a - b);
  const place = new Map(x.map((value, index) => [value, index]));
  const columns = lines.map(line => {
    const column: (number | null | undefined)[] = new Array(x.length).fill(undefined);
    line.x.forEach((at, index) => {
      const value = line.y[index] ?? Number.NaN;
      const isDrawable = Number.isFinite(value) && (!isLog || value > 0);
      column[place.get(at) ?? 0] = isDrawable ? value : null;
    });
    return column;
  });
  return { x, columns };
}

/** The point of a line nearest to x, or null where the line does not reach. */
export function nearest(
  line: Line,
  x: number,
): { readonly x: number; readonly raw: number; readonly smooth: number } | null {
  let [low, high] = [0, line.x.length - 1];
  if (high < 0) return null;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((line.x[middle] ?? 0) < x) low = middle;
    else high = middle;
  }
  const distance = (index: number): number => Math.abs((line.x[index] ?? Number.POSITIVE_INFINITY) - x);
  const index = distance(low) <= distance(high) ? low : high;
  const [at, raw, smoothed] = [line.x[index], line.raw[index], line.smooth[index]];
  return at === undefined || raw === undefined || smoothed === undefined ? null : { x: at, raw, smooth: smoothed };
}

/** Rows of a chart's table twin: every x with the value of each line, thinned evenly to at most `limit`, ends kept. */
export function tableOf(
  lines: readonly Line[],
  limit: number,
): { readonly x: readonly number[]; readonly total: number } {
  const all = [...new Set(lines.flatMap(line => line.x))].sort((a, b) => a - b);
  if (all.length <= limit) return { x: all, total: all.length };
  const stride = (all.length - 1) / (limit - 1);
  return { x: Array.from({ length: limit }, (_, index) => all[Math.round(index * stride)] ?? 0), total: all.length };
}
