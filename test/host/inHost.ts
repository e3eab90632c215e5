// What the suites ask of the editor they run in: the extension, rows of its views, and patience with a sentence.
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../client/extension.ts';
import type { TreeNode } from '../../client/nodes.ts';

export async function activateExtension(): Promise<ExtensionApi> {
  const extension = vscode.extensions.getExtension<ExtensionApi>('trainyard.trainyard');
  if (extension === undefined) throw new Error('the extension is not installed in this host');
  return extension.activate();
}

/** Waits until `look` gives something; says what was last seen when it does not. */
export async function eventually<T>(
  what: string,
  look: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  patience = 30_000,
): Promise<T> {
  const end = Date.now() + patience;
  let last: unknown;
  while (Date.now() < end) {
    last = await look();
    if (last !== null && last !== undefined && last !== false) return last as T;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`${what} did not come within ${patience / 1000} s`);
}

export interface Row {
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  readonly context: string;
  readonly node: TreeNode;
  readonly children: readonly Row[];
}

/** Rows of a view as they are drawn, children included. */
export async function rowsOf({ app }: ExtensionApi, view: string, parent?: TreeNode): Promise<readonly Row[]> {
  const provider = app.trees.get(view);
  if (provider === undefined) throw new Error(`there is no view ${view}`);
  const nodes = (await provider.getChildren(parent)) ?? [];
  return Promise.all(
    nodes.map(async node => {
      const item = await provider.getTreeItem(node);
      return {
        label: typeof item.label === 'string' ? item.label : '',
        description: typeof item.description === 'string' ? item.description : '',
        icon: item.iconPath instanceof vscode.ThemeIcon ? item.iconPath.id : '',
        context: item.contextValue ?? '',
        node,
        children:
          item.collapsibleState === vscode.TreeItemCollapsibleState.None
            ? []
            : await rowsOf({ app } as ExtensionApi, view, node),
      };
    }),
  );
}

function folder(): vscode.Uri {
  const uri = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (uri === undefined) throw new Error('no folder is open');
  return uri;
}
export const file = (path: string): vscode.Uri => vscode.Uri.joinPath(folder(), path);
export const isThere = (path: string): Promise<boolean> =>
  Promise.resolve(
    vscode.workspace.fs.stat(file(path)).then(
      () => true,
      () => false,
    ),
  );
export async function write(path: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(file(path), Buffer.from(text));
}
/** Replaces text in an open document, as typing does. */
export async function replaceIn(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const start = document.getText().indexOf(from);
  if (start < 0) throw new Error(`«${from}» does not stand in ${document.uri.path}`);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    document.uri,
    new vscode.Range(document.positionAt(start), document.positionAt(start + from.length)),
    to,
  );
  await vscode.workspace.applyEdit(edit);
}
