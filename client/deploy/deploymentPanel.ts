// The host side of «Deployment»: its detail and series, again whenever it moved; requests of its form.
import * as vscode from 'vscode';
import type { DeploymentDetail, DeploymentSeries } from '../../protocol/deployApi.ts';
import { type FromDeploymentPanel, fromDeploymentPanel, type ToDeploymentPanel } from '../../protocol/panels.ts';
import type { App } from '../app.ts';
import { atMostEvery } from '../atMostEvery.ts';
import { findDeployment } from '../deployments.ts';
import { problemText } from '../problems.ts';
import type { Project } from '../project.ts';
import { fillPanel, type Panel } from '../ui/panel.ts';
import { rememberRequest } from './sendTestRequest.ts';

export interface DeploymentPlace {
  /** Of the project. */
  readonly root: string;
  readonly id: string;
}

const pace = 400;
/** Counts are no event: they are asked for while the panel is seen. */
const lookMs = 2_000;
const points = 200;
/** What a new panel shows. */
const usualMinutes = 15;

export function fillDeploymentPanel(
  app: App,
  place: DeploymentPlace,
  view: vscode.WebviewPanel,
): Panel<ToDeploymentPanel> {
  const { root, id } = place;
  let minutes: number = usualMinutes;
  let isListening = false;
  const project = () => app.projects.byRoot(root);
  // While the page loads, what it will ask for is read already.
  const opened = project();
  let early = opened?.link.state === 'live' ? read(opened, id, usualMinutes) : null;
  early?.catch(() => undefined);

  const sendAll = atMostEvery(
    pace,
    async () => {
      const own = project();
      if (own === null || !isListening || !view.visible || own.link.state !== 'live') return;
      const asked = minutes;
      const reading = early !== null && asked === usualMinutes ? early : read(own, id, asked);
      early = null;
      const { detail, series } = await reading;
      panel.send({ type: 'detail', detail, canAct: vscode.workspace.isTrusted });
      panel.send({ type: 'series', series, minutes: asked });
    },
    error => {
      app.log.debug(`deployment ${id}: ${problemText(error)}`);
      if (isGone(app, place)) panel.send({ type: 'gone' });
      sendLink();
    },
  );
  const sendLink = (): void => {
    const link = project()?.link;
    const isLost = link?.state === 'lost';
    panel.send({ type: 'link', state: isLost ? 'lost' : 'live', message: isLost ? link.message : null });
  };

  const panel: Panel<ToDeploymentPanel> = fillPanel<ToDeploymentPanel, FromDeploymentPanel>(app, view, {
    bundle: 'deployment',
    schema: fromDeploymentPanel,
    async receive(message): Promise<void> {
      if (message.type === 'ready' || message.type === 'range') {
        isListening = true;
        minutes = message.minutes;
        sendLink();
        return sendAll.soon();
      }
      if (message.type === 'send') {
        const answer = await answerOf(app, place, message.row);
        return panel.send(answer);
      }
      return carryOut(app, place, message);
    },
  });

  const timer = setInterval(() => sendAll.soon(), lookMs);
  const listeners = vscode.Disposable.from(
    app.projects.onDidChange(event => {
      if (event.project !== null && event.project.root !== root) return;
      if (event.change === 'link' || event.change === 'list') sendLink();
      if (event.change === 'deployments' || event.change === 'monitors' || event.change === 'link') sendAll.soon();
    }),
    view.onDidChangeViewState(() => {
      if (view.visible) sendAll.soon();
      else isListening = false;
    }),
    sendAll,
    new vscode.Disposable(() => clearInterval(timer)),
  );
  view.onDidDispose(() => listeners.dispose());
  return panel;
}

async function read(
  project: Project,
  id: string,
  minutes: number,
): Promise<{ readonly detail: DeploymentDetail; readonly series: DeploymentSeries }> {
  const service = await project.connection();
  const to = Date.now();
  const from = Math.max(to - minutes * 60_000, begun(project, id, to));
  const [detail, series] = await Promise.all([service.deployment(id), service.series(id, { from, to, points })]);
  return { detail, series };
}

/** The service answers, and does not know it. */
function isGone(app: App, { root, id }: DeploymentPlace): boolean {
  const project = app.projects.byRoot(root);
  const known = project?.snapshot?.deployments;
  return project?.link.state === 'live' && known !== undefined && !known.some(({ deployment }) => deployment.id === id);
}

/** When there was something to draw at the earliest; two minutes ago for what is younger. */
const begun = (project: Project, id: string, now: number): number =>
  Math.min(findDeployment(project, id)?.deployment.createdAt ?? 0, now - 120_000);

async function answerOf(
  app: App,
  { root, id }: DeploymentPlace,
  row: Extract<FromDeploymentPanel, { type: 'send' }>['row'],
): Promise<ToDeploymentPanel> {
  const project = app.projects.byRoot(root);
  if (project === null) return { type: 'gone' };
  try {
    const answer = await (await project.connection()).testRequest(id, { row });
    const view = findDeployment(project, id);
    if (view !== undefined) rememberRequest(app, { project, view }, answer);
    return { type: 'answer', answer };
  } catch (error) {
    return { type: 'refused', message: problemText(error) };
  }
}

async function carryOut(
  app: App,
  { root, id }: DeploymentPlace,
  message: Exclude<FromDeploymentPanel, { type: 'ready' | 'range' | 'send' }>,
): Promise<void> {
  const project = app.projects.byRoot(root);
  const node = project === null ? undefined : { kind: 'deployment', project, id };
  switch (message.type) {
    case 'act':
      return void (await vscode.commands.executeCommand(`trainyard.deploy.${message.act}`, node));
    case 'openAudit':
      return void (await vscode.commands.executeCommand('trainyard.audit.show', node, message.seq));
    case 'trace':
      return void (await vscode.commands.executeCommand('trainyard.audit.trace', node, message.id));
    case 'lookNow':
      return void (await vscode.commands.executeCommand('trainyard.monitor.now', node));
    case 'copy':
      return void (await vscode.env.clipboard.writeText(message.text));
    case 'reconnect':
      await project?.reconnect();
  }
}
