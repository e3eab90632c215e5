// Lays YAML out anew: two blanks a level, one blank after `:` and `-`. Changes blanks alone: comments and scalars stay.
import type { TextRange } from '../../domain/diagnostic.ts';
import { readYaml } from './readYaml.ts';
import type { YamlList, YamlMap, YamlNode } from './yamlTree.ts';

export interface FormatEdit {
  readonly range: TextRange;
  readonly text: string;
}
const step = 2;

/** Edits in order, none when the text is in order. Null when it cannot be read, or would be read otherwise afterwards. */
export function formatYaml(text: string): readonly FormatEdit[] | null {
  const { documents, troubles } = readYaml(text);
  if (troubles.length > 0 || /^[ ]*\t/m.test(text)) return null;
  const sheet = createSheet(text);
  for (const { root } of documents) if (root !== null) placeNode(sheet, root, 0);
  const edits = sheet.edits();
  return edits !== null && isSame(text, applyEdits(text, edits)) ? edits : null;
}

/** Edits in order that do not overlap. */
export function applyEdits(text: string, edits: readonly FormatEdit[]): string {
  let result = '';
  let at = 0;
  for (const { range, text: inserted } of edits) {
    result += text.slice(at, range.start) + inserted;
    at = range.end;
  }
  return result + text.slice(at);
}

interface Line extends TextRange {
  readonly indent: number;
  readonly isBlank: boolean;
  readonly isComment: boolean;
}
/** Lines with what becomes of them. */
type Sheet = ReturnType<typeof createSheet>;

function createSheet(text: string) {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next - (text[next - 1] === '\r' ? 1 : 0);
    const content = text.slice(start, end);
    const indent = content.length - content.trimStart().length;
    lines.push({ start, end, indent, isBlank: content.trim() === '', isComment: content.trimStart().startsWith('#') });
    if (next < 0) break;
    start = next + 1;
  }
  /** New indents of lines that begin with content. */
  const indents = new Map<number, number>();
  /** How far lines move that go on with a scalar. */
  const shifts = new Map<number, number>();
  const gaps: FormatEdit[] = [];
  const lineOf = (offset: number): number => {
    let low = 0;
    let high = lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lines[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const at = (line: number): Line => lines[line] ?? { start: 0, end: 0, indent: 0, isBlank: true, isComment: false };
  return {
    text,
    lineOf,
    columnOf: (offset: number): number => offset - at(lineOf(offset)).start,
    /** Content that begins a line begins at this column from now on. */
    begin(offset: number, column: number): void {
      const line = lineOf(offset);
      if (at(line).start + at(line).indent === offset) indents.set(line, column);
    },
    /** The lines after the first that a node goes on in. */
    goOn(node: TextRange, from: number, shift: number): void {
      const last = lineOf(Math.max(node.start, node.end - 1));
      for (let line = lineOf(from) + 1; line <= last; line++) shifts.set(line, shift);
    },
    /** Blanks between two offsets of one line become one. */
    tighten(start: number, end: number): void {
      if (text.slice(start, end) !== ' ' && /^[ \t]+$/.test(text.slice(start, end)))
        gaps.push({ range: { start, end }, text: ' ' });
    },
    edits(): readonly FormatEdit[] | null {
      return lineEdits(text, lines, { indents, shifts, gaps });
    },
  };
}

interface Changes {
  readonly indents: ReadonlyMap<number, number>;
  readonly shifts: ReadonlyMap<number, number>;
  readonly gaps: readonly FormatEdit[];
}

function lineEdits(text: string, lines: readonly Line[], { indents, shifts, gaps }: Changes): FormatEdit[] | null {
  const edits: FormatEdit[] = [...gaps];
  const replace = (start: number, end: number, inserted: string): void => {
    if (text.slice(start, end) !== inserted) edits.push({ range: { start, end }, text: inserted });
  };
  const lastContent = lines.findLastIndex((line, number) => !line.isBlank || shifts.has(number));
  let blanks = 1;
  for (const [number, line] of lines.entries()) {
    const { start, end, indent, isBlank, isComment } = line;
    const shift = shifts.get(number);
    if (shift !== undefined) {
      blanks = 0;
      if (isBlank) continue;
      if (indent + shift < 0) return null;
      replace(start, start + indent, ' '.repeat(indent + shift));
      continue;
    }
    if (isBlank) {
      blanks += 1;
      const isLast = number === lines.length - 1;
      // The last line feed stays; of several blank lines one does.
      if (!isLast && (blanks > 1 || number > lastContent))
        edits.push({ range: { start, end: lines[number + 1]?.start ?? end }, text: '' });
      else replace(start, end, '');
      continue;
    }
    blanks = 0;
    replace(
      start,
      start + indent,
      ' '.repeat(isComment ? commentIndent(lines, number, indents) : (indents.get(number) ?? indent)),
    );
    const kept = text.slice(start, end).trimEnd().length;
    if (!shifts.has(number + 1)) replace(start + kept, end, '');
    if (number === lines.length - 1)
      edits.push({ range: { start: end, end }, text: text.includes('\r\n') ? '\r\n' : '\n' });
  }
  return edits.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/** A comment moves with the line that it stands beside: the next one of its indent, else the one before. */
function commentIndent(lines: readonly Line[], number: number, indents: ReadonlyMap<number, number>): number {
  const { indent } = lines[number] ?? { indent: 0 };
  const next = lines.findIndex((line, i) => i > number && indents.has(i) && !line.isBlank);
  if (lines[next]?.indent === indent) return indents.get(next) ?? indent;
  for (let i = number - 1; i >= 0; i--) {
    const line = lines[i];
    if (line === undefined || !indents.has(i)) continue;
    if (line.indent === indent) return indents.get(i) ?? indent;
    if (line.indent < indent) return (indents.get(i) ?? line.indent) + step;
  }
  return indent;
}

/** A node whose block content begins at a column. */
function placeNode(sheet: Sheet, node: YamlNode, column: number): void {
  if (node.kind === 'map' && !node.flow) placeMap(sheet, node, column);
  else if (node.kind === 'list' && !node.flow) placeList(sheet, node, column);
  else {
    const first = contentStart(sheet, node);
    sheet.begin(first, column);
    sheet.goOn(node, node.start, column - sheet.columnOf(first));
  }
}

/** Of quoted scalars the quote. */
const contentStart = ({ text }: Sheet, node: YamlNode): number =>
  node.kind === 'scalar' &&
  (node.style === 'single' || node.style === 'double') &&
  /["']/.test(text[node.start - 1] ?? '')
    ? node.start - 1
    : node.start;

function placeMap(sheet: Sheet, map: YamlMap, column: number): void {
  const { text, lineOf } = sheet;
  for (const { key, value } of map.entries) {
    const keyStart = contentStart(sheet, key);
    const moved = column - sheet.columnOf(keyStart);
    sheet.begin(keyStart, column);
    const isBlock = (value.kind === 'map' || value.kind === 'list') && !value.flow;
    const start = contentStart(sheet, value);
    if (isBlock) {
      placeNode(sheet, value, column + step);
    } else if (lineOf(start) === lineOf(keyStart)) {
      const colon = /^["']?[ \t]*:/.exec(text.slice(key.end, start));
      if (colon !== null && value.end > value.start) sheet.tighten(key.end + colon[0].length, start);
      sheet.goOn(value, value.start, moved);
    } else if (value.end > value.start) {
      // `key: |` begins on the line of the key, its text on the next.
      if (value.kind === 'scalar' && value.style === 'block') sheet.goOn(value, key.end, moved);
      else placeNode(sheet, value, column + step);
    }
  }
}

function placeList(sheet: Sheet, list: YamlList, column: number): void {
  const { text, lineOf } = sheet;
  for (const item of list.items) {
    const start =
      item.kind === 'map' && !item.flow && item.entries[0]
        ? contentStart(sheet, item.entries[0].key)
        : contentStart(sheet, item);
    const dash = dashBefore(text, start);
    if (dash === null) continue;
    sheet.begin(dash, column);
    if (lineOf(dash) === lineOf(start)) sheet.tighten(dash + 1, start);
    if (item.end === item.start) continue;
    if (item.kind === 'scalar' && item.style === 'block') sheet.goOn(item, dash, column - sheet.columnOf(dash));
    else placeNode(sheet, item, column + step);
  }
}

/** The dash of an item; anchors and tags may stand between. */
function dashBefore(text: string, start: number): number | null {
  const before = text.slice(Math.max(0, start - 400), start);
  const found = /-(?:[ \t]+(?:[&!]\S*)?|[ \t]*(?:#[^\n]*)?\r?\n)*$/.exec(before);
  return found === null ? null : start - before.length + found.index;
}

/** Nothing but blanks has changed, and the data are the same. */
function isSame(before: string, after: string): boolean {
  if (before.replace(/\s/g, '') !== after.replace(/\s/g, '')) return false;
  const read = readYaml(after);
  const shape = (text: string): string =>
    JSON.stringify(readYaml(text).documents.map(({ root }) => root && outline(root)));
  return read.troubles.length === 0 && shape(before) === shape(after);
}

/** Without places; aliases by name. */
function outline(node: YamlNode): unknown {
  if (node.kind === 'scalar') return [node.value, node.raw, node.style];
  if (node.kind === 'alias') return ['*', node.name];
  if (node.kind === 'list') return node.items.map(outline);
  return { entries: node.entries.map(({ key, value }) => [key.raw, outline(value)]) };
}
