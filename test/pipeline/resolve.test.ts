// A stage made ready to run: defaults, paths from the root, params, what is refused.
import { describe, expect, test } from 'vitest';
import { mergeParams, parseParams } from '../../engine/pipeline/params.ts';
import { resolveStage } from '../../engine/pipeline/resolve.ts';
import { pipelineOf } from './pipelineOf.ts';

const one = (stage: object, more: object = {}, file = 'ml/pipeline.yaml') =>
  pipelineOf({ ...more, stages: { only: { cmd: 'true', ...stage } } }, file);
const resolve = (stage: object, more: object = {}, params = {}) => resolveStage(one(stage, more), 'only', params);

describe('a resolved stage', () => {
  test('has paths from the root and runs in the folder of its file', () =>
    expect(
      resolve(
        {
          deps: ['a.py', '../b.csv', 'dataset:d'],
          outs: ['./o/'],
          metrics: [{ path: 'm.json', cache: false }],
          plots: ['p.csv'],
        },
        { datasets: { d: { path: '../d' } } },
      ),
    ).toMatchObject({
      cwd: 'ml',
      deps: ['ml/a.py', 'b.csv', 'd'],
      outs: [
        { path: 'ml/o', role: 'out', cache: true },
        { path: 'ml/m.json', role: 'metrics', cache: false },
        { path: 'ml/p.csv', role: 'plot', cache: true },
      ],
    }));
  test('takes defaults where it says nothing, and its own where it does', () => {
    const more = {
      defaults: { environment: 'py', timeout: '1h30m', retry: { limit: 2, backoff: '30s' } },
      environments: { py: { python: '3.11', requirements: 'req.txt' }, gpu: {} },
    };
    expect(resolve({}, more)).toMatchObject({
      timeout: 5_400_000,
      retry: { limit: 2, backoff: 30_000 },
      environment: { name: 'py', python: '3.11', requirements: 'ml/req.txt' },
    });
    expect(resolve({ timeout: '45s', environment: 'gpu', retry: { limit: 0 } }, more)).toMatchObject({
      timeout: 45_000,
      retry: { limit: 0, backoff: 0 },
      environment: { name: 'gpu', python: null, requirements: null },
    });
  });
  test('has the values of its params by dotted names, groups laid out', () =>
    expect(
      resolve(
        { params: ['seed', 'train', 'train.rate'] },
        {},
        { seed: 1, train: { rate: 0.1, layers: [8, 4] }, other: 2 },
      ).params,
    ).toEqual({
      seed: 1,
      'train.rate': 0.1,
      'train.layers': [8, 4],
    }));
  test('has variables as text, with expressions replaced and unquoted', () =>
    expect(
      resolve(
        { env: { SEED: 7, FAST: true, NAME: 'a ${{ params.n }}', DATA: '${{ datasets.d.path }}' } },
        { datasets: { d: { path: 'd.csv' } } },
        { n: "x y'z" },
      ).env,
    ).toEqual({
      SEED: '7',
      FAST: 'true',
      NAME: "a x y'z",
      DATA: 'd.csv',
    }));
  test('puts values into paths', () =>
    expect(resolve({ outs: ['models/${{ params.n }}.onnx'] }, {}, { n: 'v 1' }).outs[0]?.path).toBe(
      'ml/models/v 1.onnx',
    ));
  test('knows whom it waits for', () => {
    const pipeline = pipelineOf({
      stages: { a: { cmd: 'a', outs: ['x'] }, b: { cmd: 'b' }, c: { cmd: 'c', deps: ['x'], needs: ['b'] } },
    });
    expect(resolveStage(pipeline, 'c', {}).after).toEqual(['a', 'b']);
  });
  test('keeps numbers in a list as they are written', () => {
    const pipeline = pipelineOf({ stages: { a: { cmd: ['x', 10, true, '1.50'] } } });
    expect(resolveStage(pipeline, 'a', {}).cmd).toEqual({ kind: 'exec', argv: ['x', '10', 'true', '1.50'] });
  });
});

describe('refused', () => {
  test('is a path that leaves the project', () => {
    expect(() => resolve({ deps: ['../../x'] })).toThrow(/leaves the project/);
    expect(() => resolve({ outs: ['/etc/x'] })).toThrow(/leaves the project/);
    expect(() => resolve({ outs: ['x/${{ params.n }}'] }, {}, { n: '../../../y' })).toThrow(/leaves the project/);
  });
  test.each([
    '..',
    '.',
    '../ml',
    '../.trainyard/x',
    '../.git/hooks',
    'sub/.git',
    '../mlruns/0',
    '../mlflow.db',
    'pipeline.yaml',
  ])('is the output %s, which a run would clear', path => expect(() => resolve({ outs: [path] })).toThrow());
  test('is such an output that comes from a param', () =>
    expect(() => resolve({ outs: ['${{ params.n }}'] }, {}, { n: '../ml' })).toThrow(/cannot be an output/));
  test('is a param that is listed and has no value', () =>
    expect(() => resolve({ params: ['nope'] })).toThrow(/lists the param «nope»/));
  test('is a stage that is not there', () =>
    expect(() => resolveStage(one({}), 'nope', {})).toThrow(/has no stage «nope»/));
});

describe('params', () => {
  test('come from the file, then from the pipeline, then from the request', () => {
    const pipeline = { params: { values: { a: 2, group: { x: 2, y: 2 } } } };
    expect(mergeParams(pipeline, { a: 1, b: 1, group: { x: 1, z: 1 } }, { b: 3, 'group.y': 3, 'new.deep': 3 })).toEqual(
      {
        a: 2,
        b: 3,
        group: { x: 2, z: 1, y: 3 },
        new: { deep: 3 },
      },
    );
  });
  test('are read from YAML and JSON, with a mark at the start too', () => {
    expect(parseParams('\uFEFFa: {b: 1e-3}\nc: [1, x]\n', 'params.yaml')).toEqual({
      ok: true,
      value: { a: { b: 0.001 }, c: [1, 'x'] },
    });
    expect(parseParams('{"a": {"b": 1}}', 'p.json')).toEqual({ ok: true, value: { a: { b: 1 } } });
    expect(parseParams('', 'params.yaml')).toEqual({ ok: true, value: {} });
  });
  test('that cannot be read say why', () => {
    expect(parseParams('a: [1\nb: 2', 'params.yaml')).toMatchObject({
      ok: false,
      error: expect.stringMatching(/bracket|indentation/),
    });
    expect(parseParams('- a', 'params.yaml')).toMatchObject({ ok: false });
    expect(parseParams('{', 'p.json').ok).toBe(false);
  });
  test('named like parts of JavaScript objects are params like any other', () => {
    const parsed = parseParams('__proto__: {polluted: 1}\nconstructor: 2\n', 'params.yaml');
    expect(parsed.ok && Object.keys(mergeParams({ params: { values: {} } }, parsed.value))).toEqual([
      '__proto__',
      'constructor',
    ]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(() => resolve({ params: ['toString'] })).toThrow(/lists the param/);
  });
});
