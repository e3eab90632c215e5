// Front matter as a tree with positions in the whole file, read with recovery so that half-typed text still has one.
import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLError } from 'yaml';
import type { TextRange } from '../domain/diagnostic.ts';

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
export interface YamlTrouble extends TextRange {
  readonly reason: string;
}

/** Reads YAML that starts at `offset` of a larger text. Never throws. */
export function parseCardTree(
  yaml: string,
  offset: number,
): { readonly root: CardNode | null; readonly errors: readonly YamlTrouble[] } {
  const document = parseDocument(yaml, { uniqueKeys: false, prettyErrors: false, strict: true, logLevel: 'silent' });
  const errors = document.errors.map(error => toSyntaxError(error, yaml, offset));
  return { root: document.contents === null ? null : toNode(document.contents, yaml, offset), errors };
}

function toSyntaxError(error: YAMLError, yaml: string, offset: number): YamlTrouble {
  const start = Math.min(error.pos[0], Math.max(0, yaml.trimEnd().length - 1));
  const end = Math.max(start + 1, Math.min(error.pos[1], endOfLine(yaml, start)));
  return {
    start: offset + start,
    end: offset + Math.min(end, yaml.length),
    reason: lowerFirst(error.message.replace(/\.$/, '')),
  };
}

function toNode(node: Node, yaml: string, offset: number): CardNode {
  const [from, to] = node.range ?? [0, 0];
  const range = { start: offset + from, end: offset + to };
  if (isMap(node)) {
    const entries = node.items.flatMap(pair => toEntry(pair, yaml, offset));
    return { kind: 'map', ...trimmed(range, yaml, offset), entries, isFlow: node.flow === true };
  }
  if (isSeq(node)) {
    const items = node.items.map(item => toNode(item as Node, yaml, offset));
    return { kind: 'list', ...trimmed(range, yaml, offset), items };
  }
  if (!isScalar(node) || isAlias(node)) return { kind: 'other', ...range };
  const value = typeof node.value === 'bigint' ? Number(node.value) : node.value;
  const isBasic = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  if (!isBasic) return { kind: 'other', ...range };
  return {
    kind: 'scalar',
    ...range,
    value: value as CardScalar['value'],
    text: yaml.slice(from, to),
    isPlain: node.type === 'PLAIN',
  };
}

function toEntry(pair: Pair<unknown, unknown>, yaml: string, offset: number): readonly CardEntry[] {
  const key = pair.key as Node | null;
  if (!isScalar(key) || key.range == null) return [];
  const keyRange = { start: offset + key.range[0], end: offset + key.range[1] };
  const value = pair.value as Node | null;
  const none: CardScalar = {
    kind: 'scalar',
    start: keyRange.end,
    end: keyRange.end,
    value: null,
    text: '',
    isPlain: true,
  };
  return [{ key: String(key.value), keyRange, value: value === null ? none : toNode(value, yaml, offset) }];
}

/** Collections reach to the next token in `yaml`'s tree: without the white space after them. */
function trimmed(range: TextRange, yaml: string, offset: number): TextRange {
  const length = yaml.slice(range.start - offset, range.end - offset).trimEnd().length;
  return { start: range.start, end: range.start + length };
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

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
