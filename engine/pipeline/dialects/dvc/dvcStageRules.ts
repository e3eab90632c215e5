// Rules that look at one stage of a dvc.yaml: its name, its expansion, its expressions.
import type { Diagnostic, TextFix } from '../../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../../domain/finding.ts';
import { nearestName } from '../../../domain/nearestName.ts';
import { paramNames } from '../../params.ts';
import { childOf, type YamlNode, type YamlScalar } from '../../syntax/yamlTree.ts';
import { scalarsIn } from '../places.ts';
import type { DvcGroup } from './dvcStages.ts';
import { findTemplates, valueAt } from './dvcTemplate.ts';

export function groupRules({ name, key, wrongItems }: DvcGroup): readonly Diagnostic[] {
  const found: Diagnostic[] = wrongItems.map(item =>
    finding('dvc-expansion-items', item.range, { key: item.key, text: item.text, found: item.found }),
  );
  // dvc/stage/utils.py: letters of any language, digits, - and _
  if (/[!-,./:-@[-^`{-~]/.test(name)) found.push(finding('dvc-stage-name', key, { name }));
  return found;
}

/** Names without a value; silent while a source of values is not known. */
export function expressionRules(group: DvcGroup, text: string): readonly Diagnostic[] {
  if (!group.context.isComplete) return [];
  const { body, foreach, matrix } = group;
  const outside = [foreach?.value, matrix?.value].filter(node => node !== undefined);
  const isExpanded = outside.length > 0;
  return [
    ...outside.flatMap(node => unknownNames(node, group, { text, isExpanded: false })),
    ...unknownNames(body, group, { text, isExpanded }),
  ];
}

interface Where {
  readonly text: string;
  /** `item` and `key` have values here. */
  readonly isExpanded: boolean;
}

function unknownNames(node: YamlNode, group: DvcGroup, where: Where): readonly Diagnostic[] {
  const skipped = new Set<YamlNode | undefined>([
    childOf(node, 'vars'),
    childOf(node, 'matrix'),
    childOf(node, 'meta'),
    childOf(node, 'desc'),
  ]);
  const parts =
    node.kind === 'map' ? node.entries.map(entry => entry.value).filter(part => !skipped.has(part)) : [node];
  return parts.flatMap(part => [...scalarsIn(part)].flatMap(scalar => unknownIn(scalar, group, where)));
}

function unknownIn(scalar: YamlScalar, group: DvcGroup, where: Where): readonly Diagnostic[] {
  if (!scalar.raw.includes('${')) return [];
  const { context } = group;
  // Block and escaped texts differ from what is read; the places are those of the text.
  const written = where.text.slice(scalar.start, scalar.end);
  return findTemplates(written).flatMap(({ start, end, inner, steps }) => {
    if (steps === null) return [];
    const [first] = steps;
    if (where.isExpanded && (first === 'item' || first === 'key')) return [];
    if (valueAt(context.values, steps) !== undefined) return [];
    const range = { start: scalar.start + start, end: scalar.start + end };
    const known = [...paramNames(context.values), ...(where.isExpanded ? ['item', 'key'] : [])];
    const nearest = nearestName(inner, known) ?? nearestTail(inner, known);
    const sources = context.sources.length === 0 ? 'params.yaml or vars' : context.sources.join(', ');
    if (nearest !== null) {
      const fixes = [replaceFix(range, `\${${nearest}}`)];
      return [finding('dvc-expression-unknown', range, { name: inner, sources, nearest }, { fixes })];
    }
    if (/^[A-Z_][A-Z0-9_]*$/.test(inner)) return [shellVariable(range, inner)];
    return [finding('dvc-expression-unknown', range, { name: inner, sources })];
  });
}

/** `test_size` for `split.test_size` when only one group has it. */
function nearestTail(name: string, known: readonly string[]): string | null {
  const meant = known.filter(one => one.endsWith(`.${name}`));
  return meant.length === 1 ? (meant[0] ?? null) : null;
}

function shellVariable(range: { readonly start: number; readonly end: number }, name: string): Diagnostic {
  const instead = `$${name}`;
  const fixes: readonly TextFix[] = [replaceFix(range, instead)];
  return finding('dvc-shell-variable', range, { name, instead }, { fixes });
}
