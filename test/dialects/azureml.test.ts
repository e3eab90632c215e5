// Files of Azure ML's CLI: pipelines with components beside them, single jobs, assets, schedules, endpoints.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of Azure ML look like those of template strings.
import { expect, test } from 'vitest';
import type { Facts } from '../../engine/domain/facts.ts';
import { readDialectFile } from '../../engine/pipeline/dialects/readDialect.ts';
import { dialectAgainstMarks, mendedBy } from '../kit/dialectFindings.ts';

const component = `$schema: https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json
name: train
type: command
inputs:
  data: {type: uri_folder}
  epochs: {type: integer, default: 3}
  rate: {type: number, optional: true}
outputs:
  model: {type: mlflow_model}
code: ./src
environment: azureml:train:1
command: python train.py --data \${{inputs.data}} --epochs \${{inputs.epochs}} $[[--rate \${{inputs.rate}}]] --out \${{outputs.model}}
`;
const score = 'type: command\ninputs: {model: {type: mlflow_model}, limit: {type: number}}\ncommand: score\n';
const facts: Facts = {
  files: ['ml/pipeline.yml', 'ml/train.yml', 'ml/score.yml', 'ml/src/train.py', 'ml/env/conda.yml'],
  texts: { 'ml/train.yml': component, 'ml/score.yml': score },
};
const holds = (fixture: string, more: Facts = facts): void => {
  const [found, marked] = dialectAgainstMarks(fixture, 'ml/pipeline.yml', more);
  expect(found).toEqual(marked);
};
const of = (kind: string, body: string): string =>
  `$schema: https://azuremlschemas.azureedge.net/latest/${kind}.schema.json\n${body}`;
const pipeline = (body: string): string =>
  of('pipelineJob', `type: pipeline\nsettings:\n  default_compute: azureml:cpu-cluster\n${body}`);

const sound = pipeline(`experiment_name: demand
inputs:
  raw: {type: uri_folder, path: "azureml:demand:3"}
  limit: 0.5
outputs:
  model: {type: mlflow_model, mode: upload}
jobs:
  train:
    type: command
    component: ./train.yml
    inputs:
      data: \${{parent.inputs.raw}}
      epochs: 10
    outputs:
      model: \${{parent.outputs.model}}
    resources: {instance_count: 2, shm_size: 2g}
    distribution: {type: pytorch, process_count_per_instance: 4}
  score:
    type: command
    component: file:./score.yml
    inputs:
      model: \${{parent.jobs.train.outputs.model}}
      limit: \${{parent.inputs.limit}}
    queue_settings: {job_tier: Spot}
    services: {shell: {type: vs_code}}
`);

test('a pipeline with components beside it has no findings, and a graph', () => {
  holds(sound);
  const read = readDialectFile(sound, 'ml/pipeline.yml', facts);
  expect(read?.reading.stages.map(({ name, needs }) => [name, needs])).toEqual([
    ['train', []],
    ['score', ['train']],
  ]);
  expect(read?.reading.files.map(({ path }) => path)).toEqual(['ml/train.yml', 'ml/score.yml']);
  expect(read?.reading.expressionNames).toContainEqual({
    name: 'parent.jobs.train.outputs.model',
    detail: 'mlflow_model',
  });
});

test('a pipeline of inline, parallel, spark and automl jobs has no findings', () =>
  holds(
    pipeline(`jobs:
  prep:
    command: echo \${{inputs.text}} > \${{outputs.file}}
    environment: {image: "mcr.example.org/base:1", conda_file: ./env/conda.yml}
    inputs: {text: hello}
    outputs:
      file: {type: uri_file}
  batch:
    type: parallel
    mini_batch_size: "1"
    input_data: \${{inputs.files}}
    inputs: {files: {type: uri_folder, path: "azureml:images:1", mode: eval_mount}}
    outputs: {result: {type: uri_file}}
    retry_settings: {max_retries: 2, timeout: 60}
    task: {type: run_function, code: ./src, entry_script: train.py, environment: "azureml:score:2", program_arguments: "--out \${{outputs.result}}"}
  clean:
    type: spark
    code: ./src
    entry: {file: train.py}
    conf: {spark.driver.cores: 1}
    inputs: {file: {type: uri_file, path: "\${{parent.jobs.prep.outputs.file}}", mode: direct}}
    args: --file \${{inputs.file}}
    resources: {instance_type: standard_e8s_v3, runtime_version: "3.4"}
  learn:
    type: automl
    task: regression
    primary_metric: r2_score
    target_column_name: demand
    training_data: \${{parent.jobs.batch.outputs.result}}
    limits: {timeout_minutes: 60, max_trials: 5}
    outputs: {best_model: {type: mlflow_model}}
`),
  ));

test('names in expressions lead somewhere', () =>
  holds(
    pipeline(`inputs: {raw: {type: uri_folder, path: "azureml:demand:3"}, seed: 1}
#                                                           ^^^^ info[azureml-input-unused]
outputs: {report: {type: uri_file}}
#         ^^^^^^ warning[azureml-output-unbound]: No job writes the output «report»: bind it with \${{parent.outputs.report}}.
jobs:
  train:
    component: ./train.yml
    inputs: {data: "\${{parent.inputs.row}}"}
    #                                ^^^ error[azureml-reference-unknown]: There is no input «row» in this pipeline. Did you mean «raw»?
    outputs:
      model:
      #<^^^^^ info[azureml-output-unused]
  other:
    component: ./train.yml
    inputs: {data: "\${{parent.jobs.train.outputs.modle}}", rate: "\${{parent.jobs.trian.outputs.x}}"}
    #                                            ^^^^^ error[azureml-reference-unknown]: …Did you mean «model»?
    #                                                                            ^^^^^ error[azureml-reference-unknown]: There is no job «trian»…
`).replace('row}}"}', 'row}} ${{parent.inputs.raw}}"}'),
  ));

test('jobs that wait for each other are a circle', () =>
  holds(
    pipeline(`jobs:
  a: {command: echo, environment: "azureml:e:1", inputs: {x: "\${{parent.jobs.b.outputs.y}}"}, outputs: {y: {type: uri_file}}}
  #                                                                          ^ error[cycle]: These stages wait for each other: a → b → a.
  b: {command: echo, environment: "azureml:e:1", inputs: {x: "\${{parent.jobs.a.outputs.y}}"}, outputs: {y: {type: uri_file}}}
`),
  ));

test('inputs are held against the component', () =>
  holds(
    pipeline(`jobs:
  train:
    component: ./train.yml
    inputs: {epochs: many, epoch: 3}
    #<^^^^^^ error[azureml-input-missing]: The component of «train» needs the input «data»…
    #                ^^^^ error[azureml-type-mismatch]: The input «epochs» is of type integer; this is of type text.
    #                      ^^^^^ warning[azureml-input-unknown]: …Did you mean «epochs»?
    outputs: {model: {type: mlflow_model}}
  score:
    component: ./score.yml
    inputs: {limit: "\${{parent.jobs.train.outputs.model}}", model: 5}
    #                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[azureml-type-mismatch]: …of type number; this is of type mlflow_model.
    #                                                              ^ error[azureml-type-mismatch]
`),
  ));

test('nothing is said of components that are not known', () => {
  const text = pipeline('jobs:\n  train:\n    component: ./train.yml\n    inputs: {any: 3}\n');
  holds(text, { files: facts.files ?? [] });
  holds(text.replace('./train.yml', 'azureml:train:3'));
  holds(text.replace('./train.yml', 'azureml://registries/shared/components/train/versions/1'));
});

test('files that are not there, with the nearest one', () =>
  holds(
    pipeline(`jobs:
  train:
    component: ./trian.yml
    #          ^^^^^^^^^^^ error[azureml-file-missing]: …Did you mean «./train.yml»?
    inputs: {data: {path: ./data, type: uri_folder}}
  other:
    command: echo
    code: sources
    #     ^^^^^^^ error[azureml-file-missing]
    environment: {image: x, conda_file: env/conda.yaml}
    #                                   ^^^^^^^^^^^^^^ error[azureml-file-missing]: …Did you mean «env/conda.yml»?
`),
  ));

test('a job needs a compute from somewhere, a component gets it from its pipeline', () => {
  const jobs = `jobs:
  train: {component: ./train.yml, inputs: {data: {path: "azureml:d:1"}}}
  #<^^^^^ warning[azureml-compute-missing]
  sub: {type: pipeline, component: "azureml:sub:1"}
  spark: {type: spark, entry: {file: x.py}, resources: {instance_type: big, runtime_version: "3.4"}}
`;
  holds(of('pipelineJob', `type: pipeline\n${jobs}`));
  const plain = jobs.replace(/ *#.*\n/, '');
  holds(of('pipelineComponent', `type: pipeline\nname: part\n${plain}`));
  holds(of('pipelineJob', `type: pipeline\ncompute: azureml:cpu\n${plain}`));
});

test('a component and a job have no findings; names in their commands do', () => {
  holds(component.replaceAll('\\', ''), {});
  holds(
    of(
      'commandJob',
      `command: >-
  python main.py --in \${{inputs.data}} --lr \${{inputs.lr}}
code: src
environment: azureml:AzureML-sklearn-1.5:33
environment_variables: {NCCL_DEBUG: WARN, TOKEN_LIMIT: "512"}
inputs: {data: {type: uri_file, path: "https://example.org/data.csv"}, lr: 0.1}
compute: azureml:gpu
limits: {timeout: 600}
identity: {type: user_identity}
tags: {team: risk}
`,
    ),
  );
  holds(
    of(
      'commandJob',
      `command: python main.py --lr \${{inputs.rate}} --out \${{outputs.out}}
#                                      ^^^^ error[azureml-name-unknown]: There is no input «rate» here.
#                                                              ^^^ error[azureml-name-unknown]
inputs: {lr: 0.1}
environment: azureml:env@latest
#            ^^^^^^^^^^^^^^^^^^ info[azureml-latest]
environment_variables: {HF_TOKEN: hf_live_0123456789}
#                                 ^^^^^^^^^^^^^^^^^^ error[azureml-secret]
`,
    ),
    {},
  );
});

test('a sweep searches what its command uses', () => {
  const sweep = (space: string): string =>
    of(
      'sweepJob',
      `type: sweep
trial:
  command: python train.py --lr \${{search_space.lr}} --data \${{inputs.data}}
  environment: azureml:train:1
inputs: {data: {type: uri_file, path: "azureml:demand:1"}}
sampling_algorithm: random
search_space:
  lr: {type: uniform, min_value: 0.01, max_value: 0.1}
${space}objective: {goal: minimize, primary_metric: rmse}
limits: {max_total_trials: 20, max_concurrent_trials: 5}
early_termination: {type: bandit, slack_factor: 0.1, evaluation_interval: 1}
`,
    );
  holds(sweep(''), {});
  holds(
    sweep(`  depth: {type: choice, values: [3, 5]}
  #<^^^^^ warning[azureml-search-unused]: The command does not use \${{search_space.depth}}…
`),
    {},
  );
});

test('assets, schedules, endpoints and deployments have no findings', () => {
  const all = [
    of('environment', 'name: train\nimage: mcr.example.org/base:1\nconda_file: env/conda.yml\nos_type: linux\n'),
    of('environment', 'name: own\nbuild: {path: src, dockerfile_path: Dockerfile}\n'),
    of('model', 'name: demand\nversion: 3\npath: ./model\ntype: mlflow_model\nflavors: {sklearn: {}}\n'),
    of('model', 'name: demand\npath: runs:/abc/model\ntype: custom_model\n'),
    of('data', 'name: demand\ntype: mltable\npath: ./data\ndescription: x\n'),
    of('data', 'name: hours\nversion: 1\ntype: uri_file\npath: azureml://datastores/lake/paths/h.csv\n'),
    of(
      'schedule',
      'name: nightly\ntrigger: {type: cron, expression: "0 3 * * *", time_zone: UTC}\ncreate_job: ./pipeline.yml\n',
    ),
    of(
      'schedule',
      'name: weekly\ntrigger: {type: recurrence, frequency: week, interval: 1, schedule: {hours: [4], minutes: [0], week_days: [monday]}}\ncreate_job: {type: pipeline, job: ./pipeline.yml}\n',
    ),
    of('managedOnlineEndpoint', 'name: demand\nauth_mode: aad_token\ntraffic: {blue: 0}\n'),
    of('batchEndpoint', 'name: demand\ndefaults: {deployment_name: blue}\n'),
    of(
      'managedOnlineDeployment',
      'name: blue\nendpoint_name: demand\nmodel: {path: ./model}\ncode_configuration: {code: src, scoring_script: train.py}\nenvironment: azureml:score:1\ninstance_type: Standard_DS3_v2\ninstance_count: 1\nliveness_probe: {initial_delay: 10}\n',
    ),
    of(
      'modelBatchDeployment',
      'name: blue\nendpoint_name: demand\ntype: model\nmodel: azureml:demand:1\ncompute: azureml:cpu\nsettings: {mini_batch_size: 10, output_action: append_row}\nresources: {instance_count: 2}\n',
    ),
  ];
  for (const text of all) holds(text);
});

test('shares and instances of endpoints, scripts of deployments', () => {
  holds(
    of(
      'managedOnlineEndpoint',
      'name: demand\ntraffic: {blue: 90, green: 20}\n#<^^^^^^^ error[azureml-traffic-sum]: The deployments get 110 percent…\n',
    ),
  );
  holds(
    of(
      'kubernetesOnlineDeployment',
      `name: blue
endpoint_name: demand
scale_settings: {type: target_utilization, min_instances: 3, max_instances: 2}
#                                                         ^ error[azureml-instances]
code_configuration: {code: src, scoring_script: trian.py}
#                                               ^^^^^^^^ error[azureml-file-missing]: …Did you mean «train.py»?
`,
    ),
  );
});

test('kinds that have no rules here, such as datastores, are left alone', () =>
  holds(of('azureBlob', 'name: lake\ntype: azure_blob\nanything: 1\n')));

test('the quick fix of a misspelt output writes the name', () => {
  const text = sound.replace('train.outputs.model', 'train.outputs.modle');
  expect(mendedBy('azureml-reference-unknown', text, 'ml/pipeline.yml', facts)).toBe(sound);
});
