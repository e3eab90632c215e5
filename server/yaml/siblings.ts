// The keys already written in the mapping a cursor is in, and the items of its list.
import type { Cursor } from './cursor.ts';

/** Keys of the same mapping, the one under the cursor excluded; told from indents, or from the braces around. */
export function keysBeside(text: string, cursor: Cursor): ReadonlySet<string> {
  return cursor.isFlow ? flowKeys(text, cursor.token.start) : blockKeys(text, cursor);
}

function blockKeys(text: string, cursor: Cursor): ReadonlySet<string> {
  const keys = new Set<string>();
  const lineStart = text.lastIndexOf('\n', cursor.token.start - 1) + 1;
  const isFirstOfItem = /^\s*-\s/.test(text.slice(lineStart, cursor.token.start));
  if (!isFirstOfItem) collect(linesBefore(text, lineStart), cursor.indent, keys);
  const next = text.indexOf('\n', cursor.token.start);
  if (next !== -1) collect(linesFrom(text, next + 1), cursor.indent, keys);
  return keys;
}

/** Takes keys at the column until a line is indented less, or an item starts left of it. */
function collect(lines: Iterable<string>, column: number, keys: Set<string>): void {
  for (const line of lines) {
    const indent = line.length - line.trimStart().length;
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const dashes = /^\s*(?:-\s+)+/.exec(line)?.[0].length ?? 0;
    const start = Math.max(indent, dashes);
    const key = /^("[^"]*"|'[^']*'|[^\s:#][^:#]*?)\s*:(\s|$)/.exec(line.slice(start))?.[1];
    if (start === column && key !== undefined) keys.add(key.replace(/^["']|["']$/g, ''));
    if (indent < column) return;
  }
}

function* linesBefore(text: string, start: number): Generator<string> {
  for (let end = start - 1; end > 0; ) {
    const from = text.lastIndexOf('\n', end - 1) + 1;
    yield text.slice(from, end);
    end = from - 1;
  }
}

function* linesFrom(text: string, start: number): Generator<string> {
  for (let from = start; from < text.length; ) {
    const end = text.indexOf('\n', from);
    yield text.slice(from, end === -1 ? text.length : end);
    if (end === -1) return;
    from = end + 1;
  }
}

/** Items of the same list, the one under the cursor excluded; those that are no plain text count as none. */
export function itemsBeside(text: string, cursor: Cursor): ReadonlySet<string> {
  const { start, end } = cursor.token;
  const quote = cursor.quote.length;
  const words = cursor.isFlow
    ? [text.slice(flowStart(text, start), start - quote), text.slice(end + quote).split(/[\]}\n]/, 1)[0] ?? ''].flatMap(
        part => part.split(','),
      )
    : blockItems(text, start);
  return new Set(words.map(word => word.trim().replace(/^(["'])(.*)\1$/, '$2')).filter(word => word !== ''));
}

function blockItems(text: string, at: number): readonly string[] {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const column = text.slice(lineStart, at).lastIndexOf('- ');
  const next = text.indexOf('\n', at);
  if (column < 0) return [];
  return [linesBefore(text, lineStart), next < 0 ? [] : linesFrom(text, next + 1)].flatMap(lines => {
    const items: string[] = [];
    for (const line of lines) {
      const indent = line.length - line.trimStart().length;
      if (line.trim() === '' || indent > column) continue;
      const item = indent === column ? /^\s*-\s+(.*?)(?:\s#.*)?$/.exec(line)?.[1] : undefined;
      if (item === undefined) break;
      items.push(item);
    }
    return items;
  });
}

/** Behind the bracket or brace that encloses the place. */
function flowStart(text: string, at: number): number {
  let depth = 0;
  let start = at;
  while (start > 0) {
    const char = text[start - 1] ?? '';
    if (char === '}' || char === ']') depth++;
    if (char === '{' || char === '[') {
      if (depth === 0) break;
      depth--;
    }
    start--;
  }
  return start;
}

function flowKeys(text: string, at: number): ReadonlySet<string> {
  const start = flowStart(text, at);
  const around = text.slice(start, at) + text.slice(at).split(/[}\]\n]/, 1)[0];
  return new Set([...around.matchAll(/(?:^|,)\s*([\w.-]+)\s*:(?=\s|$)/g)].map(([, key]) => key ?? ''));
}
