// Rules of GitLab CI.
import type { RuleSpec } from '../ruleSpec.ts';

export const gitlabRules = {
  'gitlab-stage-unknown': {
    severity: 'error',
    template: 'There is no stage «{name}»; the pipeline has: {known}.',
    near: 'There is no stage «{name}». Did you mean «{nearest}»?',
  },
  'gitlab-job-unknown': {
    severity: 'error',
    template: 'There is no job «{name}» in this pipeline.',
    near: 'There is no job «{name}» in this pipeline. Did you mean «{nearest}»?',
  },
  'gitlab-job-later': {
    severity: 'error',
    template:
      '«{name}» belongs to the stage «{stage}», which comes after «{own}»: a job cannot wait for a later stage.',
  },
  'gitlab-job-empty': {
    severity: 'error',
    template: 'The job «{name}» has nothing to do: it needs «script», «run» or «trigger».',
  },
  'gitlab-rules-with-only': {
    severity: 'error',
    template: '«{key}» cannot stand beside «rules»: GitLab refuses the job.',
  },
  'gitlab-stage-unused': {
    severity: 'info',
    template: 'No job belongs to the stage «{name}».',
  },
} as const satisfies Record<string, RuleSpec>;
