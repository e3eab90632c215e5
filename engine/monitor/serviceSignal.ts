// Latency, errors and load, from the logged requests of the window.
import type { LoggedRequest } from '../domain/deployment.ts';
import { quantileOf } from '../stats/numbers.ts';
import { wilsonInterval } from '../stats/proportions.ts';
import { levelOf } from './levels.ts';
import { type Found, type Look, unknown } from './lookInput.ts';

const percentiles: Readonly<Record<string, number>> = { p50_ms: 0.5, p95_ms: 0.95, p99_ms: 0.99 };

export const lookAtService: Look = (signal, { version, spec, now }, window) => {
  const own = window.filter(request => request.version === version);
  const say = (value: number, interval: Found['interval'] = null): Found => ({
    ...{ level: levelOf(value, signal), value, interval, rows: own.length, features: [], unknownReason: null },
    ...{ warn: signal.warn, alert: signal.alert },
  });
  // Too little load is something to say as well.
  if (signal.metric === 'requests_per_second' && spec.window.kind === 'time')
    return say(window.length / (spec.window.span / 1_000));
  if (own.length === 0) return unknown('no-requests', signal, 0);
  if (own.length < signal.minimum) return unknown('too-few-rows', signal, own.length);
  if (signal.metric === 'requests_per_second') return say(window.length / Math.max(1, (now - oldest(window)) / 1_000));
  if (signal.metric === 'error_rate') {
    const share = { n: own.length, count: own.filter(({ status }) => status >= 500).length };
    return say(share.count / share.n, wilsonInterval(share));
  }
  const sorted = Float64Array.from(own, ({ latency }) => latency).sort();
  const share = percentiles[signal.metric ?? ''] ?? 0.95;
  return say(quantileOf(sorted, share), quantileInterval(sorted, share));
};

const oldest = (requests: readonly LoggedRequest[]): number =>
  requests.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);

/** Between the order statistics that hold it with 95 %, whatever the distribution. */
function quantileInterval(sorted: Float64Array, share: number): readonly [number, number] {
  const [n, half] = [sorted.length, 1.96 * Math.sqrt(sorted.length * share * (1 - share))];
  const at = (place: number): number => sorted[Math.min(n - 1, Math.max(0, Math.round(place)))] ?? 0;
  return [at(n * share - half), at(n * share + half)];
}
