// Rules of Feast feature stores.
import type { RuleSpec } from '../ruleSpec.ts';

export const feastRules = {
  'feast-serialization': {
    severity: 'warning',
    template: 'Feast dropped version {version} of entity keys; 3 is the one that works.',
  },
  'feast-password': {
    severity: 'warning',
    template:
      'This is a password in plain sight; Feast reads variables of the shell, written as ${NAME} with a dollar sign.',
  },
  'feast-type-unknown': {
    severity: 'error',
    template: 'Feast knows no «{name}» for «{key}».',
    near: 'Feast knows no «{name}» for «{key}». Did you mean «{nearest}»?',
  },
  'feast-local': {
    severity: 'info',
    template: '«{what}» is a file on this machine, and the provider is {provider}: others do not see it.',
  },
} as const satisfies Record<string, RuleSpec>;
