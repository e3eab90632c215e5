// Rules that several foreign formats have in common.
import type { RuleSpec } from '../ruleSpec.ts';

export const sharedRules = {
  'key-deprecated': {
    severity: 'warning',
    template: '«{key}» is deprecated.',
    near: '«{key}» is deprecated; «{nearest}» took its place.',
  },
  'template-file': {
    severity: 'info',
    template: 'This is a template that becomes YAML when it is rendered, so nothing in it is checked.',
  },
  'script-not-dep': {
    severity: 'info',
    template: 'The command runs «{path}», which is not among the deps: the stage does not run again when it changes.',
  },
} as const satisfies Record<string, RuleSpec>;
