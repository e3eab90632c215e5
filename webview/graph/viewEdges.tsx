// The lines between stages, with the files that flow along them shown while one of their ends is looked at.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../present/l10n.ts';
import type { StageView } from '../../protocol/api.ts';
import type { GraphLayout, PlacedEdge } from './layout.ts';

interface EdgesProps {
  readonly layout: GraphLayout;
  readonly stages: readonly StageView[];
  /** The stage whose edges are shown with their files. */
  readonly lit: string | null;
}

export function Edges({ layout, stages, lit }: EdgesProps): VNode {
  const [pointed, setPointed] = useState<string | null>(null);
  const states = new Map(stages.map(({ name, state }) => [name, state]));
  const isLit = (edge: PlacedEdge): boolean => edge.from === lit || edge.to === lit || edgeKey(edge) === pointed;
  return (
    <>
      <svg class="ty-edges" width={layout.width} height={layout.height} aria-hidden="true">
        <defs>
          <marker id="ty-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0.5L7.5 4L0 7.5z" />
          </marker>
          <marker id="ty-arrow-lit" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0.5L7.5 4L0 7.5z" />
          </marker>
        </defs>
        {layout.edges.map(edge => (
          <g
            key={edgeKey(edge)}
            class={edgeLook(edge, isLit(edge), states.get(edge.to))}
            onPointerEnter={() => setPointed(edgeKey(edge))}
            onPointerLeave={() => setPointed(null)}
          >
            <path class="ty-edge-line" d={edge.line} marker-end={`url(#ty-arrow${isLit(edge) ? '-lit' : ''})`} />
            <path class="ty-edge-target" d={edge.line} />
          </g>
        ))}
      </svg>
      {layout.edges.filter(isLit).map(edge => (
        <span
          key={edgeKey(edge)}
          class="ty-edge-label"
          style={{ left: `${edge.middle.x}px`, top: `${edge.middle.y}px` }}
        >
          {edge.paths.length === 0
            ? t('waits for it')
            : edge.paths.map(path => <span key={path}>{path.split('/').at(-1)}</span>)}
        </span>
      ))}
    </>
  );
}

const edgeKey = (edge: PlacedEdge): string => `${edge.from} → ${edge.to}`;

function edgeLook(edge: PlacedEdge, isLit: boolean, target: StageView['state'] | undefined): string {
  const parts = ['ty-edge-group'];
  if (isLit) parts.push('ty-edge-lit');
  if (edge.paths.length === 0) parts.push('ty-edge-order');
  if (target === 'running') parts.push('ty-edge-running');
  return parts.join(' ');
}
