// Values of a mapping by key: texts and numbers, aliases followed; what has another kind is as if it were not there.
import { childOf, entriesOf, follow, type YamlEntry, type YamlNode } from './yamlTree.ts';

/** Text of a scalar as written; undefined for anything else and for nothing. */
export function textAt(node: YamlNode | null | undefined, key: string): string | undefined {
  const found = follow(childOf(node, key));
  return found?.kind === 'scalar' && found.value !== null ? found.raw : undefined;
}

export function numberAt(node: YamlNode | null | undefined, key: string): number | undefined {
  const found = follow(childOf(node, key));
  return found?.kind === 'scalar' && typeof found.value === 'number' ? found.value : undefined;
}

/** Entries of a mapping, merged ones included; none for anything else. */
export function entriesAt(node: YamlNode | null | undefined): readonly YamlEntry[] {
  const map = follow(node ?? undefined);
  return map?.kind === 'map' ? entriesOf(map) : [];
}
