// Which stage an arrow key leads to: along edges sideways, to the nearest in the same column up and down; pure.
import type { GraphLayout, PlacedNode } from './layout.ts';

/** Null when there is nothing in that direction. Home and End lead to the first and last stage. */
export function stageTowards(key: string, from: string, layout: GraphLayout): string | null {
  const here = layout.nodes.find(({ name }) => name === from);
  if (here === undefined) return layout.nodes[0]?.name ?? null;
  switch (key) {
    case 'ArrowRight':
      return nearestOf(
        here,
        layout,
        layout.edges.filter(edge => edge.from === from).map(edge => edge.to),
      );
    case 'ArrowLeft':
      return nearestOf(
        here,
        layout,
        layout.edges.filter(edge => edge.to === from).map(edge => edge.from),
      );
    case 'ArrowDown':
      return beside(here, layout, node => node.y > here.y);
    case 'ArrowUp':
      return beside(here, layout, node => node.y < here.y);
    case 'Home':
      return layout.nodes[0]?.name ?? null;
    case 'End':
      return layout.nodes.at(-1)?.name ?? null;
    default:
      return null;
  }
}

function nearestOf(here: PlacedNode, layout: GraphLayout, names: readonly string[]): string | null {
  const wanted = new Set(names);
  return nearest(
    here,
    layout.nodes.filter(({ name }) => wanted.has(name)),
    1,
  );
}

/** Sideways distance counts more: the stage above or below rather than one far along. */
const beside = (here: PlacedNode, layout: GraphLayout, isThere: (node: PlacedNode) => boolean): string | null =>
  nearest(here, layout.nodes.filter(isThere), 3);

function nearest(here: PlacedNode, nodes: readonly PlacedNode[], sideways: number): string | null {
  const distance = (node: PlacedNode): number => Math.hypot((node.x - here.x) * sideways, node.y - here.y);
  return [...nodes].sort((a, b) => distance(a) - distance(b))[0]?.name ?? null;
}
