// What rows of models and versions say: where aliases point, and the number that speaks for a version.
import * as vscode from 'vscode';
import { formatNumber, formatRelative, formatTime } from '../../present/format.ts';
import { gatesText, gateText } from '../../present/gateText.ts';
import { signatureTexts } from '../../present/signatureText.ts';
import type { ModelList } from '../../protocol/deployApi.ts';
import { escapeMarkdown, table, tooltip } from '../ui/markdown.ts';

type Model = ModelList[number];
type Version = Model['versions'][number];

/** `champion v3`, the alias that serves first; else the newest version. */
export function modelDescription({ aliases, versions }: Model): string {
  const names = Object.entries(aliases).sort(([a], [b]) => weight(a) - weight(b) || (a < b ? -1 : 1));
  const [first] = names;
  if (first !== undefined) return `${first[0]} v${first[1]}`;
  const newest = versions[0]?.version;
  return newest === undefined ? vscode.l10n.t('no version') : `v${newest}`;
}
const weight = (alias: string): number => (alias === 'champion' ? 0 : alias === 'challenger' ? 1 : 2);

/** `challenger · r2 0.939 · gates 2 of 2 passed` */
export function versionDescription({ aliases, verdicts, metrics, createdAt }: Version, now: number): string {
  const judged = verdicts[0];
  const value = judged === undefined ? undefined : (judged.measured ?? metrics[judged.metric]);
  return [
    ...[...aliases].sort((a, b) => weight(a) - weight(b)),
    ...(judged === undefined || value === undefined ? [] : [`${judged.metric} ${formatNumber(value)}`]),
    ...(verdicts.length === 0 ? [] : [vscode.l10n.t('gates {0}', gatesText(verdicts))]),
    ...(aliases.length === 0 && verdicts.length === 0 && createdAt !== null ? [formatRelative(now, createdAt)] : []),
  ].join(' · ');
}

export function versionTooltip(version: Version, now: number): vscode.MarkdownString {
  const { model, aliases, description, createdAt, hash, verdicts, metrics } = version;
  const when = createdAt === null ? [] : [`${formatRelative(now, createdAt)} (${formatTime(createdAt)})`];
  return tooltip([
    `**${escapeMarkdown(`${model} v${version.version}`)}** ${escapeMarkdown(aliases.join(', '))}`,
    ...(description === null ? [] : [escapeMarkdown(description)]),
    ...when.map(text => escapeMarkdown(vscode.l10n.t('registered {0}', text))),
    ...verdicts.map(verdict =>
      escapeMarkdown(`${verdict.state === 'passed' ? '✓' : '✗'} ${verdict.gate}: ${gateText(verdict)}`),
    ),
    ...signatureTexts(version).map(text => escapeMarkdown(vscode.l10n.t('since the version before: {0}', text))),
    ...table(
      [vscode.l10n.t('metric'), vscode.l10n.t('value')],
      Object.entries(metrics).map(([name, value]) => [name, formatNumber(value)] as const),
    ),
    ...(hash === null ? [] : [escapeMarkdown(vscode.l10n.t('package {0}', hash.slice(0, 12)))]),
  ]);
}
