// The chosen runs as a Markdown table with full values, for notes and pull requests; pure.
import type { RunRow } from '../../protocol/api.ts';
import type { RunColumn } from './columns.ts';

/** One line per run, one column per shown column but durations; times as ISO 8601. */
export function markdownTable(rows: readonly RunRow[], columns: readonly RunColumn[]): string {
  const shown = columns.filter(column => column.kind !== 'duration');
  const heads = shown.map(column => (column.kind === 'run' ? 'run' : column.kind === 'when' ? 'started' : column.name));
  const rules = shown.map(column => (column.isNumeric ? '---:' : '---'));
  const lines = rows.map(row => shown.map(column => fullValue(row, column)));
  return [heads, rules, ...lines]
    .map(cells => `| ${cells.map(escapeCell).join(' | ')} |`)
    .join('\n')
    .concat('\n');
}

/** The whole value as text, never rounded; empty where there is none. */
export function fullValue(row: RunRow, column: Pick<RunColumn, 'kind' | 'name'>): string {
  switch (column.kind) {
    case 'run':
      return row.name;
    case 'metric':
      return row.metrics[column.name] === undefined ? '' : String(row.metrics[column.name]?.value);
    case 'param':
      return row.params[column.name] ?? '';
    case 'when':
      return row.startedAt === null ? '' : new Date(row.startedAt).toISOString();
    case 'duration':
      return row.startedAt === null || row.endedAt === null ? '' : `${(row.endedAt - row.startedAt) / 1000} s`;
    default:
      return '';
  }
}

const escapeCell = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', ' ');
