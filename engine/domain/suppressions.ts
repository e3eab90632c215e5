// `# trainyard: ignore rule` in a file: findings that its writer does not want to see.
import type { Diagnostic, TextRange } from './diagnostic.ts';
import { finding, replaceFix } from './finding.ts';
import { nearestName } from './nearestName.ts';
import { ruleSpecs } from './rules.ts';

interface Suppression {
  readonly rule: string;
  readonly range: TextRange;
  /** Where findings are silenced that start there; the whole file for `ignore-file`. */
  readonly reach: TextRange;
}

const mark = 'trainyard: ignore';
const comment = /(?:#|<!--)[ \t]*trainyard: (ignore(?:-file)?)[ \t]+([\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)/g;

/**
 * Without the findings that comments silence: at the end of a line those of the line, on a line of its own those of
 * the next line, `ignore-file` those of the file. A rule that does not exist is a finding. Costs one search for a
 * text without such comments.
 */
export function withoutSuppressed(text: string, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (!text.includes(mark)) return diagnostics;
  const suppressions = readSuppressions(text);
  const isSilent = ({ rule, range }: Diagnostic): boolean =>
    suppressions.some(one => one.rule === rule && range.start >= one.reach.start && range.start <= one.reach.end);
  const unknown = suppressions.filter(({ rule }) => !Object.hasOwn(ruleSpecs, rule)).map(unknownRule);
  return [...diagnostics.filter(item => !isSilent(item)), ...unknown].sort((a, b) => a.range.start - b.range.start);
}

function readSuppressions(text: string): readonly Suppression[] {
  return [...text.matchAll(comment)].flatMap(match => {
    const [whole, kind, names = ''] = match;
    const namesAt = match.index + whole.length - names.length;
    const reach = kind === 'ignore-file' ? { start: 0, end: text.length } : lineOf(text, match.index);
    return [...names.matchAll(/[\w-]+/g)].map(name => {
      const start = namesAt + name.index;
      return { rule: name[0], range: { start, end: start + name[0].length }, reach };
    });
  });
}

/** The line that a comment is about: its own, or the next one that is neither empty nor a comment. */
function lineOf(text: string, at: number): TextRange {
  let start = text.lastIndexOf('\n', at) + 1;
  if (text.slice(start, at).trim() === '') {
    do start = endOfLine(text, start) + 1;
    while (start < text.length && /^[ \t]*(?:#|<!--|\r?$)/m.test(text.slice(start, endOfLine(text, start))));
  }
  return { start, end: endOfLine(text, start) };
}

const endOfLine = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

function unknownRule({ rule, range }: Suppression): Diagnostic {
  const nearest = nearestName(rule, Object.keys(ruleSpecs));
  if (nearest === null) return finding('suppression-unknown', range, { rule });
  return finding('suppression-unknown', range, { rule, nearest }, { fixes: [replaceFix(range, nearest)] });
}
