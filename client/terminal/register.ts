// Makes `trainyard` known in the editor's terminals, also for those who have the extension alone.
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import * as vscode from 'vscode';
import type { App, Area } from '../app.ts';
import { launchers } from './launcher.ts';

export const registerTerminal: Area = app => {
  const update = () =>
    offer(app).catch((error: unknown) =>
      app.log.warn(`the command trainyard is not offered in terminals: ${String(error)}`),
    );
  app.context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('trainyard.terminal.addToPath')) void update();
    }),
  );
  void update();
};

async function offer({ context }: App): Promise<void> {
  const variables = context.environmentVariableCollection;
  if (!vscode.workspace.getConfiguration('trainyard').get<boolean>('terminal.addToPath', true))
    return variables.clear();
  const folder = join(context.globalStorageUri.fsPath, 'bin');
  await mkdir(folder, { recursive: true });
  const cli = vscode.Uri.joinPath(context.extensionUri, 'dist', 'cli.js').fsPath;
  for (const { name, text } of launchers({ node: process.execPath, cli })) {
    await writeFile(join(folder, name), text);
    await chmod(join(folder, name), 0o755);
  }
  variables.description = vscode.l10n.t('Makes the command trainyard known.');
  variables.prepend('PATH', folder + delimiter);
}
