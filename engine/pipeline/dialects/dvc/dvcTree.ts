// Walks the texts of a tree.
import { follow, type YamlNode } from '../../syntax/yamlTree.ts';

/** Text nodes of a tree, keys left out. */
export function* scalarsIn(node: YamlNode | undefined): Generator<Extract<YamlNode, { kind: 'scalar' }>> {
  const solid = node?.kind === 'alias' ? null : follow(node);
  if (solid === null || solid === undefined) return;
  if (solid.kind === 'scalar') yield solid;
  else if (solid.kind === 'list') for (const item of solid.items) yield* scalarsIn(item);
  else for (const entry of solid.entries) yield* scalarsIn(entry.value);
}
