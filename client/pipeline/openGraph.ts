// Opens the graph of a pipeline, of ours or of another tool; asks where several are there.
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { allPipelines, findPipeline } from '../pickers.ts';
import { findForeign } from './foreign/commands.ts';
import type { ForeignPipelines } from './foreign/foreignPipelines.ts';
import type { GraphPanels } from './graphPanel.ts';

/** `arg`: a row or a file's URI; nothing stands for the open editor's file, else for the one chosen. */
export async function openGraph(
  app: App,
  { foreign, graphs }: { readonly foreign: ForeignPipelines; readonly graphs: GraphPanels },
  arg: unknown,
): Promise<void> {
  const given = arg ?? vscode.window.activeTextEditor?.document.uri;
  const own = findPipeline(app, given);
  if (own !== null) return graphs.open(own.project, own.file);
  const file = await findForeign(foreign, given);
  if (file !== null) return graphs.openForeign(file.uri);
  const items = [
    ...allPipelines(app).map(({ project, file: path, view }) => ({
      ...{ label: view.name, description: path },
      open: () => graphs.open(project, path),
    })),
    ...foreign.all
      .filter(({ pipeline }) => (pipeline?.stages.length ?? 0) > 0)
      .map(({ uri, path, pipeline }) => ({
        ...{ label: path, description: pipeline?.title ?? '' },
        open: () => graphs.openForeign(uri),
      })),
  ];
  if (items.length <= 1) return items[0]?.open();
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Open Pipeline Graph'),
    placeHolder: vscode.l10n.t('Choose a pipeline'),
    matchOnDescription: true,
  });
  chosen?.open();
}
