// Rules of MLproject files.
import type { RuleSpec } from '../ruleSpec.ts';

export const mlprojectRules = {
  'mlproject-placeholder-unknown': {
    severity: 'error',
    template: '«{name}» is no parameter of «{entry}», so MLflow stops here. A brace that is meant is written twice.',
    near: '«{name}» is no parameter of «{entry}». Did you mean «{nearest}»?',
  },
  'mlproject-brace': {
    severity: 'error',
    template: 'What stands in single braces is no parameter, so MLflow stops here. Write each brace twice.',
  },
  'mlproject-step-unknown': {
    severity: 'error',
    template: '«{script}» runs the entry point «{name}», which this project does not have.',
    near: '«{script}» runs the entry point «{name}», which this project does not have. Did you mean «{nearest}»?',
  },
  'mlproject-key-unknown': {
    severity: 'info',
    template: 'MLflow does not read «{key}».',
  },
  'mlproject-path-with-spark': {
    severity: 'error',
    template: '«{name}» is a path, and a Spark job on Databricks takes none: MLflow stops here.',
  },
  'mlproject-parameter-unused': {
    severity: 'info',
    template: 'The command of «{entry}» does not use «{name}», so its value goes nowhere.',
  },
  'mlproject-type-unknown': {
    severity: 'info',
    template: 'MLflow knows string, float, path and uri; «{type}» is read as string.',
  },
  'mlproject-default-type': {
    severity: 'warning',
    template: '«{name}» is a float, and its default «{value}» is none.',
  },
  'mlproject-environments': {
    severity: 'error',
    template: 'A project has one environment; «{key}» stands beside «{other}», so MLflow stops here.',
  },
  'mlproject-no-environment': {
    severity: 'info',
    template: 'Without an environment MLflow makes one with its own Python and nothing but MLflow in it.',
  },
  'mlproject-file-missing': {
    severity: 'error',
    template: 'There is no file «{name}» beside the MLproject file.',
    near: 'There is no file «{name}» beside the MLproject file. Did you mean «{nearest}»?',
  },
} as const satisfies Record<string, RuleSpec>;
