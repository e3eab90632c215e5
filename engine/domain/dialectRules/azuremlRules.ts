// Rules of Azure ML jobs, components, assets and endpoints.
import type { RuleSpec } from '../ruleSpec.ts';

export const azuremlRules = {
  'azureml-reference-unknown': {
    severity: 'error',
    template: 'There is no {what} «{name}» in this pipeline.',
    near: 'There is no {what} «{name}» in this pipeline. Did you mean «{nearest}»?',
  },
  'azureml-file-missing': {
    severity: 'error',
    template: 'There is no file or folder «{name}».',
    near: 'There is no file or folder «{name}». Did you mean «{nearest}»?',
  },
  'azureml-sweep-incomplete': {
    severity: 'error',
    template: 'A sweep needs «{key}».',
  },
  'azureml-latest': {
    severity: 'info',
    template: '«{asset}» may be another version tomorrow; a number pins it.',
  },
  'azureml-name-unknown': {
    severity: 'error',
    template: 'There is no {what} «{name}» here.',
    near: 'There is no {what} «{name}» here. Did you mean «{nearest}»?',
  },
  'azureml-input-missing': {
    severity: 'error',
    template: 'The component of «{job}» needs the input «{name}», which is not given and has no default.',
  },
  'azureml-input-unknown': {
    severity: 'warning',
    template: 'The component has no input «{name}».',
    near: 'The component has no input «{name}». Did you mean «{nearest}»?',
  },
  'azureml-type-mismatch': {
    severity: 'error',
    template: 'The input «{name}» is of type {wanted}; this is of type {found}.',
  },
  'azureml-input-unused': {
    severity: 'info',
    template: 'No job uses the input «{name}».',
  },
  'azureml-output-unbound': {
    severity: 'warning',
    template: 'No job writes the output «{name}»: bind it with ${{parent.outputs.{name}}}.',
  },
  'azureml-output-unused': {
    severity: 'info',
    template: 'No job reads the output «{name}», and no output of the pipeline is bound to it.',
  },
  'azureml-compute-missing': {
    severity: 'warning',
    template: '«{name}» has no compute, and the pipeline has none for all jobs: set «default_compute».',
  },
  'azureml-search-unused': {
    severity: 'warning',
    template: 'The command does not use ${{search_space.{name}}}, so the search changes nothing by it.',
  },
  'azureml-traffic-sum': {
    severity: 'error',
    template: 'The deployments get {sum} percent of the requests; it has to be 100, or 0 for none.',
  },
  'azureml-instances': {
    severity: 'error',
    template: '«min_instances» is {min}, more than «max_instances», which is {max}.',
  },
  'azureml-secret': {
    severity: 'error',
    template:
      'This looks like a secret ({kind}), and everyone who reads the file could use it. Keep it in the workspace: its key vault, or a connection.',
  },
} as const satisfies Record<string, RuleSpec>;
