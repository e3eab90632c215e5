// Curves drawn by uPlot: one series per run with its raw values behind, drawn again only where something changed.
import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import UPlot from 'uplot';
import { themeVersion } from '../theme.ts';
import { chartOptions } from './chartOptions.ts';
import type { LineChartProps } from './drawnLine.ts';
import { useSize } from './useSize.ts';

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
