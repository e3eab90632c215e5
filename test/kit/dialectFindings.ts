// Findings of a fixture of a foreign format against the marks in it.

import type { Facts } from '../../engine/domain/facts.ts';
import { readDialectFile } from '../../engine/pipeline/dialects/readDialect.ts';
import { ruleText } from '../../present/texts.ts';
import { againstMarks, placeOf, readMarks } from './marks.ts';

/** Found and marked, equal when they agree; `file` tells the format where the content alone does not. */
export function dialectAgainstMarks(
  fixture: string,
  file: string,
  facts: Facts = {},
): readonly [readonly string[], readonly string[]] {
  const marked = readMarks(fixture);
  const read = readDialectFile(marked.text, file, facts);
  const found = (read?.diagnostics ?? []).map(({ rule, severity, range, args }) => ({
    ...placeOf(marked.text, range),
    severity,
    rule,
    message: ruleText(rule, args),
  }));
  return againstMarks(marked, found);
}

/** The text after the first quick fix of the first finding of a rule; the text itself when there is none. */
export function mendedBy(rule: string, text: string, file: string, facts: Facts = {}): string {
  const found = readDialectFile(text, file, facts)?.diagnostics.find(one => one.rule === rule);
  const edits = [...(found?.fixes?.[0]?.edits ?? [])].sort((a, b) => b.range.start - a.range.start);
  return edits.reduce(
    (before, { range, text: added }) => before.slice(0, range.start) + added + before.slice(range.end),
    text,
  );
}
