// Runs in the order a person asked for: metrics best first, the rest ascending, `-` turns it round.
import { metricDirection } from '../engine/domain/metricDirection.ts';
import { fromWire, type RunRow } from '../protocol/api.ts';
import { UsageError } from './verb.ts';

type Value = number | string | null;

/** Runs without the value come last, either way round; without `sort` the order stays. */
export function sortRows(rows: readonly RunRow[], sort: string | undefined): readonly RunRow[] {
  if (sort === undefined) return rows;
  const isTurned = sort.startsWith('-');
  const key = isTurned ? sort.slice(1) : sort;
  const { value, isDescending } = ordering(key);
  const sign = isDescending !== isTurned ? -1 : 1;
  return rows
    .map(row => ({ row, value: value(row) }))
    .sort((a, b) => compare(a.value, b.value, sign))
    .map(({ row }) => row);
}

function ordering(key: string): { readonly value: (row: RunRow) => Value; readonly isDescending: boolean } {
  const metric = /^metrics?\.(.+)$/.exec(key)?.[1];
  if (metric !== undefined) {
    return { value: row => metricOf(row, metric), isDescending: metricDirection(metric) === 'higher' };
  }
  const param = /^params?\.(.+)$/.exec(key)?.[1];
  if (param !== undefined) return { value: row => asNumber(row.params[param]), isDescending: false };
  switch (key) {
    case 'name':
      return { value: row => row.name, isDescending: false };
    case 'started':
      return { value: row => row.startedAt, isDescending: true };
    case 'duration':
      return { value: durationOf, isDescending: false };
    default:
      throw new UsageError(`Runs cannot be sorted by «${key}».`, 'runs');
  }
}

function metricOf(row: RunRow, key: string): Value {
  const metric = row.metrics[key];
  const value = metric === undefined ? Number.NaN : fromWire(metric.value);
  return Number.isNaN(value) ? null : value;
}

const durationOf = ({ startedAt, endedAt }: RunRow): Value =>
  startedAt === null || endedAt === null ? null : endedAt - startedAt;

function asNumber(text: string | undefined): Value {
  if (text === undefined) return null;
  const number = Number(text);
  return text.trim() === '' || Number.isNaN(number) ? text : number;
}

function compare(a: Value, b: Value, sign: number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0);
}
