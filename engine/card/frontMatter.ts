// Finds the front matter of a Markdown file: what the Hub takes for it, and what was only meant to be one.
import type { TextRange } from '../domain/diagnostic.ts';

/**
 * The Hub's client takes white space, a line `---`, YAML and a line `---` for front matter (`REGEX_YAML_BLOCK` of
 * huggingface_hub). White space after the first mark makes it text; after the last, newer clients allow it.
 */
export interface FrontMatter {
  /** The YAML between the marks. */
  readonly yaml: TextRange;
  /** Both marks and what is between them, the last line break included. */
  readonly whole: TextRange;
  /** The first mark. */
  readonly opening: TextRange;
  readonly isClosed: boolean;
  /** White space after the first mark, where nothing may stand. */
  readonly spoilt: TextRange | null;
  /** True when other text comes first. */
  readonly isLate: boolean;
}

const firstMark = /^\uFEFF?(?:[ \t]*\r?\n)*---[ \t]*(?:\r?\n|$)/;

/** The front matter of `text`, closed or not, or null. A block after other text is found by `findLateFrontMatter`. */
export function findFrontMatter(text: string): FrontMatter | null {
  const match = firstMark.exec(text);
  return match === null ? null : blockAt(text, match[0].indexOf('---'), false);
}

/** A file that is front matter throughout, without marks. */
export function wholeFile(text: string): FrontMatter {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const whole = { start, end: text.length };
  return { yaml: whole, whole, opening: { start, end: start }, isClosed: true, spoilt: null, isLate: false };
}

/** A block between two marks that follows other text, outside code fences; the caller judges whether it is one. */
export function findLateFrontMatter(text: string): FrontMatter | null {
  const marks = /(?:^|\n)[ \t]*\r?\n---[ \t]*\r?\n|-->[ \t]*\r?\n---[ \t]*\r?\n/.exec(text);
  if (marks === null) return null;
  const start = marks.index + marks[0].lastIndexOf('---');
  const fences = text.slice(0, start).match(/^(```|~~~)/gm)?.length ?? 0;
  if (fences % 2 === 1) return null;
  const block = blockAt(text, start, true);
  return block.isClosed ? block : null;
}

function blockAt(text: string, start: number, isLate: boolean): FrontMatter {
  const firstLineEnd = lineEnd(text, start);
  const after = { start: start + 3, end: firstLineEnd.end };
  const spoilt = after.end > after.start ? after : null;
  const opening = { start, end: start + 3 };
  for (let at = firstLineEnd.next; at < text.length; ) {
    const line = lineEnd(text, at);
    if (/^---[ \t]*$/.test(text.slice(at, line.end))) {
      return {
        yaml: { start: firstLineEnd.next, end: at },
        whole: { start, end: line.next },
        opening,
        isClosed: true,
        spoilt,
        isLate,
      };
    }
    at = line.next;
  }
  const end = endOfKeys(text, firstLineEnd.next);
  return { yaml: { start: firstLineEnd.next, end }, whole: { start, end }, opening, isClosed: false, spoilt, isLate };
}

/** Where lines that look like YAML end: at a blank line, a heading or the end of the text. */
function endOfKeys(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const line = lineEnd(text, at);
    if (!/^(\s*[\w-]+\s*:(\s|$)|\s*-\s|\s{2,}\S)/.test(text.slice(at, line.end))) break;
    at = line.next;
  }
  return at;
}

/** `end` excludes the line break, `next` is where the next line starts. */
function lineEnd(text: string, at: number): { readonly end: number; readonly next: number } {
  const lineFeed = text.indexOf('\n', at);
  if (lineFeed === -1) return { end: text.length, next: text.length };
  return { end: text[lineFeed - 1] === '\r' && lineFeed > at ? lineFeed - 1 : lineFeed, next: lineFeed + 1 };
}
