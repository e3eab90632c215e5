// Rules of BentoML build files.
import type { RuleSpec } from '../ruleSpec.ts';

export const bentoRules = {
  'bento-service-missing': {
    severity: 'error',
    template: 'There is no module «{name}» beside bentofile.yaml.',
    near: 'There is no module «{name}» beside bentofile.yaml. Did you mean «{nearest}»?',
  },
  'bento-base-image': {
    severity: 'warning',
    template: '«{key}» has no effect beside «base_image».',
  },
  'bento-cuda-distro': {
    severity: 'error',
    template: 'BentoML has no image with CUDA for «{distro}»; debian and ubi8 have one.',
  },
  'bento-include-empty': {
    severity: 'info',
    template: '«{pattern}» matches no file beside bentofile.yaml, so nothing goes in by it.',
  },
  'bento-unpinned': {
    severity: 'info',
    template: '«{name}» has no version and versions are not locked: each build may take another one.',
  },
  'bento-file-missing': {
    severity: 'error',
    template: 'There is no file «{name}» beside bentofile.yaml.',
    near: 'There is no file «{name}» beside bentofile.yaml. Did you mean «{nearest}»?',
  },
  'bento-secret': {
    severity: 'error',
    template: 'This looks like a secret ({kind}), and it goes into the image. Give it where the Bento runs.',
  },
} as const satisfies Record<string, RuleSpec>;
