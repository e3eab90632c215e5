// Mends in a text what has one sure fix.
import type { Diagnostic } from '../engine/domain/diagnostic.ts';
import { sureEdits } from '../engine/domain/sureFixes.ts';

/** The text with all sure fixes carried out, and how many findings they mend. */
export function applyFixes(
  text: string,
  diagnostics: readonly Diagnostic[],
): { readonly text: string; readonly fixed: number } {
  const { edits, fixed } = sureEdits(diagnostics);
  const mended = edits.reduceRight(
    (result, { range, text: put }) => result.slice(0, range.start) + put + result.slice(range.end),
    text,
  );
  return { text: mended, fixed };
}
