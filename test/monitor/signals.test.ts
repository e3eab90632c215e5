// Quality, performance and service signals; windows, streaks and the alerts that follow.
import { describe, expect, test } from 'vitest';
import type { SignalResult } from '../../engine/domain/monitor.ts';
import { seeded } from '../stats/samples.ts';
import { labelsOf, look, lookOnce, now, requestsOf, signal, version } from './monitorKit.ts';

const plainRows = (n: number) => Array.from({ length: n }, (_, i) => [i % 30, i % 2 === 0 ? 'summer' : 'winter']);
const reference = { rows: plainRows(600) };

describe('data quality', () => {
  test('the share of missing values, the worst feature first, with an interval', () => {
    const rows = plainRows(200).map(([temp, season], i) => [i % 10 === 0 ? null : (temp ?? null), season ?? null]);
    const asks = signal({ type: 'data_quality', metric: 'missing_share', warn: 0.01, alert: 0.05 });
    const found = lookOnce({ signal: asks, requests: requestsOf(rows), reference });
    expect([found.level, found.value, found.features.map(({ feature }) => feature)]).toEqual([
      'alert',
      0.1,
      ['temp', 'season'],
    ]);
    const [low = 1, high = 0] = found.interval ?? [];
    expect(low).toBeLessThan(0.1);
    expect(high).toBeGreaterThan(0.1);
  });
  test('a text among numbers is no number', () => {
    const rows = plainRows(100).map(([temp, season], i) => [i < 20 ? 'warm' : (temp ?? null), season ?? null]);
    const asks = signal({ type: 'data_quality', metric: 'missing_share', alert: 0.05 });
    expect(lookOnce({ signal: asks, requests: requestsOf(rows), reference }).value).toBe(0.2);
  });
  test('values outside the range and new categories', () => {
    const rows = plainRows(100).map(([temp], i) => [i < 25 ? 99 : (temp ?? 0), i < 10 ? 'monsoon' : 'summer']);
    const share = (metric: string) =>
      lookOnce({
        signal: signal({ type: 'data_quality', metric, alert: 0.05 }),
        requests: requestsOf(rows),
        reference,
      });
    expect([share('out_of_range_share').value, share('new_category_share').value]).toEqual([0.25, 0.1]);
    expect(share('new_category_share').features.map(({ feature }) => feature)).toEqual(['season']);
  });
});

describe('performance', () => {
  const n = 400;
  const random = seeded(5);
  const truth = Array.from({ length: n }, () => Math.round(random() * 100));
  const answers = truth.map((value, i) => [value + (i % 2 === 0 ? 3 : -4)]);
  const regression = requestsOf(plainRows(n), answers);
  const measured = (metric: string, scene: Partial<Parameters<typeof lookOnce>[0]> = {}) =>
    lookOnce({
      signal: signal({ type: 'performance', metric }),
      requests: regression,
      labels: labelsOf(truth),
      ...scene,
    });

  test.each([
    ['rmse', Math.sqrt(12.5)],
    ['mae', 3.5],
  ])('%s with an interval around it', (metric, value) => {
    const found = measured(metric);
    expect(found.value).toBeCloseTo(value, 9);
    const [low = 99, high = 0] = found.interval ?? [];
    expect(low).toBeLessThanOrEqual(value);
    expect(high).toBeGreaterThanOrEqual(value);
    expect(high - low).toBeLessThan(0.5);
  });
  test('r2 is one minus the unexplained share', () => {
    const mean = truth.reduce((sum, value) => sum + value, 0) / n;
    const spread = truth.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    expect(measured('r2').value).toBeCloseTo(1 - (12.5 * n) / spread, 9);
  });
  test('mape leaves out rows whose truth is zero', () => {
    const [requests, labels] = [requestsOf(plainRows(20), Array(20).fill([11])), labelsOf(Array(20).fill(10))];
    const zero = { id: 'r0', row: 0, value: 0, at: now + 1 };
    const found = measured('mape', { requests, labels: [...labels, zero] });
    expect([found.value?.toFixed(6), found.window.rows]).toEqual(['0.100000', 19]);
  });
  test('precision, recall, F1 and accuracy of a confusion that is known', () => {
    // 30 hits, 10 false alarms, 20 missed, 40 rightly not.
    const classes = [
      ...Array(30).fill([1, 1]),
      ...Array(10).fill([0, 1]),
      ...Array(20).fill([1, 0]),
      ...Array(40).fill([0, 0]),
    ];
    const scene = {
      requests: requestsOf(
        plainRows(100),
        classes.map(([, answer]) => [answer]),
      ),
      labels: labelsOf(classes.map(([label]) => label)),
    };
    const of = (metric: string) => measured(metric, scene).value;
    expect([of('precision'), of('recall'), of('accuracy')]).toEqual([0.75, 0.6, 0.7]);
    expect(of('f1')).toBeCloseTo(60 / 90, 12);
  });
  test('classes with names', () => {
    const scene = {
      requests: requestsOf(plainRows(20), Array(20).fill(['cat'])),
      labels: labelsOf([...Array(15).fill('cat'), ...Array(5).fill('dog')]),
    };
    expect(measured('accuracy', scene).value).toBe(0.75);
  });
  test('AUC counts pairs in the right order, ties half; log loss takes the probability of the truth', () => {
    const scores = [0.1, 0.4, 0.35, 0.8, 0.4, 0.2, 0.7, 0.9, 0.05, 0.6];
    const labels = [0, 0, 1, 1, 1, 0, 1, 1, 0, 0];
    const scene = {
      requests: requestsOf(
        plainRows(10),
        scores.map(score => [score]),
      ),
      labels: labelsOf(labels),
    };
    const pairs = scores.flatMap((high, i) =>
      scores.flatMap((low, j) => (labels[i] === 1 && labels[j] === 0 ? [high > low ? 1 : high === low ? 0.5 : 0] : [])),
    );
    expect(measured('auc', scene).value).toBeCloseTo(
      pairs.reduce<number>((sum, each) => sum + each, 0) / pairs.length,
      12,
    );
    const losses = scores.map((score, i) => -Math.log(labels[i] === 1 ? score : 1 - score));
    expect(measured('log_loss', scene).value).toBeCloseTo(losses.reduce((sum, each) => sum + each, 0) / 10, 9);
  });
  test('a later label of the same row wins, whatever the order', () => {
    const late = truth.map((value, i) => ({ id: `r${i}`, row: 0, value: value + 100, at: now - 1 }));
    expect(measured('mae', { labels: [...labelsOf(truth), ...late] }).value).toBeCloseTo(3.5, 9);
  });
  test('the window ends as much earlier as labels are late', () => {
    const asks = signal({ type: 'performance', metric: 'mae', labelDelay: 100_500 });
    const found = lookOnce({ signal: asks, requests: regression, labels: labelsOf(truth) });
    expect([found.window.rows, found.window.to]).toEqual([n - 101, now - 100_500]);
  });
  test('answers of another version are not counted', () => {
    const mixed = regression.map((request, i) => (i % 2 === 0 ? request : { ...request, version: version + 1 }));
    expect(measured('mae', { requests: mixed }).value).toBe(3);
  });
});

describe('service', () => {
  const requests = requestsOf(plainRows(1_000)).map((request, i) => ({
    ...request,
    latency: i % 100 < 90 ? 10 : 300,
    status: i % 50 === 0 ? 500 : i % 50 === 1 ? 400 : 200,
  }));
  const measured = (metric: string, window?: { kind: 'time'; span: number }) =>
    lookOnce({ signal: signal({ type: 'service', metric, alert: 250 }), requests, ...(window && { window }) });
  test('percentiles of latency', () => {
    expect([measured('p50_ms').value, measured('p95_ms').value, measured('p95_ms').level]).toEqual([10, 300, 'alert']);
  });
  test('errors are the server’s fault, not the caller’s', () => expect(measured('error_rate').value).toBe(0.02));
  test('requests per second over the time of the window', () =>
    expect(measured('requests_per_second', { kind: 'time', span: 100_000 }).value).toBe(1));
  test('silence is a load of zero', () => {
    const asks = signal({ type: 'service', metric: 'requests_per_second', op: '<', alert: 0.1 });
    const found = lookOnce({ signal: asks, requests: [], window: { kind: 'time', span: 60_000 } });
    expect([found.value, found.level]).toEqual([0, 'alert']);
  });
});

describe('alerts', () => {
  const asks = signal({ type: 'service', metric: 'p95_ms', warn: 100, alert: 250, consecutive: 2 });
  const at = (latency: number, n: number, previous: readonly SignalResult[]) =>
    look({ signals: [asks], requests: requestsOf(plainRows(n)).map(each => ({ ...each, latency })), previous });
  test('come when as many windows in a row are bad as asked', () => {
    const first = at(300, 100, []);
    const second = at(300, 101, first.results);
    expect([first.results[0]?.streak, first.raise]).toEqual([1, []]);
    expect(second.raise).toEqual([{ signal: 'watched', value: 300, bound: 250, feature: null }]);
  });
  test('do not come from looking twice at the same rows', () => {
    const drifted = signal({ alert: 0.1 });
    const requests = requestsOf(plainRows(100).map(([temp, season]) => [Number(temp) + 40, season ?? null]));
    const first = look({ signals: [drifted], requests, reference });
    const again = look({ signals: [drifted], requests, reference, previous: first.results });
    expect([first.results[0]?.streak, again.results[0]?.streak, again.raise]).toEqual([1, 1, []]);
    const one = requests[0];
    const more = one === undefined ? [] : [{ ...one, id: 'new', at: now + 1_000 }, ...requests];
    const later = look({ signals: [drifted], requests: more, reference, previous: again.results, at: now + 1_000 });
    expect([later.results[0]?.streak, later.raise.map(({ feature }) => feature)]).toEqual([2, ['temp']]);
  });
  test('begin to count anew after a good window', () => {
    const bad = at(300, 100, []);
    const good = at(120, 110, bad.results);
    expect([good.results[0]?.level, good.results[0]?.streak, at(300, 120, good.results).raise]).toEqual([
      'warn',
      0,
      [],
    ]);
  });
  test('a window of requests holds the newest', () => {
    const requests = requestsOf(plainRows(100)).map((each, i) => ({ ...each, latency: i < 40 ? 10 : 900 }));
    const found = lookOnce({ signal: asks, requests, window: { kind: 'requests', count: 40 } });
    expect([found.value, found.window.rows, found.window.from]).toEqual([10, 40, now - 39_000]);
  });
});
