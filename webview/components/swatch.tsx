// The mark of a run: its colour, its dash and its marker, as in chart and tree.
import type { VNode } from 'preact';
import { runColor } from '../../present/runColors.ts';
import { markerPath, markerSize } from './marker.ts';

/** `line`: with a piece of its curve, for legends; `dot`: the marker alone. */
export function Swatch({ runId, kind = 'dot' }: { readonly runId: string; readonly kind?: 'dot' | 'line' }): VNode {
  const { color, dash, marker } = runColor(runId);
  const width = kind === 'line' ? 26 : 10;
  return (
    <svg class="ty-swatch" width={width} height={10} viewBox={`0 0 ${width} 10`} aria-hidden="true">
      {kind === 'line' && (
        <line x1={0} y1={5} x2={width} y2={5} stroke={color} stroke-width={1.75} stroke-dasharray={dash.join(' ')} />
      )}
      <path d={markerPath(marker)} fill={color} transform={`translate(${(width - markerSize) / 2} 1)`} />
    </svg>
  );
}
