// Distances between two distributions given as shares of the same bins.
import { sumOf } from './numbers.ts';

/** Population stability index Σ (q − p) ln(q / p), the symmetric Kullback–Leibler divergence; no share may be zero. */
export function psi(reference: readonly number[], current: readonly number[]): number {
  return sum(reference, (p, i) => {
    const q = current[i] ?? 0;
    return (q - p) * Math.log(q / p);
  });
}

/** Kullback–Leibler divergence Σ p ln(p / q) in nats, both scaled to sum 1 first, as `scipy.stats.entropy`. */
export function kullbackLeibler(p: readonly number[], q: readonly number[]): number {
  const ratio = sumOf(q) / sumOf(p);
  return sum(p, (share, i) => (share === 0 ? 0 : share * Math.log((share * ratio) / (q[i] ?? 0)))) / sumOf(p);
}

/** Jensen–Shannon distance: the root of the divergence, at most √ln 2 with `base` e and 1 with base 2. Zero shares are allowed. */
export function jensenShannon(p: readonly number[], q: readonly number[], base: 'e' | 2 = 'e'): number {
  const middle = p.map((share, i) => (share + (q[i] ?? 0)) / 2);
  const divergence = (kullbackLeibler(p, middle) + kullbackLeibler(q, middle)) / 2;
  return Math.sqrt(Math.max(0, divergence) / (base === 2 ? Math.LN2 : 1));
}

/** From 0 to 1. */
export const hellinger = (p: readonly number[], q: readonly number[]): number =>
  Math.sqrt(sum(p, (share, i) => (Math.sqrt(share) - Math.sqrt(q[i] ?? 0)) ** 2) / 2);

/** Half the summed differences: the largest difference in probability of any set of bins. */
export const totalVariation = (p: readonly number[], q: readonly number[]): number =>
  sum(p, (share, i) => Math.abs(share - (q[i] ?? 0))) / 2;

/**
 * Shares without zeros, as Evidently 0.7 replaces them: by 0.0001, or a millionth of the smallest share where that is
 * no larger. They need not sum to 1 afterwards.
 */
export function withoutZeros(shares: readonly number[]): readonly number[] {
  const smallest = Math.min(...shares.filter(share => share > 0));
  const least = smallest <= 0.0001 ? smallest / 1e6 : 0.0001;
  return shares.map(share => (share === 0 ? least : share));
}

const sum = (values: readonly number[], term: (value: number, index: number) => number): number =>
  values.reduce((total, value, index) => total + term(value, index), 0);
