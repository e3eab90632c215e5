// Rules about `${{ }}` that need to know nothing but one stage: how it is written, its scope, where it stands.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import { nearestName } from '../../domain/nearestName.ts';
import { findExpressions, hasExpression, scopes } from '../expressions.ts';
import { type ExpressionMention, expressionKeys, type StageMentions } from '../mentions.ts';
import { shellPlaces } from '../shell.ts';
import { childOf, follow, type YamlMap, type YamlNode } from '../syntax/yamlTree.ts';
import { visit } from '../syntaxFindings.ts';

export function expressionFindings(
  { expressions }: StageMentions,
  stage: YamlNode,
  text: string,
): readonly Diagnostic[] {
  if (expressions.length === 0) return [];
  return [...expressions.flatMap(spelling), ...placeFindings(stage, text)];
}

function spelling({ expression, under, range, innerRange }: ExpressionMention): readonly Diagnostic[] {
  if (!expressionKeys.has(under)) return [finding('expression-not-here', range, { key: under })];
  const { read } = expression;
  if (read.kind === 'syntax') return [finding('expression-syntax', range)];
  if (read.kind !== 'scope') return [];
  const place = { start: innerRange.start, end: innerRange.start + read.scope.length };
  const nearest = nearestName(read.scope, scopes);
  if (nearest === null) return [finding('expression-scope', place, { scope: read.scope })];
  return [finding('expression-scope', place, { scope: read.scope, nearest }, { fixes: [replaceFix(place, nearest)] })];
}

/** Places in a shell line where no quoting is safe. The n-th expression of the value is the n-th of its source. */
function placeFindings(stage: YamlNode, text: string): readonly Diagnostic[] {
  const cmd = childOf(stage, 'cmd');
  if (cmd?.kind !== 'scalar') return [];
  const source = text.slice(cmd.start, cmd.end);
  const sources = findExpressions(source);
  return shellPlaces(cmd.raw, cmd.raw === source ? sources : findExpressions(cmd.raw)).flatMap((place, i) => {
    const source = sources[i];
    if (place.kind !== 'unsafe' || source === undefined) return [];
    return [
      finding(
        'expression-place',
        { start: cmd.start + source.start, end: cmd.start + source.end },
        { reason: place.reason },
      ),
    ];
  });
}

/** Sections of the frame. */
const unreplaced = [
  ...['params', 'datasets', 'environments', 'defaults'],
  ...['gates', 'model', 'package', 'deploy', 'monitor', 'triggers'],
];

/** Texts of the frame in which a value is needed but no expression is replaced. */
export function misplacedFindings(frame: YamlMap): readonly Diagnostic[] {
  return unreplaced.flatMap(under => {
    const node = childOf(frame, under);
    const found: Diagnostic[] = [];
    if (node !== undefined && follow(node) === node) {
      visit(node, inner => {
        if (inner.kind === 'scalar' && hasExpression(inner.raw))
          found.push(finding('expression-not-here', inner, { key: under }));
      });
    }
    return found;
  });
}
