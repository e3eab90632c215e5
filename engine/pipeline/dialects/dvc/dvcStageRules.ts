// Rules that look at one stage of a dvc.yaml: its name, its expansion, its expressions.
import type { Diagnostic, TextFix, TextRange } from '../../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../../domain/finding.ts';
import { nearestName } from '../../../domain/nearestName.ts';
import type { ParamValue } from '../../../domain/pipeline.ts';
import { isTree, paramNames } from '../../params.ts';
import { entryOf, type YamlNode, type YamlScalar } from '../../syntax/yamlTree.ts';
import { scalarsIn } from '../places.ts';
import { sourcesOf } from './dvcContext.ts';
import type { DvcGroup } from './dvcStages.ts';
import { type DvcTemplate, findTemplates, valueAt } from './dvcTemplate.ts';

export function groupRules({
  name,
  key,
  wrongItems,
  body,
  context,
  foreach,
  matrix,
  runs,
  hasKey,
}: DvcGroup): readonly Diagnostic[] {
  const found: Diagnostic[] = wrongItems.map(item =>
    finding('dvc-expansion-items', item.range, { key: item.key, text: item.text, found: item.found }),
  );
  // dvc/stage/utils.py: letters of any language, digits, - and _
  if (/[!-,./:-@[-^`{-~]/.test(name)) found.push(finding('dvc-stage-name', key, { name }));
  const live = entryOf(body, 'live');
  if (live !== undefined) found.push(finding('dvc-live-removed', live.key));
  const reserved = hasKey ? ['item', 'key'] : ['item'];
  const shadowed = reserved.filter(word => Object.hasOwn(context.values, word));
  if (runs !== null && (foreach !== undefined || matrix !== undefined))
    for (const word of shadowed)
      found.push(finding('dvc-name-shadowed', (foreach ?? matrix)?.key ?? key, { name: word }));
  return found;
}

/** Names without a value; silent while a source of values is not known. */
export function expressionRules(group: DvcGroup, text: string): readonly Diagnostic[] {
  const { body, foreach, matrix } = group;
  const outside = [foreach?.value, matrix?.value].filter(node => node !== undefined);
  const isExpanded = outside.length > 0;
  const inBody = body.kind === 'map' ? body.entries.filter(({ key }) => !skipped.has(key.raw)) : [];
  return [
    ...outside.flatMap(node =>
      [...scalarsIn(node)].flatMap(scalar => unknownIn(scalar, group, { text, isExpanded: false, key: 'foreach' })),
    ),
    ...inBody.flatMap(({ key, value }) => {
      const where = { text, isExpanded, key: key.raw };
      return [...textsIn(value)].flatMap(scalar => unknownIn(scalar, group, where));
    }),
  ];
}

const skipped = new Set(['vars', 'matrix', 'meta', 'desc']);

/** Texts with the keys of mappings: a path with options is a key. */
function* textsIn(node: YamlNode): Generator<YamlScalar> {
  if (node.kind === 'list') for (const item of node.items) yield* textsIn(item);
  else if (node.kind === 'map')
    for (const { key, value } of node.entries) {
      yield key;
      yield* textsIn(value);
    }
  else if (node.kind === 'scalar') yield node;
}

interface Where {
  readonly text: string;
  /** `item` and `key` have values here. */
  readonly isExpanded: boolean;
  /** The key of the stage that the text belongs to. */
  readonly key: string;
}

function unknownIn(scalar: YamlScalar, group: DvcGroup, where: Where): readonly Diagnostic[] {
  if (!scalar.raw.includes('${')) return [];
  // Block and escaped texts differ from what is read; the places are those of the text.
  const written = where.text.slice(scalar.start, scalar.end);
  return findTemplates(written).flatMap(template => {
    const range = { start: scalar.start + template.start, end: scalar.start + template.end };
    return template.steps === null ? [] : templateFinding({ ...template, steps: template.steps }, range, group, where);
  });
}

type Template = DvcTemplate & { readonly steps: NonNullable<DvcTemplate['steps']> };

function templateFinding(
  { inner, steps }: Template,
  range: TextRange,
  group: DvcGroup,
  where: Where,
): readonly Diagnostic[] {
  const [first] = steps;
  if (where.isExpanded && (first === 'item' || first === 'key'))
    return itemFinding({ inner, steps }, range, group, where);
  const { context } = group;
  const value = valueAt(context.values, steps);
  if (value !== undefined) return kindFinding(inner, range, value, where.key);
  if (!context.isComplete) return [];
  const known = [...paramNames(context.values), ...(where.isExpanded ? ['item', 'key'] : [])];
  const nearest = nearestName(inner, known) ?? nearestTail(inner, known);
  const sources = sourcesOf(context).join(', ') || 'params.yaml or vars';
  if (nearest !== null) {
    const fixes = [replaceFix(range, `\${${nearest}}`)];
    return [finding('dvc-expression-unknown', range, { name: inner, sources, nearest }, { fixes })];
  }
  if (/^[A-Z_][A-Z0-9_]*$/.test(inner)) return [shellVariable(range, inner)];
  return [finding('dvc-expression-unknown', range, { name: inner, sources })];
}

/** Parts of the item: what one of the items lacks stops DVC there. */
function itemFinding(
  { inner, steps }: Pick<Template, 'inner' | 'steps'>,
  range: TextRange,
  { runs, foreach, matrix }: DvcGroup,
  { key }: Where,
): readonly Diagnostic[] {
  const without = runs?.find(run => valueAt(run.values, steps) === undefined);
  const [first] = runs ?? [];
  if (without === undefined)
    return first === undefined ? [] : kindFinding(inner, range, valueAt(first.values, steps) ?? null, key);
  const item = without.values.item;
  const known = isTree(item) ? Object.keys(item).map(name => `item.${name}`) : ['item'];
  const nearest = nearestName(inner, known);
  const sources = (foreach ?? matrix)?.key.raw ?? 'foreach';
  if (nearest === null) return [finding('dvc-expression-unknown', range, { name: inner, sources })];
  const fixes = [replaceFix(range, `\${${nearest}}`)];
  return [finding('dvc-expression-unknown', range, { name: inner, sources, nearest }, { fixes })];
}

/** A mapping becomes words of a command; nothing else takes groups, `foreach` apart. */
function kindFinding(name: string, range: TextRange, value: ParamValue, key: string): readonly Diagnostic[] {
  if (typeof value !== 'object' || value === null || key === 'foreach' || (key === 'cmd' && isTree(value))) return [];
  return [finding('dvc-value-kind', range, { name, found: isTree(value) ? 'a mapping' : 'a list' })];
}

/** `test_size` for `split.test_size` when only one group has it. */
function nearestTail(name: string, known: readonly string[]): string | null {
  const meant = known.filter(one => one.endsWith(`.${name}`));
  return meant.length === 1 ? (meant[0] ?? null) : null;
}

function shellVariable(range: TextRange, name: string): Diagnostic {
  const instead = `$${name}`;
  const fixes: readonly TextFix[] = [replaceFix(range, instead)];
  return finding('dvc-shell-variable', range, { name, instead }, { fixes });
}
