// The area «deploy»: deployments as a tree, the Deployment panel, rollouts and requests.
import type { Area } from '../app.ts';
import { registerCommands } from '../commands.ts';
import { registerApprovals } from './approvals.ts';
import { deployCommands } from './commands.ts';
import { registerDeploymentPanels } from './deploymentPanels.ts';
import { registerDeploymentTree } from './tree.ts';

export const registerDeployments: Area = app => {
  registerDeploymentTree(app);
  const panels = registerDeploymentPanels(app);
  registerCommands(app, deployCommands(panels));
  registerApprovals(app);
};
