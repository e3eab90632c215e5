// The view «Experiments»: experiments with their runs, stage runs folded below the pipeline run they belong to.
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import type { ExperimentNode, RunNode, TreeNode } from '../nodes.ts';
import { createRedraw } from '../ui/rowEvents.ts';
import { runIcon } from '../ui/runIcon.ts';
import { experimentDescription, experimentTooltip, runDescription, runTooltip } from './rows.ts';
import type { RunCache } from './runCache.ts';

export type Node = ExperimentNode | RunNode;

export function registerExperimentTree(app: App, cache: RunCache): vscode.TreeView<Node> {
  const redraw = createRedraw<Node>(1000);
  const provider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData: redraw.event,
    async getChildren(node) {
      if (node === undefined) return experiments(app);
      const { project, experiment } = node;
      const rows =
        node.kind === 'experiment'
          ? await cache.parents(project, experiment)
          : await cache.children(project, node.row.id);
      return rows.map((row): RunNode => ({ kind: 'run', project, experiment, row, isChild: node.kind === 'run' }));
    },
    getParent: node =>
      node.kind === 'run' && !node.isChild
        ? { kind: 'experiment', project: node.project, experiment: node.experiment }
        : undefined,
    getTreeItem: node => (node.kind === 'experiment' ? experimentItem(app, node) : runItem(node)),
  };
  const tree = vscode.window.createTreeView<Node>('trainyard.experiments', {
    treeDataProvider: provider,
    showCollapseAll: true,
    canSelectMany: true,
  });
  app.trees.set('trainyard.experiments', provider as vscode.TreeDataProvider<TreeNode>);
  app.context.subscriptions.push(
    tree,
    redraw,
    app.projects.onDidChange(({ project, change }) => {
      if (change === 'pipelines') return;
      cache.forget(project);
      redraw.all();
    }),
  );
  return tree;
}

function experiments(app: App): ExperimentNode[] {
  return app.projects.all.flatMap(project =>
    (project.snapshot?.experiments ?? [])
      .filter(({ runCount }) => runCount > 0)
      .map((experiment): ExperimentNode => ({ kind: 'experiment', project, experiment })),
  );
}

function experimentItem(app: App, { project, experiment }: ExperimentNode): vscode.TreeItem {
  const isFileStore = experiment.source.kind === 'mlruns';
  const isFirst = project === app.projects.all[0];
  const item = new vscode.TreeItem(
    experiment.name,
    isFirst ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.id = `${project.root}\n${experiment.source.id}\n${experiment.id}`;
  item.description = experimentDescription(experiment) + (isFileStore ? ` · ${experiment.source.path}` : '');
  item.iconPath = new vscode.ThemeIcon('beaker');
  item.tooltip = experimentTooltip(experiment);
  item.contextValue = 'experiment';
  item.command = {
    command: 'trainyard.tracking.openTable',
    title: vscode.l10n.t('Open Table'),
    arguments: [{ kind: 'experiment', project, experiment }],
  };
  item.accessibilityInformation = { label: `${experiment.name}, ${item.description}` };
  return item;
}

function runItem(node: RunNode): vscode.TreeItem {
  const { row, experiment, isChild } = node;
  const now = Date.now();
  const hasChildren = !isChild && row.tags['trainyard.pipeline'] !== undefined;
  const item = new vscode.TreeItem(
    row.name,
    hasChildren ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  item.id = `${node.project.root}\n${experiment.source.id}\n${row.id}`;
  item.description = runDescription(row, experiment, isChild, now);
  item.iconPath = runIcon(row.id);
  item.tooltip = runTooltip(row, experiment, now);
  item.contextValue = `run${isChild ? '.child' : ''}${row.tags['trainyard.pipeline'] !== undefined || row.tags['trainyard.stage'] !== undefined ? '.logged' : ''}`;
  item.command = { command: 'trainyard.tracking.openMetrics', title: vscode.l10n.t('Open Metrics'), arguments: [node] };
  item.accessibilityInformation = { label: `${row.name}, ${item.description.replace('★', vscode.l10n.t('best'))}` };
  return item;
}
