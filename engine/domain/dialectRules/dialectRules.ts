// The rules of all foreign formats; each has a section in the page of its format in docs/formats.

import { argoRules } from './argoRules.ts';
import { azuremlRules } from './azuremlRules.ts';
import { bentoRules } from './bentoRules.ts';
import { dvcRules } from './dvcRules.ts';
import { evalresultsRules } from './evalresultsRules.ts';
import { feastRules } from './feastRules.ts';
import { gitlabRules } from './gitlabRules.ts';
import { kfpRules } from './kfpRules.ts';
import { kserveRules } from './kserveRules.ts';
import { mlprojectRules } from './mlprojectRules.ts';
import { seldonRules } from './seldonRules.ts';
import { sharedRules } from './sharedRules.ts';
import { tritonRules } from './tritonRules.ts';

export const dialectRules = {
  ...sharedRules,
  ...dvcRules,
  ...mlprojectRules,
  ...argoRules,
  ...gitlabRules,
  ...kserveRules,
  ...seldonRules,
  ...tritonRules,
  ...bentoRules,
  ...azuremlRules,
  ...kfpRules,
  ...feastRules,
  ...evalresultsRules,
} as const;
