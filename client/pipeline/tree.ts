// The view «Pipelines»: ours with their stages, then those of other tools; redrawn by events, ticking while something runs and the view is seen.
import * as vscode from 'vscode';
import { pipelineState } from '../../present/stageNotes.ts';
import type { PipelineView, StageView } from '../../protocol/api.ts';
import type { App } from '../app.ts';
import type { GateNode, GatesNode, PipelineNode, StageNode, TreeNode } from '../nodes.ts';
import { isActive } from '../pipelineState.ts';
import type { Project } from '../project.ts';
import { createRedraw } from '../ui/rowEvents.ts';
import { stateIcon, stateWord } from '../ui/stateIcon.ts';
import type { ForeignPipelines } from './foreign/foreignPipelines.ts';
import {
  type ForeignRow,
  foreignChildren,
  foreignItem,
  foreignParent,
  foreignRows,
  isForeignRow,
} from './foreign/rows.ts';
import { gateItem, gatesItem, gatesOf } from './gateRows.ts';
import { followMetrics } from './liveMetrics.ts';
import {
  type LiveMetric,
  pipelineContext,
  pipelineDescription,
  pipelineTooltip,
  stageContext,
  stageDescription,
  stageTooltip,
} from './rows.ts';
import { showProgress } from './viewProgress.ts';

type OwnNode = PipelineNode | StageNode | GatesNode | GateNode;
type Node = OwnNode | ForeignRow;

export function registerPipelineTree(app: App, foreign: ForeignPipelines): vscode.TreeView<Node> {
  const redraw = createRedraw<Node>();
  const live = new Map<string, LiveMetric>();
  const pipelines = new Map<string, PipelineNode>();
  const stages = new Map<string, StageNode>();
  const gates = new Map<string, GatesNode>();

  const pipelineNode = (project: Project, { file }: PipelineView): PipelineNode =>
    keep(pipelines, `${project.root}\n${file}`, { kind: 'pipeline', project, file });
  const gatesNode = (project: Project, file: string): GatesNode =>
    keep(gates, `${project.root}\n${file}`, { kind: 'gates', project, file });
  const stageNode = (project: Project, file: string, stage: string): StageNode =>
    keep(stages, `${project.root}\n${file}\n${stage}`, { kind: 'stage', project, file, stage });

  const provider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData: redraw.event,
    getChildren(node) {
      if (node === undefined) {
        foreign.search();
        const own = app.projects.all.flatMap(project =>
          (project.snapshot?.pipelines ?? []).map(view => pipelineNode(project, view)),
        );
        return [...own, ...foreignRows(foreign)];
      }
      if (isForeignRow(node)) return [...foreignChildren(foreign, node)];
      const { project, file } = node;
      switch (node.kind) {
        case 'stage':
        case 'gate':
          return [];
        case 'gates':
          return gatesOf(node).map(({ gate }): GateNode => ({ kind: 'gate', project, file, gate: gate.name }));
        case 'pipeline':
          return [
            ...(viewOf(node)?.stages.map(({ name }) => stageNode(project, file, name)) ?? []),
            ...(gatesOf(node).length === 0 ? [] : [gatesNode(project, file)]),
          ];
      }
    },
    getParent(node) {
      if (isForeignRow(node)) return foreignParent(node);
      const view = viewOf(node);
      if (node.kind === 'pipeline' || view === undefined) return undefined;
      return node.kind === 'gate' ? gatesNode(node.project, node.file) : pipelineNode(node.project, view);
    },
    getTreeItem(node) {
      if (isForeignRow(node)) return foreignItem(foreign, node);
      const view = viewOf(node);
      if (view === undefined) return new vscode.TreeItem('');
      if (node.kind === 'pipeline') return pipelineItem(app, node, view);
      if (node.kind === 'gates') return gatesItem(node);
      if (node.kind === 'gate') return gateItem(node);
      const stage = view.stages.find(({ name }) => name === node.stage);
      return stage === undefined
        ? new vscode.TreeItem('')
        : stageItem(node, view, stage, live.get(stage.last?.id ?? '') ?? null);
    },
  };

  const tree = vscode.window.createTreeView<Node>('trainyard.pipelines', {
    treeDataProvider: provider,
    showCollapseAll: true,
  });
  app.trees.set('trainyard.pipelines', provider as vscode.TreeDataProvider<TreeNode>);
  app.context.subscriptions.push(
    tree,
    redraw,
    foreign.onDidChange(() => redraw.all()),
    app.projects.onDidChange(({ change }) => {
      if (change === 'experiments') return;
      redraw.all();
      showLink(app, tree);
      showBadge(app, tree);
    }),
    tickWhileRunning(app, tree, (project, view) => {
      redraw.row(pipelineNode(project, view));
      for (const { name, state } of view.stages) {
        if (state === 'running') redraw.row(stageNode(project, view.file, name));
      }
    }),
    showProgress(app),
    ...followMetrics(app, () => tree.visible, live),
  );
  return tree;
}

function keep<T>(nodes: Map<string, T>, key: string, fresh: T & { readonly project: Project }): T {
  const known = nodes.get(key);
  if (known !== undefined && (known as T & { readonly project: Project }).project === fresh.project) return known;
  nodes.set(key, fresh);
  return fresh;
}
const viewOf = ({ project, file }: OwnNode): PipelineView | undefined =>
  project.snapshot?.pipelines.find(view => view.file === file);

function pipelineItem(app: App, node: PipelineNode, view: PipelineView): vscode.TreeItem {
  const now = Date.now();
  const item = new vscode.TreeItem(
    view.name,
    view.stages.length > 0 ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.None,
  );
  const state = pipelineState(view);
  item.id = `${node.project.root}\n${view.file}`;
  item.description =
    app.projects.all.length > 1
      ? `${pipelineDescription(view, now)} · ${node.project.name}`
      : pipelineDescription(view, now);
  item.iconPath = stateIcon(state);
  item.tooltip = pipelineTooltip(view, now);
  item.contextValue = pipelineContext(view);
  item.command = {
    command: 'trainyard.pipeline.openDefinition',
    title: vscode.l10n.t('Open Definition'),
    arguments: [node],
  };
  item.accessibilityInformation = { label: `${view.name}, ${stateWord(state)}, ${item.description}` };
  return item;
}

function stageItem(node: StageNode, view: PipelineView, stage: StageView, live: LiveMetric | null): vscode.TreeItem {
  const now = Date.now();
  const item = new vscode.TreeItem(stage.name);
  item.id = `${node.project.root}\n${view.file}\n${stage.name}`;
  item.description = stageDescription(stage, now, live);
  item.iconPath = stateIcon(stage.state);
  item.tooltip = stageTooltip(stage, now);
  item.contextValue = stageContext(view, stage);
  item.command = {
    command: 'trainyard.pipeline.openDefinition',
    title: vscode.l10n.t('Open Definition'),
    arguments: [node],
  };
  item.accessibilityInformation = { label: `${stage.name}, ${stateWord(stage.state)}, ${item.description}` };
  return item;
}

/** One line on top of the view when the service is away; the old rows stay readable. */
function showLink(app: App, tree: vscode.TreeView<Node>): void {
  const lost = app.projects.all.find(({ link, snapshot }) => link.state === 'lost' && snapshot !== null);
  const message =
    lost?.link.state === 'lost'
      ? vscode.l10n.t('The service is away; this is the state before. {0}', lost.link.message)
      : undefined;
  if (tree.message !== message) (tree as { message: string | undefined }).message = message;
}

function showBadge(app: App, tree: vscode.TreeView<Node>): void {
  const running = app.projects.all
    .flatMap(({ snapshot }) => snapshot?.pipelines ?? [])
    .filter(({ run }) => isActive(run)).length;
  if ((tree.badge?.value ?? 0) === running) return;
  tree.badge =
    running === 0
      ? undefined
      : {
          value: running,
          tooltip:
            running === 1
              ? vscode.l10n.t('1 pipeline is running')
              : vscode.l10n.t('{0} pipelines are running', running),
        };
}

/** Clocks of what runs go on by the second, while the view is seen. */
function tickWhileRunning(
  app: App,
  tree: vscode.TreeView<Node>,
  redraw: (project: Project, view: PipelineView) => void,
): vscode.Disposable {
  const timer = setInterval(() => {
    if (!tree.visible) return;
    for (const project of app.projects.all) {
      for (const view of project.snapshot?.pipelines ?? []) if (isActive(view.run)) redraw(project, view);
    }
  }, 1000);
  return new vscode.Disposable(() => clearInterval(timer));
}
