// Final metrics of a run beside those of the run before it, better or worse by arrow and word.
import { type Direction, metricDirection } from '../engine/domain/metricDirection.ts';
import { formatNumber } from '../present/format.ts';
import { changeText, directionMark } from '../present/metricText.ts';
import { fromWire, type RunRow } from '../protocol/api.ts';
import type { Style } from './style.ts';
import { formatTable } from './table.ts';

/** Values by name as numbers, NaN and infinities included. */
export const metricValues = (row: RunRow): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(row.metrics).map(([key, { value }]) => [key, fromWire(value)]));

export const arrowOf = (direction: Direction): string => directionMark(direction)?.arrow ?? '';

/** No lines when there are no metrics. */
export function metricLines(row: RunRow, before: RunRow | null, style: Style): readonly string[] {
  const old = before === null ? {} : metricValues(before);
  const rows = Object.entries(metricValues(row)).map(([key, value]) => {
    const direction = metricDirection(key);
    const known = old[key];
    const change = known === undefined ? '' : changeText(known, value, direction);
    return [`${key} ${arrowOf(direction)}`.trimEnd(), formatNumber(value), style('gray', change)];
  });
  const columns = [
    { title: 'metric' },
    { title: 'value', align: 'right' as const },
    { title: before === null ? '' : `against ${before.name}` },
  ];
  return formatTable(columns, rows);
}
