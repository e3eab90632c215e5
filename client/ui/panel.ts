// A webview panel of ours: strict content policy with a nonce, one typed contract, every message from it checked.
import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { showProblem } from '../problems.ts';

export interface PanelContract<To, From> {
  /** Names the bundle: dist/webview/<bundle>.js and .css. */
  readonly bundle: 'metrics' | 'graph' | 'deployment';
  readonly schema: v.GenericSchema<unknown, From>;
  readonly receive: (message: From) => unknown;
  /** Marks the direction of the contract; carries no value. */
  readonly to?: (message: To) => void;
}
export interface Panel<To> {
  readonly view: vscode.WebviewPanel;
  send(message: To): void;
}

const webviewRoot = (app: App): vscode.Uri => vscode.Uri.joinPath(app.context.extensionUri, 'dist', 'webview');

export function createPanel(app: App, viewType: string, title: string, column: vscode.ViewColumn): vscode.WebviewPanel {
  return vscode.window.createWebviewPanel(viewType, title, column, panelOptions(app));
}
const panelOptions = (app: App): vscode.WebviewOptions => ({
  enableScripts: true,
  enableForms: false,
  localResourceRoots: [webviewRoot(app)],
});

/** Fills a panel, new or revived, and answers its messages. */
export function fillPanel<To, From>(app: App, view: vscode.WebviewPanel, contract: PanelContract<To, From>): Panel<To> {
  view.webview.options = panelOptions(app);
  view.iconPath = vscode.Uri.joinPath(app.context.extensionUri, 'media', `panel-${contract.bundle}.svg`);
  view.webview.onDidReceiveMessage(async (message: unknown) => {
    const checked = v.safeParse(contract.schema, message);
    if (!checked.success) {
      app.log.warn(`${view.viewType}: a message was not understood: ${checked.issues[0].message}`);
      return;
    }
    try {
      await contract.receive(checked.output);
    } catch (error) {
      showProblem(app, error);
    }
  });
  view.webview.html = panelHtml(app, view, contract.bundle);
  return { view, send: message => void view.webview.postMessage(message) };
}

function panelHtml(app: App, { webview, title }: vscode.WebviewPanel, bundle: string): string {
  const nonce = randomBytes(16).toString('base64url');
  const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(webviewRoot(app), name)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data:`,
  ].join('; ');
  const words = vscode.l10n.bundle;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="${nonce}">
<link rel="stylesheet" href="${file('codicon.css')}" id="vscode-codicon-stylesheet">
<link rel="stylesheet" href="${file(`${bundle}.css`)}">
<title>${escapeHtml(title)}</title>
</head>
<body>
<div id="root" data-panel="${bundle}"${words === undefined ? '' : ` data-words="${escapeHtml(JSON.stringify(words))}"`}></div>
<script nonce="${nonce}" src="${file(`${bundle}.js`)}"></script>
</body>
</html>`;
}
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);
