// Curves drawn by uPlot: one series per run with its raw values behind, drawn again only where something changed.
import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import UPlot from 'uplot';
import type { Marker } from '../../present/runColors.ts';
import { themeVersion } from '../theme.ts';
import { chartOptions } from './chartOptions.ts';
import { useSize } from './useSize.ts';

export interface DrawnLine {
  readonly id: string;
  readonly color: string;
  readonly dash: readonly number[];
  readonly marker: Marker;
  /** 0 to 1. */
  readonly opacity: number;
  readonly width: number;
  /** A marker at its last point. */
  readonly hasEnd: boolean;
}
export interface LineChartProps {
  readonly x: readonly number[];
  /** One column per line: `undefined` no point, `null` a gap. */
  readonly columns: readonly (readonly (number | null | undefined)[])[];
  readonly lines: readonly DrawnLine[];
  readonly xKind: 'step' | 'time' | 'relative';
  readonly isLog: boolean;
  readonly label: string;
  /** Pixels from the left of the drawing and x under the pointer; null when it left. */
  readonly onPoint: (point: ChartPoint | null) => void;
}
export interface ChartPoint {
  readonly left: number;
  readonly x: number;
  /** False when another chart's pointer moves this one. */
  readonly isHere: boolean;
}

export function LineChart(props: LineChartProps): VNode {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<UPlot | null>(null);
  const size = useSize(host);
  const onPoint = useRef(props.onPoint);
  onPoint.current = props.onPoint;
  const data = useMemo(() => toData(props), [props.x, props.columns]);
  // Looks alone decide about a new chart; values are exchanged in place.
  const looks = JSON.stringify([props.lines, props.xKind, props.isLog, themeVersion.value, size.width > 0]);
  const [drawn, setDrawn] = useState(0);

  useLayoutEffect(() => {
    if (host.current === null || size.width === 0) return;
    const made = new UPlot(
      chartOptions(props, size, point => onPoint.current(point)),
      data,
      host.current,
    );
    chart.current = made;
    setDrawn(count => count + 1);
    return () => {
      made.destroy();
      chart.current = null;
    };
  }, [looks]);
  useEffect(() => {
    const plot = chart.current;
    if (plot === null) return;
    // A part that somebody zoomed into stays in view while the curve grows.
    const isWhole = !isZoomed(plot);
    plot.setData(data, isWhole);
    if (!isWhole) plot.redraw();
  }, [data, drawn]);
  useEffect(() => {
    if (size.width > 0) chart.current?.setSize(size);
  }, [size.width, size.height]);

  return <div class="ty-plot" ref={host} role="img" aria-label={props.label} />;
}

function isZoomed({ data, scales }: UPlot): boolean {
  const [first, last] = [data[0][0], data[0].at(-1)];
  const { min, max } = scales.x ?? {};
  return first !== undefined && last !== undefined && min != null && max != null && (min > first || max < last);
}

const toData = ({ x, columns }: LineChartProps): UPlot.AlignedData =>
  [[...x], ...columns.map(column => [...column])] as unknown as UPlot.AlignedData;
