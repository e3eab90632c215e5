// Performance: what the model answered against what turned out to be true, joined by request and row.
import { joinLabels } from '../stats/labelledRows.ts';
import { quantileOf } from '../stats/numbers.ts';
import { wilsonInterval } from '../stats/proportions.ts';
import { levelOf } from './levels.ts';
import { type Finding, type SignalLook, unknown } from './lookInput.ts';
import { type RowMetric, rowMetric } from './performanceMetrics.ts';

/** `minimum` counts rows with a label that the metric can use. */
export function lookAtPerformance({ input, signal, requests }: SignalLook): Finding {
  if (requests.length === 0) return unknown('no-requests', 0);
  const joined = joinLabels(requests, input.labels);
  const metric = rowMetric(signal.metric ?? '', joined);
  if (metric === null) return unknown('no-labels', 0);
  const rows = metric.values.length / metric.width;
  const value = metric.of(Uint32Array.from({ length: rows }, (_, i) => i));
  // Such as a precision when nothing was found, or an AUC of one class.
  if (rows < signal.minimum || !Number.isFinite(value)) return unknown('too-few-rows', rows);
  const interval = metric.share === null ? resampled(metric, rows, value) : wilsonInterval(metric.share);
  return { level: levelOf(value, signal), value, features: [], unknownReason: null, interval, rows };
}

const resamples = 200;
/** Rows drawn at most; the spread of fewer rows is scaled down to that of all. */
const mostDrawn = 2_000;

/** 95 % percentile bootstrap (Efron 1979); the same rows give the same interval. */
function resampled(metric: RowMetric, rows: number, value: number): readonly [number, number] | null {
  const drawn = Math.min(rows, mostDrawn);
  const random = generator();
  const places = new Uint32Array(drawn);
  const found = new Float64Array(resamples);
  for (let i = 0; i < resamples; i++) {
    for (let j = 0; j < drawn; j++) places[j] = Math.floor(random() * rows);
    found[i] = metric.of(places);
  }
  const sorted = found.filter(Number.isFinite).sort();
  if (sorted.length < resamples / 2) return null;
  const scale = Math.sqrt(drawn / rows);
  const at = (share: number): number => value + (quantileOf(sorted, share) - value) * scale;
  return [at(0.025), at(0.975)];
}

/** A fixed sequence of numbers from 0 to 1 (mulberry32). */
function generator(): () => number {
  let state = 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
