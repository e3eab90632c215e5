// A rollout that waits for an approval is told once in each window, with both answers at hand.
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { allDeployments, type DeploymentTarget } from '../deployments.ts';
import { showProblem } from '../problems.ts';
import { act } from './acts.ts';

export function registerApprovals(app: App): void {
  const told = new Set<string>();
  const update = (): void => {
    if (!vscode.workspace.isTrusted) return;
    for (const target of allDeployments(app)) {
      const { rollout } = target.view.deployment;
      if (rollout?.state !== 'awaiting-approval' || told.has(rollout.id)) continue;
      told.add(rollout.id);
      ask(target).catch((error: unknown) => showProblem(app, error));
    }
  };
  app.context.subscriptions.push(
    app.projects.onDidChange(({ change }) => {
      if (change === 'deployments') update();
    }),
  );
}

async function ask(target: DeploymentTarget): Promise<void> {
  const { rollout, model, target: name } = target.view.deployment;
  if (rollout === null) return;
  const [approve, reject, open] = [vscode.l10n.t('Approve'), vscode.l10n.t('Reject'), vscode.l10n.t('Open')];
  const text = vscode.l10n.t('{0} v{1} waits for your approval to go out to {2}.', model, rollout.to.version, name);
  const chosen = await vscode.window.showInformationMessage(text, approve, reject, open);
  if (chosen === approve) await act(target, { act: 'approve' });
  if (chosen === reject) await act(target, { act: 'reject' });
  if (chosen === open) await vscode.commands.executeCommand('trainyard.deploy.open', target);
}
