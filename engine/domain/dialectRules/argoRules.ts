// Rules of Argo Workflows.
import type { RuleSpec } from '../ruleSpec.ts';

export const argoRules = {
  'argo-template-unknown': {
    severity: 'error',
    template: 'There is no template «{name}» in this workflow.',
    near: 'There is no template «{name}» in this workflow. Did you mean «{nearest}»?',
  },
  'argo-ref-unknown': {
    severity: 'error',
    template: '«{ref}» in {file} has no template «{name}».',
    near: '«{ref}» in {file} has no template «{name}». Did you mean «{nearest}»?',
  },
  'argo-reference-unknown': {
    severity: 'error',
    template: '«{name}» is no {what}, so Argo refuses the workflow.',
    near: '«{name}» is no {what}. Did you mean «{nearest}»?',
  },
  'argo-expression-hyphen': {
    severity: 'error',
    template: 'In an expression «-» is a minus, so «{name}» is not found: write {instead}.',
  },
  'argo-task-unknown': {
    severity: 'error',
    template: 'There is no task «{name}» beside this one.',
    near: 'There is no task «{name}» beside this one. Did you mean «{nearest}»?',
  },
  'argo-argument-missing': {
    severity: 'error',
    template: 'The template «{template}» needs the {what} «{name}», which is not given here and has no default.',
  },
  'argo-argument-unknown': {
    severity: 'warning',
    template: 'The template «{template}» takes no {what} «{name}»; what is given goes nowhere.',
    near: 'The template «{template}» takes no {what} «{name}». Did you mean «{nearest}»?',
  },
  'argo-dependency-missing': {
    severity: 'error',
    template: 'This task uses what «{name}» gives but does not wait for it: add it to the dependencies.',
  },
  'argo-step-later': {
    severity: 'error',
    template: 'The step «{name}» has not run when this one starts: what it gives is there for later groups of steps.',
  },
  'argo-depends-both': {
    severity: 'error',
    template: 'A DAG uses «depends» or «dependencies», not both.',
  },
  'argo-continue-on': {
    severity: 'error',
    template: '«continueOn» cannot stand in a DAG that uses «depends»: say «{name}.Failed» or «{name}.Errored» there.',
  },
  'argo-loops': {
    severity: 'error',
    template: 'A task is repeated in one way; «{key}» stands beside «{other}», so Argo refuses the workflow.',
  },
  'argo-name-twice': {
    severity: 'error',
    template: 'The name «{name}» is there twice, so Argo refuses the workflow.',
  },
  'argo-name-form': {
    severity: 'error',
    template: '«{name}» cannot be a name here: Argo allows letters, digits and «-», a letter or digit first.',
  },
  'argo-parameter-form': {
    severity: 'error',
    template: '«{name}» cannot name a parameter or an artifact: Argo allows letters, digits, «-» and «_».',
  },
  'argo-name-digit': {
    severity: 'error',
    template: '«{name}» begins with a digit, which Argo refuses where tasks wait for each other.',
  },
  'argo-name-long': {
    severity: 'error',
    template: 'The name has {count} characters; that of a {kind} has at most {limit}.',
  },
  'argo-output-source': {
    severity: 'error',
    template: 'The output «{name}» of a template with «{type}» needs {keys}.',
  },
  'argo-key-misplaced': {
    severity: 'error',
    template: '«{key}» cannot stand in a template with «{type}», so Argo refuses the workflow.',
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
