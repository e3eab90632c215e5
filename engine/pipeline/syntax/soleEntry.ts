// The one entry that a piece of a file holds, and whether the piece can be read by itself.
import type { YamlEntry, YamlText } from './yamlTree.ts';

/** Null where a piece is no mapping of one entry. */
export function soleEntry({ documents }: YamlText): YamlEntry | null {
  const root = documents[0]?.root;
  return root?.kind === 'map' && root.entries.length === 1 ? (root.entries[0] ?? null) : null;
}

/** Whether the entry is all that the text says: nothing before it, no second document, no alias to what lies elsewhere. */
export const isAlone = (text: string, { key }: YamlEntry, { documents, unknownAliases }: YamlText): boolean =>
  documents.length === 1 && unknownAliases.length === 0 && !/\S/.test(text.slice(0, key.start).replace(/["']$/, ''));
