// Rows of gates below their pipeline: how many passed, and what each one measured against what it was held.
import * as vscode from 'vscode';
import { formatRelative } from '../../present/format.ts';
import { gateAsked, gateState, gatesText, gateText } from '../../present/gateText.ts';
import type { GateView } from '../../protocol/deployApi.ts';
import type { GateNode, GatesNode } from '../nodes.ts';
import type { Project } from '../project.ts';
import { escapeMarkdown, tooltip } from '../ui/markdown.ts';
import { stateIcon, stateWord } from '../ui/stateIcon.ts';

/** In the file's order. */
export const gatesOf = ({ project, file }: { readonly project: Project; readonly file: string }): readonly GateView[] =>
  (project.snapshot?.gates ?? []).filter(({ pipeline }) => pipeline === file);

export function gatesItem(node: GatesNode): vscode.TreeItem {
  const gates = gatesOf(node);
  const isBad = gates.some(({ verdict }) => gateState(verdict) === 'failed');
  const item = new vscode.TreeItem(
    vscode.l10n.t('Gates'),
    isBad ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.id = `${node.project.root}\n${node.file}\n\ngates`;
  item.description = gatesText(gates.map(({ verdict }) => verdict));
  item.iconPath = new vscode.ThemeIcon('shield');
  item.tooltip = vscode.l10n.t('What a model of this pipeline has to meet before it is registered.');
  item.contextValue = 'gates';
  item.accessibilityInformation = { label: `${vscode.l10n.t('Gates')}, ${item.description}` };
  return item;
}

export function gateItem(node: GateNode): vscode.TreeItem {
  const view = gatesOf(node).find(({ gate }) => gate.name === node.gate);
  const item = new vscode.TreeItem(node.gate);
  if (view === undefined) return item;
  const state = gateState(view.verdict);
  item.id = `${node.project.root}\n${node.file}\n\ngate\n${node.gate}`;
  item.description = view.verdict === null ? gateAsked(view.gate) : gateText(view.verdict);
  item.iconPath = stateIcon(state);
  item.tooltip = gateTooltip(view);
  item.contextValue = 'gate';
  item.command = {
    command: 'trainyard.pipeline.openDefinition',
    title: vscode.l10n.t('Open Definition'),
    arguments: [node],
  };
  item.accessibilityInformation = { label: `${node.gate}, ${stateWord(state)}, ${item.description}` };
  return item;
}

function gateTooltip({ gate, verdict, isRequired }: GateView): vscode.MarkdownString {
  const rule = isRequired
    ? gate.onFail === 'block'
      ? vscode.l10n.t('required: a failure keeps the model from being registered')
      : vscode.l10n.t('required, but a failure only warns')
    : vscode.l10n.t('not required by the model section');
  return tooltip([
    `**${escapeMarkdown(gate.name)}** ${escapeMarkdown(gateAsked(gate))}`,
    ...(verdict === null
      ? [vscode.l10n.t('No run has finished yet.')]
      : [escapeMarkdown(`${gateText(verdict)} · ${formatRelative(Date.now(), verdict.at)}`)]),
    escapeMarkdown(rule),
  ]);
}
