// Code lenses of foreign formats: run the file or a stage with its own tool, and how often a name is used.
import type { CodeLens } from 'vscode-languageserver';
import type { TextRange } from '../../engine/domain/diagnostic.ts';
import { t } from '../../present/l10n.ts';
import { outsideCommand } from '../../protocol/lsp.ts';
import type { OpenDialect } from '../openFile.ts';
import { type Commands, lens, usesLens } from '../words/lenses.ts';

export function dialectLenses(file: OpenDialect, commands: Commands): CodeLens[] {
  if (!file.isOurs || file.read === null) return [];
  return [...(commands.has(outsideCommand) ? runLenses(file) : []), ...nameLenses(file, commands)];
}

/** The whole file, and each stage, where the format's own tool can be asked for it. */
function runLenses(file: OpenDialect): readonly CodeLens[] {
  const { dialect, text = '', roots = [], reading } = file.read ?? {};
  const tool = dialect?.tool?.({ text, roots, file: file.project.path }) ?? null;
  const [first] = roots;
  if (tool === null || first === undefined) return [];
  const run = (range: TextRange, stage: string | null, title: string): CodeLens =>
    lens(file, range, {
      title,
      command: outsideCommand,
      arguments: [file.document.uri, stage],
    });
  const stages = tool.upTo === null && tool.only === null ? [] : (reading?.names ?? []);
  return [
    ...(tool.file === null ? [] : [run({ start: first.start, end: first.start }, null, `▷ ${programOf(tool.file)}`)]),
    ...stages
      .filter(({ kind, role }) => kind === 'stage' && role === 'definition')
      .map(({ range, name }) => run(range, name, t('▷ Run'))),
  ];
}

/** The program and what it is asked for, such as `kubectl apply`: running a file of another tool means what that tool does. */
function programOf(words: readonly string[]): string {
  const end = words.findIndex(word => !/^[a-z]+$/.test(word));
  return words.slice(0, end < 0 ? words.length : end).join(' ');
}

/** Names of things that run or are called; params and values would only crowd the text. */
const counted = /^(?:stage|job|task|step|template|component|executor)\b/;

function nameLenses(file: OpenDialect, commands: Commands): readonly CodeLens[] {
  const names = (file.read?.reading.names ?? []).filter(({ kind }) => counted.test(kind));
  const uses = new Map<string, number>();
  const keyOf = ({ kind, name }: (typeof names)[number]): string => `${kind}\n${name}`;
  for (const place of names) if (place.role === 'use') uses.set(keyOf(place), (uses.get(keyOf(place)) ?? 0) + 1);
  const defined = names.filter(({ role }) => role === 'definition');
  const lineOf = ({ range }: (typeof names)[number]): number => file.document.positionAt(range.start).line;
  const onLine = new Map<number, number>();
  for (const place of defined) onLine.set(lineOf(place), (onLine.get(lineOf(place)) ?? 0) + 1);
  // Above a line with several names nobody could tell whose number is which.
  return defined
    .filter(place => onLine.get(lineOf(place)) === 1)
    .flatMap(place => usesLens(file, place.range, uses.get(keyOf(place)) ?? 0, commands));
}
