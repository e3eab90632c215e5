// What is counted of one version since the router started.
import { latencyBounds, type VersionCounts } from '../../engine/domain/deployment.ts';

export interface Counting {
  /** `milliseconds` from arrival to answer. */
  answered(milliseconds: number, isError: boolean): void;
  mirrored(milliseconds: number, isError: boolean): void;
  begin(): void;
  end(): void;
  counts(): VersionCounts;
}

export function countVersion(): Counting {
  let requests = 0;
  let errors = 0;
  let mirrored = 0;
  let mirrorErrors = 0;
  let inFlight = 0;
  const latency = latencyBounds.map(() => 0).concat(0);
  const mirrorLatency = [...latency];
  return {
    answered(milliseconds, isError) {
      requests++;
      if (isError) errors++;
      add(latency, milliseconds);
    },
    mirrored(milliseconds, isError) {
      mirrored++;
      if (isError) mirrorErrors++;
      add(mirrorLatency, milliseconds);
    },
    begin() {
      inFlight++;
    },
    end() {
      inFlight--;
    },
    counts: () => ({
      ...{ requests, errors, mirrored, mirrorErrors, inFlight },
      latency: [...latency],
      mirrorLatency: [...mirrorLatency],
    }),
  };
}

/** Bounds are five a decade from 0.1 ms on, so the bucket follows from the logarithm. */
function add(buckets: number[], milliseconds: number): void {
  const place = Math.ceil((Math.log10(Math.max(milliseconds, 1e-9)) + 1) * 5 - 1e-9);
  const index = Math.min(Math.max(place, 0), buckets.length - 1);
  buckets[index] = (buckets[index] ?? 0) + 1;
}
