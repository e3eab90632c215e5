// KServe's kinds: services in both modes, canaries, graphs, runtimes, trained models, services of language models.
import { expect, test } from 'vitest';
import { readDialectFile } from '../../engine/pipeline/dialects/readDialect.ts';
import { dialectAgainstMarks, mendedBy } from '../kit/dialectFindings.ts';

const holds = (fixture: string, file = 'service.yaml'): void => {
  const [found, marked] = dialectAgainstMarks(fixture, file);
  expect(found).toEqual(marked);
};
const service = (spec: string, metadata = '  name: demand'): string =>
  `apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata:\n${metadata}\nspec:\n${spec}`;
const inMode = (mode: string, more = ''): string =>
  `  name: demand\n  annotations:\n    serving.kserve.io/deploymentMode: ${mode}\n${more}`;

test('a service with transformer, logger and pod settings has no findings', () =>
  holds(`apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: bike-demand
  namespace: models
  labels: {team: risk}
  annotations:
    serving.kserve.io/enable-tag-routing: "true"
spec:
  predictor:
    minReplicas: 0
    maxReplicas: 3
    containerConcurrency: 10
    serviceAccountName: models
    nodeSelector: {pool: gpu}
    tolerations: [{key: gpu, operator: Exists}]
    logger: {mode: all, url: http://sink.example.org}
    batcher: {maxBatchSize: 32, maxLatency: 500}
    model:
      modelFormat: {name: sklearn, version: "1"}
      protocolVersion: v2
      runtime: own-runtime
      storageUri: gs://models/demand
      resources:
        requests: {cpu: "1", memory: 2Gi}
        limits: {cpu: "1", memory: 2Gi}
      readinessProbe: {httpGet: {path: /ready, port: 8080}}
  transformer:
    containers:
      - name: kserve-container
        image: registry.example.org/transform:1.2
        env: [{name: STORAGE, value: x}]
`));

test('a service of a language model on several nodes has no findings', () =>
  holds(`apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: chat
  annotations:
    serving.kserve.io/deploymentMode: Standard
    serving.kserve.io/autoscalerClass: none
spec:
  predictor:
    model:
      modelFormat: {name: huggingface}
      storageUri: pvc://models/chat
      args: [--tensor-parallel-size=8]
      resources:
        limits: {nvidia.com/gpu: "4"}
    workerSpec:
      pipelineParallelSize: 2
      containers:
        - name: worker-container
          resources: {limits: {nvidia.com/gpu: "4"}}
`));

test('old styles, old modes and old schemes have a successor', () =>
  holds(
    service(
      `  predictor:
    sklearn:
    #<^^^^^^^ info[kserve-old-style]: «sklearn» is the old style: «model» with «modelFormat: {name: sklearn}» took its place.
      storageUri: s3a://models/demand
      #           ^^^ error[kserve-storage]: KServe reads no «s3a://». Did you mean «s3://»?
`,
      `  name: demand
  annotations:
    serving.kserve.io/deploymentMode: RawDeployment
    #                                 ^^^^^^^^^^^^^ info[kserve-mode-renamed]: The mode «RawDeployment» is called «Standard» now.`,
    ),
  ));

test('the quick fixes write the new style in block and in brackets', () => {
  expect(mendedBy('kserve-old-style', service('  predictor:\n    onnx:\n      storageUri: s3://m\n'), 'a.yaml')).toBe(
    service('  predictor:\n    model:\n      modelFormat: {name: onnx}\n      storageUri: s3://m\n'),
  );
  expect(mendedBy('kserve-old-style', service('  predictor:\n    onnx: {storageUri: "s3://m"}\n'), 'a.yaml')).toBe(
    service('  predictor:\n    model: {modelFormat: {name: onnx}, storageUri: "s3://m"}\n'),
  );
});

test('schemes that a cluster may know are left alone', () => {
  for (const uri of ['oci+native://img', 'model-registry://demand/1', 'abfss://c@a', '$' + '{URI}://x', 'hf://o/n'])
    holds(service(`  predictor:\n    model:\n      modelFormat: {name: onnx}\n      storageUri: "${uri}"\n`));
});

test('each mode scales by its own metrics, and splits requests in its own way', () => {
  holds(
    service(
      `  predictor:
    scaleMetric: memory
    #            ^^^^^^ error[kserve-scale-metric]: Knative does not scale by «memory»; it knows concurrency, rps.
    deploymentStrategy: {type: Recreate}
    #<^^^^^^^^^^^^^^^^^^ error[kserve-needs-mode]: «deploymentStrategy» is only for the deployment mode «Standard»…
    model: {modelFormat: {name: onnx}}
`,
      inMode('Knative'),
    ),
  );
  holds(
    service(
      `  predictor:
    canaryTrafficPercent: 10
    #<^^^^^^^^^^^^^^^^^^^^ warning[kserve-canary-ignored]
    scaleMetric: rps
    #            ^^^ error[kserve-scale-metric]: hpa does not scale by «rps»; it knows cpu, memory.
    model: {modelFormat: {name: onnx}}
`,
      inMode('Standard', '    serving.kserve.io/autoscalerClass: hpa'),
    ),
  );
});

test('autoscalers do not take the metrics of one another', () => {
  const mode = (by: string) => inMode('Standard', `    serving.kserve.io/autoscalerClass: ${by}`);
  holds(
    service(
      `  predictor:
    scaleMetric: cpu
    #<^^^^^^^^^^^ error[kserve-autoscaler-mixed]: «scaleMetric» does not go with the autoscaler «keda»…
    autoScaling: {metrics: [{type: External, external: {metric: {query: q}, target: {value: "1"}}}]}
    model: {modelFormat: {name: onnx}}
`,
      mode('keda'),
    ),
  );
  holds(
    service(
      `  predictor:
    autoScaling: {metrics: [{type: PodMetric}, {type: Resource, resource: {name: cpu}}]}
    #                              ^^^^^^^^^ error[kserve-autoscaler-mixed]
    model: {modelFormat: {name: onnx}}
`,
      mode('hpa'),
    ),
  );
});

test('nothing is said of metrics and canaries while the mode is that of the cluster', () =>
  holds(
    service(`  predictor:
    canaryTrafficPercent: 10
    scaleMetric: cpu
    deploymentStrategy: {type: Recreate}
    model: {modelFormat: {name: onnx}}
`),
  ));

test('canaries have names, shares and fixed replicas', () =>
  holds(
    service(
      `  predictor:
    name: stable
    model: {modelFormat: {name: onnx}, storageUri: "s3://m/1"}
  canary:
  #<^^^^^^ error[kserve-canary-sum]: The canaries get 110 percent of the requests; 100 is all there is.
  #<^^^^^^ error[kserve-needs-mode]
    - trafficPercent: 60
      predictor:
        name: stable
        #     ^^^^^^ error[kserve-canary-name]
        maxReplicas: 2
        #<^^^^^^^^^^^ error[kserve-canary-scaling]
        model: {modelFormat: {name: onnx}, storageUri: "s3://m/2"}
    - trafficPercent: 50
      predictor:
      #<^^^^^^^^^ error[missing-key]
        model: {modelFormat: {name: onnx}, storageUri: "s3://m/3"}
`,
      inMode('Knative'),
    ),
  ));

test('a misspelt key is reported with the nearest one, an unknown one is not', () =>
  holds(
    service(`  predictor:
    minReplica: 1
    #<^^^^^^^^^^ warning[unknown-key]: «minReplica» is not a key of «predictor». Did you mean «minReplicas»?
    somethingNew: 1
    model: {modelFormat: {name: onnx}, storageUrl: "s3://m"}
    #                                  ^^^^^^^^^^ warning[unknown-key]: …Did you mean «storageUri»?
`),
  ));

test('a patch of Kustomize lacks what it does not change', () => {
  const patch = service('  predictor:\n    maxReplicas: 5\n');
  holds(patch, 'overlays/prod/service.yaml');
  holds(patch, 'deploy/patch_replicas.yaml');
  expect(readDialectFile(patch, 'service.yaml', {})?.diagnostics.map(({ rule }) => rule)).toEqual([
    'kserve-implementations',
  ]);
});

test('values in bare braces make a template, values in quotes do not', () => {
  const bare = service('  predictor:\n    model: {modelFormat: {name: onnx}}\n', '  name: {{ name }}');
  expect(readDialectFile(bare, 'service.yaml', {})?.diagnostics.map(({ rule }) => rule)).toEqual(['template-file']);
  holds(service('  predictor:\n    model: {modelFormat: {name: onnx}}\n', '  name: "{{ name }}"'));
});

test('an object of before v1beta1 is only told that its group is gone', () =>
  holds(`apiVersion: serving.kubeflow.org/v1alpha2
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[kserve-group-retired]
kind: InferenceService
metadata: {name: Demand}
spec: {default: {predictor: {sklearn: {storageUri: "gs://m"}}}}
`));

test('a graph is read as one, and a sound one has no findings', () => {
  const graph = `apiVersion: serving.kserve.io/v1alpha1
kind: InferenceGraph
metadata: {name: pets}
spec:
  nodes:
    root:
      routerType: Sequence
      steps:
        - {serviceName: cat-dog, name: first}
        - {nodeName: breeds, name: second, data: $request}
    breeds:
      routerType: Switch
      steps:
        - {serviceName: cats, condition: "[@this].#(predictions.0==\\"cat\\")"}
        - {serviceUrl: "http://dogs.example.org"}
`;
  holds(graph);
  expect(readDialectFile(graph, 'graph.yaml', {})?.reading.stages.map(({ name, needs }) => [name, needs])).toEqual([
    ['root', []],
    ['breeds', ['root']],
  ]);
});

test('a splitter whose shares are 100 has no findings', () =>
  holds(`apiVersion: serving.kserve.io/v1alpha1
kind: InferenceGraph
metadata: {name: split}
spec:
  nodes:
    root: {routerType: Splitter, steps: [{serviceName: one, weight: 20}, {serviceName: two, weight: 80}]}
  minReplicas: 1
  resources: {limits: {cpu: "1"}}
`));

test('steps of a graph lead somewhere, once, and not round', () =>
  holds(`apiVersion: serving.kserve.io/v1alpha1
kind: InferenceGraph
metadata: {name: pets}
spec:
  nodes:
    root:
      routerType: Sequenz
      #           ^^^^^^^ error[wrong-value]
      steps:
        - {nodeName: bred}
        #            ^^^^ error[kserve-graph-node]: There is no node «bred» in this graph. Did you mean «breed»?
        - {name: x}
        #  ^^^^ error[kserve-graph-target]: …this one has none.
        - {name: x, serviceName: a, serviceUrl: "http://a"}
        #        ^ error[kserve-graph-step-twice]
        #                           ^^^^^^^^^^ error[kserve-graph-target]: …has serviceName, serviceUrl.
        - {nodeName: breed}
    breed:
    #<^^^^^ error[kserve-graph-weights]: The weights of this splitter add up to 90; it has to be 100.
      routerType: Splitter
      steps:
        - {serviceName: a, weight: 90}
        - {nodeName: root, weight: 0}
        #            ^^^^ error[cycle]: These stages wait for each other: root → breed → root.
`));

test('runtimes of both kinds have no findings, and services lead to their runtime', () => {
  const text = `apiVersion: serving.kserve.io/v1alpha1
kind: ClusterServingRuntime
metadata: {name: own-sklearn}
spec:
  annotations: {prometheus.kserve.io/port: "8080"}
  supportedModelFormats:
    - {name: sklearn, version: "1", autoSelect: true, priority: 2}
    - {name: onnx}
  protocolVersions: [v1, v2]
  containers:
    - name: kserve-container
      image: kserve/sklearnserver:v0.15.0
      args: ["--model_dir=/mnt/models"]
---
${service('  predictor:\n    model: {modelFormat: {name: sklearn}, runtime: own-sklearn}\n')}`;
  holds(text);
  const names = readDialectFile(text, 'all.yaml', {})?.reading.names.filter(({ kind }) => kind === 'runtime');
  expect(names?.map(({ name, role }) => [name, role])).toEqual([
    ['own-sklearn', 'definition'],
    ['own-sklearn', 'use'],
  ]);
  holds(`apiVersion: serving.kserve.io/v1alpha1
kind: ServingRuntime
metadata: {name: gpu}
spec:
  multiModel: false
  containers:
    - name: kserve-container
      resources:
        requests: {nvidia.com/gpu: "1"}
        #          ^^^^^^^^^^^^^^ error[kserve-gpu-limit]
`);
});

test('a trained model needs its framework, and its scheme is looked at', () => {
  holds(`apiVersion: serving.kserve.io/v1alpha1
kind: TrainedModel
metadata: {name: model1}
spec:
  inferenceService: sklearn-mms
  model: {storageUri: gs://m, framework: sklearn, memory: 256Mi}
`);
  holds(`apiVersion: serving.kserve.io/v1alpha1
kind: TrainedModel
metadata: {name: model1}
spec:
  inferenceService: sklearn-mms
  model: {storageUri: "gcs://m", framework: sklearn}
  #<^^^^^ error[missing-key]: «model» needs the key «memory».
  #                    ^^^ error[kserve-storage]
`);
});

test('services of language models in three shapes have no findings', () => {
  const of = (spec: string, kind = 'LLMInferenceService') =>
    `apiVersion: serving.kserve.io/v1alpha2\nkind: ${kind}\nmetadata: {name: chat}\nspec:\n  model: {uri: "hf://owner/chat", name: owner/chat}\n${spec}`;
  holds(of('  replicas: 3\n  router: {route: {}, gateway: {}, scheduler: {}}\n'));
  holds(
    of(`  parallelism: {data: 16, dataLocal: 8, tensor: 1, expert: true}
  template:
    containers: [{name: main, resources: {limits: {nvidia.com/gpu: "8"}, requests: {nvidia.com/gpu: "8"}}}]
  worker:
    containers: [{name: main, resources: {limits: {nvidia.com/gpu: "8"}}}]
  prefill:
    replicas: 2
    parallelism: {tensor: 4}
    template: {containers: [{name: main, resources: {limits: {nvidia.com/gpu: "4"}}}]}
`),
  );
  // What a configuration leaves open, the service that uses it says.
  holds(of('  worker: {containers: [{name: main}]}\n', 'LLMInferenceServiceConfig'));
  holds(of('  baseRefs: [{name: multi-node}]\n  worker: {containers: [{name: main}]}\n'));
});

test('replicas, scaling and parallelism of language models are held together', () =>
  holds(`apiVersion: serving.kserve.io/v1alpha1
kind: LLMInferenceService
metadata: {name: chat}
spec:
  model: {uri: "hf://owner/chat"}
  replicas: 2
  scaling: {minReplicas: 4, maxReplicas: 2, keda: {}}
  #<^^^^^^^ error[kserve-llm-exclusive]: «scaling» cannot stand beside «replicas».
  #                      ^ error[kserve-replicas]
  parallelism: {tensor: 4}
  #                     ^ warning[kserve-tensor-parallel]: The model is spread over 4 GPUs, and the pod has 2.
  template:
    containers: [{name: main, resources: {limits: {nvidia.com/gpu: "2"}}}]
  worker: {containers: [{name: main}]}
  #<^^^^^^ error[kserve-llm-incomplete]: «worker» needs «parallelism» beside it.
  prefill:
    parallelism: {pipeline: 2, data: 8}
    #                          ^^^^ error[kserve-llm-exclusive]
    #                          ^^^^ error[kserve-llm-incomplete]: «data» needs «dataLocal» beside it.
`));
