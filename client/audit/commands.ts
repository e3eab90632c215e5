// Commands of the audit trail: show it, and trace one request back to all that made its answer.
import * as vscode from 'vscode';
import { formatRelative } from '../../present/format.ts';
import type { App } from '../app.ts';
import { type Command, command } from '../commands.ts';
import { allDeployments } from '../deployments.ts';
import { asNode } from '../nodes.ts';
import type { Project } from '../project.ts';
import type { AuditDocuments } from './documents.ts';
import { auditPage, tracePage } from './pages.ts';

const recordLimit = 1_000;

export const auditCommands = (documents: AuditDocuments): readonly Command[] => [
  command('trainyard.audit.show', (app, arg, seq) => showTrail(app, documents, arg, seq)),
  command('trainyard.audit.trace', (app, arg, id) => traceRequest(app, documents, arg, id)),
];

/** Of one deployment or model when it comes from its row; at a record when its number is given. */
async function showTrail(app: App, documents: AuditDocuments, arg: unknown, seq: unknown): Promise<void> {
  const deployment =
    asNode(arg, 'deployment') ?? asNode(arg, 'rollout') ?? asNode(arg, 'monitor') ?? asNode(arg, 'signal');
  const model = asNode(arg, 'model') ?? asNode(arg, 'version');
  const project = deployment?.project ?? model?.project ?? (await askProject(app, vscode.l10n.t('Audit Trail')));
  if (project === undefined) return;
  const service = await project.connection();
  const isAt = typeof seq === 'number';
  const list = await service.audit({
    limit: recordLimit,
    ...(deployment === null || isAt ? {} : { deployment: deployment.id }),
    ...(model === null ? {} : { model: model.model.name }),
  });
  const about = model?.model.name ?? project.name;
  const text = auditPage(list, about, isAt ? seq : null);
  await documents.show(project, { name: vscode.l10n.t('Audit Trail'), text });
}

async function traceRequest(app: App, documents: AuditDocuments, arg: unknown, given: unknown): Promise<void> {
  const deployment = asNode(arg, 'deployment');
  const project = deployment?.project ?? (await askProject(app, vscode.l10n.t('Trace Request')));
  if (project === undefined) return;
  const id = typeof given === 'string' ? given : await askRequest(app, project);
  if (id === undefined || id.trim() === '') return;
  const trace = await (await project.connection()).trace(id.trim());
  await documents.show(project, {
    name: vscode.l10n.t('Trace {0}', trace.request.id.slice(0, 8)),
    text: tracePage(trace),
  });
}

/** The requests that the window sent itself, the last first, or an id that is typed. */
async function askRequest(app: App, project: Project): Promise<string | undefined> {
  const now = Date.now();
  const items = app.sentRequests
    .filter(({ root }) => root === project.root)
    .map(({ id, target, at }) => ({ label: id, description: `${target} · ${formatRelative(now, at)}` }));
  const title = vscode.l10n.t('Trace Request');
  const typed = vscode.l10n.t('Type an Id…');
  const picked =
    items.length === 0
      ? typed
      : (await vscode.window.showQuickPick([...items, { label: typed, description: '' }], { title }))?.label;
  if (picked !== typed) return picked;
  const prompt = vscode.l10n.t('The id that the caller sent, or that the answer carried.');
  return vscode.window.showInputBox({ title, prompt });
}

async function askProject(app: App, title: string): Promise<Project | undefined> {
  const all = app.projects.all.filter(({ snapshot }) => snapshot !== null);
  const [only, second] = all;
  if (second === undefined) return only;
  const busy = new Set(allDeployments(app).map(({ project }) => project));
  const items = [...all]
    .sort((a, b) => Number(busy.has(b)) - Number(busy.has(a)))
    .map(project => ({ label: project.name, description: project.root, project }));
  return (await vscode.window.showQuickPick(items, { title }))?.project;
}
