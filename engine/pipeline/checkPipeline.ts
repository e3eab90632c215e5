// All that can be said of a pipeline file: syntax, schema, and the rules over all stages and the facts of the world.
import type { Diagnostic } from '../domain/diagnostic.ts';
import type { Facts } from '../domain/facts.ts';
import type { ProjectPath } from '../domain/ids.ts';
import { keepParts, type PipelineDocument, parsePipeline } from './parsePipeline.ts';
import { aimRule } from './rules/aimRule.ts';
import { commandRules } from './rules/commandRules.ts';
import { cycleRule, staysAcyclic } from './rules/cycleRule.ts';
import { dataRules } from './rules/dataRules.ts';
import { deployRules } from './rules/deployRules.ts';
import { depRule } from './rules/depRule.ts';
import { gateRules } from './rules/gateRules.ts';
import { modelRules } from './rules/modelRules.ts';
import { monitorRules } from './rules/monitorRules.ts';
import { nameRules } from './rules/nameRules.ts';
import { needRules } from './rules/needRules.ts';
import { outputRules, staysApart } from './rules/outputRules.ts';
import { requirementsRule } from './rules/requirementsRule.ts';
import { type Rule, ruleContext } from './rules/ruleContext.ts';
import { type PathRule, type RuleMemory, ruleMemory, runQuietRules } from './rules/ruleMemory.ts';
import { timeoutRule } from './rules/timeoutRule.ts';
import { valueRules } from './rules/valueRules.ts';

/** A new rule is a file in `rules/` and one entry here: among the first when it looks at nothing but paths, needs and files. */
const pathRules: readonly PathRule[] = [
  { rule: cycleRule, staysQuiet: staysAcyclic },
  { rule: outputRules, staysQuiet: staysApart },
  { rule: depRule, staysQuiet: () => false },
];
/** Those that look at paths, the frame and facts. */
const sectionRules: readonly Rule[] = [gateRules, modelRules, deployRules, monitorRules, dataRules, aimRule];
const otherRules: readonly Rule[] = [nameRules, requirementsRule, commandRules, needRules, valueRules, timeoutRule];

/** Findings by place. `file` is where the text lies in the project; a rule whose facts are absent stays silent. */
export function checkPipeline(
  document: PipelineDocument,
  file: ProjectPath,
  facts: Facts,
  memory: RuleMemory = ruleMemory(),
): readonly Diagnostic[] {
  if (!document.isOurs) return [];
  const context = ruleContext(document, file, { facts, last: memory.last });
  return withoutUnlistable([
    ...document.diagnostics,
    ...document.ownFindings,
    ...runQuietRules({ pathRules, sectionRules }, context, memory),
    ...otherRules.flatMap(rule => rule(context)),
  ]).sort(byPlace);
}

/** A param that is not there should not be listed. */
function withoutUnlistable(found: Diagnostic[]): Diagnostic[] {
  const unknown = new Set(found.flatMap(({ rule, args }) => (rule === 'unknown-param' ? [args.param] : [])));
  return unknown.size === 0
    ? found
    : found.filter(({ rule, args }) => rule !== 'param-unlisted' || !unknown.has(args.param));
}

const byPlace = (a: Diagnostic, b: Diagnostic): number =>
  a.range.start - b.range.start || a.range.end - b.range.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);

export interface PipelineChecker {
  /** The answer of `parsePipeline` and `checkPipeline`, at the cost of what has changed since the last call. */
  check(
    text: string,
    file: ProjectPath,
    facts: Facts,
  ): { readonly document: PipelineDocument; readonly diagnostics: readonly Diagnostic[] };
}

/** One for each open document. */
export function createPipelineChecker(): PipelineChecker {
  const kept = keepParts();
  const memory = ruleMemory();
  return {
    check(text, file, facts) {
      const document = parsePipeline(text, kept);
      return { document, diagnostics: checkPipeline(document, file, facts, memory) };
    },
  };
}
