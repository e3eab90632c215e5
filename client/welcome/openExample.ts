// «Open the Example»: copies bike-demand to a chosen folder and opens it there.
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { App } from '../app.ts';

const name = 'bike-demand';

export async function openExample({ context, log }: App): Promise<void> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    canSelectMany: false,
    defaultUri: vscode.Uri.file(homedir()),
    title: vscode.l10n.t('Choose where the example is put'),
    openLabel: vscode.l10n.t('Put the Example Here'),
  });
  const parent = chosen?.[0];
  if (parent === undefined) return;
  const target = await freeName(parent);
  await vscode.workspace.fs.copy(vscode.Uri.joinPath(context.extensionUri, 'examples', name), target);
  log.info(`example copied to ${target.fsPath}`);
  await vscode.commands.executeCommand('vscode.openFolder', target, {
    forceReuseWindow: vscode.workspace.workspaceFolders === undefined,
  });
}

/** Nothing of the person's is overwritten: the second copy is `bike-demand-2`. */
async function freeName(parent: vscode.Uri): Promise<vscode.Uri> {
  for (let count = 1; ; count += 1) {
    const uri = vscode.Uri.joinPath(parent, count === 1 ? name : `${name}-${count}`);
    const isTaken = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (!isTaken) return uri;
  }
}
