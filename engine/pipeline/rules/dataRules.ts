// Data sets by their role: what a model is tested on is not what it is trained on.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding } from '../../domain/finding.ts';
import type { ProjectPath } from '../../domain/ids.ts';
import { hasExpression } from '../expressions.ts';
import { isWithin, joinPath } from '../projectPath.ts';
import { entriesAt, textAt } from '../syntax/values.ts';
import { childOf, type YamlNode } from '../syntax/yamlTree.ts';
import { type CheckedStage, type RuleContext, rangeIn, rangeInFrame } from './ruleContext.ts';
import { writtenAt } from './sectionPlaces.ts';

export function dataRules(context: RuleContext): readonly Diagnostic[] {
  const { root } = context.document.frame;
  if (root === null || context.document.isBroken) return [];
  const data = datasetsOf(context, root);
  const tests = data.filter(({ role }) => role === 'test');
  if (tests.length === 0) return [];
  const kept = tests.filter(({ path }) => !data.some(other => other.role === 'train' && other.path === path));
  return [
    ...sameData(context, data, tests),
    ...trainingStages(context, root).flatMap(stage => leaks(stage, kept, context)),
  ];
}

interface RoledData {
  readonly name: string;
  readonly path: ProjectPath;
  readonly role: string;
  readonly place: YamlNode;
}

function datasetsOf({ scope }: RuleContext, root: YamlNode): readonly RoledData[] {
  return entriesAt(childOf(root, 'datasets')).flatMap(({ key, value }) => {
    const written = textAt(value, 'path') ?? '';
    const path = written === '' || hasExpression(written) ? null : joinPath(scope.folder, written);
    const role = textAt(value, 'role');
    const place = childOf(value, 'path');
    return path === null || role === undefined || place === undefined ? [] : [{ name: key.raw, path, role, place }];
  });
}

/** Only the very same path: a folder may hold both parts. */
function sameData(
  context: RuleContext,
  data: readonly RoledData[],
  tests: readonly RoledData[],
): readonly Diagnostic[] {
  return tests.flatMap(({ name, path, place }) => {
    const trained = data.find(other => other.role === 'train' && other.path === path);
    if (trained === undefined) return [];
    const args = { dataset: name, other: trained.name };
    const related = [{ range: rangeInFrame(context, trained.place), rule: 'test-data-same', args }];
    return [finding('test-data-same', rangeInFrame(context, place), args, { related })];
  });
}

/** Stages that write the model and measure nothing: one that measures too may test what it has trained. */
function trainingStages({ stages, scope }: RuleContext, root: YamlNode): readonly CheckedStage[] {
  const artifact = writtenAt(childOf(root, 'model'), 'artifact');
  const path = artifact === null ? null : joinPath(scope.folder, artifact.name);
  if (path === null || path === '') return [];
  return stages.filter(
    ({ paths }) =>
      paths.outs.every(({ mention }) => mention.role === 'out') &&
      paths.outs.some(out => out.path !== null && isWithin(path, out.path)),
  );
}

function leaks(stage: CheckedStage, tests: readonly RoledData[], context: RuleContext): readonly Diagnostic[] {
  return [...stage.paths.deps, ...stage.paths.datasets].flatMap(({ path, mention }) => {
    const test = path === null ? undefined : tests.find(data => isWithin(path, data.path));
    if (test === undefined) return [];
    const args = { dataset: test.name, stage: stage.name };
    const related = [{ range: rangeInFrame(context, test.place), rule: 'test-data-leak', args }];
    return [finding('test-data-leak', rangeIn(stage, mention.range), args, { related })];
  });
}
