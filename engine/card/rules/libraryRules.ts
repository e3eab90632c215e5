// The library: an id of the Hub in its own spelling; names that are near none are left alone.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import type { CardDocument } from '../cardDocument.ts';
import { entryOf } from '../cardTree.ts';
import { intendedLibrary, libraries } from '../vocabulary.ts';

export function libraryRules(card: CardDocument): readonly Diagnostic[] {
  const node = entryOf(card.root, 'library_name')?.value;
  if (node?.kind !== 'scalar' || typeof node.value !== 'string' || libraries.has(node.value)) return [];
  const nearest = intendedLibrary(node.value);
  if (nearest === null) return [];
  return [finding('card-library-form', node, { library: node.value, nearest }, { fixes: [replaceFix(node, nearest)] })];
}
