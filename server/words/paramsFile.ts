// A key of a params file: where it stands in the text, and what stands beside it.
import { readYaml } from '../../engine/pipeline/syntax/readYaml.ts';
import { entryOf, type YamlEntry, type YamlNode } from '../../engine/pipeline/syntax/yamlTree.ts';

export interface ParamsKey {
  readonly entry: YamlEntry;
  /** Keys of the same mapping, its own included. */
  readonly siblings: readonly string[];
}

/** Null when the text has no such key, or cannot be read without a doubt. */
export function keyInParams(text: string, path: readonly string[]): ParamsKey | null {
  const { documents, troubles } = readYaml(text);
  if (troubles.length > 0) return null;
  let node: YamlNode | null = documents[0]?.root ?? null;
  let around: YamlNode | null = null;
  let entry: YamlEntry | undefined;
  for (const key of path) {
    around = node;
    entry = entryOf(node, key);
    node = entry?.value ?? null;
  }
  if (entry === undefined || text.slice(entry.key.start, entry.key.end) !== path.at(-1)) return null;
  return { entry, siblings: around?.kind === 'map' ? around.entries.map(({ key }) => key.raw) : [] };
}
