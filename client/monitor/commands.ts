// Commands about monitors: look now, acknowledge an alert, retrain now.
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { type Command, command } from '../commands.ts';
import { askDeployment } from '../deployments.ts';
import { windowVariables } from '../environment.ts';
import { asNode } from '../nodes.ts';
import { operationEnd } from '../operationEnd.ts';
import type { Project } from '../project.ts';
import { openAlerts } from './rows.ts';
import { monitorOf } from './tree.ts';

const view = 'trainyard.monitors';

export const monitorCommands: readonly Command[] = [
  command('trainyard.monitor.now', (app, arg) => lookNow(app, arg)),
  command('trainyard.monitor.acknowledge', (app, arg) => acknowledgeAll(app, arg)),
  command('trainyard.monitor.retrain', (app, arg) => retrain(app, arg)),
];

async function lookNow(app: App, arg: unknown): Promise<void> {
  const target = await askDeployment(app, arg, {
    title: vscode.l10n.t('Monitor Now'),
    none: vscode.l10n.t('Nothing is deployed yet, so there is nothing to look at.'),
  });
  if (target === undefined) return;
  const service = await target.project.connection();
  await operationEnd(view, service, () => service.monitorNow(target.id, { key: randomUUID() }));
  await vscode.commands.executeCommand('trainyard.monitors.focus', { preserveFocus: true });
}

/** The alerts of a signal's row, or all of a deployment. */
async function acknowledgeAll(app: App, arg: unknown): Promise<void> {
  const target = await askDeployment(app, arg, { title: vscode.l10n.t('Acknowledge Alerts') });
  const found = target === undefined ? undefined : monitorOf(target.project, target.id);
  if (target === undefined || found === undefined) return;
  const signal = asNode(arg, 'signal')?.signal;
  const open = openAlerts(found).filter(
    alert => alert.acknowledgedAt === null && (signal === undefined || alert.signal === signal),
  );
  if (open.length === 0) void vscode.window.showInformationMessage(vscode.l10n.t('No alert is open.'));
  for (const { id } of open) await acknowledge(target.project, id);
}

export async function acknowledge(project: Project, alert: string): Promise<void> {
  const service = await project.connection();
  await service.acknowledge(alert, { key: randomUUID(), who: await project.who() });
}

async function retrain(app: App, arg: unknown): Promise<void> {
  const target = await askDeployment(app, arg, { title: vscode.l10n.t('Retrain Now') });
  if (target === undefined) return;
  const { pipelineName, pipeline, target: name, spec } = target.view.deployment;
  const yes = vscode.l10n.t('Retrain');
  const question = vscode.l10n.t('Retrain {0}?', pipelineName);
  const detail = vscode.l10n.t(
    'The pipeline runs, its gates are judged, and the new version goes out to {0} as {1}.',
    name,
    spec.strategy.type.replace('_', '/'),
  );
  if ((await vscode.window.showInformationMessage(question, { modal: true, detail }, yes)) !== yes) return;
  const service = await target.project.connection();
  await service.retrain({
    ...{ key: randomUUID(), pipeline, target: name, who: await target.project.who() },
    env: windowVariables(process.env),
  });
  await vscode.commands.executeCommand('trainyard.pipelines.focus', { preserveFocus: true });
}
