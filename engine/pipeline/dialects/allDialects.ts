// Every foreign format, in the order in which they are tried by content.
import { argo } from './argo/argo.ts';
import { azureml } from './azureml/azureml.ts';
import { bento } from './bento/bento.ts';
import type { Dialect } from './dialect.ts';
import { dvc } from './dvc/dvc.ts';
import { evalResults } from './evalresults/evalResults.ts';
import { feast } from './feast/feast.ts';
import { gitlab } from './gitlab/gitlab.ts';
import { kfp } from './kfp/kfp.ts';
import { kserve } from './kserve/kserve.ts';
import { mlproject } from './mlproject/mlproject.ts';
import { seldon } from './seldon/seldon.ts';
import { triton } from './triton/triton.ts';

export const allDialects: readonly Dialect[] = [
  dvc,
  mlproject,
  gitlab,
  argo,
  kserve,
  seldon,
  azureml,
  kfp,
  feast,
  bento,
  triton,
  evalResults,
];
