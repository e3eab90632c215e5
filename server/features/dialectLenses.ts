// Code lenses of foreign formats: run the file or a stage with its own tool, and how often a name is used.
import type { CodeLens } from 'vscode-languageserver';
import type { TextRange } from '../../engine/domain/diagnostic.ts';
import { textAt } from '../../engine/pipeline/syntax/values.ts';
import { childOf, type YamlNode } from '../../engine/pipeline/syntax/yamlTree.ts';
import { outsideCommand } from '../../protocol/lsp.ts';
import type { OpenDialect } from '../openFile.ts';
import { type Commands, lens, usesLens } from '../words/lenses.ts';

export function dialectLenses(file: OpenDialect, commands: Commands): CodeLens[] {
  if (!file.isOurs || file.read === null) return [];
  return [...(commands.has(outsideCommand) ? runLenses(file) : []), ...nameLenses(file, commands)];
}

/** What a tool can be asked to run: the whole file, or each stage as well. */
const runs: Readonly<Record<string, 'file' | 'stages'>> = {
  ...{ dvc: 'stages', mlproject: 'stages' },
  ...{ argo: 'file', bento: 'file', feast: 'file', azureml: 'file', kserve: 'file', seldon: 'file' },
};

function runLenses(file: OpenDialect): readonly CodeLens[] {
  const { dialect, documents, reading } = file.read ?? {};
  const how = dialect !== undefined && Object.hasOwn(runs, dialect.id) ? runs[dialect.id] : undefined;
  const first = documents?.[0]?.root;
  if (dialect === undefined || how === undefined || first === undefined || !runsItself(dialect.id, first)) return [];
  const run = (range: TextRange, stage: string | null): CodeLens =>
    lens(file, range, {
      title: '▷ Run',
      command: outsideCommand,
      arguments: [file.document.uri, stage],
    });
  const stages = how === 'stages' ? (reading?.names ?? []) : [];
  return [
    run({ start: first.start, end: first.start }, null),
    ...stages
      .filter(({ kind, role }) => kind === 'stage' && role === 'definition')
      .map(({ range, name }) => run(range, name)),
  ];
}

/** Templates, components and environments are only used by what runs. */
function runsItself(format: string, root: YamlNode): boolean {
  if (format === 'argo') return textAt(root, 'kind') === 'Workflow';
  return (
    format !== 'azureml' || childOf(root, 'jobs') !== undefined || /job\.schema/i.test(textAt(root, '$schema') ?? '')
  );
}

/** Names of things that run or are called; params and values would only crowd the text. */
const counted = /^(?:stage|job|task|step|template|component|executor)\b/;

function nameLenses(file: OpenDialect, commands: Commands): readonly CodeLens[] {
  const names = (file.read?.reading.names ?? []).filter(({ kind }) => counted.test(kind));
  const uses = new Map<string, number>();
  const keyOf = ({ kind, name }: (typeof names)[number]): string => `${kind}\n${name}`;
  for (const place of names) if (place.role === 'use') uses.set(keyOf(place), (uses.get(keyOf(place)) ?? 0) + 1);
  return names
    .filter(({ role }) => role === 'definition')
    .flatMap(place => usesLens(file, place.range, uses.get(keyOf(place)) ?? 0, commands));
}
