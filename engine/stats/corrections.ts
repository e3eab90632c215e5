// Corrections of p-values for looking at many features at once.

export type Correction = 'none' | 'bonferroni' | 'benjamini-hochberg';

/**
 * Adjusted p-values in the same order. Held against 0.05, `bonferroni` keeps the chance of any false one below 5 %,
 * `benjamini-hochberg` (1995) the expected share of false ones among those found, and with it, while nothing has changed,
 * the chance of any.
 */
export function correct(pValues: readonly number[], correction: Correction): readonly number[] {
  const n = pValues.length;
  if (correction === 'none') return pValues;
  if (correction === 'bonferroni') return pValues.map(p => Math.min(1, p * n));
  const order = pValues.map((p, index) => ({ p, index })).sort((a, b) => b.p - a.p);
  const adjusted = [...pValues];
  let least = 1;
  for (const [fromLargest, { p, index }] of order.entries()) {
    least = Math.min(least, (p * n) / (n - fromLargest));
    adjusted[index] = least;
  }
  return adjusted;
}
