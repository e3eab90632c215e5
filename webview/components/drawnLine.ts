// What a line chart draws and what it tells about the pointer.
import type { Marker } from '../../present/runColors.ts';

export interface DrawnLine {
  readonly id: string;
  readonly color: string;
  readonly dash: readonly number[];
  readonly marker: Marker;
  /** 0 to 1. */
  readonly opacity: number;
  readonly width: number;
  /** Fills what lies below; the lines drawn after it cover it. */
  readonly fill?: string;
  /** A dot at each point, so that one without neighbours is seen. */
  readonly hasPoints?: boolean;
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
  /** The scale begins at zero. */
  readonly fromZero?: boolean;
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
