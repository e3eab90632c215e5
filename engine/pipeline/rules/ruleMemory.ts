// What is kept from one check of a document to the next, so that rules run only where something they look at has changed.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import type { Rule, RuleContext } from './ruleContext.ts';

/**
 * Rules that look at names of stages, paths, needs and known files, and at nothing else: where those are as before
 * and nothing was found, nothing is found now.
 */
export interface RuleMemory {
  last: RuleContext | null;
  readonly quiet: Set<Rule>;
}
export const ruleMemory = (): RuleMemory => ({ last: null, quiet: new Set() });

/** Findings of path rules; `memory` is brought up to date. */
export function runPathRules(rules: readonly Rule[], context: RuleContext, memory: RuleMemory): readonly Diagnostic[] {
  if (memory.last === null || !hasSamePaths(memory.last, context)) memory.quiet.clear();
  memory.last = context;
  return rules.flatMap(rule => {
    if (memory.quiet.has(rule)) return [];
    const found = rule(context);
    if (found.length === 0) memory.quiet.add(rule);
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
