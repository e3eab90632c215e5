// What stages and the frame name: paths, params, datasets, environments, stages and expressions, each with its place.
import type { TextRange } from '../domain/diagnostic.ts';
import type { ParamTree } from '../domain/pipeline.ts';
import { type Expression, findExpressions, hasExpression } from './expressions.ts';
import { datasetPrefix } from './graph.ts';
import { isTree } from './params.ts';
import { toData } from './syntax/toData.ts';
import { childOf, entriesOf, follow, itemsOf, textOf, type YamlEntry, type YamlNode } from './syntax/yamlTree.ts';

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
  const datasets = deps.filter(dep => dep.name.startsWith(datasetPrefix));
  const outs: OutMention[] = [];
  addOuts(outs, childOf(stage, 'outs'), 'out');
  addOuts(outs, childOf(stage, 'metrics'), 'metrics');
  addOuts(outs, childOf(stage, 'plots'), 'plot');
  return {
    deps: datasets.length === 0 ? deps : deps.filter(dep => !datasets.includes(dep)),
    datasets: datasets.map(afterPrefix),
    outs,
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

function mentions(list: YamlNode | undefined): readonly Mention[] {
  const found = itemsOf(list).map(mention);
  return found.every(one => one !== null) ? found : found.filter(one => one !== null);
}

function addOuts(found: OutMention[], list: YamlNode | undefined, role: OutMention['role']): void {
  for (const item of itemsOf(list)) {
    const one = mention(follow(item)?.kind === 'map' ? childOf(item, 'path') : item);
    if (one !== null) found.push({ name: one.name, range: one.range, role });
  }
}

/** Keys whose text may hold expressions. */
export const expressionKeys: ReadonlySet<string> = new Set(['cmd', 'deps', 'outs', 'metrics', 'plots', 'env']);
/** Keys in which text is for people: what looks like an expression is none. */
const proseKeys = new Set(['desc']);

function expressionMentions(stage: YamlNode, text: string): readonly ExpressionMention[] {
  const found: ExpressionMention[] = [];
  if (stage.kind !== 'map' || !hasExpression(text)) return found;
  for (const { key, value } of stage.entries) if (!proseKeys.has(key.raw)) addExpressions(found, key.raw, value, text);
  return found;
}

function addExpressions(found: ExpressionMention[], under: string, node: YamlNode, text: string): void {
  if (node.kind === 'list') for (const item of node.items) addExpressions(found, under, item, text);
  if (node.kind === 'map') for (const { value } of node.entries) addExpressions(found, under, value, text);
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
