// Rules of the Hub's evaluation results and benchmarks.
import type { RuleSpec } from '../ruleSpec.ts';

export const evalresultsRules = {
  'evalresults-date': { severity: 'error', template: 'Many readers make a time of this date. Put it in quotes.' },
  'evalresults-framework': {
    severity: 'warning',
    template: 'The Hub knows no framework «{name}».',
    near: 'The Hub knows no framework «{name}». Did you mean «{nearest}»?',
  },
  'evalresults-task-twice': {
    severity: 'error',
    template: 'There is another task «{id}» above; results name tasks by their id.',
  },
} as const satisfies Record<string, RuleSpec>;
