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
  'gitlab-reference-unknown': {
    severity: 'error',
    template: '«{job}» has no key «{name}», so GitLab refuses the pipeline.',
    near: '«{job}» has no key «{name}». Did you mean «{nearest}»?',
  },
  'gitlab-job-later': {
    severity: 'error',
    template:
      '«{name}» belongs to the stage «{stage}», which comes after «{own}»: a job cannot wait for a later stage.',
  },
  'gitlab-need-absent': {
    severity: 'warning',
    template: '«{name}» is there only with {condition}; without it GitLab makes no pipeline. Make the need optional.',
  },
  'gitlab-needs-many': {
    severity: 'warning',
    template: 'These are {count} needs; GitLab allows {limit} unless its administrator set another limit.',
  },
  'gitlab-dependency-not-needed': {
    severity: 'error',
    template: '«{name}» is not among the needs of this job, so GitLab refuses the dependency.',
  },
  'gitlab-artifact-unreached': {
    severity: 'info',
    template: '«{path}» is an artifact of «{job}», from which this job takes none.',
  },
  'gitlab-job-empty': {
    severity: 'error',
    template: 'The job «{name}» has nothing to do: it needs «script», «run» or «trigger».',
  },
  'gitlab-job-never': {
    severity: 'warning',
    template: 'Every rule of «{name}» says «never», so the job never runs.',
  },
  'gitlab-rules-with-only': {
    severity: 'error',
    template: '«{key}» cannot stand beside «rules»: GitLab refuses the job.',
  },
  'gitlab-matrix-large': {
    severity: 'error',
    template: 'The matrix makes {count} jobs; GitLab allows {limit}.',
  },
  'gitlab-cache-key': {
    severity: 'info',
    template:
      'The cache «{key}» is the same for all branches, so one gets the files of another. Put a variable into it.',
  },
  'gitlab-include-missing': {
    severity: 'error',
    template: 'There is no file «{name}» in the project.',
    near: 'There is no file «{name}» in the project. Did you mean «{nearest}»?',
  },
  'gitlab-input-unknown': {
    severity: 'error',
    template: 'There is no input «{name}» in the header of this file.',
    near: 'There is no input «{name}» in the header of this file. Did you mean «{nearest}»?',
  },
  'gitlab-input-unused': {
    severity: 'info',
    template: 'Nothing in this file uses the input «{name}».',
  },
  'gitlab-stage-unused': {
    severity: 'info',
    template: 'No job belongs to the stage «{name}».',
  },
} as const satisfies Record<string, RuleSpec>;
