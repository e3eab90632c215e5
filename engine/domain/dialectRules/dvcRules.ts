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
  'dvc-value-kind': {
    severity: 'error',
    template: '«{name}» is {found}, so DVC stops here: only «cmd» takes a mapping, and nothing takes a list.',
  },
  'dvc-vars-expression': {
    severity: 'error',
    template: 'DVC replaces no ${…} in «vars» and stops here: write the value.',
  },
  'dvc-vars-file-missing': {
    severity: 'error',
    template: 'There is no file «{file}», so DVC stops here.',
  },
  'dvc-vars-loaded': {
    severity: 'error',
    template: '«{file}» is loaded already, whole or in part, so DVC stops here. params.yaml is always loaded whole.',
  },
  'dvc-vars-redefined': {
    severity: 'error',
    template: '«{name}» has a value from {source} already, and DVC lets none be set twice.',
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
  'dvc-name-shadowed': {
    severity: 'warning',
    template: 'The params have a «{name}» of their own, which the item of this stage hides.',
  },
  'dvc-stage-name': {
    severity: 'error',
    template: '«{name}» cannot name a stage: DVC allows no punctuation but «-» and «_».',
  },
  'dvc-live-removed': {
    severity: 'error',
    template: '«live» is gone since DVC 3, which stops here: list the files of DVCLive under «metrics» and «plots».',
  },
  'dvc-wdir-missing': {
    severity: 'warning',
    template: 'There is no folder «{path}» to run the command in.',
    near: 'There is no folder «{path}» to run the command in. Did you mean «{nearest}»?',
  },
  'dvc-metrics-place': {
    severity: 'info',
    template: '«{path}» stands under «outs», so «dvc metrics» does not show it. List it under «metrics».',
  },
  'dvc-out-ignored': {
    severity: 'warning',
    template: 'Nobody keeps «{path}»: git ignores it, and «cache: false» says that DVC does not keep it either.',
  },
  'dvc-params-unlisted': {
    severity: 'info',
    template: '«{script}» reads params.yaml, and the stage lists no params: it does not run again when one changes.',
  },
  'dvc-lock-other-command': {
    severity: 'info',
    template: 'dvc.lock was made with another command, so «dvc repro» runs this stage: {locked}',
  },
  'dvc-lock-other-path': {
    severity: 'info',
    template: 'dvc.lock does not have «{path}» for this stage, so «dvc repro» runs it.',
  },
  'dvc-lock-other-param': {
    severity: 'info',
    template: '«{param}» is {now} now and was {before} in dvc.lock, so «dvc repro» runs this stage.',
  },
  'dvc-lock-renamed': {
    severity: 'info',
    template: 'dvc.lock calls this stage «{name}», so «dvc repro» runs it anew.',
  },
  'dvc-lock-stage-gone': {
    severity: 'info',
    template: 'dvc.lock still has a stage «{name}», which is not here.',
  },
} as const satisfies Record<string, RuleSpec>;
