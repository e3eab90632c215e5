// Service signals from the request log: latency percentiles, the share of answers that are the server's fault, load.
import type { LoggedRequest } from '../domain/deployment.ts';
import type { MonitorSpec } from '../domain/monitor.ts';
import { quantileOf } from '../stats/numbers.ts';
import { wilsonInterval } from '../stats/proportions.ts';
import { levelOf } from './levels.ts';
import { type Finding, type SignalLook, unknown } from './lookInput.ts';

interface Measured {
  readonly value: number;
  readonly interval: readonly [number, number] | null;
}

export function lookAtService({ input, signal, requests }: SignalLook): Finding {
  const rows = requests.length;
  const metric = signal.metric ?? 'error_rate';
  // That nobody asks is itself a finding about the load, not a lack of rows.
  if (metric !== 'requests_per_second') {
    if (rows === 0) return unknown('no-requests', rows);
    if (rows < signal.minimum) return unknown('too-few-rows', rows);
  }
  const measured = measure(metric, requests, input.spec.window);
  if (measured === null) return unknown('no-requests', rows);
  const { value, interval } = measured;
  return { level: levelOf(value, signal), value, features: [], unknownReason: null, interval, rows };
}

function measure(metric: string, requests: readonly LoggedRequest[], window: MonitorSpec['window']): Measured | null {
  const percentile = /^p(\d+)_ms$/.exec(metric)?.[1];
  if (percentile !== undefined) return percentileOf(requests, Number(percentile) / 100);
  if (metric === 'error_rate') {
    const share = { n: requests.length, count: requests.filter(({ status }) => status >= 500).length };
    return { value: share.count / share.n, interval: wilsonInterval(share) };
  }
  return loadOf(requests, window);
}

/** With the order statistics that hold the percentile in 95 of 100 samples. */
function percentileOf(requests: readonly LoggedRequest[], share: number): Measured {
  const sorted = Float64Array.from(requests, ({ latency }) => latency).sort();
  const n = sorted.length;
  const half = 1.96 * Math.sqrt(n * share * (1 - share));
  const at = (place: number): number => sorted[Math.min(n - 1, Math.max(0, place))] ?? 0;
  return {
    value: quantileOf(sorted, share),
    interval: [at(Math.floor(n * share - half)), at(Math.ceil(n * share + half))],
  };
}

/** Null for a window of requests that holds less than two. */
function loadOf(requests: readonly LoggedRequest[], window: MonitorSpec['window']): Measured | null {
  const n = requests.length;
  const newest = requests[0]?.at ?? 0;
  const oldest = requests[n - 1]?.at ?? newest;
  // The log gives at most so many: then they are the newest of the window, and their own span counts.
  const isCut = n >= mostRequests;
  const span = window.kind === 'time' && !isCut ? window.span : newest - oldest;
  if (span <= 0) return null;
  const seconds = span / 1_000;
  const half = 1.96 * Math.sqrt(n);
  return { value: n / seconds, interval: [Math.max(0, n - half) / seconds, (n + half) / seconds] };
}
const mostRequests = 100_000;
