// The area «pipeline»: tree, graph panel, new pipelines and the check of the whole workspace.
import type { Area } from '../app.ts';
import { registerCommands } from '../commands.ts';
import { registerCheck } from './checkWorkspace.ts';
import { pipelineCommands } from './commands.ts';
import { registerContext } from './context.ts';
import { registerGraphPanels } from './graphPanel.ts';
import { registerPipelineTree } from './tree.ts';

export const registerPipelines: Area = app => {
  registerPipelineTree(app);
  const graph = registerGraphPanels(app);
  registerCommands(app, [...pipelineCommands(graph), registerCheck(app)]);
  registerContext(app);
};
