// The fields of a Python format string, as `str.format` reads them: MLflow makes its commands with it.
import type { TextRange } from '../../../domain/diagnostic.ts';

/** `{name}`, or what stands in braces and is no name. */
export interface FormatField {
  /** With the braces. */
  readonly whole: TextRange;
  /** The name alone, and where it stands; null where there is none. */
  readonly name: string | null;
  readonly range: TextRange;
}

/** Offsets are those of `text`. A brace without a partner is a field without a name, one letter long. */
export function formatFields(text: string, { start, end }: TextRange): readonly FormatField[] {
  const found: FormatField[] = [];
  for (let at = start; at < end; at++) {
    const char = text[at];
    if (char !== '{' && char !== '}') continue;
    if (text[at + 1] === char && at + 1 < end) {
      at++;
      continue;
    }
    const close = char === '{' ? closing(text, at, end) : -1;
    if (close < 0) {
      found.push({ whole: { start: at, end: at + 1 }, name: null, range: { start: at, end: at + 1 } });
      continue;
    }
    found.push(fieldOf(text, at, close));
    at = close;
  }
  return found;
}

/** Braces inside a field belong to it. */
function closing(text: string, open: number, end: number): number {
  let depth = 0;
  for (let at = open; at < end; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

function fieldOf(text: string, open: number, close: number): FormatField {
  const inner = text.slice(open + 1, close);
  // A name, an attribute or item of it, a conversion, a format.
  const name = /^([A-Za-z_]\w*)(?:$|[.[!:])/.exec(inner)?.[1] ?? null;
  const range = { start: open + 1, end: open + 1 + (name ?? inner).length };
  return { whole: { start: open, end: close + 1 }, name, range };
}
