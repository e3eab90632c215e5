// Triton's configurations: models, ensembles against the models of their repository, folders of versions.
import { expect, test } from 'vitest';
import type { Facts } from '../../engine/domain/facts.ts';
import { readDialectFile } from '../../engine/pipeline/dialects/readDialect.ts';
import { dialectAgainstMarks, mendedBy } from '../kit/dialectFindings.ts';

const scale = `name: "scale"
backend: "python"
max_batch_size: 8
input [ { name: "raw" data_type: TYPE_UINT8 dims: [ -1 ] } ]
output { name: "scaled" data_type: TYPE_FP32 dims: [ 3, 224, 224 ] }
`;
const facts: Facts = {
  files: [
    'models/classify/config.pbtxt',
    'models/scale/config.pbtxt',
    'models/scale/1/model.py',
    'models/detect/config.pbtxt',
    'models/detect/1/model.onnx',
    'models/detect/labels.txt',
    'README.md',
  ],
  texts: {
    'models/scale/config.pbtxt': scale,
    'models/detect/config.pbtxt':
      'platform: "onnxruntime_onnx"\ninput { name: "x" data_type: TYPE_FP32 dims: [ 3, 224, 224 ] }\noutput { name: "y" data_type: TYPE_FP32 dims: 1000 }\n',
  },
};
const holds = (fixture: string, file = 'models/classify/config.pbtxt', more: Facts = facts): void => {
  const [found, marked] = dialectAgainstMarks(fixture, file, more);
  expect(found).toEqual(marked);
};

test('models with every part of the format have no findings', () => {
  holds(scale, 'models/scale/config.pbtxt');
  holds(
    `# a model with all that there is
name: "detect"
platform: "onnxruntime_onnx"
version_policy: { specific: { versions: [ 1, 3 ] } }
max_batch_size: 16
input [
  { name: "x", data_type: TYPE_FP32, format: FORMAT_NCHW, dims: [ 3, 224, 224 ], reshape { shape: [ 3, 224, 224 ] } },
  { name: "mask" data_type: TYPE_BOOL dims: [ -1 ] optional: true allow_ragged_batch: false }
]
output { name: "y" data_type: TYPE_FP32 dims: [ 1000 ] label_filename: "labels.txt" }
dynamic_batching {
  preferred_batch_size: [ 4, 8 ]
  max_queue_delay_microseconds: 100
  default_queue_policy { timeout_action: DELAY max_queue_size: 10 }
  priority_queue_policy { key: 1 value: { max_queue_size: 2 } }
}
instance_group [ { kind: KIND_GPU count: 2 gpus: [ 0, 1 ] rate_limiter { resources [ { name: "R" global: true count: 2 } ] priority: 1 } } ]
optimization { execution_accelerators { gpu_execution_accelerator: [ { name: "tensorrt" parameters { key: "precision_mode" value: "FP16" } } ] } graph { level: 1 } }
parameters: { key: "threads" value: { string_value: "4" } }
parameters: { key: "mode" value: { string_value: "x" } }
cc_model_filenames { key: "7.5" value: "t4.onnx" }
metric_tags { key: "team" value: "risk" }
model_warmup [ { name: "first" batch_size: 1 inputs { key: "x" value: { data_type: TYPE_FP32 dims: [ 3, 224, 224 ] random_data: true } } } ]
model_transaction_policy { decoupled: false }
response_cache { enable: true }
model_metrics { metric_control [ { metric_identifier { family: "nv_inference_first_response_histogram_ms" } histogram_options { buckets: [ 1, 2, 5 ] } } ] }
`,
    'models/detect/config.pbtxt',
  );
  holds(
    `backend: "python"
max_batch_size: 4
sequence_batching {
  max_sequence_idle_microseconds: 5000000
  control_input [ { name: "START" control [ { kind: CONTROL_SEQUENCE_START fp32_false_true: [ 0, 1 ] } ] } ]
  state [ { input_name: "in" output_name: "out" data_type: TYPE_INT32 dims: [ 1 ] initial_state: { data_type: TYPE_INT32 dims: [ 1 ] zero_data: true name: "zero" } } ]
  oldest { max_candidate_sequences: 4 preferred_batch_size: [ 2 ] }
}
model_repository_agents { agents [ { name: "checksum" parameters { key: "MD5:1/model.py" value: "0" } } ] }
`,
    'other/config.pbtxt',
  );
});

const ensemble = `platform: "ensemble"
max_batch_size: 8
input [ { name: "IMAGE" data_type: TYPE_UINT8 dims: [ -1 ] } ]
output [ { name: "CLASS" data_type: TYPE_FP32 dims: [ 1000 ] } ]
ensemble_scheduling {
  step [
    { model_name: "scale" model_version: -1
      input_map { key: "raw" value: "IMAGE" }
      output_map { key: "scaled" value: "tensor" } },
    { model_name: "detect"
      input_map { key: "x" value: "tensor" }
      output_map { key: "y" value: "CLASS" } }
  ]
}
`;

test('an ensemble that fits its models has no findings, a graph, and tensors that are one name', () => {
  holds(ensemble);
  const read = readDialectFile(ensemble, 'models/classify/config.pbtxt', facts);
  expect(read?.reading.stages.map(({ name, needs }) => [name, needs])).toEqual([
    ['scale', []],
    ['detect', ['scale']],
  ]);
  const places = read?.reading.names.filter(({ name }) => name === 'tensor').map(({ role }) => role);
  expect(places).toEqual(['definition', 'use']);
});

test('an ensemble is held against the models it runs', () =>
  holds(`input [ { name: "IMAGE" data_type: TYPE_FP32 dims: [ -1 ] } ]
output [ { name: "CLASS" data_type: TYPE_INT64 dims: [ 1000 ] } ]
#                 ^^^^^ error[triton-ensemble-type]: «CLASS» is of type TYPE_FP32, and TYPE_INT64 is wanted here.
ensemble_scheduling {
  step [
    { model_name: "scale"
      input_map { key: "row" value: "IMAGE" }
      #                 ^^^ error[triton-ensemble-port]: The model «scale» has no tensor «row». Did you mean «raw»?
      output_map { key: "scaled" value: "tensor" } },
    { model_name: "detekt"
    #              ^^^^^^ error[triton-model-missing]: There is no model «detekt» in this repository. Did you mean «detect»?
      input_map { key: "x" value: "tensr" }
      #                            ^^^^^ error[triton-ensemble-tensor]: …Did you mean «tensor»?
      output_map { key: "y" value: "CLASS" } },
    { model_name: "detect" input_map { key: "x" value: "IMAGE" } output_map { key: "y" value: "CLASS" } }
  ]
}
`));

test('models that may be brought later are not missing', () => {
  for (const name of ['detect2', 'scale_b', 'tokenizer'])
    holds(ensemble.replace('model_name: "detect"', `model_name: "${name}"`).replace('key: "y"', 'key: "any"'));
});

test('what a model says of itself', () =>
  holds(
    `name: "scale"
platform: "onnxruntime_onx"
#          ^^^^^^^^^^^^^^^ error[triton-platform]
max_batchsize: 8
#<^^^^^^^^^^^^^ error[unknown-key]: …Did you mean «max_batch_size»?
version_policy { all { } latest { num_versions: 1 } }
#                        ^^^^^^ error[triton-one-choice]
input [ { name: "a" data_type: TYPE_FLOAT dims: [ 1 ] }, { name: "a" data_type: TYPE_FP32 dims: [ 1 ] } ]
#                              ^^^^^^^^^^ error[wrong-value]
#                                                                 ^ error[triton-tensor-twice]
instance_group [ { kind: KIND_CPU gpus: [ 0 ] } ]
#                                 ^^^^ error[triton-cpu-gpus]
model_warmup [ { inputs { key: "b" value { data_type: TYPE_FP32 dims: 1 zero_data: true } } } ]
#                               ^ error[triton-warmup-input]
`,
    'models/scale/config.pbtxt',
  ));

test('a warm-up of another type is mended with the type of the input', () => {
  const text = (type: string): string =>
    `${scale}model_warmup { name: "w" inputs { key: "raw" value { data_type: ${type} dims: 1 zero_data: true } } }\n`;
  expect(mendedBy('triton-warmup-type', text('TYPE_FP32'), 'models/scale/config.pbtxt', facts)).toBe(
    text('TYPE_UINT8'),
  );
  holds(text('TYPE_UINT8'), 'models/scale/config.pbtxt');
});

test('a model without versions is noticed among models with versions', () => {
  const text = 'name: "idle"\n#      ^^^^ info[triton-version-missing]\nbackend: "onnxruntime"\n';
  const with_ = (files: readonly string[]): Facts => ({ files: [...files, 'models/idle/config.pbtxt'] });
  holds(text, 'models/idle/config.pbtxt', with_(facts.files ?? []));
  const silent = text.replace(/#.*\n/, '');
  holds(silent, 'models/idle/config.pbtxt', with_(['models/scale/config.pbtxt']));
  holds(silent, 'models/idle/config.pbtxt', { ...with_(facts.files ?? []), unlisted: ['models'] });
  holds('name: "idle"\nplatform: "ensemble"\n', 'models/idle/config.pbtxt', with_(facts.files ?? []));
});
