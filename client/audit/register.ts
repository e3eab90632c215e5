// The area «audit»: the trail of what changed and the trace of one answer, as documents.
import type { Area } from '../app.ts';
import { registerCommands } from '../commands.ts';
import { auditCommands } from './commands.ts';
import { registerDocuments } from './documents.ts';

export const registerAudit: Area = app => registerCommands(app, auditCommands(registerDocuments(app)));
