// Fisher's exact test of a table of two by two, two-sided.
import { logBeta } from './specialFunctions.ts';

/** Probability of tables with the same sums that are no likelier than this one. As `scipy.stats.fisher_exact`. */
export function fisherExact([[a, b], [c, d]]: readonly [readonly [number, number], readonly [number, number]]): number {
  const [row, column, all] = [a + b, a + c, a + b + c + d];
  const probability = (x: number): number =>
    Math.exp(logChoose(column, x) + logChoose(all - column, row - x) - logChoose(all, row));
  const own = probability(a) * (1 + 1e-7);
  let sum = 0;
  for (let x = Math.max(0, row + column - all); x <= Math.min(row, column); x++) {
    const one = probability(x);
    if (one <= own) sum += one;
  }
  return Math.min(1, sum);
}

const logChoose = (n: number, k: number): number => -Math.log(n + 1) - logBeta(k + 1, n - k + 1);
