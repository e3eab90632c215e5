// Rules of platforms' formats: Azure ML, Kubeflow Pipelines, Feast, the Hub's evaluation results.
import type { RuleSpec } from '../ruleSpec.ts';

export const platformRules = {
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
  'kfp-name-unknown': {
    severity: 'error',
    template: 'There is no {what} «{name}».',
    near: 'There is no {what} «{name}». Did you mean «{nearest}»?',
  },
  'kfp-component-unused': {
    severity: 'info',
    template: 'No task runs the component «{name}».',
  },
  'feast-serialization': {
    severity: 'warning',
    template: 'Feast dropped version {version} of entity keys; 3 is the one that works.',
  },
  'feast-password': {
    severity: 'warning',
    template:
      'This is a password in plain sight; Feast reads variables of the shell, written as ${NAME} with a dollar sign.',
  },
  'evalresults-date': { severity: 'error', template: 'Many readers make a time of this date. Put it in quotes.' },
} as const satisfies Record<string, RuleSpec>;
