// Documents that can only be read: the audit trail and traces as Markdown, made anew whenever they are opened.
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import type { Project } from '../project.ts';

export interface AuditDocuments {
  /** Shows a text that was made just now; opens it at the line that holds `at`. */
  show(project: Project, page: { readonly name: string; readonly text: string; readonly at?: string }): Promise<void>;
}
const scheme = 'trainyard-audit';

export function registerDocuments(app: App): AuditDocuments {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  app.context.subscriptions.push(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      // After a reload of the window nothing is known of it any more.
      provideTextDocumentContent: uri =>
        texts.get(uri.toString()) ?? vscode.l10n.t('Open it again with «Show Audit Trail» or «Trace Request…».'),
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
  );
  return {
    async show(project, { name, text, at }) {
      const uri = vscode.Uri.from({ scheme, path: `/${project.name}/${name}.md`, query: project.root });
      texts.set(uri.toString(), text);
      changed.fire(uri);
      const document = await vscode.workspace.openTextDocument(uri);
      const line =
        at === undefined
          ? 0
          : Math.max(
              0,
              text.split('\n').findIndex(one => one.includes(at)),
            );
      const selection = new vscode.Range(line, 0, line, 0);
      await vscode.window.showTextDocument(document, { preview: true, selection });
    },
  };
}
