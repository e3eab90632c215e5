// The one status bar item: there only while something runs or wants attention.
import * as vscode from 'vscode';
import type { PipelineRun } from '../../engine/domain/run.ts';
import type { App } from '../app.ts';
import { isActive, runProgress } from '../pipelineState.ts';
import type { Project } from '../project.ts';
import { runningTime } from '../runningTime.ts';

interface Shown {
  readonly text: string;
  readonly tooltip: string;
  readonly command: vscode.Command;
  readonly isBad: boolean;
}

export function registerStatusBar(app: App): void {
  const item = vscode.window.createStatusBarItem('trainyard.status', vscode.StatusBarAlignment.Left, 10);
  item.name = 'Trainyard';
  /** Failures that were looked at no longer want attention. */
  const seen = new Set<string>();
  const watched = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const update = () => {
    clearTimeout(timer);
    const shown = whatToShow(app, watched, seen);
    if (shown === null) return item.hide();
    item.text = shown.text;
    item.tooltip = shown.tooltip;
    item.command = shown.command;
    item.backgroundColor = shown.isBad ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    item.accessibilityInformation = { label: `Trainyard: ${shown.tooltip}`, role: 'button' };
    item.show();
    if (!shown.isBad) timer = setTimeout(update, 1000);
  };

  app.context.subscriptions.push(
    item,
    app.projects.onDidChange(({ change }) => {
      if (change !== 'experiments') update();
    }),
    vscode.commands.registerCommand('trainyard.runner.attend', async (project: Project, run: PipelineRun) => {
      seen.add(run.id);
      update();
      const failed = run.stages.find(({ failure }) => failure !== null);
      await vscode.commands.executeCommand(
        'trainyard.runner.showLog',
        failed === undefined ? undefined : { kind: 'stage', project, file: run.pipeline, stage: failed.stage },
      );
    }),
    new vscode.Disposable(() => clearTimeout(timer)),
  );
}

function whatToShow(app: App, watched: Set<string>, seen: ReadonlySet<string>): Shown | null {
  const runs = app.projects.all.flatMap(project =>
    (project.snapshot?.pipelines ?? []).flatMap(({ run }) => (run === null ? [] : [{ project, run }])),
  );
  const active = runs.filter(({ run }) => isActive(run));
  for (const { run } of active) watched.add(run.id);
  const [first] = active;
  if (first !== undefined) return showActive(first.run, active.length);
  const failed = runs.find(({ run }) => run.state === 'failed' && watched.has(run.id) && !seen.has(run.id));
  if (failed !== undefined) {
    const tooltip = vscode.l10n.t('{0} failed. Show the log.', failed.run.pipelineName);
    const command = { command: 'trainyard.runner.attend', title: tooltip, arguments: [failed.project, failed.run] };
    return { text: `$(error) ${vscode.l10n.t('{0} failed', failed.run.pipelineName)}`, tooltip, command, isBad: true };
  }
  const lost = app.projects.all.find(({ link }) => link.state === 'lost' && link.isFinal);
  if (lost?.link.state !== 'lost') return null;
  return {
    text: '$(warning) Trainyard',
    tooltip: lost.link.message,
    command: { command: 'trainyard.service.restart', title: vscode.l10n.t('Restart Service') },
    isBad: false,
  };
}

function showActive(run: PipelineRun, count: number): Shown {
  const { done, total, running } = runProgress(run);
  const [stage] = running;
  const what =
    stage === undefined
      ? run.pipelineName
      : `${stage.stage} ${runningTime(Date.now() - (stage.startedAt ?? Date.now()))}`;
  const more = count > 1 ? ` +${count - 1}` : '';
  return {
    text: `$(loading~spin) ${what} · ${vscode.l10n.t('{0} of {1}', Math.min(done + running.length, total), total)}${more}`,
    tooltip: vscode.l10n.t('{0} is running ({1}). Show the pipelines.', run.pipelineName, run.name),
    command: { command: 'trainyard.pipelines.focus', title: vscode.l10n.t('Show Pipelines') },
    isBad: false,
  };
}
