// Where in a YAML text a cursor stands, told from line indents alone, so that half-typed text has an answer too.

/** Keys from the top; a number stands for a list item (its place in the list is not counted). */
export type YamlPath = readonly (string | number)[];

export interface Cursor {
  /** At a value the path of that value; at a key the path of the mapping the key is in. */
  readonly path: YamlPath;
  /** `item`: the first word of a list item, which may become a value or a key. */
  readonly at: 'key' | 'value' | 'item';
  /** The word under or before the cursor, quotes excluded; offsets in the text. */
  readonly token: { readonly start: number; readonly end: number; readonly text: string };
  readonly quote: '' | '"' | "'";
  /** Column of the key, or of the key that the value belongs to. */
  readonly indent: number;
  /** Inside `[…]` or `{…}`. */
  readonly isFlow: boolean;
  /** True when a colon already follows the key. */
  readonly hasColon: boolean;
}

interface Opener {
  readonly kind: 'dash' | 'key';
  readonly column: number;
  readonly key: string;
}
interface Line {
  readonly start: number;
  readonly text: string;
  readonly openers: readonly Opener[];
  /** What follows the openers, from this column. */
  readonly rest: number;
}

const keyPattern =
  /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#&*!|>%@`{}[\],:-][^:#{}[\],]*?|-[^\s:][^:]*?)\s*:(?=\s|$)/;

/** The place of `offset`, or null in comments and block texts. */
export function cursorAt(text: string, offset: number): Cursor | null {
  const lines = linesUpTo(text, offset);
  const line = lines.at(-1);
  if (line === undefined || isInComment(line.text.slice(0, offset - line.start))) return null;
  const flow = flowCursor(text, lines, offset);
  if (flow !== undefined) return flow;
  return isInBlockText(lines, offset - line.start) ? null : blockCursor(lines, line, offset);
}

function blockCursor(lines: readonly Line[], line: Line, offset: number): Cursor {
  const column = offset - line.start;
  const openers = line.openers.filter(opener => opener.column <= column);
  const last = openers.at(-1);
  if (last?.kind === 'key') {
    const keyEnd = last.column + keyLength(line, last);
    if (column > keyEnd) {
      return {
        ...valueToken(line, column),
        path: pathAbove(lines, openers),
        at: 'value',
        indent: last.column,
        isFlow: false,
        hasColon: true,
      };
    }
    const outer = openers.slice(0, -1);
    const token = { start: line.start + last.column, end: line.start + keyEnd, text: last.key };
    return {
      path: pathAbove(lines, outer, last.column),
      at: 'key',
      token,
      quote: '',
      indent: last.column,
      isFlow: false,
      hasColon: true,
    };
  }
  const first = line.text.length - line.text.trimStart().length;
  const isBlank = line.text.trim() === '';
  const indent = last !== undefined ? line.rest : isBlank ? column : Math.min(first, column);
  const path = pathAbove(lines, openers, indent);
  return {
    ...valueToken(line, column),
    path,
    at: last === undefined ? 'key' : 'item',
    indent,
    isFlow: false,
    hasColon: false,
  };
}

/** Keys and list items that enclose the openers of the last line, going up by indents. */
function pathAbove(lines: readonly Line[], own: readonly Opener[], startColumn = Number.POSITIVE_INFINITY): YamlPath {
  const path: (string | number)[] = [];
  let limit = own.length > 0 ? Number.POSITIVE_INFINITY : startColumn;
  let isDash = false;
  const take = (opener: Opener): void => {
    const isParent = opener.column < limit || (opener.column === limit && isDash && opener.kind === 'key');
    if (!isParent) return;
    path.unshift(opener.kind === 'key' ? opener.key : 0);
    limit = opener.column;
    isDash = opener.kind === 'dash';
  };
  for (const opener of [...own].reverse()) take(opener);
  for (let i = lines.length - 2; i >= 0 && (limit > 0 || isDash); i--) {
    const line = lines[i];
    if (line === undefined) continue;
    if (/^(---|\.\.\.)(\s|$)/.test(line.text)) break;
    for (const opener of [...line.openers].reverse()) take(opener);
  }
  return path;
}

/** The value around the column of a block line, without quotes and trailing comment. */
function valueToken(line: Line, column: number): Pick<Cursor, 'token' | 'quote'> {
  const rest = line.text.slice(line.rest);
  const lead = rest.length - rest.trimStart().length;
  const quote = rest[lead] === '"' || rest[lead] === "'" ? rest[lead] : '';
  const from = Math.min(line.rest + lead + quote.length, Math.max(column, line.rest));
  let to = line.text.length;
  if (quote !== '') {
    const close = line.text.indexOf(quote, line.rest + lead + 1);
    if (close !== -1) to = close;
  } else {
    const comment = line.text.slice(line.rest).search(/(^|\s)#/);
    to = line.rest + (comment === -1 ? rest.length : comment);
    to = line.rest + line.text.slice(line.rest, to).trimEnd().length;
  }
  const end = Math.max(to, Math.min(column, line.text.length), from);
  return { token: { start: line.start + from, end: line.start + end, text: line.text.slice(from, end) }, quote };
}

const keyLength = (line: Line, opener: Opener): number =>
  keyPattern.exec(line.text.slice(opener.column))?.[1]?.length ?? 0;

/** Inside a `|` or `>` text: an opener above ends in a block mark and everything since is indented deeper. */
function isInBlockText(lines: readonly Line[], column: number): boolean {
  const last = lines.at(-1);
  if (last === undefined) return false;
  let indent = last.text.trim() === '' ? column : indentOf(last.text);
  for (let i = lines.length - 2; i >= 0; i--) {
    const line = lines[i];
    if (line === undefined || line.text.trim() === '') continue;
    const own = indentOf(line.text);
    if (own >= indent) continue;
    if (/(:|-)\s+[|>][-+0-9]*\s*(#.*)?$/.test(line.text)) return true;
    indent = own;
    if (own === 0) return false;
  }
  return false;
}

const indentOf = (text: string): number => text.length - text.trimStart().length;
const isInComment = (before: string): boolean =>
  /(^|\s)#/.test(before.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, part => 'x'.repeat(part.length)));

/** So many lines above the cursor are looked at whole; further up only those that may enclose them. */
const nearLines = 200;

/** The line of `offset` and those above it that can tell its place, in order, up to the key that encloses them all. */
function linesUpTo(text: string, offset: number): readonly Line[] {
  const lines: Line[] = [];
  let end = text.indexOf('\n', offset);
  if (end === -1) end = text.length;
  for (let shallowest = Number.POSITIVE_INFINITY, count = 0; ; count++) {
    const start = end === 0 ? 0 : text.lastIndexOf('\n', end - 1) + 1;
    if (count < nearLines || indentAt(text, start, end) <= shallowest) {
      const line = readLine(text.slice(start, end).replace(/\r$/, ''), start);
      const first = line.openers[0];
      const isWanted = count < nearLines || (first !== undefined && first.column <= shallowest) || start === 0;
      if (isWanted || /^(---|\.\.\.)/.test(line.text)) lines.push(line);
      if (first !== undefined) shallowest = Math.min(shallowest, first.column);
      if (shallowest === 0 && lines.length > 1 && first?.column === 0 && first.kind === 'key') break;
    }
    if (start === 0) break;
    end = start - 1;
  }
  return lines.reverse();
}

function indentAt(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text[at] === ' ') at++;
  return at - start;
}

function readLine(text: string, start: number): Line {
  const openers: Opener[] = [];
  let column = indentOf(text);
  for (;;) {
    const dash = /^-(\s+|$)/.exec(text.slice(column));
    if (dash === null) break;
    openers.push({ kind: 'dash', column, key: '' });
    column += dash[0].length;
  }
  const key = keyPattern.exec(text.slice(column));
  if (key?.[1] !== undefined) {
    openers.push({ kind: 'key', column, key: unquote(key[1]) });
    column += key[0].length;
  }
  return { start, text, openers, rest: column };
}

const unquote = (key: string): string => (/^["']/.test(key) ? key.slice(1, -1) : key);

/** The place inside `[…]` or `{…}` that opens on this line or shortly above; undefined when it is in none. */
function flowCursor(text: string, lines: readonly Line[], offset: number): Cursor | undefined {
  for (let i = lines.length - 1; i >= Math.max(0, lines.length - 40); i--) {
    const line = lines[i];
    if (line === undefined || !/^\s*[[{]/.test(line.text.slice(line.rest))) continue;
    const scan = scanFlow(text, line.start + line.rest, offset);
    if (scan === null) return undefined;
    const base = pathAbove(lines.slice(0, i + 1), line.openers);
    const token = flowToken(text, scan.wordStart, offset);
    const indent = line.openers.at(-1)?.column ?? 0;
    const hasColon = /^\s*["']?:/.test(text.slice(token.token.end, token.token.end + 20));
    return { path: [...base, ...scan.path], at: scan.at, ...token, indent, isFlow: true, hasColon };
  }
  return undefined;
}

interface FlowScan {
  readonly path: YamlPath;
  readonly at: 'key' | 'value' | 'item';
  readonly wordStart: number;
}

/** Walks a flow collection up to the cursor; null when it has ended before. */
function scanFlow(text: string, from: number, offset: number): FlowScan | null {
  const stack: { readonly open: string; key: string | null }[] = [];
  let wordStart = from;
  for (let i = from; i < offset; i++) {
    const char = text[i] ?? '';
    const top = stack.at(-1);
    if (char === '"' || char === "'") {
      const close = text.indexOf(char, i + 1);
      if (close === -1 || close >= offset) break;
      i = close;
    } else if (char === '$' && text.startsWith('${{', i)) {
      const close = text.indexOf('}}', i);
      if (close === -1 || close >= offset) break;
      i = close + 1;
    } else if (char === '[' || char === '{') {
      stack.push({ open: char, key: null });
      wordStart = i + 1;
    } else if (char === ']' || char === '}') {
      stack.pop();
      if (stack.length === 0) return null;
    } else if (char === ',') {
      if (top !== undefined) top.key = null;
      wordStart = i + 1;
    } else if (char === ':' && top?.open === '{' && top.key === null && /\s|$/.test(text[i + 1] ?? '')) {
      top.key = unquote(text.slice(wordStart, i).trim());
      wordStart = i + 1;
    }
  }
  const last = stack.at(-1);
  if (last === undefined) return null;
  const path = stack.flatMap((level): YamlPath => (level.open === '[' ? [0] : level.key === null ? [] : [level.key]));
  return { path, at: last.open === '[' ? 'item' : last.key === null ? 'key' : 'value', wordStart };
}

function flowToken(text: string, wordStart: number, offset: number): Pick<Cursor, 'token' | 'quote'> {
  let start = wordStart;
  while (start < offset && /\s/.test(text[start] ?? '')) start++;
  const quote = text[start] === '"' || text[start] === "'" ? (text[start] as '"' | "'") : '';
  start = Math.min(start + quote.length, Math.max(offset, start));
  let end = offset;
  const stop = quote === '' ? /[,[\]{}\n:]/ : new RegExp(`[${quote}\n]`);
  while (end < text.length && !stop.test(text[end] ?? '')) end++;
  if (quote === '') end = Math.max(offset, start + text.slice(start, end).trimEnd().length);
  return { token: { start, end, text: text.slice(start, end) }, quote };
}
