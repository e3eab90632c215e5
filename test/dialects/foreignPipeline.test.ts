// Files of foreign formats as one kind of graph: stages, edges, groups, circles, and the program that carries them out.
import { describe, expect, test } from 'vitest';
import type { Facts } from '../../engine/domain/facts.ts';
import type { ForeignPipeline } from '../../engine/domain/foreignPipeline.ts';
import { foreignPipeline } from '../../engine/pipeline/dialects/foreignPipeline.ts';
import { readDialectFile } from '../../engine/pipeline/dialects/readDialect.ts';
import { corpusOf, hasCorpus } from '../kit/corpus.ts';

function read(text: string, path: string, facts: Facts = {}): ForeignPipeline | null {
  const file = readDialectFile(text, path, facts);
  return file === null ? null : foreignPipeline(file, path);
}
/** `a → b (path, path)`, `a → b` for an edge without a file. */
const edgesOf = (edges: ForeignPipeline['edges'] | null | undefined): readonly string[] =>
  (edges ?? []).map(({ from, to, paths }) => `${from} → ${to}${paths.length === 0 ? '' : ` (${paths.join(', ')})`}`);
const namesOf = (pipeline: ForeignPipeline | null) => pipeline?.stages.map(({ name }) => name);

const matrix = `stages:
  prepare:
    cmd: python prepare.py
    outs: [data]
    frozen: true
  train:
    matrix:
      model: \${models}
      depth: [4, 8]
    cmd: python train.py \${item.model}
    deps: [data/clean.csv]
    params: [seed]
    outs: ['models/\${item.model}-\${item.depth}.pkl']
  evaluate:
    cmd: python evaluate.py
    deps: [models]
    metrics: [metrics.json]
    always_changed: true
`;
const models: Facts = { files: ['dvc.yaml', 'params.yaml'], texts: { 'params.yaml': 'seed: 1\nmodels: [lr, gbm]\n' } };

describe('dvc.yaml', () => {
  test('a matrix is one stage that stands for its members, and files are the edges', () => {
    const pipeline = read(matrix, 'dvc.yaml', models);
    expect(namesOf(pipeline)).toEqual(['prepare', 'train', 'evaluate']);
    const train = pipeline?.stages[1];
    expect([train?.memberCount, train?.members.map(({ name }) => name)]).toEqual([
      4,
      ['train@lr-4', 'train@lr-8', 'train@gbm-4', 'train@gbm-8'],
    ]);
    expect(edgesOf(pipeline?.edges)).toEqual([
      'prepare → train (data/clean.csv)',
      'train → evaluate (models/lr-4.pkl, models/lr-8.pkl, models/gbm-4.pkl, models/gbm-8.pkl)',
    ]);
    expect(edgesOf(pipeline?.memberEdges)).toContain('train@gbm-8 → evaluate (models/gbm-8.pkl)');
  });
  test('params, outs, command and what is frozen are told', () => {
    const [prepare, train, evaluate] = read(matrix, 'dvc.yaml', models)?.stages ?? [];
    expect([prepare?.marks, train?.marks, evaluate?.marks]).toEqual([['frozen'], [], ['always']]);
    expect([train?.params, evaluate?.outs, prepare?.does]).toEqual([['seed'], ['metrics.json'], 'python prepare.py']);
  });
  test('a matrix of values that are not known stays one stage, said to be repeated', () => {
    const train = read(matrix, 'dvc.yaml')?.stages[1];
    expect([train?.name, train?.memberCount, train?.marks]).toEqual(['train', 0, ['repeated']]);
  });
  test('a stage that waits for its own group is no circle of its own', () => {
    const text = `stages:
  step:
    foreach: [1, 2, 3]
    do:
      cmd: x
      deps: ['out/\${item}']
      outs: ['out/\${item}']
`;
    expect(read(text, 'dvc.yaml')?.circle).toBeNull();
  });
  test('a circle is told, and hangs nothing', () => {
    const text = 'stages:\n  a: {cmd: x, deps: [two], outs: [one]}\n  b: {cmd: x, deps: [one], outs: [two]}\n';
    const pipeline = read(text, 'dvc.yaml');
    expect(pipeline?.circle).toEqual(['a', 'b', 'a']);
    expect(edgesOf(pipeline?.edges)).toEqual(['b → a (two)', 'a → b (one)']);
  });
  test('ten thousand members are counted, some are listed, and none drawn one by one', () => {
    const numbers = `[${Array.from({ length: 100 }, (_, i) => i).join(', ')}]`;
    const text = `stages:
  make:
    matrix: {a: ${numbers}, b: ${numbers}}
    cmd: x
    outs: ['out/\${item.a}-\${item.b}']
  use:
    matrix: {a: ${numbers}, b: ${numbers}}
    cmd: x
    deps: [out]
    outs: ['used/\${item.a}-\${item.b}']
`;
    const file = readDialectFile(text, 'dvc.yaml', {});
    expect(file?.reading.stages).toHaveLength(20_000);
    const started = performance.now();
    const pipeline = file === null ? null : foreignPipeline(file, 'dvc.yaml');
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(pipeline?.stages.map(({ memberCount, members }) => [memberCount, members.length])).toEqual([
      [10_000, 500],
      [10_000, 500],
    ]);
    expect([pipeline?.memberEdges, pipeline?.edges.length]).toEqual([null, 1]);
  });
  test('an empty file is a pipeline without stages, a broken one says at which line', () => {
    expect(read('', 'dvc.yaml')).toMatchObject({ title: 'DVC pipeline', stages: [], problem: null });
    const broken = read('stages:\n  a: {cmd: x}\n  b: {cmd: [x\n', 'dvc.yaml');
    expect(broken?.problem?.line).toBeGreaterThan(2);
    expect(namesOf(broken)).toContain('a');
    expect(read('{% for a in b %}\nstages: {}\n', 'dvc.yaml')?.problem).toMatchObject({
      rule: 'template-file',
      line: 1,
    });
  });
});

describe('other formats', () => {
  test('Argo: tasks of a DAG wait for one another', () => {
    const text = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
spec:
  entrypoint: main
  templates:
    - name: main
      dag:
        tasks:
          - {name: fetch, template: run}
          - {name: train, template: run, depends: fetch.Succeeded, withItems: [1, 2]}
          - {name: publish, template: run, dependencies: [train], when: "true"}
    - name: run
      container: {image: python}
`;
    const pipeline = read(text, 'flow.yaml');
    expect(edgesOf(pipeline?.edges)).toEqual(['fetch → train', 'train → publish']);
    expect(pipeline?.stages.map(({ marks }) => marks)).toEqual([[], ['repeated'], ['conditional']]);
  });
  test('GitLab: jobs wait for what they need, else for the stage before', () => {
    const text = `stages: [build, test, deploy]
compile: {stage: build, script: [make]}
unit: {stage: test, script: [make test]}
lint: {stage: test, needs: [], script: [make lint], allow_failure: true}
ship: {stage: deploy, script: [make ship], when: manual}
`;
    const pipeline = read(text, '.gitlab-ci.yml');
    expect(edgesOf(pipeline?.edges)).toEqual(['compile → unit', 'unit → ship', 'lint → ship']);
    expect(pipeline?.stages.map(({ marks }) => marks)).toEqual([[], [], ['may-fail'], ['manual']]);
  });
  test('Kubeflow: tasks wait for the producers of their inputs', () => {
    const text = `schemaVersion: 2.1.0
pipelineInfo: {name: demo}
components:
  comp-a: {executorLabel: exec-a}
  comp-b: {executorLabel: exec-a}
deploymentSpec: {executors: {exec-a: {container: {image: x}}}}
root:
  dag:
    tasks:
      a: {componentRef: {name: comp-a}}
      b:
        componentRef: {name: comp-b}
        inputs: {parameters: {x: {taskOutputParameter: {producerTask: a, outputParameterKey: y}}}}
        triggerPolicy: {condition: "true"}
`;
    const pipeline = read(text, 'pipeline.yaml');
    expect(edgesOf(pipeline?.edges)).toEqual(['a → b']);
    expect(pipeline?.stages[1]?.marks).toEqual(['conditional']);
  });
  test('equal names of several documents get the names of their objects in front', () => {
    const service = (name: string) => `apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: ${name}}
spec: {transformer: {containers: [{image: x}]}, predictor: {model: {modelFormat: {name: sklearn}}}}
`;
    const pipeline = read([service('one'), service('two')].join('---\n'), 'serving.yaml');
    expect(namesOf(pipeline)).toEqual(['one/transformer', 'one/predictor', 'two/transformer', 'two/predictor']);
    expect(edgesOf(pipeline?.edges)).toEqual(['one/transformer → one/predictor', 'two/transformer → two/predictor']);
    expect(namesOf(read(service('one'), 'serving.yaml'))).toEqual(['transformer', 'predictor']);
  });
  test('equal names in one document are told apart by a number', () => {
    const text =
      'name: "e"\nplatform: "ensemble"\nensemble_scheduling { step [ { model_name: "m" }, { model_name: "m" } ] }\n';
    expect(namesOf(read(text, 'models/e/config.pbtxt'))).toEqual(['m', 'm (2)']);
  });
  test('a service without a graph and a job without steps can be carried out, and are no pipelines to list', () => {
    const command =
      '$schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json\ncommand: python x.py\n';
    expect(read(command, 'job.yml')).toMatchObject({ isListed: false, stages: [] });
    expect(read('', 'dvc.yaml')?.isListed).toBe(true);
  });
  test('a model configuration without an ensemble and a component are no pipelines', () => {
    expect(read('name: "m"\nplatform: "onnxruntime_onnx"\n', 'models/m/config.pbtxt')).toBeNull();
    const component =
      '$schema: https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json\ntype: command_component\n';
    expect(read(component, 'component.yml')).toBeNull();
  });
});

describe('the program that carries a file out', () => {
  const tool = (text: string, path: string) => read(text, path)?.tool;
  const argo = (kind: string, name: string) =>
    `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: {name: x}\nspec: {templates: [], arguments: {parameters: [{name: given, value: 1}, {name: ${name}}]}}\n`;

  test('DVC runs to a stage, a stage alone, and all of its own file', () => {
    expect(tool(matrix, 'sub/dvc.yaml')).toMatchObject({
      ...{ file: ['dvc', 'repro'], upTo: ['dvc', 'repro'], only: ['dvc', 'repro', '-s'], changes: null },
    });
    expect(tool(matrix, 'dvc.yml')).toBeNull();
  });
  test('MLflow asks for parameters without a default, by entry point', () => {
    const text = `entry_points:
  main:
    parameters: {alpha: float, l1: {type: float, default: 0.1}, data: {type: path}}
    command: python train.py {alpha} {l1} {data}
  check: {command: python check.py}
`;
    expect(tool(text, 'MLproject')).toMatchObject({ file: ['mlflow', 'run', '.'], only: ['mlflow', 'run', '.', '-e'] });
    expect(tool(text, 'MLproject')?.asks).toEqual([
      { stage: 'main', flag: '-P', name: 'alpha', type: 'float' },
      { stage: 'main', flag: '-P', name: 'data', type: 'path' },
    ]);
    expect(tool(text.replace('main:', 'other:'), 'MLproject')?.file).toBeNull();
  });
  test('Argo submits a workflow with the values it lacks, and no template', () => {
    expect(tool(argo('Workflow', 'lacking'), 'a.yaml')).toMatchObject({
      ...{ file: ['argo', 'submit', '--watch', 'a.yaml'], changes: 'cluster', upTo: null, only: null },
      asks: [{ stage: null, flag: '-p', name: 'lacking', type: 'string' }],
    });
    expect(tool(argo('WorkflowTemplate', 'lacking'), 'a.yaml')).toBeNull();
    expect(tool([argo('Workflow', 'x'), argo('CronWorkflow', 'y')].join('---\n'), 'a.yaml')).toBeNull();
  });
  test('kubectl, az, feast and bentoml take the file', () => {
    const kserve = 'apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nspec: {predictor: {sklearn: {}}}\n';
    const azure = '$schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json\ncommand: python x.py\n';
    const file = (text: string, path: string) => tool(text, path)?.file?.join(' ');
    expect(file(kserve, 'k8s/-odd.yaml')).toBe('kubectl apply -f ./-odd.yaml');
    expect(file(azure, 'job.yml')).toBe('az ml job create -f job.yml');
    expect(file('project: x\nprovider: local\nregistry: r\n', 'feature_store.yaml')).toBe('feast apply');
    expect(file('service: "service:svc"\n', 'bentofile.yaml')).toBe('bentoml build');
    expect(file('service: "service:svc"\n', 'bentofile.yml')).toBe('bentoml build -f bentofile.yml');
  });
  test('GitLab pipelines and compiled Kubeflow pipelines run elsewhere', () =>
    expect(tool('a: {script: [x]}\n', '.gitlab-ci.yml')).toBeNull());
});

describe.skipIf(!hasCorpus)('the corpus', () => {
  const kinds = [
    ['dvc', () => 'dvc.yaml'],
    ['mlproject', () => 'MLproject'],
    ['gitlab-ci', () => '.gitlab-ci.yml'],
    ['argo', (file: string) => file],
    ['serving', (file: string) => file],
    ['azureml', (file: string) => file],
    ['feast', () => 'feature_store.yaml'],
    ['bento', () => 'bentofile.yaml'],
    ['triton', () => 'config.pbtxt'],
  ] as const;
  for (const [kind, nameInRepo] of kinds)
    test(`every file of ${kind} is a sound graph`, () => {
      const files = corpusOf(kind, nameInRepo);
      const pipelines = files.flatMap(({ text, path, facts }) => read(text, path, facts) ?? []);
      for (const { stages, edges } of pipelines) {
        const names = stages.map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
        expect(edges.filter(({ from, to }) => !names.includes(from) || !names.includes(to))).toEqual([]);
        expect(stages.filter(({ range, name }) => range.end <= range.start || name === '')).toEqual([]);
      }
      // Most of what people call a pipeline has stages, and is read as one.
      if (kind === 'dvc' || kind === 'mlproject')
        expect(pipelines.filter(({ stages }) => stages.length > 0).length).toBeGreaterThan(0.8 * files.length);
    });
});
