// What a graph panel shows of a pipeline of ours, and what it does when asked.
import * as vscode from 'vscode';
import type { FromGraphPanel, ToGraphPanel } from '../../protocol/panels.ts';
import type { App } from '../app.ts';
import type { Project } from '../project.ts';
import type { GraphSource } from './graphSource.ts';
import { openAtLine, openDefinition } from './openDefinition.ts';

export function ownGraph(app: App, root: string, file: string): GraphSource {
  return {
    key: `${root}\n${file}`,
    root,
    messages() {
      const project = app.projects.byRoot(root);
      const pipeline = project?.snapshot?.pipelines.find(view => view.file === file);
      return [
        ...(pipeline === undefined
          ? []
          : [{ type: 'pipeline', pipeline, canRun: vscode.workspace.isTrusted } satisfies ToGraphPanel]),
        linkMessage(project),
      ];
    },
    answer: message => answer(app, root, file, message),
  };
}

function linkMessage(project: Project | null): Extract<ToGraphPanel, { type: 'link' }> {
  const { link } = project ?? { link: { state: 'connecting' } as const };
  if (link.state !== 'lost') return { type: 'link', state: 'live', message: null };
  return { type: 'link', state: 'lost', message: link.message };
}

async function answer(app: App, root: string, file: string, message: FromGraphPanel): Promise<void> {
  const project = app.projects.byRoot(root);
  const view = project?.snapshot?.pipelines.find(pipeline => pipeline.file === file);
  const node = project === null ? null : ({ kind: 'pipeline', project, file } as const);
  switch (message.type) {
    case 'ready':
      return;
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
