// Commands about pipelines as files: reveal, graph, refresh, create.
import * as vscode from 'vscode';
import { type Command, command } from '../commands.ts';
import { asNode } from '../nodes.ts';
import { findPipeline, type PipelineTarget } from '../pickers.ts';
import { createPipeline } from './createPipeline.ts';
import type { ForeignPipelines } from './foreign/foreignPipelines.ts';
import { openPlace } from './foreign/openPlace.ts';
import { gatesOf } from './gateRows.ts';
import type { GraphPanels } from './graphPanel.ts';
import { type NamedPlace, openDefinition } from './openDefinition.ts';
import { openGraph } from './openGraph.ts';

interface Parts {
  readonly foreign: ForeignPipelines;
  readonly graphs: GraphPanels;
}

export const pipelineCommands = ({ foreign, graphs }: Parts): readonly Command[] => [
  command('trainyard.pipeline.openDefinition', async (app, arg) => {
    const row = asNode(arg, 'foreign') ?? asNode(arg, 'foreign-stage');
    if (row !== null) {
      const file = foreign.of(row.uri);
      if (file !== null) await openPlace(file, row.kind === 'foreign' ? null : row.stage);
      return;
    }
    const target = findPipeline(app, arg);
    if (target !== null) await openDefinition(target, namedPlace(target, arg));
  }),
  command('trainyard.pipeline.openGraph', (app, arg) => openGraph(app, { foreign, graphs }, arg)),
  command('trainyard.pipeline.refresh', async app => {
    await app.projects.rescan();
    await vscode.window.withProgress({ location: { viewId: 'trainyard.pipelines' } }, () =>
      Promise.all([foreign.refresh(), ...app.projects.all.map(project => project.refresh())]),
    );
  }),
  command('trainyard.pipeline.create', app => createPipeline(app)),
];

/** The stage or gate of a row; the first gate for all of them. Null: the file itself. */
function namedPlace({ project, file, view }: PipelineTarget, arg: unknown): NamedPlace | null {
  const stage = asNode(arg, 'stage')?.stage;
  if (stage !== undefined) return view.stages.find(({ name }) => name === stage) ?? { name: stage, range: null };
  const gates = asNode(arg, 'gate') ?? asNode(arg, 'gates');
  if (gates === null) return null;
  const wanted = gates.kind === 'gate' ? gates.gate : null;
  const found = gatesOf({ project, file }).find(({ gate }) => wanted === null || gate.name === wanted);
  return found === undefined ? null : { name: found.gate.name, range: found.range };
}
