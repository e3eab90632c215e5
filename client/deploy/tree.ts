// The view «Deployments»: each with its rollout and the versions it serves.
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { allDeployments, findDeployment } from '../deployments.ts';
import type { DeploymentNode, RolloutNode, ServedNode, TreeNode } from '../nodes.ts';
import { createRedraw } from '../ui/rowEvents.ts';
import { stateIcon, stateWord } from '../ui/stateIcon.ts';
import {
  deploymentDescription,
  deploymentState,
  deploymentTooltip,
  rolloutDescription,
  rolloutName,
  rolloutTooltip,
  shownRollout,
} from './rows.ts';

type Node = DeploymentNode | RolloutNode | ServedNode;
/** Rates change without an event; they are asked for while somebody looks. */
const ratePaceMs = 2_000;

export function registerDeploymentTree(app: App): void {
  const redraw = createRedraw<Node>(500);
  const provider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData: redraw.event,
    getChildren: node =>
      node === undefined
        ? allDeployments(app).map(({ kind, project, id }): DeploymentNode => ({ kind, project, id }))
        : node.kind === 'deployment'
          ? rowsBelow(node)
          : [],
    getParent: ({ kind, project, id }) => (kind === 'deployment' ? undefined : { kind: 'deployment', project, id }),
    getTreeItem: node =>
      node.kind === 'deployment'
        ? deploymentItem(app, node)
        : node.kind === 'rollout'
          ? rolloutItem(node)
          : servedItem(node),
  };
  const view = vscode.window.createTreeView<Node>('trainyard.deployments', { treeDataProvider: provider });
  app.trees.set('trainyard.deployments', provider as vscode.TreeDataProvider<TreeNode>);
  const timer = setInterval(() => {
    if (!view.visible) return;
    for (const project of app.projects.all) {
      const isServing = (project.snapshot?.deployments ?? []).some(({ deployment }) => deployment.state === 'live');
      if (isServing && project.link.state === 'live') project.askNow('deployments').catch(() => undefined);
    }
  }, ratePaceMs);
  app.context.subscriptions.push(
    view,
    redraw,
    new vscode.Disposable(() => clearInterval(timer)),
    app.projects.onDidChange(({ change }) => {
      if (change === 'deployments' || change === 'link') redraw.all();
    }),
  );
}

function rowsBelow({ project, id }: DeploymentNode): Node[] {
  const deployment = findDeployment(project, id)?.deployment;
  if (deployment === undefined) return [];
  const rollout: Node[] = shownRollout(deployment) === null ? [] : [{ kind: 'rollout', project, id }];
  const versions = [deployment.stable, deployment.candidate].flatMap(served => served?.version ?? []);
  return [...rollout, ...versions.map((version): ServedNode => ({ kind: 'served', project, id, version }))];
}

const open = (node: Node): vscode.Command => ({
  command: 'trainyard.deploy.open',
  title: vscode.l10n.t('Open Deployment'),
  arguments: [node],
});

function deploymentItem(app: App, node: DeploymentNode): vscode.TreeItem {
  const view = findDeployment(node.project, node.id);
  if (view === undefined) return new vscode.TreeItem('');
  const { deployment } = view;
  const state = deploymentState(deployment);
  const item = new vscode.TreeItem(deployment.target, vscode.TreeItemCollapsibleState.Expanded);
  const isShared = app.projects.all.flatMap(({ snapshot }) => snapshot?.deployments ?? []).length > 1;
  item.id = `${node.project.root}\n${node.id}`;
  item.description = [deploymentDescription(view), ...(isShared ? [deployment.pipelineName] : [])].join(' · ');
  item.iconPath = stateIcon(state);
  item.tooltip = deploymentTooltip(view);
  item.contextValue = deploymentContext(view.deployment);
  item.command = open(node);
  item.accessibilityInformation = { label: `${deployment.target}, ${stateWord(state)}, ${item.description}` };
  return item;
}

/** Words that menus ask for: `deployment.live.rolling.awaiting`. */
function deploymentContext({ state, rollout, candidate, previous }: Parameters<typeof shownRollout>[0]): string {
  return [
    'deployment',
    state === 'stopped' ? 'stopped' : 'serving',
    ...(candidate === null ? [] : ['rolling']),
    ...(rollout?.state === 'awaiting-approval' ? ['awaiting'] : []),
    ...(rollout?.state === 'holding' ? ['holding'] : []),
    ...(candidate !== null || previous !== null ? ['reversible'] : []),
  ].join('.');
}

function rolloutItem(node: RolloutNode): vscode.TreeItem {
  const deployment = findDeployment(node.project, node.id)?.deployment;
  const rollout = deployment === undefined ? null : shownRollout(deployment);
  if (deployment === undefined || rollout === null) return new vscode.TreeItem('');
  const now = Date.now();
  const item = new vscode.TreeItem(rolloutName(rollout));
  item.id = `${node.project.root}\n${node.id}\nrollout`;
  item.description = rolloutDescription(rollout, now);
  item.iconPath = stateIcon(rollout.state);
  item.tooltip = rolloutTooltip(rollout, now);
  item.contextValue = deploymentContext(deployment).replace('deployment', 'rollout');
  item.command = open(node);
  item.accessibilityInformation = {
    label: `${rolloutName(rollout)}, ${stateWord(rollout.state)}, ${item.description}`,
  };
  return item;
}

function servedItem(node: ServedNode): vscode.TreeItem {
  const deployment = findDeployment(node.project, node.id)?.deployment;
  const isCandidate = deployment?.candidate?.version === node.version;
  const observed = deployment?.observed?.versions.find(({ version }) => version === node.version);
  const item = new vscode.TreeItem(isCandidate ? vscode.l10n.t('candidate') : vscode.l10n.t('stable'));
  item.id = `${node.project.root}\n${node.id}\nserved\n${node.version}`;
  item.description = [`v${node.version}`, ...(observed?.reason ? [observed.reason] : [])].join(' · ');
  item.iconPath = stateIcon(
    observed === undefined
      ? 'unknown'
      : ({ loading: 'starting', ready: 'live', failed: 'failed', draining: 'stopped' } as const)[observed.state],
  );
  item.contextValue = 'served';
  item.command = open(node);
  item.accessibilityInformation = { label: `${String(item.label)}, ${item.description}` };
  return item;
}
