// Values as MLflow's tables hold them, and back.
import type { SqlRow, SqlValue } from '../ports.ts';

const largest = 1.7976931348623157e308;

/** NaN is stored as 0 with a mark, infinities as the largest double: MLflow's own way. */
export function toStored(value: number): { readonly value: number; readonly isNan: 0 | 1 } {
  if (Number.isNaN(value)) return { value: 0, isNan: 1 };
  return { value: Math.min(largest, Math.max(-largest, value)), isNan: 0 };
}

/** The largest double was an infinity. */
export function fromStored(value: SqlValue | undefined, isNan: SqlValue | undefined): number {
  if (Number(isNan ?? 0) === 1) return Number.NaN;
  const number = Number(value ?? 0);
  return Math.abs(number) === largest ? Math.sign(number) * Number.POSITIVE_INFINITY : number;
}

export const textOf = (value: SqlValue | undefined): string =>
  value === null || value === undefined ? '' : String(value);
export const numberOrNull = (value: SqlValue | undefined): number | null =>
  value === null || value === undefined ? null : Number(value);

/** Rows of key and value, grouped by the column `owner`. */
export function groupByOwner(rows: readonly SqlRow[], owner: string): ReadonlyMap<string, Record<string, string>> {
  const groups = new Map<string, Record<string, string>>();
  for (const row of rows) {
    const id = textOf(row[owner]);
    const group = groups.get(id) ?? {};
    group[textOf(row.key)] = textOf(row.value);
    groups.set(id, group);
  }
  return groups;
}
