// Deps and datasets that nothing provides: no file, no folder, no output of a stage.
import type { Diagnostic, TextRange } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import type { ProjectPath } from '../../domain/ids.ts';
import { nearestName } from '../../domain/nearestName.ts';
import { hasExpression } from '../expressions.ts';
import { folderOf, hasFolderAround, joinPath, relativePath } from '../projectPath.ts';
import { type LookedAt, lookAtStages } from './lookAtStages.ts';
import { type RuleContext, rangeIn, rangeInFrame } from './ruleContext.ts';

export function depRule(context: RuleContext): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const isProvided = provided(context);
  const basis = basisOf(context);
  let look: Look | null = null;
  const reported = (path: ProjectPath | null, written: string, range: TextRange): Diagnostic => {
    look ??= lookFor(context);
    return absent(path, written, range, look);
  };
  for (const { name: written, range } of context.document.frame.mentions.datasets.values()) {
    if (written === '' || hasExpression(written)) continue;
    const path = joinPath(context.scope.folder, written);
    if (!isProvided(path)) found.push(reported(path, written, rangeInFrame(context, range)));
  }
  const { findings, looked } = lookAtStages(context, {
    last: provisions.get(basis),
    judge: stage => {
      const missing = stage.paths.deps.filter(({ path, isOpen }) => !isOpen && !isProvided(path));
      return missing.map(({ path, mention }) => reported(path, mention.name, rangeIn(stage, mention.range)));
    },
  });
  provisions.set(basis, looked);
  return [...found, ...findings];
}

/** Whose deps were provided, by what this was true under. */
const provisions = new WeakMap<object, LookedAt>();
const bases = new WeakMap<object, { readonly files: object; readonly basis: object }>();
/** Only what leaves the project is reported: nothing but the stage itself matters. */
const unsureBasis = {};

/** The same object while all that was provided still is. */
function basisOf(context: RuleContext): object {
  const { writers, files } = context;
  if (files === null || isUnsure(context)) return unsureBasis;
  const last = bases.get(writers.basis);
  if (last?.files === files) return last.basis;
  const basis = {};
  bases.set(writers.basis, { files, basis });
  return basis;
}

/** What has no value yet, or could not be read, may be what provides anything. */
const isUnsure = ({ writers, files, document }: RuleContext): boolean =>
  files === null || document.isBroken || writers.index().isOpen;

type Provided = (path: ProjectPath | null) => boolean;

/** A folder is provided by any output in it, and an output that is a folder provides what lies in it. */
function provided(context: RuleContext): Provided {
  const { writers, files } = context;
  const { makers, inside } = writers.index();
  const mayBeAnything = isUnsure(context);
  return path => {
    if (path === null || path === '') return false;
    if (mayBeAnything || files === null || files.has(path) || makers.has(path) || inside.has(path)) return true;
    return hasFolderAround(path, folder => makers.has(folder)) || !files.isComplete(path);
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
  const { byFolder } = context.writers.index();
  let looks = 0;
  return {
    context,
    meantBy: path =>
      looks++ < mostLooks
        ? nearestName(path, [...(context.files?.beside(path) ?? []), ...(byFolder.get(folderOf(path)) ?? [])])
        : null,
  };
}
