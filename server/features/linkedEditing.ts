// Linked editing: while a name is typed where it is defined, its uses in the file follow.
import type { LinkedEditingRanges, Position } from 'vscode-languageserver';
import { lspRange, type OpenFile } from '../openFile.ts';
import { renamingAt } from '../words/renaming.ts';

/** Only at the definition: what is typed in a use names something else. */
export function linkedEditing(file: OpenFile, position: Position): LinkedEditingRanges | null {
  const found = renamingAt(file, file.document.offsetAt(position), () => null);
  const [first, ...uses] = found?.here ?? [];
  if (found === null || first === undefined || uses.length === 0 || found.inParams !== null) return null;
  const isDefinition =
    file.kind === 'pipeline' && file.outline.stages.get(found.name)?.name.range.start === found.at.start;
  if (!isDefinition) return null;
  return { ranges: found.here.map(range => lspRange(file, 0, range)), wordPattern: '[A-Za-z_][\\w-]*' };
}
