// The drawn graph: stages and edges under one camera that pans, zooms and follows the keyboard.
import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../../present/l10n.ts';
import { useSize } from '../components/useSize.ts';
import { type Camera, firstLook, fitCamera, panBy, reveal, zoomBy } from './camera.ts';
import { type GraphLayout, type LayoutInput, layoutGraph, nodeSize, type PlacedNode } from './layout.ts';
import { stageTowards } from './navigate.ts';
import { type NodeLook, nodeId } from './nodeLook.ts';
import { Edges } from './viewEdges.tsx';

export interface GraphControls {
  zoom(factor: number): void;
  fit(): void;
}
interface GraphCanvasProps {
  /** Of the pipeline. */
  readonly name: string;
  readonly graph: LayoutInput;
  /** Stages that work flows to right now. */
  readonly running: ReadonlySet<string>;
  readonly controls: { current: GraphControls | null };
  /** Null for a name that is no stage any more. */
  readonly node: (look: NodeLook) => VNode | null;
}

export function GraphCanvas({ name, graph, running, controls, node }: GraphCanvasProps): VNode {
  const host = useRef<HTMLElement>(null);
  const view = useSize(host);
  const layout = useLayoutOf(graph);
  const [camera, setCamera] = useState<Camera>({ x: 0, y: 0, zoom: 1 });
  const [current, setCurrent] = useState<string | null>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const isMoved = useRef(false);
  const move = (change: (old: Camera) => Camera): void => {
    isMoved.current = true;
    setCamera(change);
  };
  controls.current = {
    zoom: factor => move(old => zoomBy(old, factor, { x: view.width / 2, y: view.height / 2 })),
    fit: () => {
      move(() => fitCamera(layout, view));
    },
  };
  // Until somebody moves it, the camera follows the panel's size.
  useLayoutEffect(() => {
    if (!isMoved.current) setCamera(firstLook(layout, view));
  }, [layout, view.width, view.height]);
  useWheel(host, move);
  const focused = current !== null && graph.stages.includes(current) ? current : (graph.stages[0] ?? null);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === '+' || event.key === '=') controls.current?.zoom(1.2);
    else if (event.key === '-') controls.current?.zoom(1 / 1.2);
    else if (event.key === '0') controls.current?.fit();
    const isOnStage = event.target instanceof HTMLElement && event.target.classList.contains('ty-node-main');
    const next = isOnStage && focused !== null ? stageTowards(event.key, focused, layout) : null;
    if (next === null) return;
    event.preventDefault();
    document.getElementById(nodeId(next))?.focus({ preventScroll: true });
  };
  const onFocus = (place: PlacedNode): void => {
    setCurrent(place.name);
    const seen = reveal(camera, { ...place, ...nodeSize }, view);
    if (seen.x !== camera.x || seen.y !== camera.y) move(() => seen);
  };

  return (
    <main class="ty-main ty-canvas" ref={host} onKeyDown={onKeyDown} {...usePan(move)}>
      <div
        class="ty-world"
        style={{
          width: `${layout.width}px`,
          height: `${layout.height}px`,
          transform: `translate(${camera.x}px, ${camera.y}px) scale(${camera.zoom})`,
        }}
      >
        <Edges layout={layout} running={running} lit={pointed ?? current} />
        <ul
          class="ty-nodes"
          aria-label={t('Stages of {pipeline}', { pipeline: name })}
          onFocusOut={() => setCurrent(null)}
        >
          {layout.nodes.map(place =>
            node({
              place,
              isCurrent: place.name === focused,
              onFocus: () => onFocus(place),
              onPoint: isPointed => setPointed(isPointed ? place.name : null),
            }),
          )}
        </ul>
      </div>
    </main>
  );
}

/** Laid out again only when stages or edges changed: states come often and move nothing. */
function useLayoutOf({ stages, edges }: LayoutInput): GraphLayout {
  const shape = JSON.stringify([stages, edges]);
  return useMemo(() => layoutGraph({ stages, edges }), [shape]);
}

/** The wheel zooms at the pointer with Ctrl or Cmd (pinching too) and pans without, as in the editor's previews. */
function useWheel(
  host: { readonly current: HTMLElement | null },
  move: (change: (old: Camera) => Camera) => void,
): void {
  useEffect(() => {
    const element = host.current;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const box = element?.getBoundingClientRect();
      const at = { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
      if (event.ctrlKey || event.metaKey) move(old => zoomBy(old, Math.exp(-event.deltaY / 240), at));
      else move(old => panBy(old, -event.deltaX, -event.deltaY));
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, []);
}

interface PanHandlers {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: () => void;
}

function usePan(move: (change: (old: Camera) => Camera) => void): PanHandlers {
  const last = useRef<{ readonly x: number; readonly y: number } | null>(null);
  return {
    onPointerDown: event => {
      const isOnControl = event.target instanceof Element && event.target.closest('.ty-node') !== null;
      if (isOnControl || event.button > 1) return;
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      last.current = { x: event.clientX, y: event.clientY };
    },
    onPointerMove: event => {
      const from = last.current;
      if (from === null) return;
      last.current = { x: event.clientX, y: event.clientY };
      move(old => panBy(old, event.clientX - from.x, event.clientY - from.y));
    },
    onPointerUp: () => {
      last.current = null;
    },
  };
}
