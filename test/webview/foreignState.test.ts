// Pipelines of other tools in the graph panel, without a browser: folding, columns, state.
import { describe, expect, test } from 'vitest';
import { placeInColumns } from '../../webview/graph/columns.ts';
import { canUnfold, drawnGraph } from '../../webview/graph/fold.ts';
import { layoutGraph, nodeSize } from '../../webview/graph/layout.ts';
import { openState, receive } from '../../webview/graph/state.ts';
import { foreignPipeline, foreignView } from './foreignData.ts';

const edgesOf = (edges: readonly { readonly from: string; readonly to: string }[]) =>
  edges.map(({ from, to }) => `${from} → ${to}`);

describe('an expanded stage', () => {
  test('is drawn as one at first', () => {
    const { stages, edges } = drawnGraph(foreignPipeline, []);
    expect(stages.map(({ name }) => name)).toEqual(['prepare', 'train', 'evaluate']);
    expect(edgesOf(edges)).toEqual(['prepare → train', 'train → evaluate']);
  });
  test('is drawn member by member when unfolded', () => {
    const { stages, edges } = drawnGraph(foreignPipeline, ['train']);
    expect(stages.map(({ name }) => name)).toEqual([
      ...['prepare', 'train@lr-4', 'train@lr-8', 'train@gbm-4', 'train@gbm-8', 'evaluate'],
    ]);
    expect(edgesOf(edges)).toContain('train@gbm-8 → evaluate');
    expect(edges).toHaveLength(8);
  });
  test('stays one beside another that is unfolded, with the files of all', () => {
    const [prepare, train, evaluate] = foreignPipeline.stages;
    const many = { ...evaluate, name: 'score', members: [{ name: 'score@a', deps: [], outs: [] }], memberCount: 2 };
    const both = {
      ...foreignPipeline,
      stages: [prepare, train, many].flatMap(stage => stage ?? []) as typeof foreignPipeline.stages,
      memberEdges: foreignPipeline.memberEdges.map(edge =>
        edge.to === 'evaluate' ? { ...edge, to: 'score@a' } : edge,
      ),
    };
    const { edges } = drawnGraph(both, ['score']);
    expect(edges.find(({ to }) => to === 'score@a')).toEqual({
      ...{ from: 'train', to: 'score@a', paths: foreignPipeline.edges[1]?.paths },
    });
  });
  test('of too many members cannot be unfolded', () => {
    const huge = { ...foreignPipeline, memberEdges: null };
    expect(foreignPipeline.stages.map(stage => canUnfold(huge, stage))).toEqual([false, false, false]);
    expect(drawnGraph(huge, ['train']).stages).toHaveLength(3);
  });
});

describe('columns', () => {
  const sizes = { node: { width: 100, height: 50 }, gap: { across: 50, down: 10 }, margin: 10 };
  const places = (stages: readonly string[], edges: readonly { readonly from: string; readonly to: string }[]) =>
    placeInColumns({ stages, edges }, sizes).places;

  test('put each stage right of all that it waits for', () => {
    const edges = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'd' },
      { from: 'a', to: 'd' },
      { from: 'c', to: 'd' },
    ];
    const found = places(['d', 'c', 'b', 'a'], edges);
    for (const { from, to } of edges) expect(found.get(from)?.x).toBeLessThan(found.get(to)?.x ?? 0);
  });
  test('end for circles', () =>
    expect(
      places(
        ['a', 'b'],
        [
          ...[
            { from: 'a', to: 'b' },
            { from: 'b', to: 'a' },
          ],
        ],
      ).size,
    ).toBe(2));
  test('break where one would be a tower', () => {
    const stages = Array.from({ length: 100 }, (_, i) => `s${i}`);
    const { height, width } = placeInColumns({ stages, edges: [] }, sizes);
    expect(height).toBeLessThan(2_000);
    expect(width).toBeGreaterThan(500);
  });
  test('lay out a thousand edges at once, without stages over one another', () => {
    const rows = Array.from({ length: 40 }, (_, i) => i);
    const stages = [0, 1, 2].flatMap(column => rows.map(row => `${column}-${row}`));
    const edges = [0, 1].flatMap(column =>
      rows.flatMap(a => rows.map(b => ({ from: `${column}-${a}`, to: `${column + 1}-${b}`, paths: [] }))),
    );
    const started = performance.now();
    const layout = layoutGraph({ stages, edges });
    expect(performance.now() - started).toBeLessThan(1_000);
    const corners = new Set(layout.nodes.map(({ x, y }) => `${x} ${y}`));
    expect(corners.size).toBe(stages.length);
    expect(layout.nodes.every(({ y }) => y + nodeSize.height <= layout.height)).toBe(true);
  });
});

test('the panel keeps the address of a file of another tool and what is unfolded', () => {
  const told = receive(openState(undefined), { type: 'foreign', pipeline: foreignView, canRun: false }, 1);
  const again = openState({ ...told.view, unfolded: ['train'] });
  expect([again.view.foreign, again.view.unfolded, told.canRun]).toEqual([foreignView.uri, ['train'], false]);
});
