// What a graph panel shows of a pipeline of another tool, and what it does when asked.
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { FromGraphPanel } from '../../../protocol/panels.ts';
import type { GraphSource } from '../graphSource.ts';
import { openAtLine } from '../openDefinition.ts';
import type { ForeignPipelines } from './foreignPipelines.ts';
import { openPlace } from './openPlace.ts';

export function foreignGraph(foreign: ForeignPipelines, uri: vscode.Uri): GraphSource {
  const key = uri.toString();
  return {
    key,
    root: null,
    messages: () => [
      {
        type: 'foreign',
        pipeline: {
          uri: key,
          name: basename(uri.path),
          path: vscode.workspace.asRelativePath(uri),
          pipeline: foreign.of(key)?.pipeline ?? null,
        },
        canRun: vscode.workspace.isTrusted,
      },
    ],
    answer: message => answer(foreign, uri, message),
  };
}

async function answer(foreign: ForeignPipelines, uri: vscode.Uri, message: FromGraphPanel): Promise<void> {
  const file = foreign.of(uri.toString());
  switch (message.type) {
    case 'openStage':
      if (file !== null) await openPlace(file, message.stage);
      return;
    case 'openFile':
      return openAtLine(uri, message.line);
    case 'run':
      await vscode.commands.executeCommand('trainyard.pipeline.runOutside', uri.toString());
      return;
    case 'runStage':
      await vscode.commands.executeCommand(
        message.mode === 'only' ? 'trainyard.pipeline.runOutsideStage' : 'trainyard.pipeline.runOutsideToHere',
        uri.toString(),
        message.stage,
      );
      return;
    case 'ready':
      await foreign.look(uri);
      return;
    // There are no logs, runs and services of other tools here.
    case 'openLog':
    case 'cancel':
    case 'reconnect':
  }
}
