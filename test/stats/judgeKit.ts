// Rollouts that never were: two versions that answer with given error rates and latencies, looked at again and again.
import {
  type JudgeRule,
  latencyBounds,
  type RuleMeasurement,
  type VersionCounts,
} from '../../engine/domain/deployment.ts';
import { judgeRules } from '../../engine/stats/judgeRules.ts';
import { normals, seeded } from './samples.ts';

export interface Behaviour {
  readonly errorRate: number;
  /** Median in milliseconds; latencies are log-normal with σ = 0.5. */
  readonly latency: number;
}
export interface Scene {
  readonly rules: readonly JudgeRule[];
  readonly stable: Behaviour;
  readonly candidate: Behaviour;
  readonly alpha: number;
  /** Candidate requests in all; stable answers nine times as many. */
  readonly requests: number;
  /** Candidate requests between looks. */
  readonly every: number;
}
export interface Ending {
  readonly outcome: 'good' | 'bad' | 'undecided';
  readonly requests: number;
  readonly rules: readonly RuleMeasurement[];
}

type Counts = { requests: number; errors: number; latency: number[] };
const none = (): Counts => ({
  requests: 0,
  errors: 0,
  latency: Array.from({ length: latencyBounds.length + 1 }, () => 0),
});
export const countsOf = (counts: Counts): VersionCounts => ({
  ...{ mirrored: 0, mirrorErrors: 0, inFlight: 0, mirrorLatency: none().latency },
  ...counts,
});
export const noLogs = { logged: { stable: [], candidate: [] }, labels: [], isMirror: false };

/** Looks until every rule is good or one is bad; with `toTheEnd` only a bad one ends it. */
export function playRollout(scene: Scene, seed: number, toTheEnd = false): Ending {
  const random = seeded(seed);
  const normal = normals(random);
  const [stable, candidate] = [none(), none()];
  const serve = (counts: Counts, { errorRate, latency }: Behaviour): void => {
    counts.requests++;
    if (random() < errorRate) counts.errors++;
    const drawn = latency * Math.exp(0.5 * normal());
    const place = latencyBounds.findIndex(bound => drawn <= bound);
    const bucket = place < 0 ? latencyBounds.length : place;
    counts.latency[bucket] = (counts.latency[bucket] ?? 0) + 1;
  };
  let last: Ending = { outcome: 'undecided', requests: 0, rules: [] };
  for (let requests = 1; requests <= scene.requests; requests++) {
    serve(candidate, scene.candidate);
    for (let i = 0; i < 9; i++) serve(stable, scene.stable);
    if (requests % scene.every !== 0) continue;
    const { rules, alpha } = scene;
    const found = judgeRules({ rules, alpha, stable: countsOf(stable), candidate: countsOf(candidate), ...noLogs });
    const isBad = found.some(({ outcome }) => outcome === 'bad');
    const isGood = found.every(({ outcome }) => outcome === 'good');
    last = { outcome: isBad ? 'bad' : isGood ? 'good' : 'undecided', requests, rules: found };
    if (isBad || (isGood && !toTheEnd)) return last;
  }
  return last;
}
