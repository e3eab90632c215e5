// Pipelines as teams write them, each with the files it lies among: nothing is said of them.
import { expect, test } from 'vitest';
import type { Facts } from '../../engine/domain/facts.ts';
import { checkPipeline } from '../../engine/pipeline/checkPipeline.ts';
import { parsePipeline } from '../../engine/pipeline/parsePipeline.ts';
import { ruleText } from '../../present/texts.ts';

interface Project {
  readonly file?: string;
  readonly files: readonly string[];
  readonly params?: Facts['params'];
  readonly texts?: Facts['texts'];
  readonly yaml: string;
}
const head = 'apiVersion: trainyard/v1\nkind: Pipeline\n';

const projects: Readonly<Record<string, Project>> = {
  'one script, one model': {
    files: ['train.py', 'data.csv', 'requirements.txt'],
    texts: { 'requirements.txt': 'scikit-learn==1.7.2\nskl2onnx==1.20.0\n' },
    yaml: `name: iris
environments: {py: {requirements: requirements.txt}}
defaults: {environment: py, timeout: 1h}
stages:
  train:
    cmd: python train.py
    deps: [train.py, data.csv]
    outs: [model.onnx]
    metrics: [metrics.json]
model: {name: iris, artifact: model.onnx}
`,
  },
  'a package in a folder of a larger repository': {
    file: 'services/churn/pipeline.yaml',
    files: [
      'services/churn/pipeline.yaml',
      'services/churn/churn/__init__.py',
      'services/churn/churn/features.py',
      'services/churn/churn/train.py',
      'services/churn/params.yaml',
      'libs/common/io.py',
      'data/customers.parquet',
    ],
    params: { 'services/churn/params.yaml': { features: { window: 30 }, model: { depth: 6, eta: 0.3 } } },
    yaml: `name: churn
params: {file: params.yaml, values: {model: {eta: 0.1}}}
datasets:
  customers: {path: ../../data/customers.parquet, role: train}
stages:
  features:
    cmd: uv run python -m churn.features --window \${{ params.features.window }}
    deps: [churn, ../../libs/common/io.py, "dataset:customers"]
    params: [features.window]
    outs: [build/features.parquet]
  train:
    cmd: |
      set -eu
      export OMP_NUM_THREADS=4
      uv run python -m churn.train --depth \${{ params.model.depth }} --eta \${{ params.model.eta }} --threads \${OMP_NUM_THREADS}
    deps: [churn, build/features.parquet]
    params: [model]
    outs: [build/model]
    plots: [{path: reports/importance.csv, x: feature, y: gain}]
`,
  },
  'a shell loop with variables of its own, and tools that are installed': {
    files: ['scripts/download.sh', 'scripts/score.R', 'README.md'],
    yaml: `name: shell
params: {values: {year: 2024, model: base}}
stages:
  download:
    cmd: >-
      for year in 2023 2024; do
        bash scripts/download.sh "\${year}" > raw/\${year}.csv;
      done
    deps: [scripts/download.sh]
    outs: [raw]
    always: true
  convert:
    cmd: jupyter nbconvert --to notebook --execute explore.ipynb && awk -v year=\${{ params.year }} '{print $1, "\${year}"}' raw/2024.csv > out.csv
    deps: [raw]
    params: [year]
    outs: [out.csv]
  score:
    cmd: [Rscript, scripts/score.R, "--model=\${{ params.model }}"]
    deps: [scripts/score.R, out.csv]
    params: [model]
    metrics: [metrics/score.json]
  publish:
    cmd: python -m twine --version && echo \${HOME} \${CI_COMMIT_SHA:-none}
    needs: [score]
    always: true
`,
  },
  'training that measures itself on test data, and a test of it': {
    files: ['src/fit.py', 'src/test.py', 'data/train.csv', 'data/test.csv', 'data/reference.csv'],
    yaml: `name: fit
datasets:
  train: {path: data/train.csv, role: train}
  test: {path: data/test.csv, role: test}
  base: {path: data/train.csv, role: reference}
stages:
  fit:
    cmd: python src/fit.py
    deps: [src/fit.py, "dataset:train", "dataset:test"]
    outs: [model.onnx]
    metrics: [metrics/fit.jsonl]
  test:
    cmd: python -u src/test.py
    deps: [src/test.py, model.onnx, "dataset:test"]
    metrics: [metrics/test.json]
gates: {good: {metric: "test:metrics/test.json#accuracy", op: ">=", value: 0.9}}
model: {name: fit, artifact: model.onnx, requires: [good]}
package: {format: onnx, reference: "dataset:base"}
deploy: {prod: {platform: local, approval: required}}
monitor: {target: prod, signals: {drift: {type: data_drift, action: notify}}}
`,
  },
  'order without files, anchors and a stage that a stage before writes the script of': {
    files: ['gen.py', 'requirements/base.txt', 'requirements/dev.txt'],
    texts: { 'requirements/dev.txt': '-r base.txt\npytest\n', 'requirements/base.txt': 'numpy==2.2.6\n' },
    yaml: `name: order
environments:
  dev: {requirements: requirements/dev.txt}
params: {values: {defaults: &common {epochs: 3}, fast: {epochs: 1}}}
stages:
  lock: {cmd: "true", always: true}
  generate:
    cmd: python gen.py
    deps: [gen.py]
    outs: [made/run.py]
    needs: [lock]
  run:
    cmd: python made/run.py --epochs \${{ params.defaults.epochs }}
    deps: [made]
    params: [defaults, fast]
    environment: dev
    outs: [out.bin]
  after:
    cmd: python made/run.py --check
    deps: [made/run.py]
    needs: [run]
`,
  },
};

test.each(Object.entries(projects))('%s', (_, { file = 'pipeline.yaml', files, params, texts, yaml }) => {
  const facts: Facts = { files: [...files, file], params: params ?? {}, ...(texts && { texts }) };
  const found = checkPipeline(parsePipeline(head + yaml), file, facts);
  expect(
    found.map(({ rule, args, range }) => [(head + yaml).slice(range.start, range.end), ruleText(rule, args)]),
  ).toEqual([]);
});
