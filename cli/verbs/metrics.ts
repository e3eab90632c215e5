// `trainyard metrics`: values of a run, or one metric's curve as a line and numbers.
import { metricDirection } from '../../engine/domain/metricDirection.ts';
import { trouble } from '../../engine/errors.ts';
import { formatNumber, formatRelative } from '../../present/format.ts';
import { directionMark } from '../../present/metricText.ts';
import { fromWire, type RunRow, type WireCurve } from '../../protocol/api.ts';
import { exitCodes } from '../exitCodes.ts';
import { findRun } from '../findRun.ts';
import { printJson, printLines } from '../print.ts';
import { withService } from '../project.ts';
import { metricLines, metricValues } from '../runMetrics.ts';
import { extentOf, sparkline } from '../sparkline.ts';
import { type Style, stateWord, styleFor } from '../style.ts';
import { formatTable } from '../table.ts';
import { verb } from '../verb.ts';

export const metrics = verb({
  name: 'metrics',
  summary: 'Shows the metrics of a run, or the curve of one.',
  usage: ['metrics [RUN] [METRIC] [--json]'],
  options: {},
  notes: ['RUN is a run’s name, the beginning of its id, or latest (the default).'],
  maxArgs: 2,
  async run({ args: [typed = 'latest', key], io, isJson }) {
    const style = styleFor(io);
    await withService(io, async service => {
      const row = await findRun(service, typed, 'metrics');
      if (key === undefined) {
        const { id, name, experiment, params } = row;
        if (isJson) return printJson(io, { run: { id, name, experiment }, metrics: metricValues(row), params });
        return printLines(io, valueLines(row, style));
      }
      const [curve] = await service.history({ runIds: [row.id], keys: [key], maxPoints: 100_000 });
      if (curve === undefined || curve.total === 0)
        throw trouble('not-found', { what: `metric in run ${row.name}`, id: key });
      if (isJson) printJson(io, { run: row.id, key, ...points(curve) });
      else printLines(io, curveLines(row, curve, style, io.width()));
    });
    return exitCodes.done;
  },
});

function valueLines(row: RunRow, style: Style): readonly string[] {
  const when = row.startedAt === null ? '' : style('gray', formatRelative(Date.now(), row.startedAt));
  const head = `${style('bold', row.experiment)} ${style('bold', row.name)}  ${stateWord(style, row.status)}  ${when}`;
  const values = metricLines(row, null, style);
  const params = formatTable([{ title: 'param' }, { title: 'value' }], Object.entries(row.params));
  return [
    head.trimEnd(),
    '',
    ...(values.length === 0 ? ['It has no metrics.'] : values),
    ...(params.length === 0 ? [] : ['', ...params]),
  ];
}

const points = ({ total, steps, values, times }: WireCurve) => ({ total, steps, values, times });
const shownPoints = 10;

function curveLines(row: RunRow, curve: WireCurve, style: Style, width: number): readonly string[] {
  const values = curve.values.map(fromWire);
  const mark = directionMark(metricDirection(curve.key));
  const extent = extentOf(values);
  const steps = `step ${curve.steps[0]} to ${curve.steps.at(-1)}, ${curve.total} points`;
  const gap = Math.max(1, Math.ceil(values.length / shownPoints));
  const rows = values.flatMap((value, i) =>
    i % gap === 0 || i === values.length - 1 ? [[String(curve.steps[i]), formatNumber(value)]] : [],
  );
  return [
    `${style('bold', curve.key)}${mark === null ? '' : ` ${mark.arrow} ${mark.word}`}  ${row.name}  ${style('gray', steps)}`,
    style('blue', sparkline(values, Math.min(60, width - 2))),
    ...(extent === null
      ? []
      : [
          `lowest ${formatNumber(extent.low)}, highest ${formatNumber(extent.high)}, last ${formatNumber(values.at(-1) ?? Number.NaN)}`,
        ]),
    '',
    ...formatTable(
      [
        { title: 'step', align: 'right' },
        { title: curve.key, align: 'right' },
      ],
      rows,
    ),
  ];
}
