// A pipeline for tests of the language server, and ones of any length for measuring.
import type { Facts } from '../../engine/domain/facts.ts';

export const bikePipeline = `apiVersion: trainyard/v1
kind: Pipeline
name: bike

params:
  file: params.yaml
  values:
    seed: 42
    train: {rate: 0.1, depth: 8}

datasets:
  hours:
    path: data/hour.csv
    description: Rentals per hour.

environments:
  py: {requirements: requirements.txt}

defaults:
  environment: py

stages:
  prepare:
    desc: Splits the hours by date.
    cmd: python src/prepare.py --until \${{ params.prepare.until }}
    deps: [src/prepare.py, "dataset:hours"]
    params: [prepare.until]
    outs: [build/train.csv]

  train:
    cmd: python src/train.py --seed \${{ params.seed }}
    deps:
      - src/train.py
      - build/train.csv
    params: [seed, train]
    outs:
      - build/model.onnx
    metrics: [metrics/train.json]
    environment: py

  report:
    cmd: [python, src/report.py]
    deps: [src/report.py, requirements.txt]
    needs: [train]
    plots:
      - {path: reports/curve.csv, x: step, y: loss}
`;

const files = [
  'MODEL_CARD.md',
  'data/',
  'data/hour.csv',
  'params.yaml',
  'pipeline.yaml',
  'requirements.txt',
  'src/',
  'src/prepare.py',
  'src/report.py',
  'src/train.py',
];
export const bikeFacts: Facts = {
  files,
  tracked: files.filter(file => !file.endsWith('/')),
  params: { 'params.yaml': { prepare: { until: '2011-05-01' }, seed: 1 } },
  lastRuns: { bike: { id: '0'.repeat(32), name: 'brave-newt', metrics: { rows: 17379, rmse: 41.2251 } } },
  stages: {
    'pipeline.yaml': {
      prepare: { state: 'cached' },
      train: { state: 'stale', durationMs: 134_000 },
      report: { state: 'never-run' },
    },
  },
};

/** A valid pipeline of a chain of stages, about nine lines each. */
export function longPipeline(count: number): string {
  const name = (i: number): string => `stage_${String(i).padStart(5, '0')}`;
  const stage = (i: number): string => `  ${name(i)}:
    cmd: python src/stage.py --in data/${name(i - 1)}.csv --out data/${name(i)}.csv --rate \${{ params.rate }}
    deps:
      - data/${name(i - 1)}.csv
      - src/stage.py
    params: [rate]
    outs:
      - data/${name(i)}.csv
`;
  const stages = Array.from({ length: count }, (_, i) => stage(i + 1)).join('');
  return `apiVersion: trainyard/v1\nkind: Pipeline\nname: long\nparams: {values: {rate: 0.1}}\nstages:\n${stages}`;
}
