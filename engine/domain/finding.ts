// Makes a diagnostic of a rule, with the severity that the rule's table gives it.
import type { Diagnostic, TextFix, TextRange } from './diagnostic.ts';
import { type RuleId, ruleSpecs } from './rules.ts';

export type RuleArgs = Readonly<Record<string, string | number>>;

/** One finding; `more` adds fixes, related places or another severity. */
export function finding(
  rule: RuleId,
  range: TextRange,
  args: RuleArgs = {},
  more: Partial<Pick<Diagnostic, 'fixes' | 'related' | 'severity' | 'tag'>> = {},
): Diagnostic {
  return { rule, severity: ruleSpecs[rule].severity, range: { start: range.start, end: range.end }, args, ...more };
}

/** The quick fix «Replace with …» at one place. */
export const replaceFix = (range: TextRange, text: string, shown = text): TextFix => ({
  title: 'replace-with',
  args: { text: shown },
  edits: [{ range: { start: range.start, end: range.end }, text }],
});
