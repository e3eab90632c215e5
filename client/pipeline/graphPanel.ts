// The host side of «Pipeline graph»: one panel per pipeline, fed by events, alive again after a reload.

import * as v from 'valibot';
import * as vscode from 'vscode';
import { type FromGraphPanel, fromGraphPanel, type ToGraphPanel } from '../../protocol/panels.ts';
import type { App } from '../app.ts';
import type { Project } from '../project.ts';
import { createPanel, fillPanel, type Panel } from '../ui/panel.ts';
import { openAtLine, openDefinition } from './openDefinition.ts';

const viewType = 'trainyard.graph';
/** What the host keeps about an open panel: its webview's own state names the file alone. */
const savedState = v.looseObject({ file: v.optional(v.nullable(v.string())), root: v.optional(v.string()) });

export interface GraphPanels {
  open(project: Project, file: string): void;
}
interface OpenGraph {
  readonly root: string;
  readonly file: string;
  readonly panel: Panel<ToGraphPanel>;
}

export function registerGraphPanels(app: App): GraphPanels {
  const open = new Map<string, OpenGraph>();

  const show = (root: string, file: string, view: vscode.WebviewPanel) => {
    const key = `${root}\n${file}`;
    const panel = fillPanel<ToGraphPanel, FromGraphPanel>(app, view, {
      bundle: 'graph',
      schema: fromGraphPanel,
      receive: message => answer(app, root, file, message, () => send(graph)),
    });
    const graph: OpenGraph = { root, file, panel };
    open.set(key, graph);
    void rememberRoot(app, file, root);
    view.onDidDispose(() => open.delete(key));
  };
  const send = ({ root, file, panel }: OpenGraph) => {
    const project = app.projects.byRoot(root);
    const pipeline = project?.snapshot?.pipelines.find(view => view.file === file);
    if (pipeline !== undefined) panel.send({ type: 'pipeline', pipeline, canRun: vscode.workspace.isTrusted });
    panel.send(linkMessage(project));
  };

  app.context.subscriptions.push(
    app.projects.onDidChange(({ project, change }) => {
      if (change === 'experiments') return;
      for (const graph of open.values()) if (project === null || graph.root === project.root) send(graph);
    }),
    vscode.window.registerWebviewPanelSerializer(viewType, {
      async deserializeWebviewPanel(view, state) {
        const saved = v.safeParse(savedState, state ?? {});
        const file = (saved.success ? saved.output.file : null) ?? app.context.workspaceState.get<string>('graph.last');
        const root = file == null ? undefined : app.context.workspaceState.get<string>(`graph.root:${file}`);
        if (file == null || root === undefined) view.dispose();
        else show(root, file, view);
      },
    }),
  );
  return {
    open(project, file) {
      const known = open.get(`${project.root}\n${file}`);
      if (known !== undefined) return known.panel.view.reveal();
      const name = project.snapshot?.pipelines.find(view => view.file === file)?.name ?? file;
      return show(
        project.root,
        file,
        createPanel(app, viewType, vscode.l10n.t('Graph: {0}', name), vscode.ViewColumn.Active),
      );
    },
  };
}

async function rememberRoot(app: App, file: string, root: string): Promise<void> {
  await app.context.workspaceState.update(`graph.root:${file}`, root);
  await app.context.workspaceState.update('graph.last', file);
}

function linkMessage(project: Project | null): Extract<ToGraphPanel, { type: 'link' }> {
  const { link } = project ?? { link: { state: 'connecting' } as const };
  if (link.state !== 'lost') return { type: 'link', state: 'live', message: null };
  return { type: 'link', state: 'lost', message: link.message };
}

async function answer(app: App, root: string, file: string, message: FromGraphPanel, send: () => void): Promise<void> {
  const project = app.projects.byRoot(root);
  const view = project?.snapshot?.pipelines.find(pipeline => pipeline.file === file);
  const node = project === null ? null : ({ kind: 'pipeline', project, file } as const);
  switch (message.type) {
    case 'ready':
      return send();
    case 'openStage':
      if (project !== null && view !== undefined)
        await openDefinition(
          { kind: 'pipeline', project, file, view },
          view.stages.find(({ name }) => name === message.stage) ?? { name: message.stage, range: null },
        );
      return;
    case 'openFile':
      if (project !== null) await openAtLine(project.uri(file), message.line);
      return;
    case 'openLog':
      await vscode.commands.executeCommand(
        'trainyard.runner.showLog',
        node && { ...node, kind: 'stage', stage: message.stage },
      );
      return;
    case 'runStage':
      await vscode.commands.executeCommand(
        message.mode === 'only' ? 'trainyard.runner.runStage' : 'trainyard.runner.runToStage',
        node && { ...node, kind: 'stage', stage: message.stage },
      );
      return;
    case 'run':
      await vscode.commands.executeCommand('trainyard.runner.runPipeline', node);
      return;
    case 'cancel':
      await vscode.commands.executeCommand('trainyard.runner.cancel', node);
      return;
    case 'reconnect':
      await project?.reconnect();
  }
}
