// The view «Pipelines»: pipelines with their stages, redrawn by events, ticking while something runs and the view is seen.
import * as vscode from 'vscode';
import { fromWire, type PipelineView, type StageView } from '../../protocol/api.ts';
import type { App } from '../app.ts';
import type { PipelineNode, StageNode, TreeNode } from '../nodes.ts';
import { isActive } from '../pipelineState.ts';
import type { Project } from '../project.ts';
import { createRedraw } from '../ui/rowEvents.ts';
import { stateIcon, stateWord } from '../ui/stateIcon.ts';
import {
  type LiveMetric,
  pipelineContext,
  pipelineDescription,
  pipelineState,
  pipelineTooltip,
  stageContext,
  stageDescription,
  stageTooltip,
} from './rows.ts';

type Node = PipelineNode | StageNode;

export function registerPipelineTree(app: App): vscode.TreeView<Node> {
  const redraw = createRedraw<Node>();
  const live = new Map<string, LiveMetric>();
  const pipelines = new Map<string, PipelineNode>();
  const stages = new Map<string, StageNode>();

  const pipelineNode = (project: Project, { file }: PipelineView): PipelineNode =>
    keep(pipelines, `${project.root}\n${file}`, { kind: 'pipeline', project, file });
  const stageNode = (project: Project, file: string, stage: string): StageNode =>
    keep(stages, `${project.root}\n${file}\n${stage}`, { kind: 'stage', project, file, stage });

  const provider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData: redraw.event,
    getChildren(node) {
      if (node === undefined)
        return app.projects.all.flatMap(project =>
          (project.snapshot?.pipelines ?? []).map(view => pipelineNode(project, view)),
        );
      if (node.kind === 'stage') return [];
      return viewOf(node)?.stages.map(({ name }) => stageNode(node.project, node.file, name)) ?? [];
    },
    getParent(node) {
      const view = viewOf(node);
      return node.kind === 'stage' && view !== undefined ? pipelineNode(node.project, view) : undefined;
    },
    getTreeItem(node) {
      const view = viewOf(node);
      if (view === undefined) return new vscode.TreeItem('');
      if (node.kind === 'pipeline') return pipelineItem(app, node, view);
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
    app.projects.onDidChange(({ change }) => {
      if (change === 'experiments') return;
      redraw.all();
      showLink(app, tree);
      showBadge(app, tree);
    }),
    tickWhileRunning(app, tree, node => redraw.row(node), pipelineNode, stageNode),
    followMetrics(app, tree, live),
  );
  return tree;
}

function keep<T>(nodes: Map<string, T>, key: string, fresh: T & { readonly project: Project }): T {
  const known = nodes.get(key);
  if (known !== undefined && (known as T & { readonly project: Project }).project === fresh.project) return known;
  nodes.set(key, fresh);
  return fresh;
}
const viewOf = ({ project, file }: Node): PipelineView | undefined =>
  project.snapshot?.pipelines.find(view => view.file === file);

function pipelineItem(app: App, node: PipelineNode, view: PipelineView): vscode.TreeItem {
  const now = Date.now();
  const item = new vscode.TreeItem(view.name, vscode.TreeItemCollapsibleState.Expanded);
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

type ForRow = (node: Node) => void;
function tickWhileRunning(
  app: App,
  tree: vscode.TreeView<Node>,
  redraw: ForRow,
  pipelineNode: (project: Project, view: PipelineView) => PipelineNode,
  stageNode: (project: Project, file: string, stage: string) => StageNode,
): vscode.Disposable {
  const timer = setInterval(() => {
    if (!tree.visible) return;
    for (const project of app.projects.all) {
      for (const view of project.snapshot?.pipelines ?? []) {
        if (!isActive(view.run)) continue;
        redraw(pipelineNode(project, view));
        for (const stage of view.stages)
          if (stage.state === 'running') redraw(stageNode(project, view.file, stage.name));
      }
    }
  }, 1000);
  return new vscode.Disposable(() => clearInterval(timer));
}

/** Last metric of running stages, asked for only when runs changed and the view is seen, at most twice a second. */
function followMetrics(app: App, tree: vscode.TreeView<Node>, live: Map<string, LiveMetric>): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const ask = async (): Promise<void> => {
    for (const project of app.projects.all) {
      const running = (project.snapshot?.pipelines ?? [])
        .flatMap(({ stages }) => stages)
        .filter(({ state }) => state === 'running');
      for (const { last } of running) {
        if (last === null) continue;
        const metric = await (await project.connection()).run(last.id).then(
          ({ row }) => mainMetric(row.metrics),
          () => null,
        );
        if (metric !== null) live.set(last.id, metric);
      }
    }
  };
  const listener = app.projects.onDidChange(({ change }) => {
    if (change !== 'experiments' || !tree.visible || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      ask().catch(error => app.log.debug(String(error)));
    }, 500);
  });
  return vscode.Disposable.from(listener, new vscode.Disposable(() => clearTimeout(timer)));
}

function mainMetric(
  metrics: Readonly<Record<string, { readonly value: Parameters<typeof fromWire>[0]; readonly timestamp: number }>>,
): LiveMetric | null {
  const names = Object.keys(metrics).sort(
    (a, b) => likeness(b) - likeness(a) || (metrics[b]?.timestamp ?? 0) - (metrics[a]?.timestamp ?? 0),
  );
  const [name] = names;
  const metric = name === undefined ? undefined : metrics[name];
  return name === undefined || metric === undefined ? null : { name, value: fromWire(metric.value) };
}
/** A loss says best how a training goes. */
const likeness = (name: string): number => (/loss/i.test(name) ? 2 : /rmse|mae|error|acc|auc|f1/i.test(name) ? 1 : 0);
