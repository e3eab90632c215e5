// Requirements files that are not there, or that give packages no version.
import type { Diagnostic, TextRange } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import type { ProjectPath } from '../../domain/ids.ts';
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
    if (files === null || files.has(path) || !files.isComplete(path)) return unpinned(path, range, context);
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

const mostNamed = 3;

/** The same file with other packages of another day. A file that refers to others may have its versions there. */
function unpinned(path: ProjectPath, range: TextRange, { facts }: RuleContext): readonly Diagnostic[] {
  const text = facts.texts?.[path];
  const free = text === undefined ? [] : freePackages(text);
  if (free.length === 0) return [];
  const names = free.slice(0, mostNamed).join(', ') + (free.length > mostNamed ? ', …' : '');
  return [finding('requirements-unpinned', range, { path, packages: names })];
}

/** Names with no exact version: https://packaging.python.org/en/latest/specifications/version-specifiers/ */
function freePackages(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).map(line => line.replace(/(?:^|\s)#.*$/, '').trim());
  if (lines.some(line => /^(?:-r|-c|--requirement|--constraint)\b/.test(line))) return [];
  return lines.flatMap(line => {
    const [, name, rest = ''] = /^([A-Za-z\d][\w.-]*)\s*(?:\[[^\]]*\])?\s*([^;]*)/.exec(line) ?? [];
    const isFree =
      name !== undefined && (rest === '' || /^[<>~!=(]/.test(rest)) && !/={2,3}\s*[\w.!+-]+(?!\S*\*)/.test(rest);
    return isFree ? [name] : [];
  });
}
