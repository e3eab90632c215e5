// What a person says to a deployment: promote, hold, resume, roll back, approve, stop, start, remove.
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Deployment } from '../../engine/domain/deployment.ts';
import { isOver } from '../../present/rolloutText.ts';
import type { DeploymentAct } from '../../protocol/deployApi.ts';
import type { App } from '../app.ts';
import { askDeployment, type DeploymentTarget } from '../deployments.ts';
import { operationEnd } from '../operationEnd.ts';
import { beginRollout } from './deployVersion.ts';

type Act = DeploymentAct['act'];
type Plain = Exclude<Act, 'rollback' | 'stop' | 'remove'>;

export async function act(
  { project, id }: Pick<DeploymentTarget, 'project' | 'id'>,
  request: Pick<DeploymentAct, 'act' | 'version'>,
): Promise<void> {
  const service = await project.connection();
  const who = await project.who();
  await operationEnd('trainyard.deployments', service, () => service.act(id, { key: randomUUID(), who, ...request }));
}

const isRolling = ({ rollout }: Deployment): boolean => rollout !== null && !isOver(rollout);
const isIn =
  (...states: readonly string[]) =>
  ({ rollout }: Deployment): boolean =>
    rollout !== null && states.includes(rollout.state);

/** When each can be done, and what is said when it cannot be done anywhere. */
const plain: Readonly<
  Record<
    Plain,
    { readonly title: () => string; readonly only: (deployment: Deployment) => boolean; readonly none: () => string }
  >
> = {
  promote: {
    title: () => vscode.l10n.t('Promote'),
    only: isIn('starting', 'running', 'holding', 'baking'),
    none: () => vscode.l10n.t('No rollout is under way, so there is nothing to promote.'),
  },
  hold: {
    title: () => vscode.l10n.t('Hold'),
    only: isIn('running', 'baking', 'starting'),
    none: () => vscode.l10n.t('No rollout is under way, so there is nothing to hold.'),
  },
  resume: {
    title: () => vscode.l10n.t('Resume'),
    only: isIn('holding'),
    none: () => vscode.l10n.t('No rollout is held.'),
  },
  approve: {
    title: () => vscode.l10n.t('Approve'),
    only: isIn('awaiting-approval'),
    none: () => vscode.l10n.t('Nothing waits for an approval.'),
  },
  reject: {
    title: () => vscode.l10n.t('Reject'),
    only: isIn('awaiting-approval'),
    none: () => vscode.l10n.t('Nothing waits for an approval.'),
  },
  start: {
    title: () => vscode.l10n.t('Start'),
    only: ({ state }) => state === 'stopped',
    none: () => vscode.l10n.t('No deployment is stopped.'),
  },
};

export async function doAct(app: App, what: Plain, arg: unknown): Promise<void> {
  const { title, only, none } = plain[what];
  const target = await askDeployment(app, arg, { title: title(), only, none: none() });
  if (target !== undefined) await act(target, { act: what });
}

/** Asks once, and names what will be served; afterwards the version that was taken back can go out again. */
export async function rollBack(app: App, arg: unknown): Promise<void> {
  const target = await askDeployment(app, arg, {
    title: vscode.l10n.t('Roll Back'),
    only: deployment => isRolling(deployment) || deployment.previous !== null,
    none: vscode.l10n.t('There is no version to go back to.'),
  });
  if (target === undefined) return;
  const { deployment } = target.view;
  const { stable, candidate, previous, target: name, model } = deployment;
  const [leaving, back] = candidate === null ? [stable, previous] : [candidate, stable];
  if (leaving === null || (candidate === null && back === null)) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no version to go back to.'));
    return;
  }
  const question = vscode.l10n.t('Take {0} v{1} back from {2}?', model, leaving.version, name);
  const detail =
    back === null
      ? vscode.l10n.t('Nothing was served before, so nothing will be served.')
      : vscode.l10n.t('All requests will be answered by v{0} (hash {1}).', back.version, back.hash.slice(0, 12));
  const yes = vscode.l10n.t('Roll Back');
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes) return;
  await act(target, { act: 'rollback' });
  await offerAgain(target, leaving.version, back?.version ?? null);
}

/** The way back from a rollback. */
async function offerAgain({ project, view }: DeploymentTarget, version: number, served: number | null): Promise<void> {
  const { deployment } = view;
  const again = vscode.l10n.t('Deploy v{0} Again', version);
  const text =
    served === null
      ? vscode.l10n.t('{0} goes back from v{1}; nothing will be served.', deployment.target, version)
      : vscode.l10n.t('{0} goes back from v{1} to v{2}.', deployment.target, version, served);
  if ((await vscode.window.showInformationMessage(text, again)) !== again) return;
  await beginRollout({ project, file: deployment.pipeline }, deployment.target, version);
}

export async function stop(app: App, arg: unknown): Promise<void> {
  const target = await askDeployment(app, arg, {
    title: vscode.l10n.t('Stop'),
    only: ({ state }) => state !== 'stopped',
  });
  if (target === undefined) return;
  const { target: name, url } = target.view.deployment;
  const yes = vscode.l10n.t('Stop');
  const detail = vscode.l10n.t('Requests to {0} will fail until it is started again.', url ?? name);
  const question = vscode.l10n.t('Stop serving on {0}?', name);
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes) return;
  await act(target, { act: 'stop' });
}

export async function remove(app: App, arg: unknown): Promise<void> {
  const target = await askDeployment(app, arg, { title: vscode.l10n.t('Remove') });
  if (target === undefined) return;
  const yes = vscode.l10n.t('Remove');
  const question = vscode.l10n.t('Remove the deployment {0}?', target.view.deployment.target);
  const detail = vscode.l10n.t(
    'It serves nothing any more and leaves the list. Its versions and the audit trail stay.',
  );
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes) return;
  await act(target, { act: 'remove' });
}
