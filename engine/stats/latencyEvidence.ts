// Latency percentiles as shares of slow answers, from counts in buckets: quantiles, and a sequential test of two versions.
import { latencyBounds } from '../domain/deployment.ts';
import { logLikelihood, logMixture, mixtureCost } from './eProcess.ts';
import { sumOf } from './numbers.ts';
import { againstShare, type Evidence, type Margin } from './sequentialProportions.ts';

/** Factor between the bounds of neighbours; also how wide the first and the last bucket are taken to be. */
const step = (latencyBounds[1] ?? 1) / (latencyBounds[0] ?? 1);
const last = latencyBounds.length;
const edges: readonly number[] = [
  (latencyBounds[0] ?? 0) / step,
  ...latencyBounds,
  (latencyBounds[last - 1] ?? 0) * step,
];
const lowOf = (bucket: number): number => edges[bucket] ?? 0;
const highOf = (bucket: number): number => edges[bucket + 1] ?? 0;

/** Answers slower than `milliseconds`; within a bucket they count as evenly spread on the scale of the logarithm. */
function slowerThan(counts: readonly number[], milliseconds: number): number {
  let slower = 0;
  for (let bucket = counts.length - 1; bucket >= 0; bucket--) {
    const count = counts[bucket] ?? 0;
    if (milliseconds >= highOf(bucket)) break;
    if (milliseconds <= lowOf(bucket)) slower += count;
    else slower += (count * Math.log(highOf(bucket) / milliseconds)) / Math.log(highOf(bucket) / lowOf(bucket));
  }
  return slower;
}

/** Milliseconds below which that share of the answers lies; null for none. */
export function latencyQuantile(counts: readonly number[], share: number): number | null {
  const total = sumOf(counts);
  if (total === 0) return null;
  let below = 0;
  for (const [bucket, count] of counts.entries()) {
    const wanted = share * total - below;
    if (count > 0 && wanted <= count)
      return lowOf(bucket) * (highOf(bucket) / lowOf(bucket)) ** (Math.max(0, wanted) / count);
    below += count;
  }
  return highOf(last);
}

/** Points in each bucket at which stable's percentile is tried. */
const tries = 6;

/**
 * Whether the candidate's percentile is beyond the margin on stable's. For each latency that stable's percentile could
 * be, the evidence that it is not there is multiplied with the evidence about the candidate's share of slower answers;
 * the least of these products holds whichever is true. Exact up to how latencies lie within a bucket.
 * @param counts answers by latency, see `latencyBounds`.
 * @param share of the percentile, such as 0.95.
 */
export function latencyEvidence(
  counts: { readonly stable: readonly number[]; readonly candidate: readonly number[] },
  share: number,
  margin: Margin,
): Evidence {
  const [n, m] = [sumOf(counts.stable), sumOf(counts.candidate)];
  const slow = 1 - share;
  const beyond = (limit: number): Evidence => againstShare({ n: m, bad: slowerThan(counts.candidate, limit) }, slow);
  if (margin.kind === 'max') return beyond(margin.value);
  if (n === 0) return { bad: Number.NEGATIVE_INFINITY, good: Number.NEGATIVE_INFINITY };
  let [bad, good] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const consider = (latency: number): void => {
    const stable = { n, bad: slowerThan(counts.stable, latency) };
    const least = logLikelihood(stable, stable.bad / n) - logLikelihood(stable, slow) - mixtureCost(n) - mixtureCost(m);
    if (least >= Math.max(bad, good)) return;
    const elsewhere = logMixture(stable) - logLikelihood(stable, slow);
    const found = beyond(margin.kind === 'ratio' ? latency * margin.value : latency + margin.value);
    bad = Math.min(bad, elsewhere + found.bad);
    good = Math.min(good, elsewhere + found.good);
  };
  // The likeliest first: most others then need no closer look.
  consider(latencyQuantile(counts.stable, share) ?? 0);
  for (let bucket = 0; bucket <= last; bucket++)
    for (let i = 0; i < tries; i++) consider(lowOf(bucket) * (highOf(bucket) / lowOf(bucket)) ** ((i + 0.5) / tries));
  return { bad, good };
}
