// A sequential test of two streams of good and bad outcomes: is the candidate worse than stable by more than a margin?
import { type Counted, logLikelihood, logMixture, shareOf } from './eProcess.ts';

/** What the candidate's share of bad outcomes may be. */
export type Margin =
  | { readonly kind: 'max'; readonly value: number }
  | { readonly kind: 'delta'; readonly value: number }
  | { readonly kind: 'ratio'; readonly value: number };
export interface Evidence {
  /** ln of the e-value against «the candidate is within the margin». */
  readonly bad: number;
  /** ln of the e-value against «the candidate is at or beyond the margin». */
  readonly good: number;
}

/**
 * Both e-values hold at every look: while the candidate is within the margin, the chance that `bad` ever reaches
 * ln(1/alpha) is at most alpha, whatever stable's true share is; the same for `good` while it is beyond.
 *
 * Universal inference (Wasserman, Ramdas and Balakrishnan 2020): a mixture over both shares, divided by the largest
 * likelihood that the hypothesis allows, so that stable's share, estimated from the same window, is accounted for.
 */
export function sequentialProportions({
  stable,
  candidate,
  margin,
}: {
  readonly stable: Counted;
  readonly candidate: Counted;
  readonly margin: Margin;
}): Evidence {
  if (margin.kind === 'max') return againstShare(candidate, margin.value);
  const seen = logMixture(stable) + logMixture(candidate);
  const [own, other] = [shareOf(candidate), shareOf(stable)];
  const allowed = allow(margin);
  const within = (p: number): number => logLikelihood(candidate, Math.min(own, allowed(p)));
  const beyond = (p: number): number => logLikelihood(candidate, Math.max(own, Math.min(1, allowed(p))));
  const isWithin = own <= allowed(other);
  const meeting = Math.min(1, Math.max(0, meet(margin, own)));
  const largest = (likelihood: (p: number) => number): number =>
    largestBetween(p => logLikelihood(stable, p) + likelihood(p), Math.min(other, meeting), Math.max(other, meeting));
  const free = logLikelihood(stable, other) + logLikelihood(candidate, own);
  return {
    bad: seen - (isWithin ? free : largest(within)),
    good: seen - (isWithin ? largest(beyond) : free),
  };
}

/** The same for one stream against a share that is given. */
export function againstShare(counted: Counted, limit: number): Evidence {
  const [seen, own] = [logMixture(counted), shareOf(counted)];
  return {
    bad: seen - logLikelihood(counted, Math.min(own, limit)),
    good: seen - logLikelihood(counted, Math.max(own, limit)),
  };
}

const allow =
  ({ kind, value }: Margin) =>
  (p: number): number =>
    kind === 'ratio' ? p * value : p + value;

/** Where stable's share allows exactly `own`. */
const meet = ({ kind, value }: Margin, own: number): number => (kind === 'ratio' ? own / value : own - value);

/** Largest value of a concave function, by golden sections. */
function largestBetween(f: (x: number) => number, from: number, to: number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  let [a, b] = [high - golden * (high - low), low + golden * (high - low)];
  let [atA, atB] = [f(a), f(b)];
  for (let i = 0; i < 60 && high - low > 1e-12; i++) {
    if (atA < atB) {
      [low, a, atA] = [a, b, atB];
      b = low + golden * (high - low);
      atB = f(b);
    } else {
      [high, b, atB] = [b, a, atA];
      a = high - golden * (high - low);
      atA = f(a);
    }
  }
  return Math.max(atA, atB, f(from), f(to));
}
