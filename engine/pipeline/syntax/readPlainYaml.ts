// The YAML that most files are made of, in one pass: block maps and lists of plain and quoted words, each on one line.
import { resolvePlain } from './resolveScalar.ts';
import type { YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar, YamlText } from './yamlTree.ts';

/** The answer of `readStrictly`; null where anything else stands in the text: that parser has to look. Never throws. */
export function readPlainYaml(text: string): YamlText | null {
  if (beyondPlain.test(text)) return null;
  const root = new PlainReader(text).read();
  return root === null ? null : { documents: [{ root, start: root.start }], troubles: [], unknownAliases: [] };
}

/** Tabs, returns, control characters, signs that some readers take for line ends, and halves of signs. */
const beyondPlain = /[^\n\x20-\x7E\xA1-\u1FFF\u2030-\uD7FF]/;
/** The standard ends a key that stands before its colon at 1,024 characters. */
const longestKey = 1000;
const deepest = 40;
const mark = /[\n#:]/g;

const [space, newline, quote, hash, apostrophe, comma, dash, dot, colon] = [32, 10, 34, 35, 39, 44, 45, 46, 58];
const [openList, closeList, openMap, closeMap] = [91, 93, 123, 125];
/** Signs that begin something else than a word: `!`, `%`, `&`, `*`, `,`, `:`, `>`, `?`, `@`, `[`, `]`, `` ` ``, `{`, `|`, `}`. */
const indicators = new Set([33, 37, 38, 42, 44, 58, 62, 63, 64, 91, 93, 96, 123, 124, 125]);

/** Stands on the first sign of a line that is neither blank nor a comment; `column` is −1 behind the last. */
class PlainReader {
  private readonly text: string;
  private at = 0;
  private column = -1;
  /** Where what was read so far ends: blocks end with their last word. */
  private end = 0;
  private isPlain = true;
  private depth = 0;
  /** What the blocks around hold so far, the innermost last: cut out at its end, a list has no spare room. */
  private readonly items: YamlNode[] = [];
  private readonly entries: YamlEntry[] = [];

  constructor(text: string) {
    this.text = text;
  }

  read(): YamlNode | null {
    this.toLine(0);
    if (this.column < 0) return null;
    const root = this.block(this.column);
    return this.isPlain && this.column < 0 ? root : null;
  }

  /** Goes to the next line with content, from the start of one. */
  private toLine(start: number): void {
    const { text } = this;
    for (let line = start; line < text.length; ) {
      let at = line;
      while (text.charCodeAt(at) === space) at++;
      const first = text.charCodeAt(at);
      if (at < text.length && first !== newline && first !== hash) {
        this.at = at;
        this.column = at - line;
        // A mark between documents, or what looks like one.
        if (at === line && (first === dash || first === dot) && text.charCodeAt(at + 1) === first) this.isPlain = false;
        return;
      }
      const next = text.indexOf('\n', at);
      line = next < 0 ? text.length : next + 1;
    }
    this.column = -1;
  }

  /** To the next line with content; what is left of this one has to be blank or a comment. */
  private finishLine(from: number): void {
    const rest = this.pastBlanks(from);
    const sign = this.text.charCodeAt(rest);
    const isOver = this.isEnd(rest) || (sign === hash && rest > from);
    const next = this.text.indexOf('\n', rest);
    if (isOver) this.toLine(next < 0 ? this.text.length : next + 1);
    else this.isPlain = false;
  }

  private pastBlanks(from: number): number {
    let at = from;
    while (this.text.charCodeAt(at) === space) at++;
    return at;
  }

  private readonly isEnd = (at: number): boolean => at >= this.text.length || this.text.charCodeAt(at) === newline;
  private readonly isBlank = (at: number): boolean => this.isEnd(at) || this.text.charCodeAt(at) === space;

  private isItem(): boolean {
    return this.text.charCodeAt(this.at) === dash && this.isBlank(this.at + 1);
  }

  private block(column: number): YamlNode {
    this.depth++;
    if (this.depth > deepest) this.isPlain = false;
    const node = this.isItem() ? this.list(column) : this.map(column);
    this.depth--;
    return node;
  }

  private list(column: number): YamlList {
    const { at: start } = this;
    const from = this.items.length;
    while (this.isPlain && this.column === column && this.isItem()) this.items.push(this.item(column));
    if (this.column > column) this.isPlain = false;
    return { kind: 'list', start, end: this.end, items: this.items.splice(from), flow: false };
  }

  private item(column: number): YamlNode {
    const start = this.pastBlanks(this.at + 1);
    const sign = this.text.charCodeAt(start);
    if (this.isEnd(start) || sign === hash || (sign === dash && this.isBlank(start + 1))) return this.giveUp();
    if (this.keyEnd(start) < 0) return this.word(start);
    this.column = column + start - this.at;
    this.at = start;
    return this.block(this.column);
  }

  private map(column: number): YamlMap {
    const { at: start } = this;
    const from = this.entries.length;
    while (this.isPlain && this.column === column) this.entries.push(this.entry(column));
    if (this.column > column) this.isPlain = false;
    return { kind: 'map', start, end: this.end, entries: this.entries.splice(from), flow: false };
  }

  private entry(column: number): YamlEntry {
    const { at: start } = this;
    const end = this.keyEnd(start);
    if (end < 0) return { key: this.giveUp(), value: this.giveUp() };
    const key = this.scalar(start, end);
    const valueAt = this.pastBlanks(end + 1);
    if (!this.isEnd(valueAt) && this.text.charCodeAt(valueAt) !== hash) return { key, value: this.word(valueAt) };
    this.finishLine(end + 1);
    const hasBlock = this.column > column || (this.column === column && this.isItem());
    if (hasBlock) return { key, value: this.block(this.column) };
    this.end = end + 1;
    return { key, value: scalarOf(end + 1, end + 1, '', 'plain') };
  }

  /** Offset of the colon behind a key; −1 where no key begins. */
  private keyEnd(start: number): number {
    const { text } = this;
    const first = text.charCodeAt(start);
    if (first === quote || first === apostrophe) {
      const close = this.closingQuote(start);
      const isKey = close >= 0 && text.charCodeAt(close + 1) === colon && this.isBlank(close + 2);
      return isKey && close - start < longestKey ? close + 1 : -1;
    }
    if (!this.beginsWord(start)) return -1;
    for (let at = this.toMark(start + 1); at - start < longestKey; at = this.toMark(at + 1)) {
      const sign = text.charCodeAt(at);
      if (this.isEnd(at) || (sign === hash && text.charCodeAt(at - 1) === space)) return -1;
      if (sign === colon && this.isBlank(at + 1)) return text.charCodeAt(at - 1) === space ? -1 : at;
    }
    return -1;
  }

  /** To the next sign that may end a word outside of brackets: a colon, the start of a comment, the end of the line. */
  private toMark(from: number): number {
    mark.lastIndex = from;
    return mark.test(this.text) ? mark.lastIndex - 1 : this.text.length;
  }

  private beginsWord(at: number): boolean {
    const sign = this.text.charCodeAt(at);
    // Of words that begin with a dash, options such as `-v` and `--rate`, and numbers.
    if (sign === dash) return /^--?[\w.]/.test(this.text.slice(at, at + 3));
    return !this.isEnd(at) && !indicators.has(sign) && sign !== hash;
  }

  /** A value on the rest of the line; the next line stands no deeper, which the block around it looks after. */
  private word(start: number): YamlNode {
    const first = this.text.charCodeAt(start);
    if (first === openList || first === openMap) {
      const node = this.flow(start);
      if (this.isPlain) this.finishLine(this.end);
      return node;
    }
    const isQuoted = first === quote || first === apostrophe;
    const end = isQuoted ? this.closingQuote(start) + 1 : this.plainEnd(start);
    if (end <= start) return this.giveUp();
    const node = this.scalar(start, end);
    this.finishLine(end);
    return node;
  }

  /** Behind the last sign of a word without quotes; −1 where there is none, or more than one line could be meant. */
  private plainEnd(start: number): number {
    const { text } = this;
    if (!this.beginsWord(start)) return -1;
    let end = this.toMark(start);
    for (; !this.isEnd(end); end = this.toMark(end + 1)) {
      const isColon = text.charCodeAt(end) === colon;
      if (isColon && this.isBlank(end + 1)) return -1;
      if (!isColon && text.charCodeAt(end - 1) === space) break;
    }
    while (text.charCodeAt(end - 1) === space) end--;
    return end;
  }

  /** On the same line and without escapes; otherwise −1. */
  private closingQuote(start: number): number {
    const { text } = this;
    const kind = text.charCodeAt(start);
    for (let at = start + 1; !this.isEnd(at); at++) {
      const sign = text.charCodeAt(at);
      if (sign === kind) return kind === apostrophe && text.charCodeAt(at + 1) === apostrophe ? -1 : at;
      if (sign === 92 && kind === quote) return -1;
    }
    return -1;
  }

  /** From its first sign, a quote included, to behind its last. */
  private scalar(start: number, end: number): YamlScalar {
    this.end = end;
    const first = this.text.charCodeAt(start);
    if (first !== quote && first !== apostrophe) return scalarOf(start, end, this.text.slice(start, end), 'plain');
    const raw = this.text.slice(start + 1, end - 1);
    return scalarOf(start + 1, end - 1, raw, first === quote ? 'double' : 'single');
  }

  private flow(start: number): YamlNode {
    this.depth++;
    const isList = this.text.charCodeAt(start) === openList;
    const close = isList ? closeList : closeMap;
    const [fromItem, fromEntry] = [this.items.length, this.entries.length];
    let at = this.pastBlanks(start + 1);
    const isEmpty = this.text.charCodeAt(at) === close;
    for (let isOpen = !isEmpty && this.depth <= deepest; isOpen && this.isPlain; ) {
      if (isList) this.items.push(this.flowValue(at));
      else this.entries.push(this.flowEntry(at));
      at = this.pastBlanks(this.end);
      isOpen = this.text.charCodeAt(at) === comma;
      if (isOpen) at = this.pastBlanks(at + 1);
    }
    if (this.text.charCodeAt(at) !== close) this.isPlain = false;
    this.end = at + 1;
    this.depth--;
    return isList
      ? { kind: 'list', start, end: this.end, items: this.items.splice(fromItem), flow: true }
      : { kind: 'map', start, end: this.end, entries: this.entries.splice(fromEntry), flow: true };
  }

  private flowEntry(start: number): YamlEntry {
    const key = this.flowWord(start);
    const { end } = this;
    if (this.text.charCodeAt(end) !== colon || this.text.charCodeAt(end + 1) !== space || end - start > longestKey)
      return { key, value: this.giveUp() };
    return { key, value: this.flowValue(this.pastBlanks(end + 1)) };
  }

  private flowValue(start: number): YamlNode {
    const first = this.text.charCodeAt(start);
    return first === openList || first === openMap ? this.flow(start) : this.flowWord(start);
  }

  private flowWord(start: number): YamlScalar {
    const first = this.text.charCodeAt(start);
    const isQuoted = first === quote || first === apostrophe;
    const end = isQuoted ? this.closingQuote(start) + 1 : this.flowPlainEnd(start);
    return end <= start ? this.giveUp() : this.scalar(start, end);
  }

  private flowPlainEnd(start: number): number {
    const { text } = this;
    if (!this.beginsWord(start)) return -1;
    let end = start;
    for (let at = start; !this.isEnd(at); at++) {
      const sign = text.charCodeAt(at);
      if (sign === space) continue;
      if (sign === comma || sign === closeList || sign === closeMap) return end;
      if (sign === openList || sign === openMap || (sign === hash && text.charCodeAt(at - 1) === space)) return -1;
      // A colon before a blank ends a key, one before a comma or bracket may.
      if (sign === colon && !/[^\s,[\]{}]/.test(text[at + 1] ?? '')) return end;
      end = at + 1;
    }
    return -1;
  }

  private giveUp(): YamlScalar {
    this.isPlain = false;
    return scalarOf(0, 0, '', 'plain');
  }
}

const scalarOf = (start: number, end: number, raw: string, style: YamlScalar['style']): YamlScalar => ({
  kind: 'scalar',
  start,
  end,
  value: style === 'plain' ? resolvePlain(raw) : raw,
  raw,
  style,
});
