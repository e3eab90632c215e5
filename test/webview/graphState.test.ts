// The pipeline graph: places of stages, keys along edges, camera, and what each stage says.
import { describe, expect, test } from 'vitest';
import { firstLook, fitCamera, panBy, reveal, zoomBy } from '../../webview/graph/camera.ts';
import { layoutGraph, nodeSize } from '../../webview/graph/layout.ts';
import { stageTowards } from '../../webview/graph/navigate.ts';
import {
  changeSentence,
  openState,
  pipelineLine,
  receive,
  stageDetails,
  stageLine,
} from '../../webview/graph/state.ts';
import { makeIdlePipeline, makePipeline } from './pipelineData.ts';

const now = 1_700_000_000_000;
const pipeline = makePipeline(now);
const layout = layoutGraph({ stages: pipeline.stages.map(({ name }) => name), edges: pipeline.edges });
const place = (name: string) => layout.nodes.find(node => node.name === name) ?? { name, x: Number.NaN, y: Number.NaN };
const stageOf = (name: string) => {
  const stage = pipeline.stages.find(each => each.name === name);
  if (stage === undefined) throw new Error(`there is no stage ${name}`);
  return stage;
};

describe('the layout', () => {
  test('runs left to right along every edge', () => {
    for (const { from, to } of pipeline.edges) expect(place(from).x + nodeSize.width).toBeLessThan(place(to).x);
  });
  test('lets no two stages overlap', () => {
    for (const a of layout.nodes)
      for (const b of layout.nodes)
        if (a !== b) expect(Math.abs(a.x - b.x) >= nodeSize.width || Math.abs(a.y - b.y) >= nodeSize.height).toBe(true);
  });
  test('keeps everything inside its size', () => {
    for (const node of layout.nodes) {
      expect(node.x).toBeGreaterThanOrEqual(0);
      expect(node.x + nodeSize.width).toBeLessThanOrEqual(layout.width);
      expect(node.y + nodeSize.height).toBeLessThanOrEqual(layout.height);
    }
  });
  test('leaves edges to unknown stages out', () =>
    expect(layoutGraph({ stages: ['a'], edges: [{ from: 'a', to: 'gone', paths: [] }] }).edges).toEqual([]));
  test('places stages in a circle too', () => {
    const circle = layoutGraph({
      stages: ['a', 'b'],
      edges: [
        { from: 'a', to: 'b', paths: [] },
        { from: 'b', to: 'a', paths: [] },
      ],
    });
    expect(circle.nodes.every(node => Number.isFinite(node.x) && Number.isFinite(node.y))).toBe(true);
  });
  test('is fast enough for 300 stages', () => {
    const stages = Array.from({ length: 300 }, (_, index) => `s${index}`);
    const edges = stages.slice(1).map((to, index) => ({ from: `s${Math.floor(index / 2)}`, to, paths: [] }));
    const started = performance.now();
    layoutGraph({ stages, edges });
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('arrow keys', () => {
  test('follow edges sideways', () => {
    expect(['train', 'baseline', 'evaluate']).toContain(stageTowards('ArrowRight', 'prepare', layout));
    expect(stageTowards('ArrowLeft', 'train', layout)).toBe('prepare');
  });
  test('stop where no edge leads', () => expect(stageTowards('ArrowRight', 'report', layout)).toBeNull());
  test('lead up and down within a column', () => {
    const [upper, lower] = ['baseline', 'evaluate'].sort((a, b) => place(a).y - place(b).y) as [string, string];
    expect(stageTowards('ArrowDown', upper, layout)).toBe(lower);
    expect(stageTowards('ArrowUp', lower, layout)).toBe(upper);
  });
});

describe('the camera', () => {
  test('fits a large graph and centres a small one', () => {
    expect(fitCamera({ width: 2000, height: 100 }, { width: 1000, height: 500 }).zoom).toBe(0.5);
    expect(fitCamera({ width: 200, height: 100 }, { width: 1000, height: 500 })).toEqual({ zoom: 1, x: 400, y: 200 });
  });
  test('first shows a graph that would get too small from its beginning', () => {
    const camera = firstLook({ width: 3000, height: 100 }, { width: 500, height: 500 });
    expect(camera.x).toBe(0);
    expect(camera.zoom).toBeGreaterThan(0.5);
  });
  test('keeps the point under the pointer where it is', () => {
    const at = { x: 120, y: 80 };
    const [before, after] = [panBy({ x: 0, y: 0, zoom: 1 }, 30, 10), zoomBy({ x: 30, y: 10, zoom: 1 }, 1.5, at)];
    expect((at.x - after.x) / after.zoom).toBeCloseTo((at.x - before.x) / before.zoom);
  });
  test('never leaves its limits', () => expect(zoomBy({ x: 0, y: 0, zoom: 1 }, 100, { x: 0, y: 0 }).zoom).toBe(2));
  test('moves only when a stage is out of view', () => {
    const camera = { x: 0, y: 0, zoom: 1 };
    const view = { width: 400, height: 300 };
    expect(reveal(camera, { x: 50, y: 50, width: 100, height: 50 }, view)).toEqual(camera);
    expect(reveal(camera, { x: 390, y: 50, width: 100, height: 50 }, view).x).toBeLessThan(0);
  });
});

describe('a stage says', () => {
  test('how long it has been running', () => expect(stageLine(stageOf('train'), now)).toBe('42 s'));
  test('why it is stale', () => expect(stageLine(stageOf('evaluate'), now)).toBe('stale: train re-runs'));
  test('the reason that says most, short enough for a node', () => {
    const stale = [
      { code: 'command-changed' as const },
      { code: 'param-changed' as const, subject: 'train.learning_rate', before: '0.08', after: '0.05' },
    ];
    const stage = { ...stageOf('evaluate'), stale };
    expect(stageLine(stage, now)).toBe('stale: learning_rate 0.08 → 0.05');
    expect(stageDetails(stage, now)).toContain('train.learning_rate 0.08 → 0.05\ncommand changed');
  });
  test('why it failed, in its first sentence', () =>
    expect(stageLine(stageOf('baseline'), now)).toBe('Ended with exit code 1'));
  test('that it was cached', () => expect(stageLine(stageOf('prepare'), now)).toBe('cached'));
  test('what it does before its command', () => {
    const train = stageOf('train');
    if (train.last === null) throw new Error('train runs');
    const preparing = {
      ...train,
      last: { ...train.last, progress: { step: 'environment' as const, message: 'installing 12 packages' } },
    };
    expect(stageLine(preparing, now)).toBe('installing 12 packages');
  });
  test('everything on hover', () =>
    expect(stageDetails(stageOf('prepare'), now)).toContain('makes build/train.csv, build/test.csv'));
});

describe('the pipeline says', () => {
  test('how far a run is', () => expect(pipelineLine(pipeline, now)).toBe('running · 2 of 4 stages · 46 s'));
  test('what is wrong when nothing runs', () =>
    expect(pipelineLine(makeIdlePipeline(now), now)).toBe('1 failed · 1 stale · 1 never run'));
  test('that its file has errors, whatever its stages were', () => {
    const problem = { line: 3, count: 1, trouble: { code: 'pipeline-invalid', args: {} } };
    expect(pipelineLine({ ...pipeline, problem, stages: [], run: null }, now)).toBe('1 error');
  });
  test('that all is up to date', () =>
    expect(pipelineLine({ ...makeIdlePipeline(now), stages: [stageOf('prepare')] }, now)).toBe('up to date'));
  test('which stages changed, for the ear', () =>
    expect(changeSentence(pipeline, makeIdlePipeline(now))).toBe('train: succeeded'));
});

test('the panel keeps which file it shows', () => {
  const state = receive(openState(undefined), { type: 'pipeline', pipeline }, now);
  expect(openState(state.view).view.file).toBe('pipeline.yaml');
});
