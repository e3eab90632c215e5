// The view «Models»: registered models with their versions, newest first.
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import type { ModelNode, TreeNode, VersionNode } from '../nodes.ts';
import { createRedraw } from '../ui/rowEvents.ts';
import { modelDescription, versionDescription, versionTooltip } from './rows.ts';

type Node = ModelNode | VersionNode;

export function registerModelTree(app: App): vscode.TreeView<Node> {
  const redraw = createRedraw<Node>(500);
  const provider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData: redraw.event,
    getChildren(node) {
      if (node === undefined) return models(app);
      if (node.kind === 'version') return [];
      const { project, model } = node;
      return model.versions.map((version): VersionNode => ({ kind: 'version', project, model, version }));
    },
    getParent: node =>
      node.kind === 'version' ? { kind: 'model', project: node.project, model: node.model } : undefined,
    getTreeItem: node => (node.kind === 'model' ? modelItem(app, node) : versionItem(node)),
  };
  const tree = vscode.window.createTreeView<Node>('trainyard.models', { treeDataProvider: provider });
  app.trees.set('trainyard.models', provider as vscode.TreeDataProvider<TreeNode>);
  app.context.subscriptions.push(
    tree,
    redraw,
    app.projects.onDidChange(({ change }) => {
      if (change !== 'pipelines' && change !== 'experiments') redraw.all();
    }),
  );
  return tree;
}

const models = (app: App): ModelNode[] =>
  app.projects.all.flatMap(project =>
    (project.snapshot?.models ?? []).map((model): ModelNode => ({ kind: 'model', project, model })),
  );

function modelItem(app: App, { project, model }: ModelNode): vscode.TreeItem {
  const item = new vscode.TreeItem(model.name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `${project.root}\n${model.name}`;
  item.description = modelDescription(model) + (app.projects.all.length > 1 ? ` · ${project.name}` : '');
  item.iconPath = new vscode.ThemeIcon('package');
  item.tooltip = model.description ?? undefined;
  item.contextValue = 'model';
  item.accessibilityInformation = { label: `${model.name}, ${item.description}` };
  return item;
}

function versionItem(node: VersionNode): vscode.TreeItem {
  const { project, version } = node;
  const now = Date.now();
  const item = new vscode.TreeItem(`v${version.version}`);
  item.id = `${project.root}\n${version.model}\n${version.version}`;
  item.description = versionDescription(version, now);
  item.iconPath = new vscode.ThemeIcon(version.aliases.includes('champion') ? 'star-full' : 'tag');
  item.tooltip = versionTooltip(version, now);
  item.contextValue = `version${version.runId === null ? '' : '.tracked'}${version.folder === null ? '' : '.local'}${version.aliases.length > 0 ? '.named' : ''}`;
  if (version.runId !== null)
    item.command = {
      command: 'trainyard.registry.revealRun',
      title: vscode.l10n.t('Show Its Run'),
      arguments: [node],
    };
  item.accessibilityInformation = { label: `${version.model} v${version.version}, ${item.description}` };
  return item;
}
