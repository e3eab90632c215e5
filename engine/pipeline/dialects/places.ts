// Names and their places in a tree, for the readers of foreign formats.
import type { Diagnostic, TextRange } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import { nearestName } from '../../domain/nearestName.ts';
import type { RuleId } from '../../domain/rules.ts';
import { follow, textOf, type YamlEntry, type YamlNode, type YamlScalar } from '../syntax/yamlTree.ts';
import type { NamedPlace } from './dialect.ts';

/** Text nodes of a tree, keys and what aliases stand for left out. */
export function* scalarsIn(node: YamlNode | undefined): Generator<YamlScalar> {
  const solid = node?.kind === 'alias' ? null : follow(node);
  if (solid === null) return;
  if (solid.kind === 'scalar') yield solid;
  else if (solid.kind === 'list') for (const item of solid.items) yield* scalarsIn(item);
  else for (const entry of solid.entries) yield* scalarsIn(entry.value);
}

/** A name that is a key, with all that belongs to it. */
export const definedBy = (kind: string, { key, value }: YamlEntry, name = key.raw): NamedPlace => ({
  kind,
  name,
  range: { start: key.start, end: key.end },
  role: 'definition',
  whole: { start: key.start, end: Math.max(key.end, value.end) },
});

/** A name that is a value; none where there is no text. `whole` makes it a definition. */
export function namedBy(kind: string, node: YamlNode | undefined, whole?: TextRange): readonly NamedPlace[] {
  const name = textOf(node);
  if (name === undefined || node === undefined || node.kind === 'alias') return [];
  const range = { start: node.start, end: node.end };
  const place = { kind, name, range };
  return whole === undefined
    ? [{ ...place, role: 'use' }]
    : [{ ...place, role: 'definition', whole: { start: whole.start, end: whole.end } }];
}

/** A name inside a text, from its first group; places are those of the file. */
export interface Spot {
  readonly name: string;
  readonly range: TextRange;
  /** All that the pattern matched. */
  readonly whole: TextRange;
}

/** `pattern` is global, its first group the name. `text` is that of the file. */
export function spotsIn(text: string, { start, end }: TextRange, pattern: RegExp): readonly Spot[] {
  return [...text.slice(start, end).matchAll(pattern)].map(match => {
    const name = match[1] ?? '';
    const at = start + match.index + match[0].indexOf(name, 0);
    return {
      name,
      range: { start: at, end: at + name.length },
      whole: { start: start + match.index, end: start + match.index + match[0].length },
    };
  });
}

/** A name that nothing defines, with the nearest one that is. */
export function unknownName(
  rule: RuleId,
  { name, range }: Pick<Spot, 'name' | 'range'>,
  known: Iterable<string>,
  args: Readonly<Record<string, string | number>> = {},
): Diagnostic {
  const nearest = nearestName(name, known);
  if (nearest === null) return finding(rule, range, { name, ...args });
  return finding(rule, range, { name, nearest, ...args }, { fixes: [replaceFix(range, nearest)] });
}

/** Texts that another one of the list had before; what is no text is passed over. */
export function repeatedTexts(
  nodes: readonly (YamlNode | undefined)[],
): readonly { readonly node: YamlNode; readonly name: string }[] {
  const taken = new Set<string>();
  return nodes.flatMap(node => {
    const name = textOf(node);
    if (node === undefined || name === undefined) return [];
    if (taken.has(name)) return [{ node, name }];
    taken.add(name);
    return [];
  });
}
