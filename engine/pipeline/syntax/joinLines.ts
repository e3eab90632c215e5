// Finds quoted texts and brackets that run over several lines: their lines may be indented less than YAML 1.2 wants.

/** What is written over several lines; all offsets are those of the text. */
export interface RunningLines {
  /** Line breaks inside quotes and brackets. */
  readonly breaks: readonly number[];
  /** Comments inside brackets. */
  readonly comments: readonly { readonly start: number; readonly end: number }[];
  /** False where a quote or bracket is never closed: nothing can be said then. */
  readonly isClosed: boolean;
}

/**
 * YAML 1.2.2 (section 7.3) wants the second line of a quoted text indented deeper than its key; the Hub, PyYAML and Go's
 * reader do not. With spaces for these breaks, offsets stay and the specification's readers read the same. Linear.
 */
export function runningLines(yaml: string): RunningLines {
  const breaks: number[] = [];
  const comments: { readonly start: number; readonly end: number }[] = [];
  let depth = 0;
  /** Whether a value or key may start here; only there a quote or bracket is one. */
  let isFresh = true;
  let isBehindQuote = false;
  for (let at = 0; at < yaml.length; at++) {
    const char = yaml[at] ?? '';
    const wasQuote = isBehindQuote;
    isBehindQuote = false;
    if (char === '\n') {
      if (depth > 0) breaks.push(at);
      isFresh = true;
    } else if (char === '#' && /\s|^$/.test(yaml[at - 1] ?? '')) {
      const end = lineEnd(yaml, at);
      if (depth > 0) comments.push({ start: at, end });
      at = end - 1;
    } else if (/\s/.test(char)) {
      if (char === '\r' && depth > 0) breaks.push(at);
    } else if (isFresh && (char === '"' || char === "'")) {
      const end = quoteEnd(yaml, at, char);
      if (end < 0) return { breaks, comments, isClosed: false };
      for (let inside = at; inside < end; inside++) if (/[\r\n]/.test(yaml[inside] ?? '')) breaks.push(inside);
      at = end;
      isFresh = false;
      isBehindQuote = true;
    } else if (isFresh && depth === 0 && (char === '|' || char === '>')) {
      at = blockEnd(yaml, at) - 1;
    } else if (isFresh && (char === '[' || char === '{')) {
      depth++;
    } else if (depth > 0 && (char === ']' || char === '}')) {
      depth--;
      isFresh = false;
    } else if (isFresh && (char === '&' || char === '!')) {
      // An anchor or tag; its value follows.
      while (/[^\s,[\]{}]/.test(yaml[at + 1] ?? '\n')) at++;
    } else {
      const isMark = (depth > 0 && char === ',') || (char === ':' && depth > 0 && wasQuote) || isBefore(yaml, at, ':');
      isFresh = isMark || (isFresh && (isBefore(yaml, at, '-') || isBefore(yaml, at, '?')));
    }
  }
  return { breaks, comments, isClosed: depth === 0 };
}

/** The text with spaces at some places. */
export function withSpaces(yaml: string, { breaks, comments }: Pick<RunningLines, 'breaks' | 'comments'>): string {
  const places = [...breaks.map(at => ({ start: at, end: at + 1 })), ...comments].sort((a, b) => a.start - b.start);
  let joined = '';
  let last = 0;
  for (const { start, end } of places) {
    joined += yaml.slice(last, start) + ' '.repeat(end - start);
    last = end;
  }
  return joined + yaml.slice(last);
}

/** Whether the mark stands here with white space behind it. */
const isBefore = (yaml: string, at: number, mark: string): boolean =>
  yaml[at] === mark && /\s|^$/.test(yaml[at + 1] ?? '');

function quoteEnd(yaml: string, start: number, quote: string): number {
  for (let at = start + 1; at < yaml.length; at++) {
    if (quote === '"' && yaml[at] === '\\') at++;
    else if (yaml[at] === quote) {
      if (quote === '"' || yaml[at + 1] !== quote) return at;
      at++;
    }
  }
  return -1;
}

/** Where the lines of a block text end: before the first that is indented no deeper than the line it starts on. */
function blockEnd(yaml: string, start: number): number {
  const indent = indentAt(yaml, yaml.lastIndexOf('\n', start) + 1);
  let at = lineEnd(yaml, start);
  while (at < yaml.length) {
    const next = lineEnd(yaml, at + 1);
    if (yaml.slice(at + 1, next).trim() !== '' && indentAt(yaml, at + 1) <= indent) return at;
    at = next;
  }
  return yaml.length;
}

const indentAt = (yaml: string, line: number): number => /^ */.exec(yaml.slice(line, line + 200))?.[0].length ?? 0;

function lineEnd(yaml: string, at: number): number {
  const end = yaml.indexOf('\n', at);
  return end < 0 ? yaml.length : end;
}
