// The area «registry»: registered models as a tree, registering, aliases.
import type { Area } from '../app.ts';
import { registerCommands } from '../commands.ts';
import { registryCommands } from './commands.ts';
import { registerModelTree } from './tree.ts';

export const registerRegistry: Area = app => {
  registerModelTree(app);
  registerCommands(app, registryCommands);
};
