// The text of a card as Markdown: its sections, labels, links, and the lines and rows that name a number.
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { TextRange } from '../domain/diagnostic.ts';
import type { CardDocument } from './cardDocument.ts';

export interface CardText {
  readonly sections: readonly Section[];
  /** Words that head a paragraph, an item or a row in bold or before a colon: «Developed by». */
  readonly labels: readonly string[];
  readonly links: readonly TextLink[];
  readonly statements: readonly Statement[];
  /** The most rows below the head that a table has. */
  readonly tableRows: number;
}
export interface Section {
  readonly title: string;
  /** Of the heading's line. */
  readonly range: TextRange;
  /** What stands below the heading, deeper sections included, without their headings. */
  readonly content: string;
}
export interface TextLink {
  /** Of the address alone. */
  readonly range: TextRange;
  readonly url: string;
  readonly isImage: boolean;
}
/** `- Accuracy: 0.91`, or a row of a table with two columns. */
export interface Statement {
  readonly name: string;
  readonly value: string;
  /** Of the number alone. */
  readonly range: TextRange;
}

/** Read once for each version of a card. */
export function cardText(card: CardDocument): CardText {
  const known = kept.get(card);
  if (known !== undefined) return known;
  const text = readText(card.text.slice(card.body.start, card.body.end), card.body.start);
  kept.set(card, text);
  return text;
}
const kept = new WeakMap<CardDocument, CardText>();

/** What is used of a node of the Markdown tree (https://github.com/syntax-tree/mdast). */
interface Node {
  readonly type: string;
  readonly depth?: number | undefined;
  readonly url?: string | undefined;
  readonly value?: string | undefined;
  readonly children?: readonly Node[] | undefined;
  readonly position?: { readonly start: Point; readonly end: Point } | undefined;
}

interface Point {
  readonly offset?: number | undefined;
}

function readText(text: string, base: number): CardText {
  const root: Node = fromMarkdown(text, {
    extensions: [gfmTable()],
    mdastExtensions: [gfmTableFromMarkdown()],
  });
  const found: { labels: string[]; links: TextLink[]; statements: Statement[]; tableRows: number } = {
    labels: [],
    links: [],
    statements: [],
    tableRows: 0,
  };
  const place = (node: Node): TextRange => ({
    start: node.position?.start.offset ?? 0,
    end: node.position?.end.offset ?? 0,
  });
  const note = (cell: Node, number: Node | null): void => {
    const statement = number === null ? lineStatement(text, place(cell)) : cellStatement(cell, text, place(number));
    if (statement !== null) {
      const { start, end } = statement.range;
      found.statements.push({ ...statement, range: { start: base + start, end: base + end } });
    }
  };
  const visit = (node: Node): void => {
    const { type, children = [] } = node;
    if (type === 'link' || type === 'image' || type === 'definition') {
      const { url = '' } = node;
      const { start, end } = place(node);
      const at = url === '' ? -1 : text.slice(start, end).lastIndexOf(url);
      const range = { start: base + start + at, end: base + start + at + url.length };
      if (at >= 0) found.links.push({ range, url, isImage: type === 'image' });
    }
    if (type === 'paragraph') {
      const label = labelOf(node);
      if (label !== null) found.labels.push(label);
    }
    if (type === 'listItem' && children[0]?.type === 'paragraph') note(children[0], null);
    if (type === 'table') found.tableRows = Math.max(found.tableRows, children.length - 1);
    if (type === 'tableRow') {
      const [first, second] = children;
      if (first !== undefined) found.labels.push(wordsOf(first));
      if (first !== undefined && second !== undefined && children.length === 2) note(first, second);
    }
    for (const child of children) visit(child);
  };
  visit(root);
  return { sections: sectionsOf(root.children ?? [], place, base), ...found };
}

function sectionsOf(nodes: readonly Node[], place: (node: Node) => TextRange, base: number): readonly Section[] {
  return nodes.flatMap((node, i) => {
    if (node.type !== 'heading') return [];
    const depth = node.depth ?? 1;
    const rest = nodes.slice(i + 1);
    const next = rest.findIndex(other => other.type === 'heading' && (other.depth ?? 1) <= depth);
    const below = next < 0 ? rest : rest.slice(0, next);
    const content = below.filter(other => other.type !== 'heading' && !isComment(other)).map(wordsOf);
    const { start, end } = place(node);
    return [
      { title: wordsOf(node), range: { start: base + start, end: base + end }, content: content.join('\n').trim() },
    ];
  });
}

const isComment = (node: Node): boolean => node.type === 'html' && /^<!--[\s\S]*-->$/.test(node.value?.trim() ?? '');

/** All words of a node; pictures and code count as words, for they say something. */
const wordsOf = (node: Node): string =>
  node.value ?? (node.type === 'image' ? 'image' : (node.children ?? []).map(wordsOf).join(''));

function labelOf({ children = [] }: Node): string | null {
  const [first] = children;
  if (first?.type === 'strong') return wordsOf(first).replace(/\s*:\s*$/, '');
  return first?.type === 'text' ? (/^([\w][^:\n]{0,60}):(?:\s|$)/.exec(first.value ?? '')?.[1] ?? null) : null;
}

const number = /[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?/i;
const lineOf = new RegExp(
  String.raw`^[*_\x60]*(\w[\w .@/()-]{0,40}?)[*_\x60]*\s*[:=][*_\x60]*\s*[*_\x60]*(${number.source})\s*%?[*_\x60]*\s*\.?$`,
  'id',
);
const cellOf = new RegExp(String.raw`^[\s|*_\x60]*(${number.source})\s*%?[\s|*_\x60]*$`, 'id');

function lineStatement(text: string, { start, end }: TextRange): Statement | null {
  const match = lineOf.exec(text.slice(start, end));
  return match === null ? null : statementOf(match[1] ?? '', match, 2, start);
}

function cellStatement(name: Node, text: string, { start, end }: TextRange): Statement | null {
  const match = cellOf.exec(text.slice(start, end));
  return match === null ? null : statementOf(wordsOf(name), match, 1, start);
}

function statementOf(name: string, match: RegExpExecArray, group: number, base: number): Statement {
  const [start, end] = match.indices?.[group] ?? [0, 0];
  return { name: name.trim(), value: match[group] ?? '', range: { start: base + start, end: base + end } };
}
