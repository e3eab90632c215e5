// The edits that mend all findings with one sure fix at once.
import type { Diagnostic, TextFix } from './diagnostic.ts';

type Edit = TextFix['edits'][number];

/** Edits in order, none over another; of fixes that meet the first is taken. `fixed` counts findings. */
export function sureEdits(diagnostics: readonly Diagnostic[]): {
  readonly edits: readonly Edit[];
  readonly fixed: number;
} {
  const taken: Edit[] = [];
  let fixed = 0;
  for (const { fixes } of diagnostics) {
    const [fix, ...others] = fixes ?? [];
    if (fix === undefined || others.length > 0 || fix.isSure === false) continue;
    if (fix.edits.some(edit => taken.some(other => meet(edit, other)))) continue;
    taken.push(...fix.edits);
    fixed++;
  }
  return { edits: taken.sort((a, b) => a.range.start - b.range.start), fixed };
}

const meet = (a: Edit, b: Edit): boolean => a.range.start <= b.range.end && b.range.start <= a.range.end;
