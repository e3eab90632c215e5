// How busy a deployment is over the last minute, from the counts that its router tells at every look.
import { type Deployment, type DeploymentId, latencyBounds, type VersionCounts } from '../engine/domain/deployment.ts';
import { latencyQuantile } from '../engine/store/requestSeries.ts';
import type { DeploymentView } from '../protocol/deployApi.ts';

type Rate = DeploymentView['rate'];
interface Sample {
  readonly at: number;
  /** Of the router process: its counts begin anew with it. */
  readonly router: string;
  readonly requests: number;
  readonly errors: number;
  readonly latency: readonly number[];
}
const windowMs = 60_000;

export interface Rates {
  /** Notes the counts as last observed. */
  note(deployment: Pick<Deployment, 'id' | 'observed'>, now: number): void;
  of(id: DeploymentId): Rate;
  forget(id: DeploymentId): void;
}

export function createRates(): Rates {
  const samples = new Map<DeploymentId, Sample[]>();
  return {
    note({ id, observed }, now) {
      if (observed === null) return void samples.delete(id);
      const sample = { ...sumOf(observed.versions.map(({ counts }) => counts)), at: now };
      const router = `${observed.pid}/${observed.startedAt}`;
      const before = (samples.get(id) ?? []).filter(one => one.router === router);
      // The newest one from before the window stays, so that the window is full.
      const first = before.findLastIndex(({ at }) => at <= now - windowMs);
      samples.set(id, [...before.slice(Math.max(0, first)), { ...sample, router }]);
    },
    of(id) {
      const kept = samples.get(id) ?? [];
      const [first, last] = [kept[0], kept.at(-1)];
      return first === undefined || last === undefined ? quiet : rateBetween(first, last);
    },
    forget: id => void samples.delete(id),
  };
}

const quiet: Rate = { perSecond: 0, errorShare: 0, p95: null };

function rateBetween(first: Sample, last: Sample): Rate {
  // A version that has left takes its counts with it.
  const requests = Math.max(0, last.requests - first.requests);
  const seconds = (last.at - first.at) / 1_000;
  if (requests === 0 || seconds <= 0) return quiet;
  const latency = last.latency.map((count, i) => Math.max(0, count - (first.latency[i] ?? 0)));
  return {
    perSecond: requests / seconds,
    errorShare: Math.min(1, Math.max(0, last.errors - first.errors) / requests),
    p95: latencyQuantile(latency, 0.95),
  };
}

function sumOf(counts: readonly VersionCounts[]): Omit<Sample, 'at' | 'router'> {
  const sum = (pick: (one: VersionCounts) => number): number => counts.reduce((total, one) => total + pick(one), 0);
  const places = latencyBounds.length + 1;
  return {
    requests: sum(one => one.requests),
    errors: sum(one => one.errors),
    latency: Array.from({ length: places }, (_, i) => sum(one => one.latency[i] ?? 0)),
  };
}
