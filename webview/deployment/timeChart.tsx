// A chart over time with its values under the pointer and its table twin.
import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { formatNumber, formatTime } from '../../present/format.ts';
import { t } from '../../present/l10n.ts';
import { Button } from '../components/controls.ts';
import type { ChartPoint, DrawnLine } from '../components/drawnLine.ts';
import { LineChart } from '../components/lineChart.tsx';

export interface TimeColumn {
  readonly name: string;
  /** What is drawn; null is a gap. */
  readonly values: readonly (number | null)[];
  /** What is said where that is not what is drawn. */
  readonly said?: readonly (number | null)[];
  readonly line: DrawnLine;
}
interface TimeChartProps {
  readonly name: string;
  /** Seconds. */
  readonly times: readonly number[];
  readonly columns: readonly TimeColumn[];
  readonly unit: string;
}

export function TimeChart({ name, times, columns, unit }: TimeChartProps): VNode {
  const [isTable, setTable] = useState(false);
  return (
    <figure class="ty-chart">
      <figcaption>
        <span class="ty-chart-name">{name}</span>
        <span class="ty-chart-buttons">
          <Button
            kind="icon"
            icon={isTable ? 'graph-line' : 'table'}
            label={isTable ? t('Show as Chart') : t('Show as Table')}
            pressed={isTable}
            onClick={() => setTable(!isTable)}
          />
        </span>
      </figcaption>
      {isTable ? (
        <Twin name={name} times={times} columns={columns} unit={unit} />
      ) : (
        <Drawing name={name} times={times} columns={columns} unit={unit} />
      )}
    </figure>
  );
}

function Drawing({ name, times, columns, unit }: TimeChartProps): VNode {
  const [point, setPoint] = useState<ChartPoint | null>(null);
  // The same list until the values change: the chart is only fed anew then.
  const key = JSON.stringify(columns.map(({ values }) => values));
  const drawn = useMemo(() => columns.map(({ values }) => values), [key]);
  const x = useMemo(() => times, [times[0], times.at(-1), times.length]);
  return (
    <div class="ty-chart-body">
      <LineChart
        x={x}
        columns={drawn}
        lines={columns.map(({ line }) => line)}
        xKind="time"
        isLog={false}
        fromZero
        label={t('{name} over time. The table twin lists the values.', { name })}
        onPoint={setPoint}
      />
      {point?.isHere === true && <Values times={times} columns={columns} unit={unit} point={point} />}
    </div>
  );
}

function Values({ times, columns, unit, point }: Omit<TimeChartProps, 'name'> & { readonly point: ChartPoint }): VNode {
  const at = nearestIndex(times, point.x);
  return (
    <div class="ty-values" style={{ '--ty-at': `${point.left}px` }}>
      <div class="ty-values-x">{formatTime((times[at] ?? 0) * 1000)}</div>
      {columns.map(({ name, values, said, line }) => {
        const value = (said ?? values)[at] ?? null;
        return value === null ? null : (
          <div key={name} class="ty-values-row">
            <span class="ty-legend-swatch" style={{ background: line.color }} aria-hidden="true" />
            <span class="ty-values-name">{name}</span>
            <span class="ty-number">
              {formatNumber(value)} {unit}
            </span>
          </div>
        );
      })}
    </div>
  );
}

function nearestIndex(times: readonly number[], x: number): number {
  return times.reduce((best, time, i) => (Math.abs(time - x) < Math.abs((times[best] ?? 0) - x) ? i : best), 0);
}

/** Only places at which anything was measured: an idle hour is no list of nothing. */
function Twin({ name, times, columns, unit }: TimeChartProps): VNode {
  const rows = times
    .map((time, i) => ({ time, values: columns.map(({ values, said }) => (said ?? values)[i] ?? null) }))
    .filter(({ values }) => values.some(value => value !== null && value !== 0));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region is reached by keyboard
    <section class="ty-chart-table" tabIndex={0} aria-label={t('Values of {metric}', { metric: name })}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('time')}</th>
            {columns.map(column => (
              <th key={column.name} scope="col">
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ time, values }) => (
            <tr key={time}>
              <th scope="row">{formatTime(time * 1000)}</th>
              {values.map((value, i) => (
                <td key={i}>{value === null ? '' : `${formatNumber(value)} ${unit}`.trim()}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
