// Runs side by side: rows of params (those that differ first), metrics and where the code came from; pure.
import { type Direction, fromWire, type RunRow } from '../../protocol/api.ts';
import { bestRuns } from './best.ts';
import { metricNames } from './columns.ts';

export interface CompareCell {
  readonly runId: string;
  readonly value: string | number | null;
  readonly isBest: boolean;
}
export interface CompareRow {
  readonly section: 'metrics' | 'params' | 'origin';
  readonly name: string;
  readonly direction: Direction;
  readonly differs: boolean;
  readonly cells: readonly CompareCell[];
}
interface CompareInput {
  readonly rows: readonly RunRow[];
  readonly main: string | null;
  readonly directions: Readonly<Record<string, Direction>>;
}

/** Tags that tell where a run came from, by the name of their row. */
const originTags = {
  branch: 'mlflow.source.git.branch',
  uncommitted: 'trainyard.git.diff',
  source: 'mlflow.source.name',
  user: 'mlflow.user',
} as const;

export function compareRuns({ rows, main, directions }: CompareInput): readonly CompareRow[] {
  const metrics = metricNames(rows, main).map(name => metricRow(rows, name, directions[name] ?? 'unknown'));
  const names = [...new Set(rows.flatMap(row => Object.keys(row.params)))];
  const params = names
    .map(name => textRow('params', name, rows, row => row.params[name] ?? null))
    .sort((a, b) => Number(b.differs) - Number(a.differs) || a.name.localeCompare(b.name, 'en', { numeric: true }));
  const origin = [
    textRow('origin', 'commit', rows, row => row.commit),
    ...Object.entries(originTags).map(([name, tag]) => textRow('origin', name, rows, row => row.tags[tag] ?? null)),
  ].filter(row => row.cells.some(cell => cell.value !== null));
  return [...params, ...metrics, ...origin];
}

function metricRow(rows: readonly RunRow[], name: string, direction: Direction): CompareRow {
  const best = bestRuns(rows, name, direction);
  const cells = rows.map(row => {
    const metric = row.metrics[name];
    return { runId: row.id, value: metric === undefined ? null : fromWire(metric.value), isBest: best.has(row.id) };
  });
  // A run without the metric has not ended or does not measure it: that is no difference in the value.
  return {
    section: 'metrics',
    name,
    direction,
    cells,
    differs: hasDifference(cells.filter(({ value }) => value !== null)),
  };
}

function textRow(
  section: 'params' | 'origin',
  name: string,
  rows: readonly RunRow[],
  pick: (row: RunRow) => string | null,
): CompareRow {
  const cells = rows.map(row => ({ runId: row.id, value: pick(row), isBest: false }));
  return { section, name, direction: 'unknown', cells, differs: hasDifference(cells) };
}

const hasDifference = (cells: readonly CompareCell[]): boolean =>
  new Set(cells.map(cell => String(cell.value))).size > 1;
