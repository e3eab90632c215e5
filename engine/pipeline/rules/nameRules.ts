// Names that must exist: stages in needs, params, datasets, environments, and what expressions name.
import type { Diagnostic, TextRange } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import { nearestName } from '../../domain/nearestName.ts';
import { hasExpression } from '../expressions.ts';
import { expressionKeys, type Mention } from '../mentions.ts';
import { isTree, paramAt, paramNames } from '../params.ts';
import { joinPath } from '../projectPath.ts';
import type { CheckedStage, RuleContext } from './ruleContext.ts';

export function nameRules(context: RuleContext): readonly Diagnostic[] {
  const check = checksOf(context);
  const { environment } = context.document.frame.mentions;
  return [
    ...paramsFileFindings(context),
    ...(environment === null ? [] : check.environment(environment.name, context.frameAt(environment.range))),
    ...context.stages.flatMap(stage => stageFindings(stage, check)),
  ];
}

type Check = (name: string, range: TextRange) => readonly Diagnostic[];
type Checks = Readonly<Record<'stage' | 'dataset' | 'environment' | 'param' | 'paramValue', Check>>;

/** What could not be read may define the name: then nothing is said. */
function checksOf({ document, names, params }: RuleContext): Checks {
  const { datasets, environments } = document.frame.mentions;
  const silent: Check = () => [];
  const isFrameKnown = document.frame.root !== null && !document.isBroken;
  let known: readonly string[] | null = null;
  const param: Check = (name, range) => {
    if (params === null || paramAt(params, name) !== undefined) return [];
    known ??= paramNames(params);
    return [missing('unknown-param', 'param', { name, range }, known)];
  };
  const paramValue: Check = (name, range) => {
    const value = params === null ? undefined : paramAt(params, name);
    const isGroup = value !== undefined && (isTree(value) || Array.isArray(value));
    return isGroup ? [finding('expression-group', range, { name: `params.${name}` })] : param(name, range);
  };
  return {
    stage: document.isBroken
      ? silent
      : (name, range) => (names.has(name) ? [] : [missing('unknown-stage', 'stage', { name, range }, [...names])]),
    dataset: isFrameKnown
      ? (name, range) =>
          datasets.has(name) ? [] : [missing('unknown-dataset', 'dataset', { name, range }, [...datasets.keys()])]
      : silent,
    environment: isFrameKnown
      ? (name, range) =>
          environments.has(name)
            ? []
            : [missing('unknown-environment', 'environment', { name, range }, [...environments.keys()])]
      : silent,
    param: isFrameKnown ? param : silent,
    paramValue: isFrameKnown ? paramValue : silent,
  };
}

type MissingRule = 'unknown-stage' | 'unknown-param' | 'unknown-dataset' | 'unknown-environment';

function missing(rule: MissingRule, label: string, { name, range }: Mention, known: readonly string[]): Diagnostic {
  const nearest = nearestName(name, known);
  if (nearest !== null)
    return finding(rule, range, { [label]: name, nearest }, { fixes: [replaceFix(range, nearest)] });
  return finding(rule, range, { [label]: name, known: listed(known) });
}

const shown = 12;
const listed = (names: readonly string[]): string =>
  names.length === 0 ? '–' : names.slice(0, shown).join(', ') + (names.length > shown ? ', …' : '');

function stageFindings(stage: CheckedStage, check: Checks): readonly Diagnostic[] {
  const { mentions } = stage.syntax;
  const each = (list: readonly Mention[], rule: Check) =>
    list.flatMap(({ name, range }) => (hasExpression(name) ? [] : rule(name, stage.at(range))));
  return [
    ...each(mentions.needs, check.stage),
    ...each(mentions.params, check.param),
    ...each(mentions.datasets, check.dataset),
    ...each(mentions.environment === null ? [] : [mentions.environment], check.environment),
    ...mentions.expressions.flatMap(({ expression: { read }, under, innerRange: { start, end } }) => {
      if (!expressionKeys.has(under)) return [];
      if (read.kind === 'param') return check.paramValue(read.name, stage.at({ start: start + 'params.'.length, end }));
      if (read.kind !== 'dataset') return [];
      const from = start + read.nameStart;
      return check.dataset(read.name, stage.at({ start: from, end: from + read.name.length }));
    }),
  ];
}

function paramsFileFindings({ document, folder, files, frameAt }: RuleContext): readonly Diagnostic[] {
  const { paramsFile } = document.frame.mentions;
  if (paramsFile === null || hasExpression(paramsFile.name)) return [];
  const path = joinPath(folder, paramsFile.name);
  const range = frameAt(paramsFile.range);
  if (path === null) return [finding('path-outside', range, { path: paramsFile.name })];
  if (files === null || files.has(path) || !files.isComplete(path)) return [];
  return [finding('params-file-missing', range, { path: paramsFile.name })];
}
