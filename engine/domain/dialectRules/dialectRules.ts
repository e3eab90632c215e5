// The rules of all foreign formats; each has a section in the page of its format in docs/formats.
import { argoRules } from './argoRules.ts';
import { dvcRules } from './dvcRules.ts';
import { gitlabRules } from './gitlabRules.ts';
import { mlprojectRules } from './mlprojectRules.ts';
import { platformRules } from './platformRules.ts';
import { servingRules } from './servingRules.ts';
import { sharedRules } from './sharedRules.ts';

export const dialectRules = {
  ...sharedRules,
  ...dvcRules,
  ...mlprojectRules,
  ...argoRules,
  ...gitlabRules,
  ...servingRules,
  ...platformRules,
} as const;
