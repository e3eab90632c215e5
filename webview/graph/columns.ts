// Places for graphs too large or too dense for dagre: columns by how many stages come before, in time that grows with their edges.

export interface ColumnInput {
  readonly stages: readonly string[];
  /** Both ends are among the stages, and differ. */
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}
export interface ColumnSizes {
  readonly node: { readonly width: number; readonly height: number };
  readonly gap: { readonly across: number; readonly down: number };
  readonly margin: number;
}
export interface ColumnPlaces {
  /** Top left corners. */
  readonly places: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  readonly width: number;
  readonly height: number;
}
/** A column of more is broken into several side by side. */
const mostRows = 24;

export function placeInColumns(input: ColumnInput, { node, gap, margin }: ColumnSizes): ColumnPlaces {
  const columns = columnsOf(input);
  const rows = Math.max(0, ...columns.map(column => column.length));
  const full = rows * node.height + Math.max(0, rows - 1) * gap.down;
  const places = new Map<string, { x: number; y: number }>();
  for (const [index, column] of columns.entries()) {
    const own = column.length * node.height + (column.length - 1) * gap.down;
    const top = margin + (full - own) / 2;
    const x = margin + index * (node.width + gap.across);
    for (const [row, name] of column.entries()) places.set(name, { x, y: top + row * (node.height + gap.down) });
  }
  const width = columns.length * node.width + Math.max(0, columns.length - 1) * gap.across;
  return { places, width: width + 2 * margin, height: full + 2 * margin };
}

/** By rank; within one, near the middle of what comes before. */
function columnsOf({ stages, edges }: ColumnInput): readonly (readonly string[])[] {
  const before = Map.groupBy(edges, ({ to }) => to);
  const ranks = ranksOf(stages, before);
  const byRank = Map.groupBy(stages, name => ranks.get(name) ?? 0);
  const inOrder = [...byRank].sort(([a], [b]) => a - b).map(([, column]) => column);
  const rowOf = new Map<string, number>();
  return inOrder.flatMap(column => {
    const middle = (name: string): number => {
      const rows = (before.get(name) ?? []).flatMap(({ from }) => rowOf.get(from) ?? []);
      return rows.length === 0 ? Number.POSITIVE_INFINITY : rows.reduce((sum, row) => sum + row, 0) / rows.length;
    };
    const sorted = column.map(name => ({ name, at: middle(name) })).sort((a, b) => (a.at === b.at ? 0 : a.at - b.at));
    for (const [row, { name }] of sorted.entries()) rowOf.set(name, row);
    return broken(sorted.map(({ name }) => name));
  });
}

function broken(column: readonly string[]): readonly (readonly string[])[] {
  const parts = Math.ceil(column.length / mostRows);
  const size = Math.ceil(column.length / parts);
  return Array.from({ length: parts }, (_, part) => column.slice(part * size, (part + 1) * size));
}

/** The longest way from a stage that waits for none; an edge that closes a circle does not count. */
function ranksOf(
  stages: readonly string[],
  before: ReadonlyMap<string, readonly { readonly from: string }[]>,
): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  const open = new Set<string>();
  for (const first of stages) {
    const path = [{ name: first, next: 0, rank: 0 }];
    if (ranks.has(first)) continue;
    open.add(first);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const from = before.get(top.name)?.[top.next++]?.from;
      const known = from === undefined ? undefined : ranks.get(from);
      if (from === undefined) {
        ranks.set(top.name, top.rank);
        open.delete(top.name);
        path.pop();
        const waiting = path.at(-1);
        if (waiting !== undefined) waiting.rank = Math.max(waiting.rank, top.rank + 1);
      } else if (known !== undefined) top.rank = Math.max(top.rank, known + 1);
      else if (!open.has(from)) {
        open.add(from);
        path.push({ name: from, next: 0, rank: 0 });
      }
    }
  }
  return ranks;
}
