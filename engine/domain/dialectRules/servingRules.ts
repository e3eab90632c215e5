// Rules of formats that describe what is served: KServe, Seldon, Triton, BentoML.
import type { RuleSpec } from '../ruleSpec.ts';

export const servingRules = {
  'kserve-group-retired': {
    severity: 'warning',
    template: 'The group «{group}» was retired with KServe 0.7; «{nearest}» took its place.',
  },
  'kserve-implementations': {
    severity: 'error',
    template: '«predictor» needs exactly one model server; this one has {found}.',
  },
  'kserve-replicas': {
    severity: 'error',
    template: '«minReplicas» is {min}, more than «maxReplicas», which is {max}.',
  },
  'kserve-name': {
    severity: 'error',
    template: '«{name}» cannot name an InferenceService: small letters, digits and «-», a letter first, no «-» last.',
  },
  'kserve-storage': {
    severity: 'error',
    template: 'KServe reads no «{scheme}://»; it knows {known}.',
    near: 'KServe reads no «{scheme}://». Did you mean «{nearest}://»?',
  },
  'kserve-gpu-limit': {
    severity: 'error',
    template: 'GPUs have to be limited as well as asked for, or Kubernetes refuses the pod: add «{name}» to «limits».',
  },
  'kserve-tensor-parallel': {
    severity: 'warning',
    template: 'The model is spread over {asked} GPUs, and the pod has {given}.',
  },
  'kserve-canary-sum': {
    severity: 'error',
    template: 'The canaries get {sum} percent of the requests; 100 is all there is.',
  },
  'seldon-traffic-sum': {
    severity: 'error',
    template: 'The predictors get {sum} percent of the requests; it has to be 100.',
  },
  'seldon-container-missing': {
    severity: 'error',
    template: '«{name}» has neither an implementation nor a container of its name in «componentSpecs».',
    near: '«{name}» has no container of its name in «componentSpecs». Did you mean «{nearest}»?',
  },
  'seldon-implementation': {
    severity: 'warning',
    template: '«{name}» is no implementation of Seldon.',
    near: '«{name}» is no implementation of Seldon. Did you mean «{nearest}»?',
  },
  'seldon-step-unknown': {
    severity: 'error',
    template: 'There is no step «{name}» in this pipeline.',
    near: 'There is no step «{name}» in this pipeline. Did you mean «{nearest}»?',
  },
  'triton-name': {
    severity: 'error',
    template: 'The model lies in the folder «{nearest}», and Triton wants its name to be the same.',
  },
  'triton-preferred-batch': {
    severity: 'error',
    template: 'A preferred batch of {size} is larger than «max_batch_size», which is {max}.',
  },
  'triton-schedulers': {
    severity: 'error',
    template: '«{key}» cannot stand beside «{other}»: a model has one scheduler.',
  },
  'triton-ensemble-tensor': {
    severity: 'error',
    template: '«{name}» is given neither to the ensemble nor by another step.',
    near: '«{name}» is given neither to the ensemble nor by another step. Did you mean «{nearest}»?',
  },
  'bento-service-missing': {
    severity: 'error',
    template: 'There is no module «{name}» beside bentofile.yaml.',
    near: 'There is no module «{name}» beside bentofile.yaml. Did you mean «{nearest}»?',
  },
  'bento-base-image': {
    severity: 'warning',
    template: '«{key}» has no effect beside «base_image».',
  },
} as const satisfies Record<string, RuleSpec>;
