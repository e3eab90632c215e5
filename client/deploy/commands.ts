// Commands about deployments: deploy, steer a rollout, send a request, copy how to reach it.
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { type Command, command } from '../commands.ts';
import { askDeployment } from '../deployments.ts';
import { doAct, remove, rollBack, stop } from './acts.ts';
import type { DeploymentPanels } from './deploymentPanels.ts';
import { deployVersion } from './deployVersion.ts';
import { sendTestRequest } from './sendTestRequest.ts';

export const deployCommands = (panels: DeploymentPanels): readonly Command[] => [
  command('trainyard.deploy.deploy', (app, arg, target) => deployVersion(app, arg, target)),
  command('trainyard.deploy.promote', (app, arg) => doAct(app, 'promote', arg)),
  command('trainyard.deploy.hold', (app, arg) => doAct(app, 'hold', arg)),
  command('trainyard.deploy.resume', (app, arg) => doAct(app, 'resume', arg)),
  command('trainyard.deploy.approve', (app, arg) => doAct(app, 'approve', arg)),
  command('trainyard.deploy.reject', (app, arg) => doAct(app, 'reject', arg)),
  command('trainyard.deploy.start', (app, arg) => doAct(app, 'start', arg)),
  command('trainyard.deploy.rollBack', (app, arg) => rollBack(app, arg)),
  command('trainyard.deploy.stop', (app, arg) => stop(app, arg)),
  command('trainyard.deploy.remove', (app, arg) => remove(app, arg)),
  command('trainyard.deploy.sendTestRequest', (app, arg) => sendTestRequest(app, arg)),
  command('trainyard.deploy.open', async (app, arg) => {
    const target = await askDeployment(app, arg, { title: vscode.l10n.t('Open Deployment') });
    if (target !== undefined) panels.open(target.project, target.id);
  }),
  command('trainyard.deploy.copyAddress', (app, arg) => copyAddress(app, arg)),
];

async function copyAddress(app: App, arg: unknown): Promise<void> {
  const title = vscode.l10n.t('Copy Address');
  const target = await askDeployment(app, arg, { title, only: ({ url }) => url !== null });
  const url = target?.view.deployment.url ?? null;
  if (target === undefined || url === null) return;
  await vscode.env.clipboard.writeText(`${url}/v2/models/${encodeURIComponent(target.view.deployment.model)}/infer`);
}
