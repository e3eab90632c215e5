// The view «Monitors»: what is watched in each deployment, the worst signal first.
import * as vscode from 'vscode';
import type { MonitorView } from '../../protocol/deployApi.ts';
import type { App } from '../app.ts';
import { findDeployment } from '../deployments.ts';
import type { MonitorNode, SignalNode, TreeNode } from '../nodes.ts';
import type { Project } from '../project.ts';
import { createRedraw } from '../ui/rowEvents.ts';
import { stateIcon, stateWord } from '../ui/stateIcon.ts';
import {
  monitorDescription,
  monitorState,
  openAlerts,
  resultOf,
  signalDescription,
  signalsOf,
  signalTooltip,
} from './rows.ts';

type Node = MonitorNode | SignalNode;

export const monitorOf = ({ snapshot }: Project, id: string): MonitorView | undefined =>
  snapshot?.monitors?.find(({ deployment }) => deployment === id);

export function registerMonitorTree(app: App): void {
  const redraw = createRedraw<Node>(500);
  const provider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData: redraw.event,
    getChildren: node => (node === undefined ? monitors(app) : node.kind === 'monitor' ? signals(node) : []),
    getParent: ({ kind, project, id }) => (kind === 'monitor' ? undefined : { kind: 'monitor', project, id }),
    getTreeItem: node => (node.kind === 'monitor' ? monitorItem(node) : signalItem(node)),
  };
  const tree = vscode.window.createTreeView<Node>('trainyard.monitors', { treeDataProvider: provider });
  app.trees.set('trainyard.monitors', provider as vscode.TreeDataProvider<TreeNode>);
  app.context.subscriptions.push(
    tree,
    redraw,
    app.projects.onDidChange(({ change }) => {
      if (change !== 'monitors' && change !== 'link') return;
      redraw.all();
      showBadge(app, tree);
    }),
  );
}

function showBadge(app: App, tree: vscode.TreeView<Node>): void {
  const count = app.projects.all
    .flatMap(({ snapshot }) => snapshot?.monitors ?? [])
    .flatMap(openAlerts)
    .filter(({ acknowledgedAt }) => acknowledgedAt === null).length;
  if ((tree.badge?.value ?? 0) === count) return;
  tree.badge =
    count === 0
      ? undefined
      : { value: count, tooltip: count === 1 ? vscode.l10n.t('1 alert') : vscode.l10n.t('{0} alerts', count) };
}

const monitors = (app: App): MonitorNode[] =>
  app.projects.all.flatMap(project =>
    (project.snapshot?.monitors ?? []).map(
      ({ deployment }): MonitorNode => ({ kind: 'monitor', project, id: deployment }),
    ),
  );

function signals({ project, id }: MonitorNode): SignalNode[] {
  const view = monitorOf(project, id);
  return view === undefined
    ? []
    : signalsOf(view).map(({ name }): SignalNode => ({ kind: 'signal', project, id, signal: name }));
}

function monitorItem(node: MonitorNode): vscode.TreeItem {
  const view = monitorOf(node.project, node.id);
  if (view === undefined) return new vscode.TreeItem('');
  const deployment = findDeployment(node.project, node.id)?.deployment;
  const name = deployment === undefined ? view.spec.target : `${deployment.pipelineName}/${deployment.target}`;
  const state = monitorState(view);
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `${node.project.root}\n${node.id}`;
  item.description = monitorDescription(view, Date.now());
  item.iconPath = stateIcon(state);
  item.contextValue = 'monitor';
  item.accessibilityInformation = { label: `${name}, ${stateWord(state)}, ${item.description}` };
  return item;
}

function signalItem(node: SignalNode): vscode.TreeItem {
  const view = monitorOf(node.project, node.id);
  const spec = view?.spec.signals.find(({ name }) => name === node.signal);
  if (view === undefined || spec === undefined) return new vscode.TreeItem('');
  const result = resultOf(view, node.signal);
  const state = result?.level ?? 'unknown';
  const isOpen = openAlerts(view).some(
    ({ signal, acknowledgedAt }) => signal === node.signal && acknowledgedAt === null,
  );
  const item = new vscode.TreeItem(node.signal);
  item.id = `${node.project.root}\n${node.id}\n${node.signal}`;
  item.description = signalDescription(spec, result);
  item.iconPath = stateIcon(state);
  item.tooltip = signalTooltip(spec, view, Date.now());
  item.contextValue = isOpen ? 'signal.alert' : 'signal';
  item.command = { command: 'trainyard.deploy.open', title: vscode.l10n.t('Open Deployment'), arguments: [node] };
  item.accessibilityInformation = { label: `${node.signal}, ${stateWord(state)}, ${item.description}` };
  return item;
}
