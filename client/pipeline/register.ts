// The area «pipeline»: tree, graph panel, pipelines of other tools, new pipelines and the check of the whole workspace.
import type { Area } from '../app.ts';
import { registerCommands } from '../commands.ts';
import { registerCheck } from './checkWorkspace.ts';
import { pipelineCommands } from './commands.ts';
import { registerContext } from './context.ts';
import { outsideCommands } from './foreign/commands.ts';
import { registerForeignContext } from './foreign/context.ts';
import { openForeignPipelines } from './foreign/foreignPipelines.ts';
import { createOutside } from './foreign/runOutside.ts';
import { registerGraphPanels } from './graphPanel.ts';
import { registerPipelineTree } from './tree.ts';

export const registerPipelines: Area = app => {
  const foreign = openForeignPipelines(app);
  registerPipelineTree(app, foreign);
  const graphs = registerGraphPanels(app, foreign);
  registerCommands(app, [
    ...pipelineCommands({ foreign, graphs }),
    ...outsideCommands(foreign, createOutside(app)),
    registerCheck(app),
  ]);
  registerContext(app);
  registerForeignContext(app, foreign);
};
