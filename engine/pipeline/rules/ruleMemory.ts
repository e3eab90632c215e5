// What is kept from one check of a document to the next, so that rules run only where something they look at has changed.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import type { Rule, RuleContext } from './ruleContext.ts';

/**
 * `pathRules` look at names of stages, paths, needs and known files, and at nothing else; `sectionRules` at the frame and
 * the facts besides. Where those are as before and nothing was found, nothing is found now.
 */
export interface RuleMemory {
  last: RuleContext | null;
  readonly quiet: Set<Rule>;
}
export const ruleMemory = (): RuleMemory => ({ last: null, quiet: new Set() });

export interface PathRule {
  readonly rule: Rule;
  /** Whether the rule, quiet before, is sure to find nothing after a change of a few stages. */
  staysQuiet(context: RuleContext): boolean;
}
interface QuietRules {
  readonly pathRules: readonly PathRule[];
  readonly sectionRules: readonly Rule[];
}

/** Findings of these rules; `memory` is brought up to date. */
export function runQuietRules(
  { pathRules, sectionRules }: QuietRules,
  context: RuleContext,
  memory: RuleMemory,
): readonly Diagnostic[] {
  const { last, quiet } = memory;
  const { isWhole, stages } = context.change;
  const isSame = !isWhole && stages?.length === 0 && last?.document.isBroken === context.document.isBroken;
  if (last === null || isWhole) quiet.clear();
  else if (!isSame || last.document.frame.root !== context.document.frame.root || last.facts !== context.facts)
    for (const rule of sectionRules) quiet.delete(rule);
  if (!isSame)
    for (const { rule, staysQuiet } of pathRules) if (quiet.has(rule) && !staysQuiet(context)) quiet.delete(rule);
  memory.last = context;
  return [...pathRules.map(({ rule }) => rule), ...sectionRules].flatMap(rule => {
    if (quiet.has(rule)) return [];
    const found = rule(context);
    if (found.length === 0) quiet.add(rule);
    return found;
  });
}
