// Logged rows as columns beside their reference profiles: typed arrays of numbers, counts of categories.
import type { LoggedRequest } from '../domain/deployment.ts';
import type { CategoricalProfile, ColumnProfile, TensorSpec } from '../domain/modelPackage.ts';
import type { CurrentColumn } from '../stats/compareColumn.ts';
import { numberOf, type Value } from '../stats/labelledRows.ts';

export type Rows = readonly (readonly Value[])[];
export interface ColumnPlace {
  readonly name: string;
  /** Among the values of a row. */
  readonly index: number;
  readonly profile: ColumnProfile | null;
}

/** The rows of all requests, one after another. */
export function rowsOf(requests: readonly LoggedRequest[], side: 'inputs' | 'outputs'): Rows {
  const rows: (readonly Value[])[] = [];
  for (const request of requests) for (const row of request[side] ?? []) rows.push(row);
  return rows;
}

/**
 * What stands where in a row. A tensor of several values a row is laid flat: its values go by the names of the profile
 * where that has as many columns, else by `name_0`, `name_1`, ….
 */
export function placesOf(
  specs: readonly TensorSpec[],
  width: number,
  profiles: readonly ColumnProfile[],
): readonly ColumnPlace[] {
  const isWide = specs.length !== width;
  const byOrder = isWide && profiles.length === width;
  const names = byOrder ? profiles.map(({ name }) => name) : namesOf(specs, width);
  return names.map((name, index) => ({
    ...{ name, index },
    profile: profiles.find(profile => profile.name === name) ?? null,
  }));
}

function namesOf(specs: readonly TensorSpec[], width: number): readonly string[] {
  const known = specs.reduce((sum, { shape }) => sum + Math.max(0, widthOf(shape)), 0);
  const names = specs.flatMap(({ name, shape }) => {
    const own = widthOf(shape) < 0 ? width - known : widthOf(shape);
    return own === 1 ? [name] : Array.from({ length: Math.max(0, own) }, (_, i) => `${name}_${i}`);
  });
  return Array.from({ length: width }, (_, i) => names[i] ?? `value_${i}`);
}

/** Values a row; -1: open. */
const widthOf = (shape: readonly number[]): number =>
  shape.slice(1).reduce((product, size) => (size < 0 || product < 0 ? -1 : product * size), 1);

/** The values of a column that are there, in the form of its profile. */
export function currentColumn(rows: Rows, index: number, profile: ColumnProfile): CurrentColumn {
  const { kind } = profile;
  if (kind === 'categorical') return { kind, counts: countCategories(rows, index, profile) };
  const values = new Float64Array(rows.length);
  let used = 0;
  for (const row of rows) {
    const value = toNumber(row[index]);
    if (Number.isNaN(value)) continue;
    values[used] = value;
    used++;
  }
  return { kind, sorted: values.subarray(0, used).sort() };
}

/** NaN for what is no number. */
export function toNumber(value: Value | undefined): number {
  if (typeof value === 'number') return value;
  return value === undefined ? Number.NaN : (numberOf(value) ?? Number.NaN);
}

function countCategories(rows: Rows, index: number, profile: CategoricalProfile): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = row[index];
    if (value === null || value === undefined || value === '') continue;
    const name = categoryName(value, profile);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** Truth values as the reference data wrote them: Python says `True`. */
export function categoryName(value: string | number | boolean, { categories }: CategoricalProfile): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  const words = value ? ['true', 'True', 'TRUE', '1'] : ['false', 'False', 'FALSE', '0'];
  return words.find(word => Object.hasOwn(categories, word)) ?? String(value);
}
