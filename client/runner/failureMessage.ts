// The one message of a run that failed while this window watched; progress itself stands in the rows it concerns.
import * as vscode from 'vscode';
import type { PipelineRun } from '../../engine/domain/run.ts';
import { failureText } from '../../present/texts.ts';
import type { App } from '../app.ts';
import { isActive } from '../pipelineState.ts';
import type { Project } from '../project.ts';

export function registerFailureMessage(app: App): void {
  const seenActive = new Set<string>();
  app.context.subscriptions.push(
    app.projects.onDidChange(({ change }) => {
      if (change === 'experiments') return;
      for (const project of app.projects.all) {
        for (const { run } of project.snapshot?.pipelines ?? []) {
          if (run === null) continue;
          if (isActive(run)) seenActive.add(run.id);
          else if (seenActive.delete(run.id) && run.state === 'failed') void tellFailure(project, run);
        }
      }
    }),
  );
}

async function tellFailure(project: Project, run: PipelineRun): Promise<void> {
  const failed = run.stages.find(({ failure }) => failure !== null);
  const showLog = vscode.l10n.t('Show Log');
  const reason = failed?.failure == null ? '' : failureText(failed.failure);
  const text =
    failed === undefined
      ? vscode.l10n.t('{0} failed.', run.pipelineName)
      : vscode.l10n.t('{0}: stage {1} failed. {2}', run.pipelineName, failed.stage, reason);
  if ((await vscode.window.showErrorMessage(text, showLog)) !== showLog) return;
  const node =
    failed === undefined
      ? { kind: 'pipeline', project, file: run.pipeline }
      : { kind: 'stage', project, file: run.pipeline, stage: failed.stage };
  await vscode.commands.executeCommand('trainyard.runner.showLog', node);
}
