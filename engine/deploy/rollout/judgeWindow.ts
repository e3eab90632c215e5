// Counts of both versions over the same window: since the step began, carried over when the router had to start again.
import { latencyBounds, type Rollout, type RouterState, type VersionCounts } from '../../domain/deployment.ts';
import type { CountPair, CountWindow } from './rolloutWork.ts';
import { observedOf } from './servedAsAsked.ts';

const zeros: readonly number[] = Array.from({ length: latencyBounds.length + 1 }, () => 0);
export const noCounts: VersionCounts = {
  ...{ requests: 0, errors: 0, mirrored: 0, mirrorErrors: 0, inFlight: 0 },
  ...{ latency: zeros, mirrorLatency: zeros },
};

export function openWindow(rollout: Rollout, observed: RouterState): CountWindow {
  const now = countsNow(rollout, observed);
  return {
    routerStartedAt: observed.startedAt,
    base: now,
    last: now,
    carried: { stable: null, candidate: null },
  };
}

/** Takes in what the router says now. */
export function moveWindow(window: CountWindow, rollout: Rollout, observed: RouterState): CountWindow {
  const last = countsNow(rollout, observed);
  if (observed.startedAt === window.routerStartedAt) return { ...window, last };
  return {
    routerStartedAt: observed.startedAt,
    base: { stable: null, candidate: null },
    last,
    carried: countsIn(window),
  };
}

export function countsIn({ base, last, carried }: CountWindow): { stable: VersionCounts; candidate: VersionCounts } {
  const of = (side: keyof CountPair): VersionCounts =>
    combine(1, carried[side] ?? noCounts, difference(last[side] ?? noCounts, base[side] ?? noCounts));
  return { stable: of('stable'), candidate: of('candidate') };
}

const countsNow = ({ from, to }: Rollout, observed: RouterState): CountPair => ({
  stable: from === null ? null : (observedOf(observed, from.version)?.counts ?? null),
  candidate: observedOf(observed, to.version)?.counts ?? null,
});

/** A version that was loaded anew counts from zero: then all it has is new. */
const difference = (last: VersionCounts, base: VersionCounts): VersionCounts =>
  last.requests < base.requests || last.mirrored < base.mirrored ? last : combine(-1, last, base);

function combine(sign: 1 | -1, a: VersionCounts, b: VersionCounts): VersionCounts {
  const each = (x: readonly number[], y: readonly number[]): readonly number[] =>
    x.map((value, i) => value + sign * (y[i] ?? 0));
  return {
    requests: a.requests + sign * b.requests,
    errors: a.errors + sign * b.errors,
    mirrored: a.mirrored + sign * b.mirrored,
    mirrorErrors: a.mirrorErrors + sign * b.mirrorErrors,
    inFlight: a.inFlight,
    latency: each(a.latency, b.latency),
    mirrorLatency: each(a.mirrorLatency, b.mirrorLatency),
  };
}

/** What the candidate has seen: copies in a shadow step, requests else. */
export const seenBy = (counts: VersionCounts, isMirror: boolean): number =>
  isMirror ? counts.mirrored : counts.requests;
