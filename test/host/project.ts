// A small project whose stages are plain shell: quick to run, with a metric, a cached stage and one that can be made to fail.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { linearModel } from '../kit/onnxModels.ts';

export const pipelineText = `apiVersion: trainyard/v1
kind: Pipeline
name: shell-demo

params:
  file: params.yaml

stages:
  prepare:
    desc: Copies the words.
    cmd: cp words.txt clean.txt
    deps: [words.txt]
    outs: [clean.txt]

  count:
    desc: Counts the words.
    cmd: |
      echo counting with \${{ params.count.scale }}
      printf '{"words": %s, "loss": 0.25}' "$(wc -w < clean.txt | tr -d ' ')" > metrics.json
    deps: [clean.txt]
    params: [count]
    metrics: [metrics.json]
`;

/** The same with a model, which is a copy of `given.onnx`, and gates that it has to pass. */
export const modelText = `${pipelineText}
  train:
    cmd: cp given.onnx model.onnx
    deps: [given.onnx]
    outs: [model.onnx]

gates:
  quality: {metric: "count:metrics.json#loss", op: "<=", value: 0.5}
  no-worse: {metric: "count#loss", op: "<=", baseline: champion}

model:
  name: shell-model
  artifact: model.onnx
  registry: {alias: challenger}
  requires: [quality, no-worse]
`;

/** The same, served on this machine; a further version stays at a fifth of the traffic until a person says otherwise. */
export const servedText = `${modelText}
deploy:
  local:
    platform: local
    strategy: {type: canary, steps: [{traffic: 20, hold: 1h}, {traffic: 100}], bake: 0s}
`;

/** A pipeline of another tool: a stage that stands for two, and one after both. */
export const otherText = `stages:
  split:
    foreach: [a, b]
    do:
      cmd: cp words.txt \${item}.txt
      deps: [words.txt]
      outs: ["\${item}.txt"]
  join:
    cmd: cat a.txt b.txt > all.txt
    deps: [a.txt, b.txt]
    outs: [all.txt]
    frozen: true
`;

/** One finding of a schema, and one that only sees who knows what stages write. */
export const dvcText = `stages:
  a:
    cmb: cp words.txt one.txt
    outs: [one.txt]
  b:
    cmd: cp words.txt one.txt
    outs: [one.txt]
`;

/** The manifest of an extension that shows YAML schemas, under the name of the widespread one. */
export const yamlManifest = {
  name: 'vscode-yaml',
  publisher: 'redhat',
  version: '1.0.0',
  engines: { vscode: '^1.90.0' },
  main: './extension.cjs',
  activationEvents: ['onLanguage:yaml'],
  contributes: {
    configuration: {
      properties: {
        'yaml.validate': { type: 'boolean', default: true },
        'yaml.completion': { type: 'boolean', default: true },
        'yaml.hover': { type: 'boolean', default: true },
        'yaml.schemas': { type: 'object', default: {} },
        'yaml.schemaStore.enable': { type: 'boolean', default: true },
      },
    },
  },
};

export function layProject(folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'pipeline.yaml'), pipelineText);
  writeFileSync(join(folder, 'params.yaml'), 'count:\n  scale: 2\n');
  writeFileSync(join(folder, 'words.txt'), 'one two three\n');
  mkdirSync(join(folder, 'other-tool'), { recursive: true });
  writeFileSync(join(folder, 'other-tool/dvc.yaml'), otherText);
  writeFileSync(join(folder, 'given.onnx'), linearModel({ a: 2 }, 1));
  return folder;
}
