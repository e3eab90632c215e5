// Rules of Triton model configurations.
import type { RuleSpec } from '../ruleSpec.ts';

export const tritonRules = {
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
  'triton-version-missing': {
    severity: 'info',
    template: 'Other models here have numbered folders of versions, and {folder} has none: Triton has nothing to load.',
  },
  'triton-platform': {
    severity: 'error',
    template: 'Triton has no platform «{name}».',
    near: 'Triton has no platform «{name}». Did you mean «{nearest}»?',
  },
  'triton-one-choice': {
    severity: 'error',
    template: '«{key}» cannot stand beside «{other}»: one of them is meant.',
  },
  'triton-tensor-twice': {
    severity: 'error',
    template: 'There is another tensor «{name}» above.',
  },
  'triton-cpu-gpus': {
    severity: 'error',
    template: 'Instances of KIND_CPU have no GPUs: Triton refuses the group.',
  },
  'triton-warmup-input': {
    severity: 'error',
    template: 'The model has no input «{name}».',
    near: 'The model has no input «{name}». Did you mean «{nearest}»?',
  },
  'triton-warmup-type': {
    severity: 'error',
    template: 'The input «{name}» is of type {wanted}; this is of type {found}.',
  },
  'triton-model-missing': {
    severity: 'error',
    template: 'There is no model «{name}» in this repository.',
    near: 'There is no model «{name}» in this repository. Did you mean «{nearest}»?',
  },
  'triton-ensemble-port': {
    severity: 'error',
    template: 'The model «{model}» has no tensor «{name}».',
    near: 'The model «{model}» has no tensor «{name}». Did you mean «{nearest}»?',
  },
  'triton-ensemble-type': {
    severity: 'error',
    template: '«{name}» is of type {found}, and {wanted} is wanted here.',
  },
} as const satisfies Record<string, RuleSpec>;
