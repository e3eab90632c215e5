// Fixtures of checkers and of the language server: real-looking text with marks for findings and a cursor.

/**
 * What a mark under a line says: `# ^^^ error[rule-id]: message`; the message may be left out or cut with `…`.
 * `#<^^^` marks what starts where the `#` stands.
 */
export interface Mark {
  /** From 0, in the text without marks. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly severity: string;
  readonly rule: string;
  readonly message: string | null;
}
export interface Marked {
  /** The text without its mark lines and cursor. */
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Offset of `$0`, or null. */
  readonly cursor: number | null;
}
/** A finding as marks describe it: positions from 0. */
export interface Found {
  readonly line: number;
  readonly start: number;
  /** Column of the end; a finding over several lines ends at its first line's end. */
  readonly end: number;
  readonly severity: string;
  readonly rule: string;
  readonly message: string;
}

const markLine = /^(\s*)#(<?)\s*(\^+)\s+(error|warning|info|hint)\[([\w-]+)\](?::\s*(.*?))?\s*$/;

/** Takes marks and cursor out of a fixture; several marks may stand under one line. */
export function readMarks(fixture: string): Marked {
  const lines: string[] = [];
  const marks: Mark[] = [];
  for (const line of fixture.split('\n')) {
    const match = markLine.exec(line);
    if (match === null) {
      lines.push(line);
      continue;
    }
    const [, indent = '', fromHash = '', carets = '', severity = '', rule = '', message] = match;
    const start = fromHash === '' ? line.indexOf('^') : indent.length;
    marks.push({ line: lines.length - 1, start, end: start + carets.length, severity, rule, message: message ?? null });
  }
  const text = lines.join('\n');
  const cursor = text.indexOf('$0');
  return cursor === -1
    ? { text, marks, cursor: null }
    : { text: text.slice(0, cursor) + text.slice(cursor + 2), marks, cursor };
}

/**
 * Holds findings against marks: [what was found, what was marked], equal when they agree.
 * Marked messages are compared as far as they are written; `…` stands for any rest.
 */
export function againstMarks(marked: Marked, found: readonly Found[]): readonly [readonly string[], readonly string[]] {
  const sortedMarks = [...marked.marks].sort(byPlace);
  const sortedFound = [...found].sort(byPlace);
  const expected = sortedMarks.map(mark => line(mark, mark.message));
  const actual = sortedFound.map(one => {
    const mark = sortedMarks.find(other => isSamePlace(other, one));
    const wanted = mark?.message ?? null;
    return line(
      one,
      wanted === null ? (mark === undefined ? one.message : null) : agrees(one.message, wanted) ? wanted : one.message,
    );
  });
  return [actual, expected];
}

const line = (one: Omit<Mark, 'message'>, message: string | null): string =>
  `${one.line + 1}:${one.start + 1}-${one.end + 1} ${one.severity}[${one.rule}]${message === null ? '' : `: ${message}`}`;

const agrees = (message: string, wanted: string): boolean => {
  const parts = wanted.split('…').map(part => part.trim());
  let at = 0;
  return (
    parts.every(part => {
      const index = message.indexOf(part, at);
      at = index + part.length;
      return index !== -1;
    }) &&
    (wanted.endsWith('…') || message.endsWith(parts.at(-1) ?? ''))
  );
};

const isSamePlace = (mark: Mark, one: Found): boolean =>
  mark.line === one.line && mark.start === one.start && mark.end === one.end && mark.rule === one.rule;

const byPlace = (a: Omit<Mark, 'message'>, b: Omit<Mark, 'message'>): number =>
  a.line - b.line || a.start - b.start || a.end - b.end || a.rule.localeCompare(b.rule);

/** Offsets as line and columns, as marks have them. */
export function placeOf(
  text: string,
  range: { readonly start: number; readonly end: number },
): Pick<Found, 'line' | 'start' | 'end'> {
  const before = text.slice(0, range.start);
  const lineStart = before.lastIndexOf('\n') + 1;
  const lineEnd = text.indexOf('\n', range.start);
  const end = lineEnd === -1 ? range.end : Math.min(range.end, lineEnd);
  return { line: before.split('\n').length - 1, start: range.start - lineStart, end: end - lineStart };
}
