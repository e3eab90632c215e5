// Every foreign format, in the order in which they are tried by content.

import { argo } from './argo/argo.ts';
import type { Dialect } from './dialect.ts';
import { dvc } from './dvc/dvc.ts';
import { gitlab } from './gitlab/gitlab.ts';
import { mlproject } from './mlproject/mlproject.ts';

export const allDialects: readonly Dialect[] = [dvc, mlproject, gitlab, argo];
