// Gates and model as the engine reads them: what is written, and the defaults for what is not.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkPipeline } from '../../engine/pipeline/checkPipeline.ts';
import { parsePipeline } from '../../engine/pipeline/parsePipeline.ts';
import { parseMetricRef } from '../../engine/pipeline/sections.ts';
import { toPipeline } from '../../engine/pipeline/toPipeline.ts';
import { pipelineOf } from './pipelineOf.ts';

const stages = { train: { cmd: 'true', outs: ['m.onnx'], metrics: ['m.json'] } };

describe('a gate', () => {
  const gateOf = (gate: object) => pipelineOf({ stages, gates: { g: gate } }).gates.get('g');
  test('holds a metric against a value and blocks unless it says otherwise', () =>
    expect(gateOf({ metric: 'train:m.json#val.rmse', op: '<=', value: 60 })).toEqual({
      name: 'g',
      metric: { stage: 'train', file: 'm.json', key: 'val.rmse' },
      op: '<=',
      against: { kind: 'value', value: 60 },
      onFail: 'block',
    }));
  test.each([
    [0.02, { tolerance: 0.02, toleranceKind: 'absolute' }],
    ['2%', { tolerance: 0.02, toleranceKind: 'relative' }],
    [undefined, { tolerance: 0, toleranceKind: 'absolute' }],
  ])('holds it against an alias with the tolerance %s', (tolerance, expected) =>
    expect(gateOf({ metric: 'train#rmse', op: '<', baseline: 'champion', tolerance, on_fail: 'warn' })).toMatchObject({
      against: { kind: 'baseline', alias: 'champion', ...expected },
      onFail: 'warn',
    }),
  );
  test('without a bound is no gate, so the file is not run', () => {
    const text = `apiVersion: trainyard/v1\nkind: Pipeline\nname: a\nstages: {train: {cmd: x}}\ngates: {g: {metric: "train#rmse", op: "<"}}\n`;
    expect(toPipeline(parsePipeline(text), 'pipeline.yaml')).toBeNull();
  });
});

test('metric references have a stage, perhaps a file, and a key', () => {
  expect(parseMetricRef('evaluate:a/b.json#x.y')).toEqual({ stage: 'evaluate', file: 'a/b.json', key: 'x.y' });
  expect(parseMetricRef('evaluate#rmse')).toEqual({ stage: 'evaluate', file: null, key: 'rmse' });
  expect(['evaluate', 'evaluate:m.json', '#rmse', 'a:b#', ''].map(parseMetricRef)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});

test('a model has its gates and how it is packaged', () => {
  const { model } = pipelineOf({
    stages,
    gates: { g: { metric: 'train#rmse', op: '<', value: 1 } },
    model: { name: 'bike', artifact: 'm.onnx', registry: { alias: 'challenger' }, requires: ['g'] },
    package: { format: 'onnx' },
  });
  expect(model).toEqual({
    name: 'bike',
    artifact: 'm.onnx',
    alias: 'challenger',
    requires: ['g'],
    package: { format: 'onnx' },
  });
});

test('a pipeline without these sections has none of them', () =>
  expect(pipelineOf({ stages })).toMatchObject({ model: null, gates: new Map() }));

describe('findings', () => {
  const rulesOf = (sections: string) =>
    checkPipeline(
      parsePipeline(`apiVersion: trainyard/v1\nkind: Pipeline\nname: a\n${sections}`),
      'pipeline.yaml',
      {},
    ).map(({ rule }) => rule);
  const made = (out: string) => `stages: {train: {cmd: x, outs: ["${out}"]}}\n`;
  test.each([
    ['m.joblib', 'auto', ['package-not-folder']],
    ['m.onnx', 'mlflow', ['package-not-folder']],
    ['m.pkl', 'onnx', ['package-not-onnx']],
    ['m.onnx', 'auto', []],
    ['saved', 'mlflow', []],
    ['saved', 'auto', []],
  ])('%s packaged as %s', (artifact, format, expected) =>
    expect(rulesOf(`${made(artifact)}model: {name: m, artifact: ${artifact}}\npackage: {format: ${format}}\n`)).toEqual(
      expected,
    ),
  );
  test('an artifact in a folder that a stage makes is fine, one in a file is not', () => {
    expect(rulesOf(`${made('saved')}model: {name: m, artifact: saved/a.onnx}\n`)).toEqual([]);
    expect(rulesOf(`${made('saved/b')}model: {name: m, artifact: saved}\n`)).toEqual(['artifact-not-out']);
  });
  test('nothing is said of sections while some of the text cannot be read', () =>
    expect(rulesOf('stages:\n  a:\n    cmd: [x\nmodel: {name: m, artifact: b, requires: [c]}\n')).toEqual([
      'yaml-syntax',
    ]));
  test('the example has none', () => {
    const text = readFileSync(join(import.meta.dirname, '../../examples/bike-demand/pipeline.yaml'), 'utf8');
    expect(checkPipeline(parsePipeline(text), 'pipeline.yaml', {})).toEqual([]);
  });
});
