// Stages whose work ends nowhere: what they make leads to no model, metric or plot of a pipeline that has a model.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding } from '../../domain/finding.ts';
import type { ProjectPath } from '../../domain/ids.ts';
import { joinPath, overlaps } from '../projectPath.ts';
import { childOf } from '../syntax/yamlTree.ts';
import { eachAwaited } from './outsIndex.ts';
import { type CheckedStage, type RuleContext, rangeIn } from './ruleContext.ts';
import { writtenAt } from './sectionPlaces.ts';

/** Gates look at metrics, so a stage that leads to a gate leads to a metric. */
export function aimRule(context: RuleContext): readonly Diagnostic[] {
  const { document, stages, names, writers } = context;
  const goals = goalsOf(context);
  if (goals === null || document.isBroken || names.size !== stages.length || writers.index().isOpen) return none;
  if (stages.some(({ paths }) => paths.deps.some(({ isOpen }) => isOpen))) return none;
  const reached = leadingTo(goals, context);
  return stages.flatMap((stage, i): readonly Diagnostic[] => {
    const makes = stage.paths.outs.flatMap(({ path }) => path ?? []);
    if (reached.has(i) || makes.length === 0 || makes.some(path => isNamedElsewhere(path, context))) return none;
    return [finding('stage-aimless', rangeIn(stage, stage.syntax.key), { stage: stage.name }, { tag: 'unnecessary' })];
  });
}

/** Paths that the frame wants from the stages; null without a model. */
function goalsOf({ document, scope }: RuleContext): readonly ProjectPath[] | null {
  const { root, mentions } = document.frame;
  const artifact = writtenAt(childOf(root, 'model'), 'artifact');
  if (artifact === null) return null;
  const reference = writtenAt(childOf(root, 'package'), 'reference');
  const written = [artifact.name, reference?.name ?? '', ...[...mentions.datasets.values()].map(({ name }) => name)];
  return written.flatMap(name => (name === '' ? [] : (joinPath(scope.folder, name) ?? [])));
}

/** Places of the stages that make a goal, measure or draw, and of all that they wait for. */
function leadingTo(goals: readonly ProjectPath[], { stages, names, writers }: RuleContext): ReadonlySet<number> {
  const index = writers.index();
  const reached = new Set(stages.flatMap((stage, i) => (isGoal(stage, goals) ? [i] : [])));
  // A set is walked through to what is put in meanwhile.
  for (const at of reached) {
    const stage = stages[at];
    if (stage === undefined) continue;
    eachAwaited(
      index,
      stage,
      name => names.get(name),
      other => {
        reached.add(other);
        return false;
      },
    );
  }
  return reached;
}

const isGoal = ({ paths }: CheckedStage, goals: readonly ProjectPath[]): boolean =>
  paths.outs.some(
    ({ path, mention }) =>
      mention.role !== 'out' || (path !== null && goals.some(goal => goal !== '' && overlaps(goal, path))),
  );

/** Another file of the project names it: a pipeline that goes on from there, a card that shows it. */
function isNamedElsewhere(path: ProjectPath, { facts, scope }: RuleContext): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return Object.entries(facts.texts ?? {}).some(([file, text]) => file !== scope.file && text.includes(name));
}

const none: readonly never[] = [];
