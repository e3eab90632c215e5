// Rules of dvc.yaml.
import type { RuleSpec } from '../ruleSpec.ts';

export const dvcRules = {
  'dvc-expression-unknown': {
    severity: 'error',
    template: '«{name}» has no value in {sources}, so DVC stops here.',
    near: '«{name}» has no value in {sources}. Did you mean «{nearest}»?',
  },
  'dvc-shell-variable': {
    severity: 'error',
    template: 'DVC replaces ${…} itself and knows no «{name}». For a variable of the shell write {instead}.',
  },
  'dvc-param-missing': {
    severity: 'error',
    template: '«{param}» is not in {file}, so DVC stops here.',
    near: '«{param}» is not in {file}. Did you mean «{nearest}»?',
  },
  'dvc-expansion-items': {
    severity: 'error',
    template: '«{key}» must be a list or a mapping; «{text}» is {found}.',
  },
  'dvc-expansion-collision': {
    severity: 'error',
    template: '«{path}» is the same for {count} stages that «{stage}» stands for; put the item into the path.',
  },
  'dvc-stage-name': {
    severity: 'error',
    template: '«{name}» cannot name a stage: DVC allows no punctuation but «-» and «_».',
  },
  'dvc-lock-other-command': {
    severity: 'info',
    template: 'dvc.lock was made with another command, so «dvc repro» runs this stage: {locked}',
  },
} as const satisfies Record<string, RuleSpec>;
