// Files of the workspace that may be of a foreign format: by name, and YAML by how it begins. Bounded.
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { documentPatterns, isFormatName, mayBeFormat } from '../../../protocol/lsp.ts';

const yamlPattern = '**/*.{yaml,yml}';
/** Folders of tools, environments and stores, as the engine leaves them out. */
const skippedNames = [
  ...['.git', '.hg', '.svn', '.dvc', '.trainyard', 'mlruns', 'mlartifacts', 'wandb', 'node_modules', '.venv', 'venv'],
  ...['.tox', '.nox', '__pycache__', '.cache', 'site-packages'],
];
const skipped = `**/{${skippedNames.join(',')}}/**`;
const most = { named: 500, yaml: 2_000, bytes: 1_000_000 } as const;

/** A file that the sidebar is about: in a folder of the workspace that the search looks into. */
export const isListed = (uri: vscode.Uri): boolean =>
  vscode.workspace.getWorkspaceFolder(uri) !== undefined &&
  !vscode.workspace
    .asRelativePath(uri, false)
    .split('/')
    .some(part => skippedNames.includes(part));
/** Versions that git and others show beside the file are none of it. */
export const isFile = (uri: vscode.Uri): boolean =>
  uri.scheme === 'file' || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
export const isNamed = (uri: vscode.Uri): boolean => isFormatName(basename(uri.path));
export const mayBeForeign = (uri: vscode.Uri, text: string): boolean => isNamed(uri) || mayBeFormat(text);

/** Named ones first. Nothing is read. */
export async function findCandidates(): Promise<readonly vscode.Uri[]> {
  const [named, yaml] = await Promise.all([
    vscode.workspace.findFiles(documentPatterns.format, skipped, most.named),
    vscode.workspace.findFiles(yamlPattern, skipped, most.yaml),
  ]);
  return [...new Map([...named, ...yaml].map(uri => [uri.toString(), uri])).values()];
}

/** As it stands in the editor, else on disk. Undefined: there is no such file; null: it cannot be read. */
export async function textOf(uri: vscode.Uri): Promise<string | null | undefined> {
  const open = vscode.workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    return size > most.bytes ? null : Buffer.from(await vscode.workspace.fs.readFile(uri)).toString('utf8');
  } catch (error) {
    return error instanceof vscode.FileSystemError && error.code === 'FileNotFound' ? undefined : null;
  }
}

/** Calls back for files that came, changed or went; folders that went count for all in them. */
export function watchCandidates(
  changed: (uri: vscode.Uri) => void,
  gone: (uri: vscode.Uri) => void,
): vscode.Disposable {
  const files = ['**/*.{yaml,yml,pbtxt}', '**/MLproject'].map(pattern =>
    vscode.workspace.createFileSystemWatcher(pattern, false, false, true),
  );
  const deletions = vscode.workspace.createFileSystemWatcher('**/*', true, true, false);
  return vscode.Disposable.from(
    ...files.flatMap(watcher => [watcher, watcher.onDidCreate(changed), watcher.onDidChange(changed)]),
    deletions,
    deletions.onDidDelete(gone),
  );
}
