// `{{…}}` and `{{=…}}` of Argo: found in the texts of a node, with the names that stand in them.
import type { TextRange } from '../../../domain/diagnostic.ts';
import { follow, isMerge, type YamlNode, type YamlScalar } from '../../syntax/yamlTree.ts';
import { type Spot, scalarsIn, spotsIn } from '../places.ts';

/** `{{…}}` in the texts of a node, by what stands between the braces. Expression tags (`{{=`) are left out. */
export const tagsIn = (node: YamlNode, text: string): readonly Spot[] =>
  text.slice(node.start, node.end).includes('{{')
    ? [...scalarsIn(node)].flatMap(scalar => spotsIn(text, scalar, /\{\{\s*([A-Za-z][\w.-]*)\s*\}\}/g))
    : [];

/** An expression: the inside of `{{=…}}`, or the text of a key that holds nothing else. */
export interface ArgoExpression extends TextRange {
  readonly style: YamlScalar['style'];
}
const expressionKeys = new Set(['expression', 'fromExpression']);

export function* expressionsIn(node: YamlNode | undefined, text: string): Generator<ArgoExpression> {
  const solid = node?.kind === 'alias' ? null : follow(node);
  if (solid === null) return;
  if (solid.kind === 'list') for (const item of solid.items) yield* expressionsIn(item, text);
  if (solid.kind === 'scalar') {
    const written = text.slice(solid.start, solid.end);
    for (const match of written.includes('{{=') ? written.matchAll(/\{\{=([\s\S]*?)\}\}/g) : []) {
      const start = solid.start + match.index + 3;
      yield { start, end: start + (match[1] ?? '').length, style: solid.style };
    }
  }
  if (solid.kind !== 'map') return;
  for (const entry of solid.entries) {
    const { key, value } = entry;
    if (isMerge(entry)) continue;
    if (expressionKeys.has(key.raw) && value.kind === 'scalar' && !value.raw.includes('{{'))
      yield { start: value.start, end: value.end, style: value.style };
    else yield* expressionsIn(value, text);
  }
}

/** A name that an expression reads: `inputs.parameters.x`, `inputs.parameters['x']`. */
export interface ExpressionName {
  /** Such as `inputs.parameters`, `workflow.parameters`, `steps`. */
  readonly head: string;
  readonly name: string;
  /** Of the name alone. */
  readonly range: TextRange;
  /** Head and name. */
  readonly whole: TextRange;
  readonly isQuoted: boolean;
}

const access =
  /(?<![\w.'"])(inputs\.parameters|inputs\.artifacts|workflow\.parameters|steps|tasks)(?:\.([A-Za-z_]\w*(?:-\w+)*)|\[\\?["']{1,2}([^"'\\\]]+)\\?["']{1,2}\])/g;

export function namesInExpression({ start, end }: TextRange, text: string): readonly ExpressionName[] {
  const written = text.slice(start, end);
  const quoted = [...written.matchAll(/(?<!\[)(["'])(?:(?!\1)[^\\]|\\.)*\1(?!\s*\])/g)].map(match => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  return [...written.matchAll(access)].flatMap(match => {
    const [all, head = '', plain, bracketed] = match;
    // What stands in a text of the expression is no name.
    if (quoted.some(one => one.start < match.index && match.index < one.end)) return [];
    const name = plain ?? bracketed ?? '';
    const at = start + match.index + all.indexOf(name, head.length);
    return [
      {
        ...{ head, name, isQuoted: bracketed !== undefined },
        range: { start: at, end: at + name.length },
        whole: { start: start + match.index, end: start + match.index + all.length },
      },
    ];
  });
}

/** Names below a head such as `inputs.parameters` that a text has anywhere, in a tag or an expression. */
export function namesBelow(text: string, { start, end }: TextRange, head: string): ReadonlySet<string> {
  const pattern = new RegExp(`${head.replaceAll('.', '\\.')}(?:\\.([\\w-]+)|\\[\\\\?["']{1,2}([^"'\\\\\\]]+))`, 'g');
  return new Set([...text.slice(start, end).matchAll(pattern)].map(([, plain, bracketed]) => plain ?? bracketed ?? ''));
}
