// Lenses as every kind of file makes them: with a command, only telling, or counting the uses of a name.
import type { CodeLens, Command } from 'vscode-languageserver';
import type { TextRange } from '../../engine/domain/diagnostic.ts';
import { t } from '../../present/l10n.ts';
import { lensCommands } from '../../protocol/lsp.ts';
import { lspRange, type OpenFile } from '../openFile.ts';

/** Commands that the client has. */
export type Commands = ReadonlySet<string>;

export const lens = (file: OpenFile, range: TextRange, command: Command): CodeLens => ({
  range: lspRange(file, 0, range),
  command,
});

/** A lens that only tells: the editor shows it without a link. */
export const note = (title: string): Command => ({ title, command: '' });

/** None for a name that nothing uses. */
export function usesLens(file: OpenFile, range: TextRange, count: number, commands: Commands): readonly CodeLens[] {
  if (count === 0) return [];
  const title = count === 1 ? t('1 reference') : t('{count} references', { count });
  const { uri } = file.document;
  const position = file.document.positionAt(range.start);
  const shows = { title, command: lensCommands.showReferences, arguments: [uri, position] };
  return [lens(file, range, commands.has(lensCommands.showReferences) ? shows : note(title))];
}
