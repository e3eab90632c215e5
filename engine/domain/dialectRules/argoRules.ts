// Rules of Argo Workflows.
import type { RuleSpec } from '../ruleSpec.ts';

export const argoRules = {
  'argo-template-unknown': {
    severity: 'error',
    template: 'There is no template «{name}» in this workflow.',
    near: 'There is no template «{name}» in this workflow. Did you mean «{nearest}»?',
  },
  'argo-reference-unknown': {
    severity: 'error',
    template: '«{name}» is no {what}, so Argo refuses the workflow.',
    near: '«{name}» is no {what}. Did you mean «{nearest}»?',
  },
  'argo-task-unknown': {
    severity: 'error',
    template: 'There is no task «{name}» beside this one.',
    near: 'There is no task «{name}» beside this one. Did you mean «{nearest}»?',
  },
  'argo-argument-missing': {
    severity: 'error',
    template: 'The template «{template}» needs the parameter «{name}», which is not given here and has no default.',
  },
  'argo-argument-unknown': {
    severity: 'warning',
    template: 'The template «{template}» takes no parameter «{name}»; the value goes nowhere.',
    near: 'The template «{template}» takes no parameter «{name}». Did you mean «{nearest}»?',
  },
  'argo-dependency-missing': {
    severity: 'error',
    template: 'This task uses what «{name}» gives but does not wait for it: add it to the dependencies.',
  },
  'argo-depends-both': {
    severity: 'error',
    template: 'A DAG uses «depends» or «dependencies», not both.',
  },
  'argo-input-unused': {
    severity: 'info',
    template: 'The template «{template}» does not use its input «{name}».',
  },
  'argo-parameter-unused': {
    severity: 'info',
    template: 'Nothing in this workflow uses the parameter «{name}».',
  },
  'argo-image-unpinned': {
    severity: 'info',
    template: 'The image «{image}» may be another one tomorrow: give it a version or a digest.',
  },
} as const satisfies Record<string, RuleSpec>;
