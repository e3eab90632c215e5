// The area «service»: restart, logs, diagnostics to copy, and the hand-over when a workspace becomes trusted.
import * as vscode from 'vscode';
import type { Area } from '../app.ts';
import { command, registerCommands } from '../commands.ts';
import { showProblem } from '../problems.ts';
import { diagnosticsText } from './diagnostics.ts';
import { registerNotices } from './notices.ts';

export const registerService: Area = app => {
  registerCommands(app, [
    command('trainyard.service.restart', async () => {
      const lost = app.projects.all.filter(({ link }) => link.state === 'lost');
      const restarted = lost.length > 0 ? lost : app.projects.all;
      await vscode.window.withProgress({ location: { viewId: 'trainyard.pipelines' } }, () =>
        Promise.all(restarted.map(project => project.restart())),
      );
    }),
    command('trainyard.service.showOutput', () => app.log.show()),
    command('trainyard.service.copyDiagnostics', async () => {
      await vscode.env.clipboard.writeText(await diagnosticsText(app));
      vscode.window.setStatusBarMessage(vscode.l10n.t('Diagnostics copied'), 3000);
    }),
  ]);
  app.context.subscriptions.push(
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      for (const project of app.projects.all) project.restart().catch((error: unknown) => showProblem(app, error));
    }),
  );
  registerNotices(app);
};
