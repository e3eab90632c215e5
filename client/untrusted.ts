// What is said where an untrusted workspace keeps something from running.
import * as vscode from 'vscode';

export async function tellUntrusted(): Promise<void> {
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const text = vscode.l10n.t(
    'This folder is not trusted, so nothing is run. Pipelines and runs can be looked at and checked.',
  );
  if ((await vscode.window.showInformationMessage(text, manage)) === manage)
    await vscode.commands.executeCommand('workbench.trust.manage');
}
