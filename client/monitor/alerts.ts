// Alerts as they are raised: what was found, what it set off, and the way to it or back from it.
import * as vscode from 'vscode';
import type { Alert } from '../../engine/domain/monitor.ts';
import type { App } from '../app.ts';
import { findDeployment } from '../deployments.ts';
import { showProblem } from '../problems.ts';
import type { Project } from '../project.ts';
import { acknowledge } from './commands.ts';
import { alertText } from './rows.ts';

interface Offer {
  readonly title: string;
  readonly run: () => unknown;
}

/** Each is told once in a window, when what it set off is known to have begun; older ones than the window are not told. */
export function registerAlerts(app: App): void {
  const opened = Date.now();
  const told = new Set<string>();
  const watched = new Map<Project, vscode.Disposable>();
  const watch = (): void => {
    for (const [project, listener] of watched) {
      if (app.projects.all.includes(project)) continue;
      listener.dispose();
      watched.delete(project);
    }
    for (const project of app.projects.all) {
      if (watched.has(project)) continue;
      watched.set(
        project,
        project.onEvent(event => {
          if (event.type !== 'alert' || event.alert.at < opened || told.has(event.alert.id)) return;
          if (event.alert.endedAt !== null || event.alert.acknowledgedAt !== null) return;
          told.add(event.alert.id);
          tell(project, event.alert).catch((error: unknown) => showProblem(app, error));
        }),
      );
    }
  };
  watch();
  app.context.subscriptions.push(
    app.projects.onDidChange(watch),
    new vscode.Disposable(() => {
      for (const listener of watched.values()) listener.dispose();
    }),
  );
}

async function tell(project: Project, alert: Alert): Promise<void> {
  const target = findDeployment(project, alert.deployment)?.deployment.target ?? alert.signal;
  const offers = [
    ...undo(project, alert),
    show(project, alert),
    { title: vscode.l10n.t('Acknowledge'), run: () => acknowledge(project, alert.id) },
  ];
  const chosen = await vscode.window.showWarningMessage(alertText(alert, target), ...offers.map(({ title }) => title));
  await offers.find(({ title }) => title === chosen)?.run();
}

const show = (project: Project, { deployment }: Alert): Offer => ({
  title: vscode.l10n.t('Show'),
  run: () => vscode.commands.executeCommand('trainyard.deploy.open', { kind: 'deployment', project, id: deployment }),
});

/** The way back from what was set off. */
function undo(project: Project, { action, outcome, deployment: id }: Alert): readonly Offer[] {
  if (outcome !== 'started' && outcome !== 'done') return [];
  const node = { kind: 'deployment', project, id };
  const deployment = findDeployment(project, id)?.deployment;
  if (action === 'pause')
    return [
      { title: vscode.l10n.t('Resume'), run: () => vscode.commands.executeCommand('trainyard.deploy.resume', node) },
    ];
  if (action === 'rollback' && deployment !== undefined) {
    const version = deployment.candidate?.version ?? deployment.stable?.version;
    const model = project.snapshot?.models?.find(({ name }) => name === deployment.model);
    const registered = model?.versions.find(one => one.version === version);
    if (model === undefined || registered === undefined) return [];
    const again = { kind: 'version', project, model, version: registered };
    return [
      {
        title: vscode.l10n.t('Deploy v{0} Again', registered.version),
        run: () => vscode.commands.executeCommand('trainyard.deploy.deploy', again, deployment.target),
      },
    ];
  }
  if (action === 'retrain' && deployment !== undefined) {
    const pipeline = { kind: 'pipeline', project, file: deployment.pipeline };
    return [
      {
        title: vscode.l10n.t('Cancel Run'),
        run: () => vscode.commands.executeCommand('trainyard.runner.cancel', pipeline),
      },
    ];
  }
  return [];
}
