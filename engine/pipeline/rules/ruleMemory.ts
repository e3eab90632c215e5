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

interface QuietRules {
  readonly pathRules: readonly Rule[];
  readonly sectionRules: readonly Rule[];
}

/** Findings of these rules; `memory` is brought up to date. */
export function runQuietRules(rules: QuietRules, context: RuleContext, memory: RuleMemory): readonly Diagnostic[] {
  const { last, quiet } = memory;
  if (last === null || !hasSamePaths(last, context)) quiet.clear();
  else if (last.document.frame.root !== context.document.frame.root || last.facts !== context.facts)
    for (const rule of rules.sectionRules) quiet.delete(rule);
  memory.last = context;
  return [...rules.pathRules, ...rules.sectionRules].flatMap(rule => {
    if (quiet.has(rule)) return [];
    const found = rule(context);
    if (found.length === 0) quiet.add(rule);
    return found;
  });
}

function hasSamePaths(a: RuleContext, b: RuleContext): boolean {
  if (a.scope !== b.scope || a.files !== b.files || a.document.isBroken !== b.document.isBroken) return false;
  return (
    a.stages.length === b.stages.length &&
    a.stages.every((stage, i) => {
      const other = b.stages[i];
      return (
        stage.name === other?.name && (stage.paths === other.paths || stage.paths.signature === other.paths.signature)
      );
    })
  );
}
