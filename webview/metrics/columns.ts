// Which columns the table of runs has: main metric, other metrics, params that differ, other params, when.
import type { Direction, RunRow } from '../../protocol/api.ts';

export interface RunColumn {
  /** `run`, `metrics.<name>`, `params.<name>`, `duration`, `when`. */
  readonly id: string;
  readonly kind: 'run' | 'metric' | 'param' | 'duration' | 'when';
  /** Name of the metric or param; empty for the others. */
  readonly name: string;
  readonly direction: Direction;
  /** Every value is a number: right-aligned. */
  readonly isNumeric: boolean;
  /** Not all runs have the same value. */
  readonly differs: boolean;
  readonly width: number;
}
export interface ColumnSource {
  readonly rows: readonly RunRow[];
  readonly main: string | null;
  readonly directions: Readonly<Record<string, Direction>>;
}

export function runColumns({ rows, main, directions }: ColumnSource): readonly RunColumn[] {
  const metrics = metricNames(rows, main).map(name =>
    column('metric', name, { direction: directions[name] ?? 'unknown', isNumeric: true, differs: true }),
  );
  const params = [...namesOf(rows, row => row.params)].map(name => {
    const values = rows.map(row => row.params[name]);
    const given = values.filter(value => value !== undefined);
    return column('param', name, {
      direction: 'unknown',
      isNumeric: given.every(value => value !== '' && !Number.isNaN(Number(value))),
      differs: rows.length > 1 && new Set(values).size > 1,
    });
  });
  const byName = (a: RunColumn, b: RunColumn): number =>
    Number(b.differs) - Number(a.differs) || compareNames(a.name, b.name);
  return [runColumn, ...metrics, ...params.sort(byName), durationColumn, whenColumn];
}

/** Main metric first, then by name; those of the machine (`system/…`) last. */
export function metricNames(rows: readonly RunRow[], main: string | null): readonly string[] {
  const rank = (name: string): number => (name === main ? 0 : isSystemMetric(name) ? 2 : 1);
  return [...namesOf(rows, row => row.metrics)].sort((a, b) => rank(a) - rank(b) || compareNames(a, b));
}

/** MLflow logs load and memory of the machine under this prefix: of interest on demand. */
export const isSystemMetric = (name: string): boolean => name.startsWith('system/');

const compareNames = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

function namesOf(rows: readonly RunRow[], pick: (row: RunRow) => object): Set<string> {
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(pick(row))) names.add(name);
  return names;
}

function column(
  kind: 'metric' | 'param',
  name: string,
  rest: Pick<RunColumn, 'direction' | 'isNumeric' | 'differs'>,
): RunColumn {
  const width = Math.min(190, Math.max(76, name.length * 7.4 + (rest.direction === 'unknown' ? 30 : 44)));
  return { id: `${kind}s.${name}`, kind, name, width: Math.round(width), ...rest };
}

const own = { name: '', direction: 'unknown', isNumeric: false, differs: true } as const;
const runColumn: RunColumn = { ...own, id: 'run', kind: 'run', width: 190 };
const durationColumn: RunColumn = { ...own, id: 'duration', kind: 'duration', isNumeric: true, width: 92 };
const whenColumn: RunColumn = { ...own, id: 'when', kind: 'when', isNumeric: false, width: 104 };
