// «Send Test Request…»: a row as JSON, filled with one of the reference data; the answer with version and time.
import * as vscode from 'vscode';
import { formatNumber } from '../../present/format.ts';
import type { DeploymentDetail, TestAnswer, TestRequest } from '../../protocol/deployApi.ts';
import type { App } from '../app.ts';
import { askDeployment, type DeploymentTarget } from '../deployments.ts';

type Row = TestRequest['row'];

export async function sendTestRequest(app: App, arg: unknown): Promise<void> {
  const title = vscode.l10n.t('Send Test Request');
  const target = await askDeployment(app, arg, {
    title,
    only: ({ state }) => state === 'live' || state === 'degraded',
  });
  if (target === undefined) return;
  const service = await target.project.connection();
  const detail = await service.deployment(target.id);
  const row = await askRow(detail, title);
  if (row === undefined) return;
  const answer = await service.testRequest(target.id, { row });
  rememberRequest(app, target, answer);
  await tellAnswer(answer, target);
}

/** The last 20, so that «Trace Request…» can offer them; what the server refused has no answer to trace. */
export function rememberRequest(
  app: App,
  { project, view }: Pick<DeploymentTarget, 'project' | 'view'>,
  { id, error }: TestAnswer,
): void {
  if (id === '' || error !== null) return;
  app.sentRequests.unshift({ root: project.root, target: view.deployment.target, id, at: Date.now() });
  app.sentRequests.splice(20);
}

async function askRow({ exampleRow, signature }: DeploymentDetail, title: string): Promise<Row | undefined> {
  const names = signature?.inputs.map(({ name }) => name) ?? [];
  const first: Row = exampleRow ?? Object.fromEntries(names.map(name => [name, 0]));
  const text = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('One row as JSON: names and values of what the model takes.'),
    value: JSON.stringify(first),
    ignoreFocusOut: true,
    validateInput: typed => rowProblem(typed),
  });
  return text === undefined ? undefined : (JSON.parse(text) as Row);
}

/** What keeps a text from being a row; undefined for a good one. */
function rowProblem(text: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return vscode.l10n.t('An object is expected, such as {0}.', '{"temp": 0.3}');
  const wrong = Object.entries(value).find(([, one]) => !['number', 'string', 'boolean'].includes(typeof one));
  return wrong === undefined ? undefined : vscode.l10n.t('«{0}» is no number, text or truth value.', wrong[0]);
}

async function tellAnswer(answer: TestAnswer, target: object): Promise<void> {
  const time = vscode.l10n.t('{0} ms', formatNumber(answer.latency));
  if (answer.error !== null) {
    void vscode.window.showErrorMessage(vscode.l10n.t('Answer {0} after {1}: {2}', answer.status, time, answer.error));
    return;
  }
  const values = Object.entries(answer.outputs)
    .map(([name, list]) => `${name} ${list.map(valueText).join(', ')}`)
    .join('; ');
  const text = vscode.l10n.t('v{0} answers {1} after {2}.', answer.version ?? '?', values, time);
  const trace = vscode.l10n.t('Trace');
  if ((await vscode.window.showInformationMessage(text, trace)) === trace)
    await vscode.commands.executeCommand('trainyard.audit.trace', target, answer.id);
}
const valueText = (value: number | string | boolean | null): string =>
  typeof value === 'number' ? formatNumber(value) : String(value);
