// Series over logged requests: every request of a short log, the right shape of a long one, and never more than a bounded part read.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LoggedRequest } from '../../engine/domain/deployment.ts';
import { realFiles } from '../../engine/node/files.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import { openRequestLog } from '../../engine/store/requestLog.ts';
import { latencyQuantile, requestSeries } from '../../engine/store/requestSeries.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trainyard-series-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const minute = 60_000;
/** Segments are named by the time at which they are begun. */
const start = Math.floor(Date.now() / minute) * minute;
const request = (more: Partial<LoggedRequest>): LoggedRequest => ({
  ...{ id: 'r', at: start, version: 1, latency: 5, status: 200, mirror: false, inputs: [[1, 2]], outputs: [[3]] },
  ...more,
});
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('a short log', () => {
  const place = () => join(folder, 'short');
  beforeAll(async () => {
    const log = openRequestLog(nodePorts(), place(), { maxBytes: 1e9, maxAge: 1e12 });
    for (let i = 0; i < 600; i++)
      log.write(request({ id: `a "${i}",7`, at: start + i * 1_000, version: i < 300 ? 1 : 2 }));
    for (let i = 0; i < 30; i++) log.write(request({ at: start + 9 * minute, version: 2, status: 503, latency: 80 }));
    log.write(request({ at: start + minute, mirror: true, version: 2 }));
    await log.close();
  });
  const series = (from: number, to: number, points: number) => requestSeries(realFiles, place(), { from, to, points });

  test('is counted request by request, copies of a shadow left out', async () => {
    const { times, stepMs, isSampled, versions } = await series(start, start + 10 * minute, 10);
    expect({ stepMs, isSampled }).toEqual({ stepMs: minute, isSampled: false });
    expect(times[3]).toBe(start + 3 * minute);
    expect(versions.map(({ version, requests }) => [version, requests])).toEqual([
      [1, [60, 60, 60, 60, 60, 0, 0, 0, 0, 0]],
      [2, [0, 0, 0, 0, 0, 60, 60, 60, 60, 90]],
    ]);
    expect(versions[1]?.errors).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 30]);
  });
  test('tells latencies to within their bucket, and none where nothing was asked', async () => {
    const [first, second] = (await series(start, start + 10 * minute, 10)).versions;
    expect(first?.p50[7]).toBeNull();
    expect(first?.p50[0]).toBeGreaterThan(3.9);
    expect(first?.p50[0]).toBeLessThan(6.4);
    expect(second?.p99[9]).toBeGreaterThan(63);
    expect(second?.p50[9]).toBeLessThan(6.4);
  });
  test('gives the asked time alone', async () => {
    const { versions } = await series(start + 2 * minute, start + 3 * minute, 6);
    expect(versions.map(({ version, requests }) => [version, requests])).toEqual([[1, [10, 10, 10, 10, 10, 10]]]);
  });
  test('of a deployment that was never asked is empty', async () => {
    const { versions, times } = await requestSeries(realFiles, join(folder, 'none'), { from: 0, to: 1_000, points: 5 });
    expect(versions).toEqual([]);
    expect(times).toEqual([0, 200, 400, 600, 800]);
  });
});

describe('a long log', () => {
  const lines = 500_000;
  const place = () => join(folder, 'long');
  /** One request a millisecond; the second half by another version and twice as often a failure. */
  beforeAll(() => {
    mkdirSync(place());
    const columns = '["id","at","version","latency","status","mirror","inputs","outputs"]\n';
    for (let part = 0; part < 2; part++) {
      const first = (part * lines) / 2;
      const text = Array.from({ length: lines / 2 }, (_, i) => {
        const n = first + i;
        const [version, every] = part === 0 ? [1, 100] : [2, 50];
        return `["request-${n}",${start + n},${version},${part === 0 ? 2 : 20},${n % every === 0 ? 500 : 200},0,[[0.25,0.5,0.75]],[[${n}]]]\n`;
      });
      writeFileSync(join(place(), `${String(start + first).padStart(15, '0')}-0.jsonl`), columns + text.join(''));
    }
  });
  test('is sampled: counts, shares and latencies come out within a few percent', async () => {
    const { versions, isSampled } = await requestSeries(realFiles, place(), {
      from: start,
      to: start + lines,
      points: 100,
    });
    expect(isSampled).toBe(true);
    const [first, second] = versions;
    for (const [series, share] of [
      [first, 0.01],
      [second, 0.02],
    ] as const) {
      const requests = sum(series?.requests ?? []);
      expect(requests).toBeGreaterThan(lines * 0.47);
      expect(requests).toBeLessThan(lines * 0.53);
      expect(sum(series?.errors ?? []) / requests).toBeGreaterThan(share * 0.7);
      expect(sum(series?.errors ?? []) / requests).toBeLessThan(share * 1.3);
    }
    expect(first?.requests[20]).toBeGreaterThan(4_000);
    expect(first?.requests[20]).toBeLessThan(6_000);
    expect(sum(first?.requests.slice(55) ?? [])).toBe(0);
    expect(second?.p95[80]).toBeGreaterThan(15);
  });
  test('read in a narrow window has what is in that window', async () => {
    const from = start + lines * 0.6;
    const { versions } = await requestSeries(realFiles, place(), { from, to: from + 10_000, points: 10 });
    expect(versions.map(({ version }) => version)).toEqual([2]);
    expect(sum(versions[0]?.requests ?? [])).toBeGreaterThan(8_500);
    expect(sum(versions[0]?.requests ?? [])).toBeLessThan(11_500);
  });
});

test('a quantile lies in the bucket that holds it', () => {
  const counts = Array.from({ length: 32 }, (_, i) => (i === 10 ? 90 : i === 20 ? 10 : 0));
  expect(latencyQuantile(counts, 0.5)).toBeGreaterThan(6.3);
  expect(latencyQuantile(counts, 0.5)).toBeLessThan(10.1);
  expect(latencyQuantile(counts, 0.95)).toBeGreaterThan(630);
  expect(
    latencyQuantile(
      counts.map(() => 0),
      0.5,
    ),
  ).toBeNull();
});
