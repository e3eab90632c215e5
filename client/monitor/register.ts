// The area «monitor»: what is watched as a tree, alerts as they are raised.
import type { Area } from '../app.ts';
import { registerCommands } from '../commands.ts';
import { registerAlerts } from './alerts.ts';
import { monitorCommands } from './commands.ts';
import { registerMonitorTree } from './tree.ts';

export const registerMonitors: Area = app => {
  registerMonitorTree(app);
  registerCommands(app, monitorCommands);
  registerAlerts(app);
};
