// Rules of KServe.
import type { RuleSpec } from '../ruleSpec.ts';

export const kserveRules = {
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
    template: 'KServe reads no «{scheme}://».',
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
  'kserve-old-style': {
    severity: 'info',
    template: '«{key}» is the old style: «model» with «modelFormat: {name: {key}}» took its place.',
  },
  'kserve-mode-renamed': {
    severity: 'info',
    template: 'The mode «{mode}» is called «{nearest}» now.',
  },
  'kserve-needs-mode': {
    severity: 'error',
    template: '«{key}» is only for the deployment mode «{mode}»; KServe refuses it in this one.',
  },
  'kserve-scale-metric': {
    severity: 'error',
    template: '{by} does not scale by «{metric}»; it knows {known}.',
  },
  'kserve-autoscaler-mixed': {
    severity: 'error',
    template: '«{key}» does not go with the autoscaler «{by}»: KServe refuses the service.',
  },
  'kserve-canary-ignored': {
    severity: 'warning',
    template: '«{key}» does nothing in the deployment mode «Standard»: all requests go to the newest version.',
  },
  'kserve-canary-name': {
    severity: 'error',
    template: 'Another predictor of this service is named «{name}» too.',
  },
  'kserve-canary-scaling': {
    severity: 'error',
    template: 'A canary has a fixed number of replicas on one node: KServe refuses «{key}» here.',
  },
  'kserve-graph-root': {
    severity: 'error',
    template: 'Requests begin at the node «root», which is not there.',
  },
  'kserve-graph-node': {
    severity: 'error',
    template: 'There is no node «{name}» in this graph.',
    near: 'There is no node «{name}» in this graph. Did you mean «{nearest}»?',
  },
  'kserve-graph-target': {
    severity: 'error',
    template: 'A step goes to exactly one of nodeName, serviceName and serviceUrl; this one has {found}.',
  },
  'kserve-graph-step-twice': {
    severity: 'error',
    template: 'Another step of this node is named «{name}» too.',
  },
  'kserve-graph-weights': {
    severity: 'error',
    template: 'The weights of this splitter add up to {sum}; it has to be 100.',
  },
  'kserve-llm-exclusive': {
    severity: 'error',
    template: '«{key}» cannot stand beside «{other}».',
  },
  'kserve-llm-incomplete': {
    severity: 'error',
    template: '«{key}» needs «{other}» beside it.',
  },
} as const satisfies Record<string, RuleSpec>;
