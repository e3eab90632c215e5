// Logged rows as columns beside their profiles: numbers in typed arrays, categories counted, in one pass over the rows.
import type { LoggedRequest } from '../domain/deployment.ts';
import type { CategoricalProfile, ColumnProfile, NumericProfile, TensorSpec } from '../domain/modelPackage.ts';

export type LoggedColumn = NumericColumn | CategoricalColumn;
interface NumericColumn {
  readonly kind: 'numeric';
  readonly profile: NumericProfile;
  readonly rows: number;
  /** In the order of the rows, without those that are missing. */
  readonly values: Float64Array;
}
interface CategoricalColumn {
  readonly kind: 'categorical';
  readonly profile: CategoricalProfile;
  readonly rows: number;
  readonly missing: number;
  readonly counts: ReadonlyMap<string, number>;
}
type Side = 'inputs' | 'outputs';

/** Rows of all requests together; those that could not be read have none. */
export function countRows(requests: readonly LoggedRequest[], side: Side): number {
  let rows = 0;
  for (const request of requests) rows += request[side]?.length ?? 0;
  return rows;
}

/** The columns that have a profile, in the order of the profiles. */
export function columnsOf(
  requests: readonly LoggedRequest[],
  side: Side,
  { specs, profiles }: { readonly specs: readonly TensorSpec[]; readonly profiles: readonly ColumnProfile[] },
): readonly LoggedColumn[] {
  const rows = countRows(requests, side);
  const places = placesOf(specs, profiles);
  return profiles.flatMap((profile, index) => {
    const place = places[index];
    if (place === undefined) return [];
    const column = { requests, side, place, rows };
    return profile.kind === 'numeric' ? numericColumn(column, profile) : categoricalColumn(column, profile);
  });
}

/** Where in a logged row each profile's value is: by the name of its tensor, by its order where one tensor holds many. */
function placesOf(specs: readonly TensorSpec[], profiles: readonly ColumnProfile[]): readonly (number | undefined)[] {
  const places = new Map<string, number>();
  let width = 0;
  for (const { name, shape } of specs) {
    const size = shape.slice(1).reduce((product, each) => product * Math.max(1, each), 1);
    if (size === 1) places.set(name, width);
    width += size;
  }
  const isNamed = profiles.every(({ name }) => places.has(name));
  return profiles.map(({ name }, index) =>
    isNamed ? places.get(name) : profiles.length === width || specs.length === 0 ? index : places.get(name),
  );
}

interface Place {
  readonly requests: readonly LoggedRequest[];
  readonly side: Side;
  readonly place: number;
  readonly rows: number;
}

function numericColumn({ requests, side, place, rows }: Place, profile: NumericProfile): NumericColumn {
  const values = new Float64Array(rows);
  let count = 0;
  for (const request of requests) {
    for (const row of request[side] ?? []) {
      const value = row[place];
      if (value === null || value === undefined || value === '') continue;
      // Integers beyond 2^53 are logged as text.
      const number = typeof value === 'number' ? value : Number(value);
      if (Number.isFinite(number)) values[count++] = number;
    }
  }
  return { kind: 'numeric', profile, rows, values: values.subarray(0, count) };
}

function categoricalColumn({ requests, side, place, rows }: Place, profile: CategoricalProfile): CategoricalColumn {
  const counts = new Map<string, number>();
  let missing = 0;
  for (const request of requests) {
    for (const row of request[side] ?? []) {
      const value = row[place];
      if (value === null || value === undefined || value === '') {
        missing++;
        continue;
      }
      const category = typeof value === 'boolean' ? booleanName(value, profile) : String(value);
      counts.set(category, (counts.get(category) ?? 0) + 1);
    }
  }
  return { kind: 'categorical', profile, rows, missing, counts };
}

/** As the reference data wrote it: Python says `True`. */
const booleanName = (value: boolean, { categories }: CategoricalProfile): string =>
  (value ? ['true', 'True', 'TRUE', '1'] : ['false', 'False', 'FALSE', '0']).find(name => name in categories) ??
  String(value);
