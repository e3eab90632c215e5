// The host side of «Pipeline graph»: one panel per pipeline, fed by events, alive again after a reload.

import * as v from 'valibot';
import * as vscode from 'vscode';
import { type FromGraphPanel, fromGraphPanel, type ToGraphPanel } from '../../protocol/panels.ts';
import type { App } from '../app.ts';
import type { Project } from '../project.ts';
import { createPanel, fillPanel, type Panel } from '../ui/panel.ts';
import { foreignGraph } from './foreign/foreignGraph.ts';
import type { ForeignPipelines } from './foreign/foreignPipelines.ts';
import type { GraphSource } from './graphSource.ts';
import { ownGraph } from './ownGraph.ts';

const viewType = 'trainyard.graph';
/** What the host keeps about an open panel: its webview's own state names the file alone. */
const savedState = v.looseObject({
  file: v.optional(v.nullable(v.string())),
  root: v.optional(v.string()),
  /** Address of a file of another tool. */
  foreign: v.optional(v.nullable(v.string())),
});

export interface GraphPanels {
  open(project: Project, file: string): void;
  openForeign(uri: vscode.Uri): void;
}
interface OpenGraph {
  readonly source: GraphSource;
  readonly panel: Panel<ToGraphPanel>;
}

export function registerGraphPanels(app: App, foreign: ForeignPipelines): GraphPanels {
  const open = new Map<string, OpenGraph>();

  const show = (source: GraphSource, view: vscode.WebviewPanel) => {
    const panel = fillPanel<ToGraphPanel, FromGraphPanel>(app, view, {
      bundle: 'graph',
      schema: fromGraphPanel,
      receive: async message => {
        await source.answer(message);
        if (message.type === 'ready') send(graph);
      },
    });
    const graph: OpenGraph = { source, panel };
    open.set(source.key, graph);
    view.onDidDispose(() => open.delete(source.key));
  };
  const send = ({ source, panel }: OpenGraph) => {
    for (const message of source.messages()) panel.send(message);
  };
  const showOwn = (root: string, file: string, view: vscode.WebviewPanel) => {
    show(ownGraph(app, root, file), view);
    void remember(app, { file, root });
  };
  const showForeign = (uri: vscode.Uri, view: vscode.WebviewPanel) => {
    show(foreignGraph(foreign, uri), view);
    void remember(app, { file: uri.toString(), root: null });
  };

  app.context.subscriptions.push(
    app.projects.onDidChange(({ project, change }) => {
      if (change === 'experiments') return;
      for (const graph of open.values())
        if (graph.source.root !== null && (project === null || graph.source.root === project.root)) send(graph);
    }),
    foreign.onDidChange(() => {
      for (const graph of open.values()) if (graph.source.root === null) send(graph);
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      for (const graph of open.values()) send(graph);
    }),
    vscode.window.registerWebviewPanelSerializer(viewType, {
      async deserializeWebviewPanel(view, state) {
        const saved = v.safeParse(savedState, state ?? {});
        const kept = saved.success ? saved.output : {};
        const file = kept.file ?? app.context.workspaceState.get<string>('graph.last');
        const root = file == null ? undefined : app.context.workspaceState.get<string>(`graph.root:${file}`);
        if (kept.foreign != null) showForeign(vscode.Uri.parse(kept.foreign, true), view);
        else if (file == null || root === undefined) view.dispose();
        else if (root === '') showForeign(vscode.Uri.parse(file, true), view);
        else showOwn(root, file, view);
      },
    }),
  );
  const create = (name: string) =>
    createPanel(app, viewType, vscode.l10n.t('Graph: {0}', name), vscode.ViewColumn.Active);
  return {
    open(project, file) {
      const known = open.get(`${project.root}\n${file}`);
      if (known !== undefined) return known.panel.view.reveal();
      const name = project.snapshot?.pipelines.find(view => view.file === file)?.name ?? file;
      return showOwn(project.root, file, create(name));
    },
    openForeign(uri) {
      const known = open.get(uri.toString());
      if (known !== undefined) return known.panel.view.reveal();
      return showForeign(uri, create(vscode.workspace.asRelativePath(uri)));
    },
  };
}

/** Without a root: a file of another tool, by its address. */
async function remember(
  { context }: App,
  { file, root }: { readonly file: string; readonly root: string | null },
): Promise<void> {
  await context.workspaceState.update(`graph.root:${file}`, root ?? '');
  await context.workspaceState.update('graph.last', file);
}
