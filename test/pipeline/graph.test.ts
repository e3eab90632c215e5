// Who waits for whom, the order to run in, and which stages a request means.
import { describe, expect, test } from 'vitest';
import { pipelineGraph, runOrder } from '../../engine/pipeline/graph.ts';
import { selectStages } from '../../engine/pipeline/select.ts';
import { pipelineOf, stagesOf } from './pipelineOf.ts';

const edges = (pipeline: ReturnType<typeof stagesOf>) =>
  pipelineGraph(pipeline).edges.map(({ from, to, paths }) => `${from} → ${to}: ${paths.join(', ')}`);

describe('an edge', () => {
  test('comes from an output that another stage reads', () =>
    expect(edges(stagesOf({ train: { deps: ['a.csv'] }, prepare: { outs: ['a.csv'] } }))).toEqual([
      'prepare → train: a.csv',
    ]));
  test('comes from a folder that holds an output', () =>
    expect(edges(stagesOf({ prepare: { outs: ['data/a.csv', 'data/b.csv'] }, train: { deps: ['data/'] } }))).toEqual([
      'prepare → train: data/a.csv, data/b.csv',
    ]));
  test('comes from a file in an output folder', () =>
    expect(edges(stagesOf({ prepare: { outs: ['data'] }, train: { deps: ['./data/a.csv'] } }))).toEqual([
      'prepare → train: data/a.csv',
    ]));
  test('does not come from a name that only begins alike', () =>
    expect(edges(stagesOf({ prepare: { outs: ['data'] }, train: { deps: ['data2/a.csv'] } }))).toEqual([]));
  test('comes from metrics and plots too', () => {
    const stages = {
      a: { cmd: 'a', metrics: ['m.json'], plots: [{ path: 'p.csv', x: 't' }] },
      b: { cmd: 'b', deps: ['m.json', 'p.csv'] },
    };
    expect(edges(pipelineOf({ stages }))).toEqual(['a → b: m.json, p.csv']);
  });
  test('comes from needs without a file, once', () =>
    expect(edges(stagesOf({ a: { outs: ['x'] }, b: { needs: ['a'] }, c: { needs: ['a'], deps: ['x'] } }))).toEqual([
      'a → b: ',
      'a → c: x',
    ]));
  test('comes from a dataset that a stage makes', () =>
    expect(
      edges(
        pipelineOf({
          datasets: { d: { path: 'd.csv' } },
          stages: { a: { cmd: 'a', outs: ['d.csv'] }, b: { cmd: 'b', deps: ['dataset:d'] } },
        }),
      ),
    ).toEqual(['a → b: d.csv']));
  test('comes from paths with params, by their values', () => {
    const stages = {
      a: { cmd: 'a', outs: ['out/${{ params.n }}.csv'] },
      b: { cmd: 'b', deps: ['out/x.csv'] },
      c: { cmd: 'c', deps: ['out/${{params.n}}.csv'] },
    };
    const pipeline = pipelineOf({ stages });
    expect(pipelineGraph(pipeline).edges.map(edge => edge.to)).toEqual(['c']);
    expect(pipelineGraph(pipeline, { n: 'x' }).edges.map(edge => edge.to)).toEqual(['b', 'c']);
  });
  test('is the same from a folder below the root', () => {
    const pipeline = pipelineOf(
      { stages: { a: { cmd: 'a', outs: ['../x.csv'] }, b: { cmd: 'b', deps: ['../x.csv'] } } },
      'ml/pipeline.yaml',
    );
    expect(edges(pipeline)).toEqual(['a → b: x.csv']);
  });
});

describe('the order', () => {
  const order = (pipeline: ReturnType<typeof stagesOf>) => runOrder(pipelineGraph(pipeline));
  test('puts each stage after those it waits for, otherwise as in the file', () =>
    expect(order(stagesOf({ c: { deps: ['b'] }, a: { outs: ['a'] }, b: { deps: ['a'], outs: ['b'] }, z: {} }))).toEqual(
      {
        ok: true,
        value: ['a', 'b', 'c', 'z'],
      },
    ));
  test('is a cycle with its path from the stage that comes first in the file', () =>
    expect(
      order(stagesOf({ lone: {}, train: { deps: ['s'], outs: ['m'] }, score: { deps: ['m'], outs: ['s'] } })),
    ).toEqual({
      ok: false,
      error: ['train', 'score', 'train'],
    }));
  test('is a cycle of one where a stage needs itself', () =>
    expect(order(stagesOf({ a: { needs: ['a'] } }))).toEqual({ ok: false, error: ['a', 'a'] }));
  test('of 20,000 stages in a row does not overflow the stack', () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `s${i}`).reverse();
    const result = runOrder({
      stages: names,
      edges: names.slice(1).map((name, i) => ({ from: name, to: names[i] ?? '', paths: [] })),
    });
    expect(result.ok && result.value[0]).toBe('s0');
  });
});

describe('a selection', () => {
  const graph = pipelineGraph(
    stagesOf({ a: { outs: ['a'] }, b: { deps: ['a'], outs: ['b'] }, c: { deps: ['b'] }, d: {} }),
  );
  test('of nothing is everything', () => expect(selectStages(graph, undefined)).toEqual(['a', 'b', 'c', 'd']));
  test('«only» is those alone, in file order', () =>
    expect(selectStages(graph, { mode: 'only', stages: ['c', 'a'] })).toEqual(['a', 'c']));
  test('«upTo» is those with all they wait for', () =>
    expect(selectStages(graph, { mode: 'upTo', stages: ['c'] })).toEqual(['a', 'b', 'c']));
  test('of an unknown stage is nothing', () =>
    expect(selectStages(graph, { mode: 'upTo', stages: ['x'] })).toEqual([]));
});
