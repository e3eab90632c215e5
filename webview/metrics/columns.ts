// Which columns the table of runs has, and in which order.
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

/**
 * What tells runs apart comes first: metrics, params that differ, when. Last values of curves follow, since the charts
 * show them better; what is the same in all runs comes last.
 */
export function runColumns({ rows, main, directions }: ColumnSource): readonly RunColumn[] {
  const metrics = metricNames(rows, main).map(name =>
    column('metric', name, {
      direction: directions[name] ?? 'unknown',
      isNumeric: true,
      differs: isDifferent(rows.map(row => row.metrics[name]?.value).filter(value => value !== undefined)),
    }),
  );
  const params = [...namesOf(rows, row => row.params)].sort(compareNames).map(name => {
    const values = rows.map(row => row.params[name]);
    const given = values.filter(value => value !== undefined);
    return column('param', name, {
      direction: 'unknown',
      isNumeric: given.every(value => value !== '' && !Number.isNaN(Number(value))),
      differs: isDifferent(values),
    });
  });
  const isFront = (each: RunColumn): boolean => each.differs || rows.length < 2 || each.name === main;
  const isBack = (each: RunColumn): boolean => !isFront(each);
  const curved = curvedMetrics(rows);
  const isCurve = (each: RunColumn): boolean =>
    each.name !== main && (curved.has(each.name) || isSystemMetric(each.name));
  return [
    runColumn,
    ...metrics.filter(each => isFront(each) && !isCurve(each)),
    ...params.filter(isFront),
    whenColumn,
    durationColumn,
    ...metrics.filter(each => isFront(each) && isCurve(each)),
    ...metrics.filter(isBack),
    ...params.filter(isBack),
  ];
}

const isDifferent = (values: readonly unknown[]): boolean => new Set(values).size > 1;

/** Main metric first, then those measured once, then curves; those of the machine (`system/…`) last; by name among equals. */
export function metricNames(rows: readonly RunRow[], main: string | null): readonly string[] {
  const curved = curvedMetrics(rows);
  const rank = (name: string): number => (name === main ? 0 : isSystemMetric(name) ? 3 : curved.has(name) ? 2 : 1);
  return [...namesOf(rows, row => row.metrics)].sort((a, b) => rank(a) - rank(b) || compareNames(a, b));
}

/** Metrics logged at more than one step: their last value says less than their curve. */
const curvedMetrics = (rows: readonly RunRow[]): ReadonlySet<string> =>
  new Set(rows.flatMap(row => Object.entries(row.metrics).flatMap(([name, { step }]) => (step > 0 ? [name] : []))));

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
  const width = Math.min(140, Math.max(72, name.length * 6 + (rest.direction === 'unknown' ? 26 : 38)));
  return { id: `${kind}s.${name}`, kind, name, width: Math.round(width), ...rest };
}

const own = { name: '', direction: 'unknown', isNumeric: false, differs: true } as const;
const runColumn: RunColumn = { ...own, id: 'run', kind: 'run', width: 164 };
const durationColumn: RunColumn = { ...own, id: 'duration', kind: 'duration', isNumeric: true, width: 88 };
const whenColumn: RunColumn = { ...own, id: 'when', kind: 'when', isNumeric: false, width: 96 };
