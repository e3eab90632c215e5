// Deps and datasets that nothing provides: no file, no folder, no output of a stage.
import type { Diagnostic, TextRange } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import type { ProjectPath } from '../../domain/ids.ts';
import { nearestName } from '../../domain/nearestName.ts';
import { hasExpression } from '../expressions.ts';
import { foldersAround, joinPath, relativePath } from '../projectPath.ts';
import { type RuleContext, rangeIn, rangeInFrame } from './ruleContext.ts';

export function depRule(context: RuleContext): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const isProvided = provided(context);
  for (const { name: written, range } of context.document.frame.mentions.datasets.values()) {
    if (written === '' || hasExpression(written)) continue;
    const path = joinPath(context.scope.folder, written);
    const around = path === null ? [] : [...foldersAround(path)];
    if (!isProvided(path, around)) found.push(absent(path, written, rangeInFrame(context, range), context));
  }
  for (const stage of context.stages) {
    for (const { path, isOpen, around, mention } of stage.paths.deps) {
      if (!isOpen && !isProvided(path, around))
        found.push(absent(path, mention.name, rangeIn(stage, mention.range), context));
    }
  }
  return found;
}

type Provided = (path: ProjectPath | null, around: readonly ProjectPath[]) => boolean;

/** A folder is provided by any output in it, and an output that is a folder provides what lies in it. */
function provided({ stages, files, document }: RuleContext): Provided {
  const outs = new Set<ProjectPath>();
  const around = new Set<ProjectPath>();
  let isUnsure = files === null || document.isBroken;
  for (const { paths } of stages) {
    for (const out of paths.outs) {
      // What has no value yet, or could not be read, may be what provides it.
      isUnsure ||= out.isOpen;
      if (out.path !== null) outs.add(out.path);
      for (const folder of out.around) around.add(folder);
    }
  }
  return (path, folders) => {
    if (path === null || path === '') return false;
    if (isUnsure || files === null || files.has(path) || outs.has(path) || around.has(path)) return true;
    return folders.some(folder => outs.has(folder)) || !files.isComplete(path);
  };
}

function absent(
  path: ProjectPath | null,
  written: string,
  range: TextRange,
  { files, scope, stages }: RuleContext,
): Diagnostic {
  if (path === null || path === '') return finding('path-outside', range, { path: written });
  const fromRoot = scope.folder === '' ? null : joinPath('', written);
  if (fromRoot !== null && fromRoot !== '' && files?.has(fromRoot)) {
    const nearest = relativePath(scope.folder, fromRoot);
    return finding('dep-from-root', range, { path: written, nearest }, { fixes: [replaceFix(range, nearest)] });
  }
  const outs = stages.flatMap(stage => stage.paths.outs.flatMap(out => out.path ?? []));
  const meant = nearestName(path, [...(files?.beside(path) ?? []), ...outs]);
  if (meant === null) return finding('dep-missing', range, { path: written });
  const nearest = relativePath(scope.folder, meant);
  return finding('dep-missing', range, { path: written, nearest }, { fixes: [replaceFix(range, nearest)] });
}
