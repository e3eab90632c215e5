// Rules of Seldon Core.
import type { RuleSpec } from '../ruleSpec.ts';

export const seldonRules = {
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
  'seldon-model-uri': {
    severity: 'error',
    template: '«{name}» loads a model, and «modelUri», which says from where, is missing.',
  },
  'seldon-name-twice': {
    severity: 'error',
    template: 'There is another «{name}» above.',
  },
  'seldon-step-part': {
    severity: 'error',
    template: 'After a step comes «inputs» or «outputs», not «{part}».',
  },
  'seldon-default-unknown': {
    severity: 'error',
    template: 'The default «{name}» is none of the candidates.',
    near: 'The default «{name}» is none of the candidates. Did you mean «{nearest}»?',
  },
  'seldon-replicas': {
    severity: 'error',
    template: '«minReplicas» is {min}, more than «maxReplicas», which is {max}.',
  },
} as const satisfies Record<string, RuleSpec>;
