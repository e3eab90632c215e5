// The area «tracking»: experiments and runs as a tree, the Metrics panel, comparison and copies.
import type { Area } from '../app.ts';
import { registerCommands } from '../commands.ts';
import { trackingCommands } from './commands.ts';
import { registerMetricsPanels } from './metricsPanels.ts';
import { createRunCache } from './runCache.ts';
import { registerExperimentTree } from './tree.ts';

export const registerTracking: Area = app => {
  const cache = createRunCache();
  const tree = registerExperimentTree(app, cache);
  const panels = registerMetricsPanels(app);
  registerCommands(app, trackingCommands({ cache, tree, panels }));
};
