// Which of some runs is best by a metric, and which way that metric is better; pure.
import { type Direction, fromWire, type RunRow } from '../../protocol/api.ts';

/** Ids of the best runs (several when equal); none with fewer than two values or an unknown direction. */
export function bestRuns(rows: readonly RunRow[], metric: string, direction: Direction): ReadonlySet<string> {
  const values = rows.flatMap(row => {
    const value = finalValue(row, metric);
    return value === null || !Number.isFinite(value) ? [] : [{ id: row.id, value }];
  });
  if (direction === 'unknown' || values.length < 2) return new Set();
  const best = values.reduce(
    (a, b) => (direction === 'lower' ? Math.min(a, b.value) : Math.max(a, b.value)),
    values[0]?.value ?? 0,
  );
  const winners = values.filter(({ value }) => value === best);
  return winners.length === values.length ? new Set() : new Set(winners.map(({ id }) => id));
}

/** Last value of a metric; null where the run has none. */
export function finalValue(row: RunRow, metric: string): number | null {
  const value = row.metrics[metric];
  return value === undefined ? null : fromWire(value.value);
}
