// Mends text with the fixes that findings carry, where there is no doubt which one is meant.
import type { Diagnostic, TextFix } from '../engine/domain/diagnostic.ts';
import type { fixTitles } from '../engine/domain/rules.ts';

/** What they write is what was meant. Others add or remove something that a person has to think about. */
const sure: ReadonlySet<string> = new Set<keyof typeof fixTitles>([
  ...(['replace-with', 'put-in-quotes', 'use-spaces', 'make-list', 'list-param'] as const),
  ...(['close-front-matter', 'move-to-top'] as const),
]);

export interface Mended {
  readonly text: string;
  readonly fixed: number;
}

/**
 * Applies the fix of each finding that has exactly one and that is sure; of two that touch each other the earlier one. What a mended text
 * then shows is for another call.
 */
export function applyFixes(text: string, diagnostics: readonly Diagnostic[]): Mended {
  const chosen: TextFix[] = [];
  for (const { fixes = [] } of diagnostics) {
    const [fix, another] = fixes;
    if (fix === undefined || another !== undefined || !sure.has(fix.title)) continue;
    if (!chosen.some(other => touches(other, fix))) chosen.push(fix);
  }
  const edits = chosen.flatMap(fix => fix.edits).sort((a, b) => b.range.start - a.range.start);
  const mended = edits.reduce(
    (now, { range, text: by }) => now.slice(0, range.start) + by + now.slice(range.end),
    text,
  );
  return { text: mended, fixed: chosen.length };
}

const touches = (one: TextFix, other: TextFix): boolean =>
  one.edits.some(a => other.edits.some(b => a.range.start <= b.range.end && b.range.start <= a.range.end));
