// Deps and datasets that nothing provides: no file, no folder, no output of a stage.
import type { Diagnostic, TextRange } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import type { ProjectPath } from '../../domain/ids.ts';
import { nearestName } from '../../domain/nearestName.ts';
import { hasExpression } from '../expressions.ts';
import { folderOf, foldersAround, joinPath, relativePath } from '../projectPath.ts';
import { type RuleContext, rangeIn, rangeInFrame } from './ruleContext.ts';

export function depRule(context: RuleContext): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const isProvided = provided(context);
  let look: Look | null = null;
  const report = (path: ProjectPath | null, written: string, range: TextRange): void => {
    look ??= lookFor(context);
    found.push(absent(path, written, range, look));
  };
  for (const { name: written, range } of context.document.frame.mentions.datasets.values()) {
    if (written === '' || hasExpression(written)) continue;
    const path = joinPath(context.scope.folder, written);
    const around = path === null ? [] : [...foldersAround(path)];
    if (!isProvided(path, around)) report(path, written, rangeInFrame(context, range));
  }
  for (const stage of context.stages) {
    for (const { path, isOpen, around, mention } of stage.paths.deps) {
      if (!isOpen && !isProvided(path, around)) report(path, mention.name, rangeIn(stage, mention.range));
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

function absent(path: ProjectPath | null, written: string, range: TextRange, { context, meantBy }: Look): Diagnostic {
  const { files, scope } = context;
  if (path === null || path === '') return finding('path-outside', range, { path: written });
  const fromRoot = scope.folder === '' ? null : joinPath('', written);
  if (fromRoot !== null && fromRoot !== '' && files?.has(fromRoot)) {
    const nearest = relativePath(scope.folder, fromRoot);
    return finding('dep-from-root', range, { path: written, nearest }, { fixes: [replaceFix(range, nearest)] });
  }
  const meant = meantBy(path);
  if (meant === null) return finding('dep-missing', range, { path: written });
  const nearest = relativePath(scope.folder, meant);
  return finding('dep-missing', range, { path: written, nearest }, { fixes: [replaceFix(range, nearest)] });
}

interface Look {
  readonly context: RuleContext;
  meantBy(path: ProjectPath): ProjectPath | null;
}

/** Where almost everything is missing, near misses say nothing and cost time. */
const mostLooks = 30;

/** Near misses among the files and outputs of the same folder. */
function lookFor(context: RuleContext): Look {
  const outs = new Map<ProjectPath, ProjectPath[]>();
  for (const { paths } of context.stages) {
    for (const { path, around } of paths.outs) {
      if (path === null) continue;
      const folder = around[0] ?? '';
      const inFolder = outs.get(folder);
      if (inFolder === undefined) outs.set(folder, [path]);
      else inFolder.push(path);
    }
  }
  let looks = 0;
  return {
    context,
    meantBy: path =>
      looks++ < mostLooks
        ? nearestName(path, [...(context.files?.beside(path) ?? []), ...(outs.get(folderOf(path)) ?? [])])
        : null,
  };
}
