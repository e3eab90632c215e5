// Rules of compiled Kubeflow pipelines.
import type { RuleSpec } from '../ruleSpec.ts';

export const kfpRules = {
  'kfp-name-unknown': {
    severity: 'error',
    template: 'There is no {what} «{name}».',
    near: 'There is no {what} «{name}». Did you mean «{nearest}»?',
  },
  'kfp-component-unused': {
    severity: 'info',
    template: 'No task runs the component «{name}».',
  },
  'kfp-input-missing': {
    severity: 'error',
    template: 'The component «{component}» needs the input «{name}», which is not given and has no default.',
  },
  'kfp-type-mismatch': {
    severity: 'warning',
    template: 'The input «{name}» is of type {wanted}; this is of type {found}.',
  },
  'kfp-dependency-missing': {
    severity: 'error',
    template: 'This task uses what «{name}» gives, and «dependentTasks» does not list it: it may start too early.',
  },
  'kfp-image-unpinned': {
    severity: 'info',
    template: 'The image «{image}» may be another one tomorrow: give it a version or a digest.',
  },
} as const satisfies Record<string, RuleSpec>;
