// Runs as a Markdown table: params that differ first, then metrics with every digit.
import type { RunRow } from '../../protocol/api.ts';

export function runsMarkdown(rows: readonly RunRow[]): string {
  const params = namesOf(rows.map(({ params }) => Object.keys(params)));
  const differing = params.filter(name => new Set(rows.map(row => row.params[name])).size > 1);
  const shown = rows.length > 1 ? [...differing, ...params.filter(name => !differing.includes(name))] : params;
  const metrics = namesOf(rows.map(row => Object.keys(row.metrics)));
  const line = (cells: readonly string[]) => `| ${cells.map(escapeCell).join(' | ')} |`;
  return [
    line(['', ...rows.map(({ name }) => name)]),
    line(['---', ...rows.map(() => '---:')]),
    line(['run', ...rows.map(({ id }) => id)]),
    ...shown.map(name => line([name, ...rows.map(row => row.params[name] ?? '')])),
    ...metrics.map(name => line([name, ...rows.map(row => String(row.metrics[name]?.value ?? ''))])),
    '',
  ].join('\n');
}
const namesOf = (lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())].sort();
const escapeCell = (text: string): string =>
  text === '---' || text === '---:' ? text : text.replaceAll('|', '\\|').replaceAll('\n', ' ');
