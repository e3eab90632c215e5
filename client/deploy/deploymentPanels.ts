// The panels «Deployment» of the window: one per deployment, alive again after a reload.
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { findDeployment } from '../deployments.ts';
import type { Project } from '../project.ts';
import { createPanel } from '../ui/panel.ts';
import { fillDeploymentPanel } from './deploymentPanel.ts';

const viewType = 'trainyard.deployment';
const savedState = v.looseObject({ id: v.string() });

export interface DeploymentPanels {
  open(project: Project, id: string): void;
}

export function registerDeploymentPanels(app: App): DeploymentPanels {
  const open = new Map<string, vscode.WebviewPanel>();
  const show = (root: string, id: string, view: vscode.WebviewPanel): void => {
    const key = `${root}\n${id}`;
    fillDeploymentPanel(app, { root, id }, view);
    open.set(key, view);
    void app.context.workspaceState.update(`deployment.root:${id}`, root);
    view.onDidDispose(() => open.delete(key));
  };
  app.context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(viewType, {
      async deserializeWebviewPanel(view, state) {
        const saved = v.safeParse(savedState, state);
        const root = saved.success
          ? app.context.workspaceState.get<string>(`deployment.root:${saved.output.id}`)
          : undefined;
        if (!saved.success || root === undefined) view.dispose();
        else show(root, saved.output.id, view);
      },
    }),
  );
  return {
    open(project, id) {
      const known = open.get(`${project.root}\n${id}`);
      if (known !== undefined) return known.reveal();
      const deployment = findDeployment(project, id)?.deployment;
      const title =
        deployment === undefined
          ? vscode.l10n.t('Deployment')
          : vscode.l10n.t('Deployment: {0} on {1}', deployment.pipelineName, deployment.target);
      show(project.root, id, createPanel(app, viewType, title, vscode.ViewColumn.Active));
    },
  };
}
