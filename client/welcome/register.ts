// The area «welcome»: the example that is copied to a folder of the person's choice.
import type { Area } from '../app.ts';
import { command, registerCommands } from '../commands.ts';
import { openExample } from './openExample.ts';

export const registerWelcome: Area = app =>
  registerCommands(app, [command('trainyard.welcome.openExample', () => openExample(app))]);
