// Pages that can only be read: the audit trail and traces as Markdown in the editor's preview, made anew when opened.
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import type { Project } from '../project.ts';

export interface AuditDocuments {
  /** Shows a text that was made just now. */
  show(project: Project, page: { readonly name: string; readonly text: string }): Promise<void>;
}
const scheme = 'trainyard-audit';
/** A preview asks for its text again long after it was opened; the oldest are forgotten. */
const keptTexts = 50;

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
  );
  return {
    async show(project, { name, text }) {
      const uri = vscode.Uri.from({ scheme, path: `/${project.name}/${name}.md`, query: project.root });
      texts.delete(uri.toString());
      texts.set(uri.toString(), text);
      for (const key of [...texts.keys()].slice(0, -keptTexts)) texts.delete(key);
      changed.fire(uri);
      // The editor's Markdown preview can be switched off; the text reads well enough then.
      const hasPreview = vscode.extensions.getExtension('vscode.markdown-language-features') !== undefined;
      if (hasPreview) await vscode.commands.executeCommand('markdown.showPreview', uri);
      else await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    },
  };
}
