// Seldon's objects: deployments of version 1; models, pipelines, experiments and servers of version 2.
import { expect, test } from 'vitest';
import { readDialectFile } from '../../engine/pipeline/dialects/readDialect.ts';
import { dialectAgainstMarks, mendedBy } from '../kit/dialectFindings.ts';

const holds = (fixture: string, file = 'seldon.yaml'): void => {
  const [found, marked] = dialectAgainstMarks(fixture, file);
  expect(found).toEqual(marked);
};
const deployment = (predictors: string): string =>
  `apiVersion: machinelearning.seldon.io/v1\nkind: SeldonDeployment\nmetadata:\n  name: demand\nspec:\n  predictors:\n${predictors}`;
const second = (kind: string, spec: string): string =>
  `apiVersion: mlops.seldon.io/v1alpha1\nkind: ${kind}\nmetadata:\n  name: demand\nspec:\n${spec}`;

test('deployments with an own container, a shadow and a combiner have no findings', () => {
  holds(
    deployment(`    - name: main
      replicas: 2
      traffic: 100
      componentSpecs:
        - spec:
            containers: [{name: scaler, image: "registry.example.org/scaler:1"}]
          hpaSpec: {minReplicas: 1, maxReplicas: 3}
      graph:
        name: scaler
        type: TRANSFORMER
        children:
          - {name: model, implementation: SKLEARN_SERVER, modelUri: "gs://models/demand", children: []}
      svcOrchSpec: {env: [{name: SELDON_LOG_LEVEL, value: DEBUG}]}
    - name: next
      shadow: true
      traffic: 10
      graph: {name: model, implementation: TRITON_SERVER, modelUri: "gs://models/next"}
`),
  );
  holds(
    deployment(`    - name: main
      graph:
        name: average
        implementation: AVERAGE_COMBINER
        type: COMBINER
        children:
          - {name: a, implementation: XGBOOST_SERVER, modelUri: "s3://models/a", envSecretRefName: bucket}
          - {name: b, implementation: HUGGINGFACE_SERVER, parameters: [{name: task, type: STRING, value: text-generation}]}
`),
  );
});

test('shares, names, containers and models of a deployment', () =>
  holds(
    deployment(`    - name: main
      traffic: 80
      graph:
        name: model
        implementation: SKLEARN_SERVR
        #               ^^^^^^^^^^^^^ warning[seldon-implementation]: …Did you mean «SKLEARN_SERVER»?
    - name: main
      #     ^^^^ error[seldon-name-twice]: There is another «main» above.
      traffic: 10
      componentSpecs: [{spec: {containers: [{name: scaler}]}}]
      graph:
        name: scalr
        #     ^^^^^ error[seldon-container-missing]: …Did you mean «scaler»?
        type: TRANSFORM
        #     ^^^^^^^^^ error[wrong-value]
        children:
          - {name: model, implementation: MLFLOW_SERVER}
          #                               ^^^^^^^^^^^^^ error[seldon-model-uri]
`).replace(
      '  predictors:\n',
      '  predictors:\n  #<^^^^^^^^^^ error[seldon-traffic-sum]: The predictors get 90 percent…\n',
    ),
  ));

test('one predictor alone may say nothing of its traffic, or all of it', () => {
  const one = (traffic: string): string =>
    deployment(`    - {name: main, ${traffic}graph: {name: m, implementation: SKLEARN_SERVER, modelUri: "gs://m"}}\n`);
  for (const traffic of ['', 'traffic: 100, ', 'traffic: 0, ']) holds(one(traffic));
  expect(readDialectFile(one('traffic: 50, '), 's.yaml', {})?.diagnostics.map(({ rule }) => rule)).toEqual([
    'seldon-traffic-sum',
  ]);
});

test('models, servers and explainers have no findings', () => {
  holds(second('Model', '  storageUri: "gs://models/demand"\n  requirements: [sklearn]\n  memory: 100Mi\n'));
  holds(
    second('Model', '  storageUri: "gs://e"\n  explainer: {type: anchor_tabular, modelRef: income}\n  replicas: 2\n'),
  );
  holds(second('Server', '  serverConfig: mlserver\n  replicas: 1\n  extraCapabilities: [income]\n  podSpec: {}\n'));
  holds(second('Server', '  serverConfig: triton\n  minReplicas: 1\n  maxReplicas: 4\n'));
});

test('keys and replicas of models', () =>
  holds(
    second(
      'Model',
      `  storagUri: "gs://models/demand"
  #<^^^^^^^^^ warning[unknown-key]: …Did you mean «storageUri»?
  minReplicas: 3
  #            ^ error[seldon-replicas]
  maxReplicas: 2
`,
    ),
  ));

test('pipelines that join, trigger, batch and read others have no findings', () => {
  holds(
    second(
      'Pipeline',
      `  steps:
    - name: clean
    - name: score
      inputs: [clean.outputs.rows, demand.inputs.raw]
      tensorMap: {clean.outputs.rows: x}
      batch: {size: 8}
    - name: explain
      inputs: [score]
      triggers: [clean.outputs.flag]
      inputsJoinType: inner
  output: {steps: [score, explain], stepsJoin: any}
`,
    ),
  );
  holds(
    second(
      'Pipeline',
      `  input: {externalInputs: [other.outputs], joinType: outer}
  allowCycles: true
  maxStepRevisits: 3
  steps:
    - {name: ask, inputs: [answer.outputs]}
    - {name: answer, inputs: [ask]}
  output: {steps: [answer]}
`,
    ),
  );
});

test('steps of a pipeline are there once, and go neither round nor nowhere', () =>
  holds(
    second(
      'Pipeline',
      `  steps:
    - name: clean
      inputs: [score]
      #        ^^^^^ error[cycle]: These stages wait for each other: clean → score → clean.
    - name: score
      inputs: [clean.output.rows, claen]
      #              ^^^^^^ error[seldon-step-part]: After a step comes «inputs» or «outputs», not «output».
      #                           ^^^^^ error[seldon-step-unknown]: …Did you mean «clean»?
    - name: score
      #     ^^^^^ error[seldon-name-twice]
  output: {steps: [sore]}
  #                ^^^^ error[seldon-step-unknown]: …Did you mean «score»?
`,
    ),
  ));

test('the quick fix of a step part writes the word', () => {
  const text = second('Pipeline', '  steps:\n    - name: a\n    - {name: b, inputs: [a.output.x]}\n');
  expect(mendedBy('seldon-step-part', text, 's.yaml')).toBe(text.replace('a.output.x', 'a.outputs.x'));
});

test('steps are stages, and what they wait for', () => {
  const text = second('Pipeline', '  steps:\n    - name: a\n    - {name: b, inputs: [a.outputs.x], triggers: [a]}\n');
  const read = readDialectFile(text, 's.yaml', {});
  expect(read?.reading.stages.map(({ name, needs }) => [name, needs])).toEqual([
    ['a', []],
    ['b', ['a']],
  ]);
});

test('experiments of models and of pipelines have no findings; their default is a candidate', () => {
  holds(second('Experiment', '  default: a\n  candidates: [{name: a, weight: 50}, {name: b, weight: 50}]\n'));
  holds(
    second(
      'Experiment',
      '  resourceType: pipeline\n  candidates: [{name: a, weight: 1}]\n  mirror: {name: c, percent: 50}\n',
    ),
  );
  holds(
    second(
      'Experiment',
      `  default: iris
  #        ^^^^ error[seldon-default-unknown]: …Did you mean «iris1»?
  candidates:
    - {name: iris1, weight: 50}
    - {name: iris1, weight: 50}
    #        ^^^^^ error[seldon-name-twice]
`,
    ),
  );
});
