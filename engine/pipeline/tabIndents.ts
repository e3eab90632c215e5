// Indents with tabs as spaces: one width of a tab for the whole text, under which no key is left without what stands below it.
import type { TextFix } from '../domain/diagnostic.ts';

type Edit = TextFix['edits'][number];

/** As editors have them; of widths that do equally well the first is taken. */
const widths = [2, 4, 8] as const;

/** An edit for each line that a tab indents, in order; lines of block texts that are indented by spaces keep their tabs. */
export function spacesForTabs(text: string): readonly Edit[] {
  const lines = linesOf(text);
  const tried = widths.map(width => indentBy(lines, width));
  return tried.reduce((best, other) => (other.flattened < best.flattened ? other : best)).edits;
}

interface Line {
  readonly start: number;
  readonly indent: string;
  /** Without the indent and the line's end. */
  readonly words: string;
}

const linesOf = (text: string): readonly Line[] =>
  [...text.matchAll(/^([ \t]*)(.*)$/gm)].map(({ index, 1: indent = '', 2: words = '' }) => ({
    start: index,
    indent,
    words: words.trimEnd(),
  }));

const opensMapping = /:[ \t]*(?:[&!][^ ]*)?(?:[ \t]+#.*)?$/;
const opensText = /[|>][-+0-9]*(?:[ \t]+#.*)?$/;

/** `flattened`: lines that would not be below the key before them any more. */
function indentBy(lines: readonly Line[], width: number): { readonly edits: readonly Edit[]; flattened: number } {
  const edits: Edit[] = [];
  let flattened = 0;
  /** Indent of the line that a block text is below, and of a key without a value before this line. */
  let textBelow: number | null = null;
  let keyAt: number | null = null;
  for (const { start, indent, words } of lines) {
    if (words === '') continue;
    const column = columnAfter(indent, width);
    if (textBelow !== null && column <= textBelow) textBelow = null;
    const isContent = textBelow !== null && (/^ */.exec(indent)?.[0].length ?? 0) > textBelow;
    if (indent.includes('\t') && !isContent) {
      edits.push({ range: { start, end: start + indent.length }, text: ' '.repeat(column) });
      // Items of a list may stand at the column of their key.
      if (keyAt !== null && column <= keyAt && !words.startsWith('- ')) flattened++;
    }
    if (textBelow !== null || words.startsWith('#')) continue;
    keyAt = opensMapping.test(words) ? column : null;
    if (opensText.test(words)) textBelow = column;
  }
  return { edits, flattened };
}

/** A tab goes on to the next stop. */
const columnAfter = (indent: string, width: number): number =>
  [...indent].reduce((column, char) => (char === '\t' ? column - (column % width) + width : column + 1), 0);
