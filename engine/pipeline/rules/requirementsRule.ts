// Requirements files that are not there.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import { nearestName } from '../../domain/nearestName.ts';
import { hasExpression } from '../expressions.ts';
import { joinPath, relativePath } from '../projectPath.ts';
import { type RuleContext, rangeInFrame } from './ruleContext.ts';

export function requirementsRule(context: RuleContext): readonly Diagnostic[] {
  const { document, scope, files, stages } = context;
  const { folder } = scope;
  return [...document.frame.mentions.environments.values()].flatMap(({ requirements }) => {
    if (requirements === null || hasExpression(requirements.name)) return [];
    const range = rangeInFrame(context, requirements.range);
    const path = joinPath(folder, requirements.name);
    if (path === null || path === '') return [finding('path-outside', range, { path: requirements.name })];
    if (files === null || files.has(path) || !files.isComplete(path)) return [];
    if (stages.some(stage => stage.paths.outs.some(out => out.path === path))) return [];
    const meant = nearestName(path, files.beside(path));
    if (meant === null) return [finding('requirements-missing', range, { path: requirements.name })];
    const nearest = relativePath(folder, meant);
    return [
      finding(
        'requirements-missing',
        range,
        { path: requirements.name, nearest },
        { fixes: [replaceFix(range, nearest)] },
      ),
    ];
  });
}
