// The area «language»: claims files by their content, starts the language server when one is open, keeps it told of the world.
import * as vscode from 'vscode';
import type { Area } from '../app.ts';
import { registerFacts } from './facts.ts';
import { keepLanguageHonest, needsServer } from './ownDocuments.ts';
import { createServerLink } from './serverLink.ts';

export const registerLanguage: Area = app => {
  const link = createServerLink(app);
  const look = (document: vscode.TextDocument) => {
    keepLanguageHonest(document).catch(error => app.log.warn(String(error)));
    if (needsServer(document)) void link.start();
  };
  app.context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidSaveTextDocument(look),
    link,
  );
  for (const document of vscode.workspace.textDocuments) look(document);
  registerFacts(app, link);
};
