// The area «runner»: run, cancel, logs, the status bar item, and what is shown of failed stages.
import type { Area } from '../app.ts';
import { registerCommands } from '../commands.ts';
import { runnerCommands } from './commands.ts';
import { registerFailureMessage } from './failureMessage.ts';
import { registerFailures } from './failures.ts';
import { openLogs } from './logTerminal.ts';
import { registerStatusBar } from './statusBar.ts';

export const registerRunner: Area = app => {
  const logs = openLogs(app);
  registerCommands(app, runnerCommands(logs));
  registerFailureMessage(app);
  registerStatusBar(app);
  registerFailures(app);
};
