// Moves aliases of registered models; what was before can be had back from the message.
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { VersionNode } from '../nodes.ts';
import type { Project } from '../project.ts';

interface AliasChange {
  readonly project: Project;
  readonly model: string;
  readonly alias: string;
  /** Null takes it away. */
  readonly version: number | null;
}

export async function changeAlias({ project, model, alias, version }: AliasChange): Promise<void> {
  const service = await project.connection();
  const before = (await service.models()).find(({ name }) => name === model)?.aliases[alias] ?? null;
  if (before === version) return;
  const who = await project.who();
  await service.setAlias({ key: randomUUID(), model, alias, version, who });
  const text =
    version === null
      ? vscode.l10n.t('{0} v{1} is no longer {2}.', model, before ?? '', alias)
      : before === null
        ? vscode.l10n.t('{0} v{1} is {2} now.', model, version, alias)
        : vscode.l10n.t('{0} v{1} is {2} now; before it was v{3}.', model, version, alias, before);
  const undo = vscode.l10n.t('Undo');
  if ((await vscode.window.showInformationMessage(text, undo)) === undo)
    await service.setAlias({ key: randomUUID(), model, alias, version: before, who });
}

/** Those that other versions have, the usual ones, or one that is typed. */
export async function askAlias({ model, version }: VersionNode): Promise<string | undefined> {
  const known = [...new Set(['champion', 'challenger', ...Object.keys(model.aliases)])];
  const typed = vscode.l10n.t('Another alias…');
  const items = [
    ...known
      .filter(alias => !version.aliases.includes(alias))
      .map(alias => ({
        label: alias,
        description: model.aliases[alias] === undefined ? '' : `v${model.aliases[alias]}`,
      })),
    { label: typed, description: '' },
  ];
  const title = vscode.l10n.t('Set Alias of {0} v{1}', version.model, version.version);
  const picked = await vscode.window.showQuickPick(items, { title });
  if (picked?.label !== typed) return picked?.label;
  return vscode.window.showInputBox({
    title,
    validateInput: text =>
      /^[\w.-]{1,100}$/.test(text) && !/^v?\d+$/i.test(text)
        ? undefined
        : vscode.l10n.t('Letters, digits, «-», «_» and «.»; not a version number.'),
  });
}

export async function askOwnAlias({ version }: VersionNode): Promise<string | undefined> {
  const [only, second] = version.aliases;
  if (second === undefined) return only;
  return vscode.window.showQuickPick([...version.aliases], { title: vscode.l10n.t('Remove Alias') });
}
