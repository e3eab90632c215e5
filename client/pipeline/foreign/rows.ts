// Rows of pipelines of other tools: the file with its format, its stages with what they do. No state is claimed.
import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { ForeignMember, ForeignPipeline, ForeignStage } from '../../../engine/domain/foreignPipeline.ts';
import { circleText, foreignLine, foreignProblem, foreignStageLine, markWords } from '../../../present/foreignText.ts';
import type { ForeignNode, ForeignStageNode } from '../../nodes.ts';
import { escapeMarkdown, table, tooltip } from '../../ui/markdown.ts';
import type { ForeignPipelines } from './foreignPipelines.ts';
import type { ForeignFile } from './readForeign.ts';

export type ForeignRow = ForeignNode | ForeignStageNode;
export const isForeignRow = (node: { readonly kind: string }): node is ForeignRow =>
  node.kind === 'foreign' || node.kind === 'foreign-stage';
/** With more files than these, or in files with more stages, rows are folded at first. */
const mostOpen = { files: 3, stages: 20 } as const;

export const foreignRows = (foreign: ForeignPipelines): readonly ForeignRow[] =>
  foreign.all.map(({ uri }) => ({ kind: 'foreign', uri: uri.toString() }));

export function foreignChildren(foreign: ForeignPipelines, node: ForeignRow): readonly ForeignRow[] {
  const { uri } = node;
  const row = (stage: string, member: string | null): ForeignRow => ({ kind: 'foreign-stage', uri, stage, member });
  if (node.kind === 'foreign') return (foreign.of(uri)?.pipeline?.stages ?? []).map(({ name }) => row(name, null));
  if (node.member !== null) return [];
  return (stageOf(foreign, node)?.members ?? []).map(({ name }) => row(node.stage, name));
}

export function foreignParent(node: ForeignRow): ForeignRow | undefined {
  if (node.kind === 'foreign') return undefined;
  return node.member === null ? { kind: 'foreign', uri: node.uri } : { ...node, member: null };
}

export function foreignItem(foreign: ForeignPipelines, node: ForeignRow): vscode.TreeItem {
  const file = foreign.of(node.uri);
  const stage = node.kind === 'foreign' ? undefined : stageOf(foreign, node);
  const item =
    file === null
      ? new vscode.TreeItem('')
      : node.kind === 'foreign'
        ? fileItem(foreign, file)
        : stage === undefined || file.pipeline === null
          ? new vscode.TreeItem('')
          : stageItem(node, stage, file.pipeline);
  item.id = node.kind === 'foreign' ? node.uri : `${node.uri}\n${node.stage}\n${node.member ?? ''}`;
  item.command = {
    command: 'trainyard.pipeline.openDefinition',
    title: vscode.l10n.t('Open Definition'),
    arguments: [node],
  };
  return item;
}

const stageOf = (foreign: ForeignPipelines, node: ForeignStageNode): ForeignStage | undefined =>
  foreign.of(node.uri)?.pipeline?.stages.find(({ name }) => name === node.stage);

function fileItem(foreign: ForeignPipelines, { uri, path, pipeline }: ForeignFile): vscode.TreeItem {
  const stages = pipeline?.stages.length ?? 0;
  const isOpen = foreign.all.length <= mostOpen.files && stages <= mostOpen.stages;
  const { None, Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  // Equal names of several folders are told apart by the first thing one reads.
  const isAlone = foreign.all.every(other => other.path === path || basename(other.path) !== basename(path));
  const label = isAlone ? basename(path) : path;
  const item = new vscode.TreeItem(label, stages === 0 ? None : isOpen ? Expanded : Collapsed);
  const folder = isAlone ? dirname(path) : '.';
  const line = pipeline === null ? vscode.l10n.t('cannot be read') : foreignLine(pipeline);
  item.description = folder === '.' ? line : `${line} · ${folder}`;
  // The file's own icon and decorations: findings and changes of it are seen here too.
  item.resourceUri = uri;
  item.iconPath = vscode.ThemeIcon.File;
  item.tooltip = fileTooltip(path, line, pipeline);
  item.contextValue = fileContext(pipeline);
  item.accessibilityInformation = { label: `${label}, ${item.description}` };
  return item;
}

function fileTooltip(path: string, line: string, pipeline: ForeignPipeline | null): vscode.MarkdownString {
  const more = pipeline === null ? [] : [foreignProblem(pipeline), circleText(pipeline)];
  return tooltip([
    `**${escapeMarkdown(path)}**`,
    escapeMarkdown(line),
    ...more.flatMap(text => (text === null ? [] : [`$(warning) ${escapeMarkdown(text)}`])),
  ]);
}

function stageItem(node: ForeignStageNode, stage: ForeignStage, { tool }: ForeignPipeline): vscode.TreeItem {
  const member = stage.members.find(({ name }) => name === node.member);
  const isGroup = member === undefined && stage.memberCount > 0;
  const item = new vscode.TreeItem(
    member?.name ?? stage.name,
    isGroup ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  const line = member === undefined ? foreignStageLine(stage) : member.outs.join(', ');
  if (line !== '') item.description = line;
  item.iconPath = new vscode.ThemeIcon(isGroup ? 'layers' : 'circle-small', new vscode.ThemeColor('icon.foreground'));
  item.tooltip = stageTooltip(stage, member);
  item.contextValue = `foreignStage${tool?.upTo == null ? '' : '.upTo'}${tool?.only == null ? '' : '.only'}`;
  item.accessibilityInformation = { label: [item.label, line].filter(text => text !== '').join(', ') };
  return item;
}

function stageTooltip(stage: ForeignStage, member: ForeignMember | undefined): vscode.MarkdownString {
  const { deps, outs } = member ?? stage;
  const most = 12;
  const pairs = Array.from(
    { length: Math.min(most, Math.max(deps.length, outs.length)) },
    (_, i) => [deps[i] ?? '', outs[i] ?? ''] as const,
  );
  const hidden = stage.memberCount - stage.members.length;
  return tooltip([
    `**${escapeMarkdown(member?.name ?? stage.name)}**`,
    ...markWords(stage.marks).map(escapeMarkdown),
    ...(stage.does === '' ? [] : [codeBlock(stage.does)]),
    ...(stage.params.length === 0
      ? []
      : [escapeMarkdown(vscode.l10n.t('params {0}', stage.params.slice(0, most).join(', ')))]),
    ...(member === undefined && hidden > 0 ? [escapeMarkdown(vscode.l10n.t('{0} more are not listed', hidden))] : []),
    ...table([vscode.l10n.t('reads'), vscode.l10n.t('writes')], pairs, 'words'),
  ]);
}

const codeBlock = (text: string): string => `\`\`\`sh\n${text.slice(0, 2_000).replaceAll('```', "'''")}\n\`\`\``;

/** Words for menus' `when` clauses. */
function fileContext(pipeline: ForeignPipeline | null): string {
  const hasStages = (pipeline?.stages.length ?? 0) > 0;
  return `foreign${hasStages ? '.graph' : ''}${pipeline?.tool == null ? '' : '.tool'}`;
}
