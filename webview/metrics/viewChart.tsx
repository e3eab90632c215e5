// One metric's chart: curves with raw values behind, all values under the pointer, a table twin.
import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { formatDuration, formatNumber, formatTime, fullNumber } from '../../present/format.ts';
import { t } from '../../present/l10n.ts';
import { directionMark } from '../../present/metricText.ts';
import { runColor } from '../../present/runColors.ts';
import type { WireCurve } from '../../protocol/api.ts';
import { Button } from '../components/controls.ts';
import type { ChartPoint, DrawnLine } from '../components/drawnLine.ts';
import { LineChart } from '../components/lineChart.tsx';
import { Swatch } from '../components/swatch.tsx';
import { useSameList } from '../components/useSameList.ts';
import { align, type Line, nearest, tableOf, toLine, type XAxis } from './curves.ts';
import { curvesOf, type RunCurve } from './state.ts';
import type { MetricsStore } from './store.ts';

interface ChartViewProps {
  readonly store: MetricsStore;
  readonly metric: string;
  readonly isMaximised: boolean;
}

export function ChartView({ store, metric, isMaximised }: ChartViewProps): VNode {
  const [isTable, setTable] = useState(false);
  const state = store.state.value;
  const { xAxis, smoothing } = state.view;
  const curves = curvesOf(state, metric);
  const lines = useSameList(curves.map(curve => lineOf(curve, xAxis, smoothing)));
  const direction = directionMark(state.directions[metric] ?? 'unknown');
  return (
    <figure class="ty-chart">
      <figcaption>
        <span class="ty-chart-name" title={metric}>
          {metric}
        </span>
        {direction !== null && (
          <span class="ty-dim" title={direction.word}>
            {direction.arrow} <span class="ty-chart-word">{direction.word}</span>
          </span>
        )}
        <ChartButtons
          isTable={isTable}
          isMaximised={isMaximised}
          onTable={() => setTable(!isTable)}
          onMaximise={() => store.change({ maximised: isMaximised ? null : metric })}
        />
      </figcaption>
      {isTable ? (
        <ChartTable store={store} lines={lines} metric={metric} />
      ) : (
        <Curves store={store} lines={lines} metric={metric} />
      )}
    </figure>
  );
}

/** Computed once per curve as long as axis and smoothing stay: a growing run leaves the others' lines alone. */
const known = new WeakMap<WireCurve, { readonly xAxis: XAxis; readonly smoothing: number; readonly line: Line }>();
function lineOf(run: RunCurve, xAxis: XAxis, smoothing: number): Line {
  const last = known.get(run.curve);
  if (last !== undefined && last.line.runId === run.runId && last.xAxis === xAxis && last.smoothing === smoothing)
    return last.line;
  const line = toLine(run, xAxis, smoothing);
  known.set(run.curve, { xAxis, smoothing, line });
  return line;
}

interface LinesProps {
  readonly store: MetricsStore;
  readonly lines: readonly Line[];
  readonly metric: string;
}

function Curves({ store, lines, metric }: LinesProps): VNode {
  const [point, setPoint] = useState<ChartPoint | null>(null);
  const { smoothing, logScale, xAxis } = store.state.value.view;
  const active = store.active.value;
  const isSmoothed = smoothing > 0;
  const { x, columns } = useMemo(() => {
    const behind = isSmoothed ? lines.map(line => ({ x: line.x, y: line.raw })) : [];
    return align([...behind, ...lines.map(line => ({ x: line.x, y: line.smooth }))], logScale);
  }, [lines, logScale, isSmoothed]);
  const drawn = [
    ...(isSmoothed ? lines.map(line => rawLook(line)) : []),
    ...lines.map(line => curveLook(line, active)),
  ];
  const hasValues = columns.some(column => column.some(value => typeof value === 'number'));
  if (!hasValues)
    return <p class="ty-chart-none">{logScale ? t('No positive values for a log scale.') : t('No finite values.')}</p>;
  return (
    <div class="ty-chart-body">
      <LineChart
        x={x}
        columns={columns}
        lines={drawn}
        xKind={xAxis}
        isLog={logScale}
        label={t('{metric} of {count} runs over {axis}. The table twin lists the values.', {
          metric,
          count: lines.length,
          axis: xAxis,
        })}
        onPoint={setPoint}
      />
      {point?.isHere === true && <Values store={store} lines={lines} point={point} />}
    </div>
  );
}

const rawLook = (line: Line): DrawnLine => ({ ...look(line), opacity: 0.4, width: 1, hasEnd: false, dash: [] });
const curveLook = (line: Line, active: string | null): DrawnLine => ({
  ...look(line),
  opacity: active === null || active === line.runId ? 1 : 0.35,
  width: active === line.runId ? 2.5 : 1.5,
  hasEnd: true,
});
const look = (line: Line): Pick<DrawnLine, 'id' | 'color' | 'dash' | 'marker'> => ({
  id: line.runId,
  ...runColor(line.runId),
});

/** All values under the pointer, beside it: on the side where there is room. */
function Values({ store, lines, point }: Omit<LinesProps, 'metric'> & { readonly point: ChartPoint }): VNode {
  const { xAxis, smoothing } = store.state.value.view;
  const names = new Map(store.selected.value.map(row => [row.id, row.name]));
  const found = lines.flatMap(line => {
    const near = nearest(line, point.x);
    return near === null ? [] : [{ line, near }];
  });
  const at = found.reduce(
    (best, { near }) => (Math.abs(near.x - point.x) < Math.abs(best - point.x) ? near.x : best),
    found[0]?.near.x ?? point.x,
  );
  return (
    <div class="ty-values" style={{ '--ty-at': `${point.left}px` }}>
      <div class="ty-values-x">{xText(at, xAxis)}</div>
      {found.map(({ line, near }) => (
        <div key={line.runId} class="ty-values-row">
          <Swatch runId={line.runId} />
          <span class="ty-values-name">{names.get(line.runId)}</span>
          <span class="ty-number">{formatNumber(near.smooth)}</span>
          {smoothing > 0 && <span class="ty-number ty-dim">{formatNumber(near.raw)}</span>}
        </div>
      ))}
    </div>
  );
}

function xText(x: number, xAxis: XAxis): string {
  if (xAxis === 'step') return t('step {step}', { step: x });
  return xAxis === 'time' ? formatTime(x * 1000) : t('after {time}', { time: formatDuration(x * 1000) });
}

/** Rows of the twin: enough to read, few enough to listen to. */
const tableRows = 200;

function ChartTable({ store, lines, metric }: LinesProps): VNode {
  const { xAxis } = store.state.value.view;
  const names = new Map(store.selected.value.map(row => [row.id, row.name]));
  const { x, total } = tableOf(lines, tableRows);
  const values = lines.map(line => new Map(line.x.map((at, index) => [at, line.raw[index] ?? Number.NaN])));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region is reached by keyboard
    <section class="ty-chart-table" tabIndex={0} aria-label={t('Values of {metric}', { metric })}>
      <table>
        <thead>
          <tr>
            <th scope="col">{xAxis === 'step' ? t('step') : t('time')}</th>
            {lines.map(line => (
              <th key={line.runId} scope="col">
                <Swatch runId={line.runId} /> {names.get(line.runId)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {x.map(at => (
            <tr key={at}>
              <th scope="row">{xAxis === 'step' ? at : xText(at, xAxis)}</th>
              {lines.map((line, index) => {
                const value = values[index]?.get(at);
                return (
                  <td key={line.runId} title={value === undefined ? '' : fullNumber(value)}>
                    {value === undefined ? '' : formatNumber(value)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {total > x.length && (
        <p class="ty-dim">{t('{shown} of {total} points, evenly chosen.', { shown: x.length, total })}</p>
      )}
    </section>
  );
}

interface ChartButtonsProps {
  readonly isTable: boolean;
  readonly isMaximised: boolean;
  readonly onTable: () => void;
  readonly onMaximise: () => void;
}

const ChartButtons = ({ isTable, isMaximised, onTable, onMaximise }: ChartButtonsProps): VNode => (
  <span class="ty-chart-buttons">
    <Button
      kind="icon"
      icon={isTable ? 'graph-line' : 'table'}
      label={isTable ? t('Show as Chart') : t('Show as Table')}
      pressed={isTable}
      onClick={onTable}
    />
    <Button
      kind="icon"
      icon={isMaximised ? 'screen-normal' : 'screen-full'}
      label={isMaximised ? t('Restore') : t('Maximise')}
      pressed={isMaximised}
      onClick={onMaximise}
    />
  </span>
);
