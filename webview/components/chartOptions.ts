// How our charts look: uPlot's options from theme tokens, number formats and markers along the curves.
import type UPlot from 'uplot';
import { formatDuration, formatNumber } from '../../present/format.ts';
import { resolveColor } from '../theme.ts';
import type { ChartPoint, DrawnLine, LineChartProps } from './drawnLine.ts';
import { markedPlaces } from './markedPlaces.ts';
import { markerPath, markerSize } from './marker.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

export function chartOptions(
  props: Pick<LineChartProps, 'lines' | 'xKind' | 'isLog' | 'fromZero'>,
  size: Size,
  onPoint: (point: ChartPoint | null) => void,
): UPlot.Options {
  const words = resolveColor('var(--vscode-descriptionForeground)');
  const rule = resolveColor('var(--ty-grid)');
  const font = `11px ${getComputedStyle(document.body).fontFamily}`;
  const axis = { stroke: words, font, grid: { stroke: rule, width: 1 }, ticks: { show: false }, gap: 4 };
  return {
    ...size,
    padding: [8, 14, 0, 0],
    legend: { show: false },
    scales: {
      x: { time: props.xKind === 'time' },
      y: props.isLog ? { distr: 3 } : { range: props.fromZero === true ? rangeFromZero : paddedRange },
    },
    axes: [
      { ...axis, size: 24, space: 64, values: props.xKind === 'time' ? timeValues : xValues(props.xKind) },
      { ...axis, size: 54, space: 28, values: (_: UPlot, values: number[]) => values.map(yValue) },
    ],
    series: [{}, ...props.lines.map(seriesOf)],
    cursor: {
      y: false,
      sync: { key: `metrics-${props.xKind}`, setSeries: false },
      drag: { x: true, y: false },
      points: { size: (_: UPlot, series: number) => (props.lines[series - 1]?.hasEnd === true ? 6 : 0), width: 1 },
      focus: { prox: -1 },
    },
    hooks: {
      setCursor: [plot => onPoint(pointUnder(plot))],
      draw: [plot => drawMarks(plot, props.lines)],
    },
  };
}

const seriesOf = (line: DrawnLine): UPlot.Series => ({
  stroke: withOpacity(line.color, line.opacity),
  width: line.width,
  dash: [...line.dash],
  ...(line.fill === undefined ? {} : { fill: line.fill }),
  spanGaps: false,
  points: {
    show: (_: UPlot, _series: number, from: number, to: number) =>
      line.hasPoints === true || (line.hasEnd && to - from < 12),
    size: line.hasPoints === true ? 3 : 4,
    fill: line.color,
  },
});

/** `#rrggbb` with an alpha of 0 to 1. */
const withOpacity = (color: string, opacity: number): string =>
  opacity >= 1
    ? color
    : color +
      Math.round(opacity * 255)
        .toString(16)
        .padStart(2, '0');

/** Some air above and below; a flat line gets room too. */
function paddedRange(_: UPlot, low: number | null, high: number | null): [number, number] {
  if (low === null || high === null) return [0, 1];
  const air = high === low ? Math.abs(high) * 0.1 || 1 : (high - low) * 0.06;
  return [low - air, high + air];
}

/** For counts, shares and times: none is below zero. */
function rangeFromZero(_: UPlot, _low: number | null, high: number | null): [number, number] {
  return [0, high === null || high <= 0 ? 1 : high * 1.08];
}

const yValue = (value: number | null): string => (value === null ? '' : formatNumber(value));

/** Hours and minutes; days where the chart reaches over more than one. */
function timeValues(plot: UPlot, values: number[]): string[] {
  const { min, max } = plot.scales.x ?? {};
  const span = (max ?? 0) - (min ?? 0);
  const format: Intl.DateTimeFormatOptions =
    span > 36 * 3600
      ? { month: 'short', day: 'numeric' }
      : { hour: '2-digit', minute: '2-digit', hour12: false, ...(span < 300 ? { second: '2-digit' } : {}) };
  return values.map(value => new Date(value * 1000).toLocaleString('en', format));
}

const xValues =
  (kind: 'step' | 'relative') =>
  (_: UPlot, values: number[]): string[] =>
    values.map(value => {
      if (kind === 'relative') return formatDuration(value * 1000);
      return Number.isInteger(value) ? value.toLocaleString('en') : '';
    });

function pointUnder(plot: UPlot): ChartPoint | null {
  const { left } = plot.cursor;
  if (left === undefined || left < 0 || plot.cursor.idx == null) return null;
  return {
    left: left + plot.bbox.left / devicePixelRatio,
    x: plot.posToVal(left, 'x'),
    isHere: plot.over.matches(':hover'),
  };
}

/** The run's marker at its newest point and, where several curves are drawn, along them: told by shape, not by colour alone. */
function drawMarks(plot: UPlot, lines: readonly DrawnLine[]): void {
  const ended = lines.filter(({ hasEnd }) => hasEnd).length;
  lines.forEach((line, index) => {
    if (!line.hasEnd) return;
    const values = plot.data[index + 1] ?? [];
    const end = values.findLastIndex(value => typeof value === 'number');
    const xs = Array.from(plot.data[0], x => plot.valToPos(x, 'x', true) / devicePixelRatio);
    const marked = ended > 1 ? markedPlaces({ xs, values, curve: index }) : [];
    for (const at of new Set([...marked, end])) drawMark(plot, line, { x: plot.data[0][at], y: values[at] });
  });
}

interface Place {
  readonly x: number | undefined;
  readonly y: number | null | undefined;
}

function drawMark(plot: UPlot, line: DrawnLine, { x, y }: Place): void {
  const { ctx } = plot;
  if (x === undefined || typeof y !== 'number') return;
  const [left, top] = [plot.valToPos(x, 'x', true), plot.valToPos(y, 'y', true)];
  if (left < plot.bbox.left || left > plot.bbox.left + plot.bbox.width) return;
  ctx.save();
  ctx.translate(left, top);
  ctx.scale(devicePixelRatio, devicePixelRatio);
  ctx.translate(-markerSize / 2, -markerSize / 2);
  ctx.fillStyle = line.color;
  ctx.fill(new Path2D(markerPath(line.marker)));
  ctx.restore();
}
