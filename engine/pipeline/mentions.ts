// What stages and the frame name: paths, params, datasets, environments, stages and expressions, each with its place.
import type { TextRange } from '../domain/diagnostic.ts';
import type { ParamTree } from '../domain/pipeline.ts';
import { type Expression, findExpressions, hasExpression } from './expressions.ts';
import { datasetPrefix } from './graph.ts';
import { isTree } from './params.ts';
import { toData } from './syntax/toData.ts';
import { childOf, entriesOf, follow, itemsOf, textOf, type YamlEntry, type YamlNode } from './syntax/yamlTree.ts';
import { visit } from './syntaxFindings.ts';

/** A name and where it is written. */
export interface Mention {
  readonly name: string;
  readonly range: TextRange;
}
export interface OutMention extends Mention {
  readonly role: 'out' | 'metrics' | 'plot';
}
/** An expression with offsets as its stage has them, and the key of the stage it stands under. */
export interface ExpressionMention {
  readonly expression: Expression;
  readonly under: string;
  readonly range: TextRange;
  /** What is between the braces. */
  readonly innerRange: TextRange;
}
export interface StageMentions {
  /** Paths, without datasets. */
  readonly deps: readonly Mention[];
  readonly datasets: readonly Mention[];
  readonly outs: readonly OutMention[];
  readonly params: readonly Mention[];
  readonly needs: readonly Mention[];
  readonly environment: Mention | null;
  readonly expressions: readonly ExpressionMention[];
}
export interface FrameMentions {
  readonly environment: Mention | null;
  readonly paramsFile: Mention | null;
  readonly paramValues: ParamTree;
  /** By name; `range` is that of the path. */
  readonly datasets: ReadonlyMap<string, Mention>;
  readonly environments: ReadonlyMap<string, { readonly requirements: Mention | null }>;
}

/** `text` is what the node's offsets count in. */
export function stageMentions(stage: YamlNode, text: string): StageMentions {
  const deps = mentions(childOf(stage, 'deps'));
  return {
    deps: deps.filter(dep => !dep.name.startsWith(datasetPrefix)),
    datasets: deps.filter(dep => dep.name.startsWith(datasetPrefix)).map(afterPrefix),
    outs: [
      ...outMentions(childOf(stage, 'outs'), 'out'),
      ...outMentions(childOf(stage, 'metrics'), 'metrics'),
      ...outMentions(childOf(stage, 'plots'), 'plot'),
    ],
    params: mentions(childOf(stage, 'params')),
    needs: mentions(childOf(stage, 'needs')),
    environment: mention(childOf(stage, 'environment')),
    expressions: expressionMentions(stage, text),
  };
}

function afterPrefix({ name, range }: Mention): Mention {
  return {
    name: name.slice(datasetPrefix.length),
    range: { start: range.start + datasetPrefix.length, end: range.end },
  };
}

/** Behind an alias the alias is the place. */
function mention(node: YamlNode | undefined): Mention | null {
  const name = textOf(node);
  return name === undefined || name === '' || node === undefined
    ? null
    : { name, range: { start: node.start, end: node.end } };
}

const mentions = (list: YamlNode | undefined): readonly Mention[] => itemsOf(list).flatMap(item => mention(item) ?? []);

function outMentions(list: YamlNode | undefined, role: OutMention['role']): readonly OutMention[] {
  return itemsOf(list).flatMap(item => {
    const found = mention(follow(item)?.kind === 'map' ? childOf(item, 'path') : item);
    return found === null ? [] : [{ ...found, role }];
  });
}

/** Keys whose text may hold expressions. */
export const expressionKeys: ReadonlySet<string> = new Set(['cmd', 'deps', 'outs', 'metrics', 'plots', 'env']);
/** Keys in which text is for people: what looks like an expression is none. */
const proseKeys = new Set(['desc']);

function expressionMentions(stage: YamlNode, text: string): readonly ExpressionMention[] {
  if (!hasExpression(text) || stage.kind !== 'map') return [];
  return stage.entries.flatMap(({ key, value }) =>
    proseKeys.has(key.raw) ? [] : expressionsUnder(key.raw, value, text),
  );
}

function expressionsUnder(under: string, root: YamlNode, text: string): readonly ExpressionMention[] {
  const found: ExpressionMention[] = [];
  visit(root, node => {
    if (node.kind !== 'scalar' || !hasExpression(node.raw)) return;
    for (const expression of findExpressions(text.slice(node.start, node.end))) {
      const innerStart = node.start + expression.innerStart;
      found.push({
        expression,
        under,
        range: { start: node.start + expression.start, end: node.start + expression.end },
        innerRange: { start: innerStart, end: innerStart + expression.inner.length },
      });
    }
  });
  return found;
}

export function frameMentions(root: YamlNode | null): FrameMentions {
  const values = childOf(childOf(root, 'params'), 'values');
  const data = values === undefined ? undefined : toData(values);
  return {
    environment: mention(childOf(childOf(root, 'defaults'), 'environment')),
    paramsFile: mention(childOf(childOf(root, 'params'), 'file')),
    paramValues: isTree(data) ? data : {},
    datasets: new Map(
      named(childOf(root, 'datasets')).map(({ key, value }) => [
        key.raw,
        mention(childOf(value, 'path')) ?? { name: '', range: key },
      ]),
    ),
    environments: new Map(
      named(childOf(root, 'environments')).map(({ key, value }) => [
        key.raw,
        { requirements: mention(childOf(value, 'requirements')) },
      ]),
    ),
  };
}

function named(node: YamlNode | undefined): readonly YamlEntry[] {
  const map = follow(node);
  return map?.kind === 'map' ? entriesOf(map) : [];
}
