// `trainyard runs`: tracked runs as a table, newest or best first.
import { metricDirection } from '../../engine/domain/metricDirection.ts';
import { trouble } from '../../engine/errors.ts';
import { formatDuration, formatNumber, formatRelative } from '../../present/format.ts';
import { fromWire, type RunRow } from '../../protocol/api.ts';
import { exitCodes } from '../exitCodes.ts';
import { printJson, printLines } from '../print.ts';
import { withService } from '../project.ts';
import { arrowOf } from '../runMetrics.ts';
import { sortRows } from '../sortRows.ts';
import { type Style, stateGlyph, styleFor } from '../style.ts';
import { type Column, displayWidth, formatTable } from '../table.ts';
import { UsageError, verb } from '../verb.ts';

const searched = 10_000;

export const runs = verb({
  name: 'runs',
  summary: 'Lists runs with their metrics.',
  usage: ['runs [--experiment NAME] [--sort metrics.NAME] [--limit N] [--json]'],
  options: {
    experiment: { type: 'string', short: 'e', value: 'NAME', help: 'Only runs of this experiment.' },
    sort: {
      type: 'string',
      short: 's',
      value: 'KEY',
      help: 'metrics.NAME (best first), params.NAME, name, duration or started; -KEY turns it round.',
    },
    limit: { type: 'string', short: 'n', value: 'N', help: 'At most this many; default 20.' },
    all: { type: 'boolean', short: 'a', help: 'Show runs of stages as well.' },
  },
  maxArgs: 0,
  prepare: args =>
    args
      .map((arg, i) => (/^(--sort|-s)$/.test(args[i - 1] ?? '') ? `\u0000${arg}` : arg))
      .reduce<string[]>(joinSort, []),
  async run({ options, io, isJson }) {
    const limit = readLimit(options.limit);
    const rows = await withService(io, async service => {
      const level = options.all ? 'all' : 'parents';
      const wanted = options.sort === undefined ? limit : searched;
      if (options.experiment === undefined) return service.runs({ level, limit: wanted });
      const experiments = await service.experiments();
      const found = experiments.find(({ name, id }) => name === options.experiment || id === options.experiment);
      if (found === undefined) throw trouble('not-found', { what: 'experiment', id: options.experiment });
      return service.runs({ experiment: found.id, level, limit: wanted });
    });
    const shown = sortRows(rows, options.sort).slice(0, limit);
    if (isJson) printJson(io, { runs: shown });
    else if (shown.length === 0) io.out('No run was tracked yet. «trainyard run» makes the first.\n');
    else printLines(io, table(shown, styleFor(io), io.isTerminal ? io.width() : Number.POSITIVE_INFINITY));
    return exitCodes.done;
  },
});

/** `--sort -metrics.r2`: a value that begins with a dash is joined to its option. */
function joinSort(done: string[], arg: string): string[] {
  if (!arg.startsWith('\u0000')) return [...done, arg];
  return [...done.slice(0, -1), `--sort=${arg.slice(1)}`];
}

function readLimit(text = '20'): number {
  if (!/^\d+$/.test(text) || Number(text) < 1) throw new UsageError('--limit takes a number from 1 on.', 'runs');
  return Number(text);
}

/** Metrics that most runs have come first; as many as the terminal has room for. */
function table(rows: readonly RunRow[], style: Style, width: number): readonly string[] {
  const experiments = new Set(rows.map(row => row.experiment)).size;
  const keys = commonMetrics(rows);
  for (let shown = Math.min(8, keys.length); ; shown--) {
    const lines = tableWith(rows, keys.slice(0, shown), experiments > 1, style);
    if (shown === 0 || lines.every(line => displayWidth(line) <= width)) return lines;
  }
}

function commonMetrics(rows: readonly RunRow[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const key of rows.flatMap(row => Object.keys(row.metrics))) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([key]) => key);
}

function tableWith(
  rows: readonly RunRow[],
  keys: readonly string[],
  isMixed: boolean,
  style: Style,
): readonly string[] {
  const now = Date.now();
  const columns: readonly Column[] = [
    { title: 'run' },
    ...(isMixed ? [{ title: 'experiment' }] : []),
    ...keys.map(key => ({ title: `${key} ${arrowOf(metricDirection(key))}`.trimEnd(), align: 'right' as const })),
    { title: 'took', align: 'right' },
    { title: 'when' },
    { title: 'commit' },
    { title: 'id' },
  ];
  const cells = rows.map(row => [
    `${stateGlyph(style, row.status)} ${row.parentId === null ? '' : '  '}${row.name}`,
    ...(isMixed ? [row.experiment] : []),
    ...keys.map(key => {
      const metric = row.metrics[key];
      return metric === undefined ? '' : formatNumber(fromWire(metric.value));
    }),
    row.startedAt === null ? '' : formatDuration((row.endedAt ?? now) - row.startedAt),
    row.startedAt === null ? '' : formatRelative(now, row.startedAt),
    style('gray', row.commit?.slice(0, 7) ?? ''),
    style('gray', row.id.slice(0, 8)),
  ]);
  return formatTable(columns, cells);
}
