// Evidence that stays valid however often it is looked at: e-values whose chance of ever reaching 1/alpha is at most alpha (Ville 1939).
import { logBeta, normalTail } from './specialFunctions.ts';

/** Counted so far in one stream: `n` trials, `bad` of them; may be fractions where a bucket was split. */
export interface Counted {
  readonly n: number;
  readonly bad: number;
}

/** Beta priors of the mixture, equally weighted: shares about 0, 1 %, 5 %, 20 % and anything. */
const priors: readonly (readonly [number, number])[] = [
  [0.5, 200],
  [1, 100],
  [2.5, 50],
  [3, 12],
  [0.5, 0.5],
];
const priorWeight = Math.log(priors.length);
const priorNorms = priors.map(([a, b]) => logBeta(a, b) + priorWeight);

/** ln of the probability that the mixture gives to such a series of trials: what a likelihood is measured against. */
export function logMixture({ n, bad }: Counted): number {
  const terms = priors.map(([a, b], i) => logBeta(a + bad, b + n - bad) - (priorNorms[i] ?? 0));
  const largest = Math.max(...terms);
  return largest + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - largest), 0));
}

/** How far `logMixture` is below the largest likelihood at most: the regret of its last prior (Krichevsky and Trofimov 1981). */
export const mixtureCost = (n: number): number => 0.5 * Math.log(n + 1) + Math.LN2 + priorWeight;

/** ln of the probability of such a series when each trial is bad with probability `p`. */
export function logLikelihood({ n, bad }: Counted, p: number): number {
  const part = (count: number, share: number): number => (count <= 0 ? 0 : count * Math.log(Math.max(share, 1e-300)));
  return part(bad, p) + part(n - bad, 1 - p);
}

/** The share seen; 0 where nothing was. */
export const shareOf = ({ n, bad }: Counted): number => (n === 0 ? 0 : bad / n);

/**
 * ln of the e-value against «the mean is at most 0», from an estimate that is normal by the central limit theorem.
 *
 * A mixture of normal likelihood ratios over a half-normal prior for positive means (Robbins 1970); with the estimated
 * standard error it holds as the counts grow (Waudby-Smith et al. 2021, asymptotic confidence sequences).
 * @param z the estimate over its standard error.
 * @param reach width of the prior in standard errors; it grows with the root of the number of observations.
 */
export function logNormalMixture(z: number, reach: number): number {
  const weight = reach ** 2 / (1 + reach ** 2);
  const below = Math.max(normalTail(-z * Math.sqrt(weight)), 1e-300);
  return Math.LN2 - 0.5 * Math.log1p(reach ** 2) + (z * z * weight) / 2 + Math.log(below);
}
