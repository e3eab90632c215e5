// Where stages and edges lie: dagre's layered layout, left to right, or plain columns for large ones; pure.
import { Graph, layout } from '@dagrejs/dagre';
import { placeInColumns } from './columns.ts';

export interface LayoutInput {
  readonly stages: readonly string[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly paths: readonly string[] }[];
}
export interface PlacedNode {
  readonly name: string;
  /** Top left corner, pixels. */
  readonly x: number;
  readonly y: number;
}
export interface PlacedEdge {
  readonly from: string;
  readonly to: string;
  readonly paths: readonly string[];
  /** SVG path. */
  readonly line: string;
  readonly middle: { readonly x: number; readonly y: number };
}
export interface GraphLayout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}

export const nodeSize = { width: 208, height: 52 } as const;

/** Edges to or from stages that are not there are left out; stages in a circle still get a place. */
export function layoutGraph({ stages, edges }: LayoutInput): GraphLayout {
  const known = new Set(stages);
  const drawn = edges.filter(({ from, to }) => from !== to && known.has(from) && known.has(to));
  const isLarge = stages.length > most.stages || drawn.length > most.edges;
  return isLarge || drawn.length > most.edgesEach * stages.length ? inColumns(stages, drawn) : inLayers(stages, drawn);
}

/** Beyond these dagre takes seconds, or draws a tower. */
const most = { stages: 80, edges: 300, edgesEach: 3 } as const;
const gaps = { across: 92, down: 28, margin: 24 } as const;

function inColumns(stages: readonly string[], drawn: LayoutInput['edges']): GraphLayout {
  const sizes = { node: nodeSize, gap: gaps, margin: gaps.margin };
  const { places, width, height } = placeInColumns({ stages, edges: drawn }, sizes);
  const nodes = stages.map(name => ({ name, ...(places.get(name) ?? { x: 0, y: 0 }) }));
  const byName = new Map(nodes.map(node => [node.name, node]));
  return { nodes, edges: drawn.map(edge => placedEdge(edge, undefined, byName)), width, height };
}

function inLayers(stages: readonly string[], drawn: LayoutInput['edges']): GraphLayout {
  const graph = new Graph();
  const { across, down, margin } = gaps;
  graph.setGraph({ rankdir: 'LR', nodesep: down, ranksep: across, marginx: margin, marginy: margin });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const name of stages) graph.setNode(name, { ...nodeSize });
  for (const { from, to } of drawn) graph.setEdge(from, to);
  layout(graph);
  const nodes = stages.map(name => {
    const { x, y } = placeOf(graph.node(name));
    return { name, x: x - nodeSize.width / 2, y: y - nodeSize.height / 2 };
  });
  const byName = new Map(nodes.map(node => [node.name, node]));
  const size = graph.graph() as { readonly width?: number; readonly height?: number };
  return {
    nodes,
    edges: drawn.map(edge => placedEdge(edge, graph.edge(edge.from, edge.to) as EdgeLabel | undefined, byName)),
    width: size.width ?? 0,
    height: size.height ?? 0,
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
}
interface EdgeLabel {
  readonly points?: readonly Point[];
}

const placeOf = (node: unknown): Point => {
  const { x, y } = (node ?? {}) as Partial<Point>;
  return { x: x ?? 0, y: y ?? 0 };
};

/** From the middle of a stage's right side to the middle of the next one's left side, past dagre's bends. */
function placedEdge(
  edge: LayoutInput['edges'][number],
  label: EdgeLabel | undefined,
  nodes: ReadonlyMap<string, PlacedNode>,
): PlacedEdge {
  const [from, to] = [edge.from, edge.to].map(name => nodes.get(name) ?? { x: 0, y: 0 });
  const bends = (label?.points ?? []).slice(1, -1);
  const start = { x: (from?.x ?? 0) + nodeSize.width, y: (from?.y ?? 0) + nodeSize.height / 2 };
  const end = { x: to?.x ?? 0, y: (to?.y ?? 0) + nodeSize.height / 2 };
  const points = [start, ...(bends.length > 2 ? bends : []), end];
  const centre = bends.length > 2 ? bends[Math.floor(bends.length / 2)] : undefined;
  return {
    ...edge,
    line: smoothPath(points),
    middle: centre ?? { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 },
  };
}

/** Leaves and arrives level, bends between dagre's points. */
function smoothPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let from = first;
  let path = `M${round(first.x)} ${round(first.y)}`;
  for (const to of rest) {
    const half = (to.x - from.x) / 2;
    path += `C${round(from.x + half)} ${round(from.y)} ${round(to.x - half)} ${round(to.y)} ${round(to.x)} ${round(to.y)}`;
    from = to;
  }
  return path;
}

const round = (value: number): number => Math.round(value * 10) / 10;
