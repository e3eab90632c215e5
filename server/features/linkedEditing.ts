// Linked editing: while a name is typed where it is defined, its uses in the file follow.
import type { LinkedEditingRanges, Position } from 'vscode-languageserver';
import type { TextRange } from '../../engine/domain/diagnostic.ts';
import { lspRange, type OpenFile } from '../openFile.ts';
import { nameAt } from '../words/dialectPlaces.ts';
import { renamingAt } from '../words/renaming.ts';

/** Only at the definition: what is typed in a use names something else. */
export function linkedEditing(file: OpenFile, position: Position): LinkedEditingRanges | null {
  const found = renamingAt(file, file.document.offsetAt(position), () => null);
  const [first, ...uses] = found?.here ?? [];
  if (found === null || first === undefined || uses.length === 0 || found.inParams !== null) return null;
  if (!isDefined(file, found.name, found.at)) return null;
  const wordPattern = file.kind === 'pipeline' ? '[A-Za-z_][\\w-]*' : '[\\w.-]+';
  return { ranges: found.here.map(range => lspRange(file, 0, range)), wordPattern };
}

/** Of foreign formats names of what runs alone: a parameter's uses may lie in texts of other languages. */
function isDefined(file: OpenFile, name: string, { start }: TextRange): boolean {
  if (file.kind === 'pipeline') return file.outline.stages.get(name)?.name.range.start === start;
  if (file.kind !== 'dialect') return false;
  const place = nameAt(file, start);
  return (
    place?.role === 'definition' && place.range.start === start && /^(?:stage|job|task|template)\b/.test(place.kind)
  );
}
