// Deps and datasets that nothing provides: no file, no folder, no output of a stage.
import type { Diagnostic, TextRange } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import type { ProjectPath } from '../../domain/ids.ts';
import { nearestName } from '../../domain/nearestName.ts';
import { hasExpression } from '../expressions.ts';
import { foldersAround, joinPath, relativePath } from '../projectPath.ts';
import type { RuleContext } from './ruleContext.ts';

export function depRule(context: RuleContext): readonly Diagnostic[] {
  const makers = madePaths(context);
  const hasOpenOuts = context.stages.some(stage => stage.outs.some(out => out.isOpen));
  const judge = (path: ProjectPath, written: string, range: TextRange): readonly Diagnostic[] => {
    const { files } = context;
    // What could not be read, or has no value yet, may be the stage that makes it.
    if (files === null || context.document.isBroken || hasOpenOuts) return [];
    if (
      files.has(path) ||
      makers.has(path) ||
      [...foldersAround(path)].some(folder => makers.isOut(folder)) ||
      !files.isComplete(path)
    )
      return [];
    return [absent(path, written, range, context)];
  };
  const deps = context.stages.flatMap(stage =>
    stage.deps.flatMap(({ path, isOpen, mention, range }) => {
      if (isOpen) return [];
      return path === null || path === ''
        ? [finding('path-outside', range, { path: mention.name })]
        : judge(path, mention.name, range);
    }),
  );
  const datasets = [...context.document.frame.mentions.datasets.values()].flatMap(({ name, range }) => {
    if (name === '' || hasExpression(name)) return [];
    const path = joinPath(context.folder, name);
    const place = context.frameAt(range);
    return path === null || path === '' ? [finding('path-outside', place, { path: name })] : judge(path, name, place);
  });
  return [...datasets, ...deps];
}

/** Outputs, and the folders around them: a dep on a folder is met by any output in it. */
function madePaths({ stages }: RuleContext): { has(path: ProjectPath): boolean; isOut(path: ProjectPath): boolean } {
  const outs = new Set(stages.flatMap(stage => stage.outs.flatMap(({ path }) => path ?? [])));
  const around = new Set([...outs].flatMap(path => [...foldersAround(path)]));
  return { has: path => outs.has(path) || around.has(path), isOut: path => outs.has(path) };
}

function absent(
  path: ProjectPath,
  written: string,
  range: TextRange,
  { files, folder, stages }: RuleContext,
): Diagnostic {
  const fromRoot = folder === '' ? null : joinPath('', written);
  if (fromRoot !== null && fromRoot !== '' && files?.has(fromRoot)) {
    const nearest = relativePath(folder, fromRoot);
    return finding('dep-from-root', range, { path: written, nearest }, { fixes: [replaceFix(range, nearest)] });
  }
  const outs = stages.flatMap(stage => stage.outs.flatMap(out => out.path ?? []));
  const meant = nearestName(path, [...(files?.beside(path) ?? []), ...outs]);
  if (meant === null) return finding('dep-missing', range, { path: written });
  const nearest = relativePath(folder, meant);
  return finding('dep-missing', range, { path: written, nearest }, { fixes: [replaceFix(range, nearest)] });
}
