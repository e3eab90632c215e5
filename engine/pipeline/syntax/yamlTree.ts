// The syntax tree of YAML: nodes with offsets, independent of the parser that read them.
import type { TextRange } from '../../domain/diagnostic.ts';

export type ScalarValue = string | number | boolean | null;
/** Offsets of a quoted scalar are those of what is inside the quotes. An empty value has length 0 and lies after its colon. */
export interface YamlScalar extends TextRange {
  readonly kind: 'scalar';
  /** As the core schema of YAML 1.2 reads it. */
  readonly value: ScalarValue;
  /** As written, with quotes, escapes and line folding undone. */
  readonly raw: string;
  readonly style: 'plain' | 'single' | 'double' | 'block';
}
export interface YamlEntry {
  /** Keys that are no scalars are given as the text they are written with. */
  readonly key: YamlScalar;
  readonly value: YamlNode;
}
export interface YamlMap extends TextRange {
  readonly kind: 'map';
  /** In file order; duplicates included. */
  readonly entries: readonly YamlEntry[];
  readonly flow: boolean;
}
export interface YamlList extends TextRange {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
  readonly flow: boolean;
}
export interface YamlAlias extends TextRange {
  readonly kind: 'alias';
  readonly name: string;
  /** Null when no anchor of that name stands before it. May lie around the alias: follow it with a budget. */
  readonly target: YamlNode | null;
}
export type YamlNode = YamlScalar | YamlMap | YamlList | YamlAlias;

/** A syntax trouble; `reason` is a clause that stands after «This is not valid YAML:». */
export interface YamlTrouble extends TextRange {
  readonly code: string;
  readonly reason: string;
}
export interface YamlDocument {
  readonly root: YamlNode | null;
  readonly start: number;
}
/** What a text is read as. */
export interface YamlText {
  readonly documents: readonly YamlDocument[];
  /** Empty when the text is valid; the tree is then exact, else what could be made of it. */
  readonly troubles: readonly YamlTrouble[];
  readonly unknownAliases: readonly YamlAlias[];
}

/** The node itself, or what an alias stands for; null for an alias to nothing or to another alias's loop. */
export function follow(node: YamlNode | undefined): Exclude<YamlNode, YamlAlias> | null {
  let current = node;
  for (let hops = 0; current?.kind === 'alias'; hops++) {
    if (hops > 10 || current.target === null) return null;
    current = current.target;
  }
  return current ?? null;
}

/** Entries of a map with those merged in by `<<`, which its own keys win over. */
export function entriesOf(map: YamlMap): readonly YamlEntry[] {
  if (!map.entries.some(isMerge)) return map.entries;
  const merges = map.entries.filter(entry => isMerge(entry));
  const own = map.entries.filter(entry => !isMerge(entry));
  const seen = new Set(own.map(entry => entry.key.raw));
  const merged: YamlEntry[] = [];
  for (const source of merges.flatMap(entry => mergeSources(entry.value))) {
    for (const entry of source.entries) {
      if (isMerge(entry) || seen.has(entry.key.raw)) continue;
      seen.add(entry.key.raw);
      merged.push(entry);
    }
  }
  return [...own, ...merged];
}

export const isMerge = ({ key }: YamlEntry): boolean => key.raw === '<<' && key.style === 'plain';

function mergeSources(value: YamlNode): readonly YamlMap[] {
  const node = follow(value);
  if (node?.kind === 'map') return [node];
  if (node?.kind !== 'list') return [];
  return node.items.flatMap(item => {
    const source = follow(item);
    return source?.kind === 'map' ? [source] : [];
  });
}

/** The value of a key, merged ones included; undefined when there is none. Of duplicates the last. */
export function childOf(node: YamlNode | null | undefined, key: string): YamlNode | undefined {
  const map = follow(node ?? undefined);
  if (map?.kind !== 'map') return undefined;
  const { entries } = map;
  let hasMerge = false;
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i];
    if (entry === undefined) continue;
    if (entry.key.raw === key && !isMerge(entry)) return entry.value;
    if (entry.key.raw === '<<') hasMerge = isMerge(entry) || hasMerge;
  }
  return hasMerge ? entriesOf(map).findLast(entry => entry.key.raw === key)?.value : undefined;
}

/** Own entry of a key, for its place. */
export function entryOf(node: YamlNode | null | undefined, key: string): YamlEntry | undefined {
  return node?.kind === 'map' ? node.entries.findLast(entry => entry.key.raw === key) : undefined;
}

/** Items of a list; none for anything else. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  const list = follow(node);
  return list?.kind === 'list' ? list.items : [];
}

/** Text of a scalar as written; undefined for anything else and for nothing. */
export function textOf(node: YamlNode | undefined): string | undefined {
  const scalar = follow(node);
  return scalar?.kind === 'scalar' && scalar.value !== null ? scalar.raw : undefined;
}

/** The same tree with every offset changed; alias targets stay as they are. */
export function moveTree(node: YamlNode, at: (offset: number) => number): YamlNode {
  if (node.kind === 'map') return moveMap(node, at);
  const range = { start: at(node.start), end: at(node.end) };
  if (node.kind === 'list') return { ...node, ...range, items: node.items.map(item => moveTree(item, at)) };
  return { ...node, ...range };
}

export const moveMap = (map: YamlMap, at: (offset: number) => number): YamlMap => ({
  ...map,
  start: at(map.start),
  end: at(map.end),
  entries: map.entries.map(entry => moveEntry(entry, at)),
});

export const moveEntry = ({ key, value }: YamlEntry, at: (offset: number) => number): YamlEntry => ({
  key: { ...key, start: at(key.start), end: at(key.end) },
  value: moveTree(value, at),
});

/** A tree with the entries of the mapping below one key put in. */
export function graftEntries(tree: YamlMap, below: string, entries: readonly YamlEntry[]): YamlMap {
  const start = entries[0]?.key.start ?? tree.start;
  const end = entries.at(-1)?.value.end ?? start;
  const value: YamlMap = { kind: 'map', start, end, flow: false, entries };
  return {
    ...tree,
    end: Math.max(tree.end, end),
    entries: tree.entries.map(entry => (entry.key.raw === below ? { key: entry.key, value } : entry)),
  };
}
