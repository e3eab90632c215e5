// The lines between stages, with the files that flow along them shown while one of their ends is looked at.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../present/l10n.ts';
import type { GraphLayout, PlacedEdge } from './layout.ts';

interface EdgesProps {
  readonly layout: GraphLayout;
  /** Stages that work flows to right now. */
  readonly running: ReadonlySet<string>;
  /** The stage whose edges are shown with their files. */
  readonly lit: string | null;
}

export function Edges({ layout, running, lit }: EdgesProps): VNode {
  const [pointed, setPointed] = useState<string | null>(null);
  const isLit = (edge: PlacedEdge): boolean => edge.from === lit || edge.to === lit || edgeKey(edge) === pointed;
  const shown = layout.edges.filter(isLit);
  // Labels of a stage that waits for dozens would hide them: then each is told when it is pointed at.
  const labelled = shown.length > mostLabels ? shown.filter(edge => edgeKey(edge) === pointed) : shown;
  const isDense = layout.edges.length > mostClear;
  return (
    <>
      <svg
        class={`ty-edges${isDense ? ' ty-edges-dense' : ''}`}
        width={layout.width}
        height={layout.height}
        aria-hidden="true"
      >
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
            class={edgeLook(edge, isLit(edge), running.has(edge.to))}
            onPointerEnter={() => setPointed(edgeKey(edge))}
            onPointerLeave={() => setPointed(null)}
          >
            <path
              class="ty-edge-line"
              d={edge.line}
              {...(isDense && !isLit(edge) ? {} : { 'marker-end': `url(#ty-arrow${isLit(edge) ? '-lit' : ''})` })}
            />
            <path class="ty-edge-target" d={edge.line} />
          </g>
        ))}
      </svg>
      {labelled.map(edge => (
        <span
          key={edgeKey(edge)}
          class="ty-edge-label"
          style={{ left: `${edge.middle.x}px`, top: `${edge.middle.y}px` }}
        >
          {edge.paths.length === 0
            ? t('waits for it')
            : edge.paths.slice(0, mostPaths).map(path => <span key={path}>{path.split('/').at(-1)}</span>)}
          {edge.paths.length > mostPaths && <span>{t('{count} more', { count: edge.paths.length - mostPaths })}</span>}
        </span>
      ))}
    </>
  );
}

/** More would hide the graph. */
const mostPaths = 6;
const mostLabels = 12;
/** More edges are faint until one of their stages is looked at. */
const mostClear = 300;
const edgeKey = (edge: PlacedEdge): string => `${edge.from} → ${edge.to}`;

function edgeLook(edge: PlacedEdge, isLit: boolean, isRunning: boolean): string {
  const parts = ['ty-edge-group'];
  if (isLit) parts.push('ty-edge-lit');
  if (edge.paths.length === 0) parts.push('ty-edge-order');
  if (isRunning) parts.push('ty-edge-running');
  return parts.join(' ');
}
