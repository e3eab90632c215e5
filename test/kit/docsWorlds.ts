// The projects in which the examples of the documentation lie, as its pages say.
import type { Facts } from '../../engine/domain/facts.ts';
import type { GateVerdict } from '../../engine/domain/gate.ts';

/** Where the examples of a page or rule lie, as the page says. */
export const worlds: Readonly<Record<string, { readonly file: string; readonly facts: Facts }>> = {
  gitlab: { file: '.gitlab-ci.yml', facts: { files: ['.gitlab-ci.yml', 'train.py', 'ci/train.yml'] } },
  evalresults: { file: '.eval_results/hle.yaml', facts: {} },
  kserve: { file: 'service.yaml', facts: {} },
  seldon: { file: 'seldon.yaml', facts: {} },
  azureml: {
    file: 'job.yml',
    facts: {
      files: ['job.yml', 'train.yml'],
      texts: {
        'train.yml':
          'type: command\ninputs: {data: {type: uri_file}, epochs: {type: integer, default: 1}}\noutputs: {model: {type: uri_folder}}\n',
      },
    },
  },
  kfp: { file: 'compiled.yaml', facts: {} },
  feast: { file: 'feature_store.yaml', facts: {} },
  bento: { file: 'bentofile.yaml', facts: { files: ['bentofile.yaml', 'service.py', 'requirements.txt'] } },
  triton: {
    file: 'models/demand/config.pbtxt',
    facts: {
      files: ['models/demand/config.pbtxt', 'models/demand/1/model.onnx', 'models/scale/config.pbtxt'],
      texts: {
        'models/scale/config.pbtxt':
          'name: "scale"\ninput { name: "x" data_type: TYPE_FP32 dims: 1 }\noutput { name: "y" data_type: TYPE_FP32 dims: 1 }\n',
      },
    },
  },
  'triton-version-missing': {
    file: 'models/idle/config.pbtxt',
    facts: { files: ['models/idle/config.pbtxt', 'models/demand/1/model.onnx'] },
  },
  argo: {
    file: 'workflow.yaml',
    facts: {
      texts: {
        'tools.yaml': `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: tools}
spec: {templates: [{name: echo, container: {image: 'alpine:3.20'}}]}
`,
      },
    },
  },
  mlproject: {
    file: 'MLproject',
    facts: { files: ['MLproject', 'conda.yaml', 'train.py'], texts: { 'train.py': 'mlflow.run(".", "prepare")\n' } },
  },
  dvc: {
    file: 'dvc.yaml',
    facts: {
      files: ['dvc.yaml', 'dvc.lock', 'params.yaml', 'src/prepare.py', 'data/raw.csv'],
      texts: {
        'params.yaml': 'seed: 42\nsplit: {test_size: 0.2}\n',
        'dvc.lock': `schema: '2.0'
stages:
  prepare:
    cmd: echo
    params: {params.yaml: {seed: 1}}
    outs: [{path: out.txt, md5: a}]
`,
        '.gitignore': '/scores.json\n',
        'src/prepare.py': 'params = yaml.safe_load(open("params.yaml"))\n',
      },
    },
  },
};

const cards = {
  'BIKE_CARD.md': '---\ntrainyard:\n  pipeline: pipeline.yaml\n---\n',
  'TAXI_CARD.md': '---\ntrainyard: {pipeline: taxi.yaml}\n---\n',
};
const ownFiles = [
  'src/prepare.py',
  'src/train.py',
  'data/hour.csv',
  'requirements.txt',
  'params.yaml',
  'pipeline.yaml',
  ...Object.keys(cards),
];
const run = '0123456789abcdef0123456789abcdef';
const olderRun = '1'.repeat(32);
const verdict = (metric: string, state: GateVerdict['state']): GateVerdict => ({
  gate: metric === 'rmse' ? 'quality' : 'speed',
  state,
  onFail: 'block',
  runId: run,
  at: 0,
  metric,
  op: '<=',
  measured: 41.2251,
  bound: state === 'failed' ? 40 : 60,
  baseline: null,
  reason: null,
});
/** Of the project in which the examples of pipelines and cards lie. */
export const ownFacts: Facts = {
  files: [...ownFiles, 'src/', 'data/'],
  tracked: ownFiles,
  params: { 'params.yaml': { seed: 42, train: { rate: 0.1 } } },
  lastRuns: { bike: { id: run, name: 'brave-newt', metrics: { rmse: 41.2, auc: 0.91 } } },
  models: { bike: { aliases: { champion: 1 }, versions: [1] } },
  targets: {
    'pipeline.yaml': {
      local: { state: 'live', version: 1, candidate: null, features: { temp: 'numeric', season: 'categorical' } },
    },
  },
  stages: { 'pipeline.yaml': { 'train-all': { state: 'succeeded', durationMs: 42 * 60_000 } } },
  runs: {
    [run]: { id: run, name: 'brave-newt', metrics: { rmse: 41.2251 }, params: { 'train.learning_rate': '0.1' } },
    [olderRun]: { id: olderRun, name: 'calm-otter', metrics: {} },
  },
  texts: { ...cards, 'pipeline.yaml': 'name: bike\nmodel: {name: bike}\n' },
  gates: {
    'pipeline.yaml': { quality: verdict('rmse', 'passed'), speed: verdict('latency', 'passed') },
    'next.pipeline.yaml': { quality: verdict('rmse', 'failed') },
  },
};

/** An example of a rule shows what matters; this is the file around it. */
export function wholePipeline(code: string): string {
  const stages = /^stages:/m.test(code) ? '' : 'stages: {train: {cmd: python -m bike.train}}\n';
  const params = /^params:/m.test(code) ? '' : 'params: {file: params.yaml}\n';
  return `apiVersion: trainyard/v1\nkind: Pipeline\nname: bike\n${params}${stages}${code}`;
}
