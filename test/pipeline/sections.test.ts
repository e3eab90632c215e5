// Gates, model, deploy targets, monitor and triggers as the engine reads them: what is written, and the defaults for what is not.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkPipeline } from '../../engine/pipeline/checkPipeline.ts';
import { parseDuration } from '../../engine/pipeline/duration.ts';
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

test('durations go up to days', () =>
  expect(['30s', '1h30m', '7d', '1d12h', '0s', '1m1h', '', '5'].map(parseDuration)).toEqual([
    30_000,
    5_400_000,
    604_800_000,
    129_600_000,
    0,
    null,
    null,
    null,
  ]));

test('a model has its gates and how it is packaged', () => {
  const { model } = pipelineOf({
    stages,
    gates: { g: { metric: 'train#rmse', op: '<', value: 1 } },
    model: { name: 'bike', artifact: 'm.onnx', registry: { alias: 'challenger' }, requires: ['g'] },
    package: { reference: 'train.csv', target: 'cnt' },
  });
  expect(model).toEqual({
    name: 'bike',
    artifact: 'm.onnx',
    alias: 'challenger',
    requires: ['g'],
    package: { format: 'auto', reference: 'train.csv', target: 'cnt' },
  });
});

describe('a deploy target', () => {
  const targetOf = (target: object) =>
    pipelineOf({ stages, deploy: { t: { platform: 'local', ...target } } }).targets.get('t');
  const stepsOf = (strategy: object) => targetOf({ strategy })?.strategy.steps;
  test('is a careful canary with a judge when it says nothing', () =>
    expect(targetOf({})).toEqual({
      name: 't',
      platform: 'local',
      replicas: 1,
      port: null,
      approval: 'none',
      needs: [],
      strategy: {
        type: 'canary',
        steps: [
          { traffic: 10, mirror: 0, hold: 30_000, minRequests: 100 },
          { traffic: 50, mirror: 0, hold: 30_000, minRequests: 100 },
          { traffic: 100, mirror: 0, hold: 0, minRequests: 0 },
        ],
        bake: 60_000,
        onFailure: 'rollback',
        judge: {
          rules: [
            { metric: 'error_rate', maxDelta: 0.01 },
            { metric: 'latency_p95_ms', maxRatio: 1.5 },
          ],
          alpha: 0.05,
          maxRequests: 20_000,
        },
      },
    }));
  test('has the steps and rules that are written', () =>
    expect(
      targetOf({
        replicas: 2,
        port: 8080,
        approval: 'required',
        needs: ['t2'],
        strategy: {
          type: 'canary',
          steps: [{ traffic: 25, hold: '2m', min_requests: 7 }, { traffic: 100 }],
          bake: '1h',
          on_failure: 'hold',
          judge: { alpha: 0.01, max_requests: 500, rules: [{ metric: 'rmse', max_ratio: 1.1 }] },
        },
      }),
    ).toMatchObject({
      replicas: 2,
      port: 8080,
      approval: 'required',
      needs: ['t2'],
      strategy: {
        steps: [
          { traffic: 25, mirror: 0, hold: 120_000, minRequests: 7 },
          { traffic: 100, mirror: 0, hold: 0, minRequests: 0 },
        ],
        bake: 3_600_000,
        onFailure: 'hold',
        judge: { rules: [{ metric: 'rmse', maxRatio: 1.1 }], alpha: 0.01, maxRequests: 500 },
      },
    }));
  test('copies all requests to a shadow, then gives it all traffic', () =>
    expect(stepsOf({ type: 'shadow', hold: '5m', min_requests: 20 })).toEqual([
      { traffic: 0, mirror: 100, hold: 300_000, minRequests: 20 },
      { traffic: 100, mirror: 0, hold: 0, minRequests: 0 },
    ]));
  test('starts the new version beside the old one, or after it', () => {
    expect(stepsOf({ type: 'blue_green', hold: '1m' })?.map(({ traffic, hold }) => [traffic, hold])).toEqual([
      [0, 60_000],
      [100, 0],
    ]);
    expect(targetOf({ strategy: { type: 'recreate' } })?.strategy).toMatchObject({ steps: [], bake: 0 });
  });
});

describe('a monitor', () => {
  const monitorOf = (signal: object, more: object = {}) =>
    pipelineOf({ stages, monitor: { target: 'local', signals: { s: signal }, ...more } }).monitor;
  test('looks every minute at a day and rests six hours when it says nothing', () =>
    expect(monitorOf({ type: 'data_drift' })).toEqual({
      target: 'local',
      window: { kind: 'time', span: 86_400_000 },
      every: 60_000,
      cooldown: 21_600_000,
      correction: 'benjamini-hochberg',
      signals: [
        {
          name: 's',
          type: 'data_drift',
          method: 'auto',
          features: 'all',
          metric: null,
          op: '>',
          warn: null,
          alert: null,
          minimum: 200,
          consecutive: 2,
          labelDelay: 0,
          action: 'notify',
        },
      ],
    }));
  test('takes the bad side of a metric from its name', () => {
    const opOf = (metric: string) => monitorOf({ type: 'performance', metric, alert: 1 })?.signals[0]?.op;
    expect(['rmse', 'log_loss', 'r2', 'auc', 'f1'].map(opOf)).toEqual(['>', '>', '<', '<', '<']);
  });
  test('counts requests instead of time, and takes what is written', () =>
    expect(
      monitorOf(
        {
          type: 'data_drift',
          method: 'ks',
          features: ['a', 'b'],
          warn: 0.1,
          alert: 0.25,
          minimum: 50,
          consecutive: 3,
          action: 'retrain',
        },
        { window: { requests: 1000 }, every: '5s', cooldown: '7d', correction: 'none' },
      ),
    ).toMatchObject({
      window: { kind: 'requests', count: 1000 },
      every: 5000,
      cooldown: 604_800_000,
      correction: 'none',
      signals: [
        { method: 'ks', features: ['a', 'b'], warn: 0.1, alert: 0.25, minimum: 50, consecutive: 3, action: 'retrain' },
      ],
    }));
});

test('triggers are signals, data and people', () =>
  expect(pipelineOf({ stages, triggers: [{ signal: 's' }, { data: 'hours' }, { manual: true }] }).triggers).toEqual([
    { kind: 'signal', signal: 's' },
    { kind: 'data', dataset: 'hours' },
    { kind: 'manual' },
  ]));

test('a pipeline without these sections has none of them', () =>
  expect(pipelineOf({ stages })).toMatchObject({ model: null, monitor: null, triggers: [] }));

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
  test('expressions are not replaced in these sections, and nothing more is said of them', () =>
    expect(
      rulesOf(`${made('m.onnx')}model: {name: m, artifact: "\${{ params.x }}.onnx", card: "\${{ params.y }}"}\n`),
    ).toEqual(['expression-not-here', 'expression-not-here']));
  test('keys that nothing reads are shown as unnecessary', () => {
    const text = `apiVersion: trainyard/v1\nkind: Pipeline\nname: a\n${made('m')}deploy: {a: {platform: local, strategy: {type: recreate, bake: 1m}}}\n`;
    const [found] = checkPipeline(parsePipeline(text), 'pipeline.yaml', {});
    expect(found).toMatchObject({ rule: 'key-without-effect', tag: 'unnecessary' });
  });
  test('nothing is said of sections while some of the text cannot be read', () =>
    expect(rulesOf('stages:\n  a:\n    cmd: [x\nmodel: {name: m, artifact: b, requires: [c]}\n')).toEqual([
      'yaml-syntax',
    ]));
  test('a retraining signal is listed as the other triggers are', () => {
    const sections = (triggers: string) =>
      `${made('a')}package: {reference: a}\ndeploy: {local: {platform: local}}\nmonitor: {target: local, signals: {s: {type: data_drift, action: retrain}}}\n${triggers}`;
    const fixed = (triggers: string): string => {
      const text = `apiVersion: trainyard/v1\nkind: Pipeline\nname: a\n${sections(triggers)}`;
      const [found] = checkPipeline(parsePipeline(text), 'pipeline.yaml', {});
      const edit = found?.fixes?.[0]?.edits[0];
      if (edit === undefined) return 'no fix';
      const mended = text.slice(0, edit.range.start) + edit.text + text.slice(edit.range.end);
      expect(checkPipeline(parsePipeline(mended), 'pipeline.yaml', {})).toEqual([]);
      return mended.slice(mended.indexOf('triggers:'));
    };
    expect(fixed('triggers: [{manual: true}]\n')).toBe('triggers: [{manual: true}, {signal: s}]\n');
    expect(fixed('triggers:\n  - {manual: true}\n')).toBe('triggers:\n  - {manual: true}\n  - {signal: s}\n');
    expect(fixed('')).toBe('triggers:\n  - {signal: s}\n');
  });
  test('the example has none', () => {
    const text = readFileSync(join(import.meta.dirname, '../../examples/bike-demand/pipeline.yaml'), 'utf8');
    expect(checkPipeline(parsePipeline(text), 'pipeline.yaml', {})).toEqual([]);
  });
});
