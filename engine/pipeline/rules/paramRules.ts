// Params that a stage uses in expressions without listing them.
import type { Diagnostic, TextFix } from '../../domain/diagnostic.ts';
import { finding } from '../../domain/finding.ts';
import { expressionKeys, type StageMentions } from '../mentions.ts';
import type { YamlNode } from '../syntax/yamlTree.ts';
import { addItem } from './listEdits.ts';

/** One finding for each param, at its first use. */
export function unlistedParams(
  { expressions, params }: StageMentions,
  stage: YamlNode,
  text: string,
): readonly Diagnostic[] {
  const covered = new Set<string>();
  const isListed = (name: string) => params.some(param => name === param.name || name.startsWith(`${param.name}.`));
  return expressions.flatMap(({ expression, under, innerRange }) => {
    const { read } = expression;
    if (read.kind !== 'param' || !expressionKeys.has(under) || covered.has(read.name) || isListed(read.name)) return [];
    covered.add(read.name);
    const fix = listFix(read.name, stage, text);
    return [finding('param-unlisted', innerRange, { param: read.name }, fix === null ? {} : { fixes: [fix] })];
  });
}

function listFix(param: string, stage: YamlNode, text: string): TextFix | null {
  const edit = addItem(stage, 'params', param, text);
  return edit && { title: 'list-param', args: { param }, edits: [edit] };
}
