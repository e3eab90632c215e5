// Commands about pipelines as files: reveal, graph, refresh, create.
import * as vscode from 'vscode';
import { type Command, command } from '../commands.ts';
import { asNode } from '../nodes.ts';
import { askPipeline, findPipeline } from '../pickers.ts';
import { createPipeline } from './createPipeline.ts';
import type { GraphPanels } from './graphPanel.ts';
import { openDefinition } from './openDefinition.ts';

export const pipelineCommands = (graphs: GraphPanels): readonly Command[] => [
  command('trainyard.pipeline.openDefinition', async (app, arg) => {
    const target = findPipeline(app, arg);
    if (target !== null) await openDefinition(target, asNode(arg, 'stage')?.stage ?? null);
  }),
  command('trainyard.pipeline.openGraph', async (app, arg) => {
    const target = await askPipeline(app, arg, { title: vscode.l10n.t('Open Pipeline Graph') });
    if (target !== undefined) graphs.open(target.project, target.file);
  }),
  command('trainyard.pipeline.refresh', async app => {
    await app.projects.rescan();
    await vscode.window.withProgress({ location: { viewId: 'trainyard.pipelines' } }, () =>
      Promise.all(app.projects.all.map(project => project.refresh())),
    );
  }),
  command('trainyard.pipeline.create', app => createPipeline(app)),
];
