// Entry of the extension host: opens the log, finds projects in the background and registers every area.
import * as vscode from 'vscode';
import { setTranslator } from '../present/l10n.ts';
import type { App, Area } from './app.ts';
import { registerAudit } from './audit/register.ts';
import { registerDeployments } from './deploy/register.ts';
import { registerLanguage } from './language/register.ts';
import { registerMonitors } from './monitor/register.ts';
import { registerPipelines } from './pipeline/register.ts';
import { openProjects } from './projects.ts';
import { registerRegistry } from './registry/register.ts';
import { registerRunner } from './runner/register.ts';
import { createServerLink } from './serverLink.ts';
import { registerService } from './service/register.ts';
import { registerTerminal } from './terminal/register.ts';
import { registerTracking } from './tracking/register.ts';
import { registerWelcome } from './welcome/register.ts';

const areas: readonly Area[] = [
  registerPipelines,
  registerTracking,
  registerRegistry,
  registerDeployments,
  registerMonitors,
  registerAudit,
  registerRunner,
  registerLanguage,
  registerService,
  registerTerminal,
  registerWelcome,
];

/** What the suite inside the editor may look at. */
export interface ExtensionApi {
  readonly app: App;
  readonly activationMs: number;
}

export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const started = performance.now();
  const log = vscode.window.createOutputChannel('Trainyard', { log: true });
  setTranslator((message, args) => vscode.l10n.t(message, args ?? {}));
  const app: App = {
    ...{ context, log, trees: new Map(), sentRequests: [] },
    projects: openProjects(context, log),
    server: createServerLink(context, log),
  };
  context.subscriptions.push(log, app.projects, app.server);
  for (const register of areas) register(app);
  void app.projects.rescan().catch((error: unknown) => log.error(error instanceof Error ? error : String(error)));
  const activationMs = performance.now() - started;
  log.info(`activated in ${activationMs.toFixed(1)} ms`);
  return { app, activationMs };
}
