// Needs that say what the files of a stage say already.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding } from '../../domain/finding.ts';
import type { ProjectPath, StageName } from '../../domain/ids.ts';
import type { Mention } from '../mentions.ts';
import { overlaps } from '../projectPath.ts';
import { childOf, itemsOf } from '../syntax/yamlTree.ts';
import { dropItem } from './listEdits.ts';
import { type CheckedStage, type RuleContext, rangeIn, touchedSince } from './ruleContext.ts';

export function needRules(context: RuleContext): readonly Diagnostic[] {
  if (context.document.isBroken) return [];
  const { stages, names, writers } = context;
  const found: Diagnostic[] = [];
  for (const stage of changedStages(context)) found.push(...redundant(stage, context));
  if (found.length === 0) quiet.set(writers, { stages, names });
  else quiet.delete(writers);
  return found;
}

/** Stages and names under which nothing was found. */
const quiet = new WeakMap<RuleContext['writers'], Pick<RuleContext, 'stages' | 'names'>>();

/** All, where a stage is named or writes otherwise than when nothing was found: others may read what it writes now. */
function changedStages(context: RuleContext): readonly CheckedStage[] {
  const { stages, names, writers } = context;
  const last = quiet.get(writers);
  const touched = last?.names === names ? touchedSince(context, last.stages) : null;
  const writesElse = touched?.some(i => last?.stages[i]?.paths.written !== stages[i]?.paths.written);
  return touched === null || writesElse === true ? stages : touched.flatMap(i => stages[i] ?? []);
}

const none: readonly Diagnostic[] = [];

function redundant(stage: CheckedStage, context: RuleContext): readonly Diagnostic[] {
  let found: readonly Diagnostic[] = none;
  for (const need of stage.syntax.mentions.needs) {
    const path = pathBetween(need.name, stage, context);
    if (path !== undefined) found = [...found, redundantNeed(need, path, stage, context)];
  }
  return found;
}

function redundantNeed(
  { name, range }: Mention,
  path: ProjectPath,
  stage: CheckedStage,
  context: RuleContext,
): Diagnostic {
  const { syntax } = stage;
  const at = itemsOf(childOf(syntax.value, 'needs')).findIndex(item => item.start === range.start);
  const edit = dropItem(syntax.value, 'needs', at, context.document.text.slice(syntax.base));
  const fixes =
    edit === null
      ? []
      : [
          {
            title: 'remove-need',
            args: { stage: name },
            edits: [{ ...edit, range: rangeIn(stage, edit.range) }],
            isSure: false as const,
          },
        ];
  const more = fixes.length === 0 ? {} : { fixes };
  return finding('need-redundant', rangeIn(stage, range), { stage: name, path }, { tag: 'unnecessary', ...more });
}

/** The first dep of a stage that another one writes. */
function pathBetween(from: StageName, to: CheckedStage, { stages, names }: RuleContext): ProjectPath | undefined {
  const maker = stages[names.get(from) ?? -1];
  if (maker === undefined || from === to.name) return undefined;
  const { outs } = maker.paths.graph;
  return to.paths.graph.deps.find(dep => dep !== '' && outs.some(out => out !== '' && overlaps(dep, out)));
}
