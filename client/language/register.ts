// The area «language»: claims files by their content, starts the language server when one is open, keeps it told of the world.
import * as vscode from 'vscode';
import type { Area } from '../app.ts';
import { registerFacts } from './facts.ts';
import { keepLanguageHonest, needsServer } from './ownDocuments.ts';

export const registerLanguage: Area = app => {
  const look = (document: vscode.TextDocument) => {
    keepLanguageHonest(document).catch(error => app.log.warn(String(error)));
    if (needsServer(document)) void app.server.start();
  };
  app.context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidSaveTextDocument(look),
    vscode.commands.registerCommand('trainyard.language.showReferences', showReferences),
  );
  for (const document of vscode.workspace.textDocuments) look(document);
  registerFacts(app);
};

/** What the lens «2 references» opens: the editor wants its own kind of values, which no message can carry. */
async function showReferences(address: string, { line, character }: vscode.Position): Promise<void> {
  const uri = vscode.Uri.parse(address);
  const position = new vscode.Position(line, character);
  const places = await vscode.commands.executeCommand('vscode.executeReferenceProvider', uri, position);
  await vscode.commands.executeCommand('editor.action.showReferences', uri, position, places);
}
