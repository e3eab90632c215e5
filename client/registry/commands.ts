// Commands about registered models: register, aliases, the run behind a version, its files, its address.
import * as vscode from 'vscode';
import { type Command, command } from '../commands.ts';
import { asNode } from '../nodes.ts';
import { askAlias, askOwnAlias, changeAlias } from './aliases.ts';
import { registerVersion } from './registerVersion.ts';

export const registryCommands: readonly Command[] = [
  command('trainyard.registry.register', (app, arg) => registerVersion(app, arg)),
  command('trainyard.registry.setAlias', async (_app, arg) => {
    const node = asNode(arg, 'version');
    const alias = node === null ? undefined : await askAlias(node);
    if (node === null || alias === undefined) return;
    const { model, version } = node.version;
    await changeAlias({ project: node.project, model, alias, version });
  }),
  command('trainyard.registry.removeAlias', async (_app, arg) => {
    const node = asNode(arg, 'version');
    const alias = node === null ? undefined : await askOwnAlias(node);
    if (node === null || alias === undefined) return;
    await changeAlias({ project: node.project, model: node.version.model, alias, version: null });
  }),
  command('trainyard.registry.revealRun', async (_app, arg) => {
    const node = asNode(arg, 'version');
    if (node === null || node.version.runId === null) return;
    const { row } = await (await node.project.connection()).run(node.version.runId);
    await vscode.commands.executeCommand('trainyard.tracking.reveal', node.project.root, row.experiment, row.id);
  }),
  command('trainyard.registry.openFiles', async (_app, arg) => {
    const folder = asNode(arg, 'version')?.version.folder ?? null;
    if (folder === null) return;
    const uri = vscode.Uri.file(folder);
    const isInside = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
    await vscode.commands.executeCommand(isInside ? 'revealInExplorer' : 'revealFileInOS', uri);
  }),
  command('trainyard.registry.copyUri', async (_app, arg) => {
    const version = asNode(arg, 'version')?.version;
    if (version !== undefined) await vscode.env.clipboard.writeText(`models:/${version.model}/${version.version}`);
  }),
];
