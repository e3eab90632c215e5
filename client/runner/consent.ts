// Shows the commands of a pipeline before its first run in this workspace; the answer is remembered.
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import type { PipelineTarget } from '../pickers.ts';

type Target = Pick<PipelineTarget, 'project' | 'file' | 'view'>;
const keyOf = ({ project, file }: Target): string => `commands.shown:${project.root}\n${file}`;

/** True: carry on. The commands stand in the list itself, and Enter or one click runs them. */
export async function agreeToRun(app: App, target: Target, stages: readonly string[] | null): Promise<boolean> {
  const key = keyOf(target);
  if (app.context.workspaceState.get<boolean>(key) === true) return true;
  const commands = await readCommands(target);
  const count = stages?.length === 1 ? vscode.l10n.t('Run {0}', stages[0] ?? '') : vscode.l10n.t('Run');
  const run = {
    label: count,
    iconPath: new vscode.ThemeIcon('play'),
    detail: vscode.l10n.t('The commands below are run on this machine. This is asked once for this pipeline.'),
    alwaysShow: true,
  };
  const show = {
    label: vscode.l10n.t('Show Commands'),
    iconPath: new vscode.ThemeIcon('go-to-file'),
    description: target.file,
  };
  const separator = {
    label: vscode.l10n.t('Commands of {0}', target.view.name),
    kind: vscode.QuickPickItemKind.Separator,
  };
  const rows = commands.map(({ stage, command }) => ({ label: stage, description: command }));
  const chosen = await vscode.window.showQuickPick([run, show, separator, ...rows], {
    title: vscode.l10n.t('Run Pipeline · {0}', target.view.name),
    placeHolder: vscode.l10n.t('Run these commands?'),
  });
  if (chosen === undefined) return false;
  if (chosen !== run) {
    await vscode.window.showTextDocument(target.project.uri(target.file));
    return false;
  }
  await app.context.workspaceState.update(key, true);
  return true;
}

export async function forgetShown(app: App): Promise<void> {
  for (const key of app.context.workspaceState.keys())
    if (key.startsWith('commands.shown:')) await app.context.workspaceState.update(key, undefined);
}

/** As the service tells them, else as they stand in the file. */
async function readCommands({
  project,
  file,
  view,
}: Target): Promise<readonly { readonly stage: string; readonly command: string }[]> {
  const text = (await vscode.workspace.openTextDocument(project.uri(file))).getText();
  return view.stages.map(({ name, command, range }) => ({
    stage: name,
    command: command ?? commandAt(text, range.end),
  }));
}
/** The `cmd` that follows a stage's name; commands over several lines are cut to the first. */
function commandAt(text: string, offset: number): string {
  const found = /^[ \t]+cmd:[ \t]*(.*)$/m.exec(text.slice(offset));
  return found?.[1]?.trim() ?? '';
}
