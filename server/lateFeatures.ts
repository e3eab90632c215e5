// Features that nobody waits for while typing: they are loaded with the first question for one of them.
import { downstream, prepareCallHierarchy, upstream } from './features/callHierarchy.ts';
import { definition } from './features/definition.ts';
import { dialectLenses } from './features/dialectLenses.ts';
import { foreignPipelineOf } from './features/foreignPipelines.ts';
import { formatting } from './features/formatting.ts';
import { linkedEditing } from './features/linkedEditing.ts';
import { prepareRename, rename, textOf } from './features/rename.ts';
import { selectionRanges } from './features/selectionRanges.ts';

export const lateFeatures = {
  ...{ definition, dialectLenses, downstream, foreignPipelineOf, prepareCallHierarchy, upstream },
  ...{ formatting, linkedEditing, prepareRename, rename, selectionRanges, textOf },
};
export type LateFeatures = typeof lateFeatures;
