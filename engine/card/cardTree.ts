// Front matter as a tree with positions in the whole file, read with recovery so that half-typed text still has one.
import type { TextRange } from '../domain/diagnostic.ts';
import { runningLines, withSpaces } from '../pipeline/syntax/joinLines.ts';
import { readYaml } from '../pipeline/syntax/readYaml.ts';
import type { YamlEntry, YamlNode, YamlText, YamlTrouble } from '../pipeline/syntax/yamlTree.ts';

export type CardNode = CardMap | CardList | CardScalar | CardOther;
export interface CardMap extends TextRange {
  readonly kind: 'map';
  readonly entries: readonly CardEntry[];
  /** True for `{…}` in one line. */
  readonly isFlow: boolean;
}
export interface CardEntry {
  readonly key: string;
  readonly keyRange: TextRange;
  readonly value: CardNode;
}
export interface CardList extends TextRange {
  readonly kind: 'list';
  readonly items: readonly CardNode[];
}
export interface CardScalar extends TextRange {
  readonly kind: 'scalar';
  /** As YAML 1.2 reads it. */
  readonly value: string | number | boolean | null;
  /** As written, quotes included. */
  readonly text: string;
  /** True when not in quotes and no block text. */
  readonly isPlain: boolean;
}
/** An alias or what could not be read: rules leave it alone. */
export interface CardOther extends TextRange {
  readonly kind: 'other';
}
/** What is wrong with the YAML; `reason` is a clause. */
export type CardTrouble = Pick<YamlTrouble, 'start' | 'end' | 'reason'>;

/** Reads YAML that starts at `offset` of a larger text. Never throws. Of several troubles the first: others follow from it. */
export function parseCardTree(
  yaml: string,
  offset: number,
): { readonly root: CardNode | null; readonly errors: readonly CardTrouble[] } {
  const { documents, troubles } = readAsHub(yaml);
  const root = documents[0]?.root ?? null;
  const errors = troubles
    .slice(0, 1)
    .map(({ start, end, reason }) => ({ start: offset + start, end: offset + end, reason }));
  return { root: root === null ? null : toNode(root, yaml, offset), errors };
}

/** With the lines of quoted texts and brackets joined where that leaves less to complain of. */
function readAsHub(yaml: string): YamlText {
  const read = readYaml(yaml);
  if (read.troubles.length === 0) return read;
  const joined = joinLines(yaml);
  if (joined === yaml) return read;
  const again = readYaml(joined);
  return again.troubles.length < read.troubles.length ? again : read;
}

/** The text itself where brackets hold comments, or something is never closed. */
export function joinLines(yaml: string): string {
  const running = runningLines(yaml);
  return running.isClosed && running.comments.length === 0 ? withSpaces(yaml, running) : yaml;
}

function toNode(node: YamlNode, yaml: string, offset: number): CardNode {
  const range = { start: offset + node.start, end: offset + node.end };
  switch (node.kind) {
    case 'alias':
      return { kind: 'other', ...range };
    case 'list':
      return { kind: 'list', ...range, items: node.items.map(item => toNode(item, yaml, offset)) };
    case 'map':
      return {
        kind: 'map',
        ...range,
        isFlow: node.flow,
        entries: node.entries.map(entry => toEntry(entry, yaml, offset)),
      };
    case 'scalar': {
      // Fixes replace a quoted text with its quotes.
      const quote = node.style === 'single' || node.style === 'double' ? 1 : 0;
      const whole = { start: range.start - quote, end: range.end + quote };
      const text = yaml.slice(whole.start - offset, whole.end - offset);
      return { kind: 'scalar', ...whole, value: node.value, text, isPlain: node.style === 'plain' };
    }
  }
}

const toEntry = ({ key, value }: YamlEntry, yaml: string, offset: number): CardEntry => ({
  key: key.raw,
  keyRange: { start: offset + key.start, end: offset + key.end },
  value: toNode(value, yaml, offset),
});

/** The value of a key of a mapping, or null. */
export const entryOf = (node: CardNode | null | undefined, key: string): CardEntry | null =>
  node?.kind === 'map' ? (node.entries.find(entry => entry.key === key) ?? null) : null;

/** A scalar as a list of one, a list as its items. */
export const itemsOf = (node: CardNode): readonly CardNode[] => (node.kind === 'list' ? node.items : [node]);

/** What a node is, in words. */
export function kindOf(node: CardNode): string {
  if (node.kind === 'map') return 'a mapping';
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'other' || node.value === null) return 'nothing';
  return typeof node.value === 'string'
    ? 'text'
    : typeof node.value === 'number'
      ? 'a number'
      : `the boolean ${node.value}`;
}
