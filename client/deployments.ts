// Deployments of the window: found by what a menu hands over, asked for when nothing is.
import * as vscode from 'vscode';
import type { Deployment } from '../engine/domain/deployment.ts';
import { splitText } from '../present/rolloutText.ts';
import type { DeploymentView } from '../protocol/deployApi.ts';
import type { App } from './app.ts';
import { asNode, type DeploymentNode } from './nodes.ts';
import type { Project } from './project.ts';
import { stateIcon, stateWord } from './ui/stateIcon.ts';

export interface DeploymentTarget extends DeploymentNode {
  readonly view: DeploymentView;
}

export const viewsOf = ({ snapshot }: Project): readonly DeploymentView[] => snapshot?.deployments ?? [];

export function findDeployment(project: Project, id: string): DeploymentView | undefined {
  return viewsOf(project).find(({ deployment }) => deployment.id === id);
}

/** Those with a rollout under way first, then the newest. */
export const allDeployments = (app: App): readonly DeploymentTarget[] =>
  app.projects.all
    .flatMap(project =>
      viewsOf(project).map((view): DeploymentTarget => ({ kind: 'deployment', project, id: view.deployment.id, view })),
    )
    .sort((a, b) => weight(b.view.deployment) - weight(a.view.deployment));
const weight = ({ candidate, createdAt }: Deployment): number => (candidate === null ? 0 : 1e15) + createdAt;

function givenDeployment(app: App, arg: unknown): DeploymentTarget | null {
  const node =
    asNode(arg, 'deployment') ??
    asNode(arg, 'rollout') ??
    asNode(arg, 'served') ??
    asNode(arg, 'monitor') ??
    asNode(arg, 'signal');
  if (node === null) return null;
  return allDeployments(app).find(({ project, id }) => project.root === node.project.root && id === node.id) ?? null;
}

interface Asked {
  readonly title: string;
  /** Those a command can do something for; the others are not offered. */
  readonly only?: (deployment: Deployment) => boolean;
  /** Said when there is none. */
  readonly none?: string;
}

/** The deployment a command is about; undefined when there is none or the person turned away. */
export async function askDeployment(
  app: App,
  arg: unknown,
  { title, only = () => true, none }: Asked,
): Promise<DeploymentTarget | undefined> {
  const given = givenDeployment(app, arg);
  if (given !== null) return given;
  const all = allDeployments(app).filter(({ view }) => only(view.deployment));
  const [first, second] = all;
  if (first === undefined) {
    void vscode.window.showInformationMessage(none ?? vscode.l10n.t('Nothing is deployed yet.'));
    return undefined;
  }
  if (second === undefined) return first;
  const items = all.map(target => {
    const { deployment } = target.view;
    return {
      label: deployment.target,
      description: `${splitText(deployment) || stateWord(deployment.state)} · ${deployment.pipelineName}`,
      iconPath: stateIcon(deployment.state),
      target,
    };
  });
  const placeHolder = vscode.l10n.t('Choose a deployment');
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.target;
}
