// The area «runner»: run, cancel, logs, progress in the view, the status bar item and the marks of failed stages.
import type { Area } from '../app.ts';
import { registerCommands } from '../commands.ts';
import { runnerCommands } from './commands.ts';
import { registerFailures } from './failures.ts';
import { openLogs } from './logTerminal.ts';
import { registerProgress } from './progress.ts';
import { registerStatusBar } from './statusBar.ts';

export const registerRunner: Area = app => {
  const logs = openLogs(app);
  registerCommands(app, runnerCommands(logs));
  registerProgress(app);
  registerStatusBar(app);
  registerFailures(app);
};
