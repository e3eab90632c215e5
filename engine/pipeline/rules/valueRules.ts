// Values of `params` against their file and the stages: of the same kind as there, and used somewhere.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import type { ParamTree, ParamValue } from '../../domain/pipeline.ts';
import type { StageMentions } from '../mentions.ts';
import { isTree } from '../params.ts';
import { folderOf, joinPath } from '../projectPath.ts';
import { slot } from '../slot.ts';
import { toData } from '../syntax/toData.ts';
import { childOf, follow, isMerge, type YamlEntry, type YamlNode } from '../syntax/yamlTree.ts';
import { type RuleContext, rangeInFrame } from './ruleContext.ts';

export function valueRules(context: RuleContext): readonly Diagnostic[] {
  const values = childOf(childOf(context.document.frame.root, 'params'), 'values');
  if (values === undefined || context.document.isBroken) return [];
  const file = fileParams(context);
  return [...unusedFindings(context, values), ...(file === undefined ? [] : kindFindings(context, values, file))];
}

function fileParams({ document, scope, facts }: RuleContext): ParamTree | undefined {
  const path = joinPath(folderOf(scope.file), document.frame.mentions.paramsFile?.name ?? '');
  return path === null || path === '' ? undefined : facts.params?.[path];
}

/** Own entries alone: what is merged in stands elsewhere. */
const entriesAt = (node: YamlNode): readonly YamlEntry[] => {
  const map = follow(node);
  return map?.kind === 'map' && map === node ? map.entries.filter(entry => !isMerge(entry)) : [];
};

/** Groups of which nothing is used are one finding. An expression that cannot be read may be the use. */
function unusedFindings(context: RuleContext, values: YamlNode): readonly Diagnostic[] {
  const open = new Set(leaves(values, ''));
  const groups = new Map<string, string[]>();
  for (const leaf of open) for (const group of prefixes(leaf)) addTo(groups, group, leaf);
  const seen = new Set<string>();
  for (const { syntax } of context.stages) {
    if (open.size === 0) return [];
    const used = usedNames(syntax.mentions);
    if (used === null) return [];
    for (const name of used) {
      if (seen.has(name)) continue;
      seen.add(name);
      for (const whole of [name, ...prefixes(name), ...(groups.get(name) ?? [])]) open.delete(whole);
    }
  }
  return unusedAt(context, values, '', open);
}

function addTo(groups: Map<string, string[]>, group: string, leaf: string): void {
  const list = groups.get(group);
  if (list === undefined) groups.set(group, [leaf]);
  else list.push(leaf);
}

/** `a.b.c` → `a.b`, `a`. */
function prefixes(name: string): readonly string[] {
  const found: string[] = [];
  for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) found.push(name.slice(0, dot));
  return found;
}

const nameOf = (prefix: string, key: string): string => (prefix === '' ? key : `${prefix}.${key}`);

function leaves(node: YamlNode, prefix: string): readonly string[] {
  const entries = entriesAt(node);
  if (entries.length === 0) return prefix === '' ? [] : [prefix];
  return entries.flatMap(({ key, value }) => leaves(value, nameOf(prefix, key.raw)));
}

function unusedAt(
  context: RuleContext,
  node: YamlNode,
  prefix: string,
  open: ReadonlySet<string>,
): readonly Diagnostic[] {
  return entriesAt(node).flatMap(({ key, value }) => {
    const name = nameOf(prefix, key.raw);
    const below = leaves(value, name);
    if (below.every(leaf => open.has(leaf)))
      return [finding('param-unused', rangeInFrame(context, key), { param: name }, { tag: 'unnecessary' })];
    return below.some(leaf => open.has(leaf)) ? unusedAt(context, value, name, open) : [];
  });
}

/** Params that a stage lists or reads, once for each text of a stage; null where that cannot be read. */
function usedNames(mentions: StageMentions): readonly string[] | null {
  const known = kept.get(mentions);
  if (known !== undefined) return known;
  const reads = mentions.expressions.map(({ expression }) => expression.read);
  const isUnread = reads.some(({ kind }) => kind === 'syntax' || kind === 'scope');
  const names = isUnread
    ? null
    : [...mentions.params.map(({ name }) => name), ...reads.flatMap(read => (read.kind === 'param' ? read.name : []))];
  kept.set(mentions, names);
  return names;
}
const kept = slot<StageMentions, readonly string[] | null>('values');

/** A text in place of a number, or the other way round: scripts get another type than the file promises. */
function kindFindings(context: RuleContext, node: YamlNode, file: ParamTree, prefix = ''): readonly Diagnostic[] {
  return entriesAt(node).flatMap(({ key, value }) => {
    const there = Object.hasOwn(file, key.raw) ? file[key.raw] : undefined;
    const here = toData(value) as ParamValue | undefined;
    const name = nameOf(prefix, key.raw);
    if (there === undefined || there === null || here === undefined || here === null) return [];
    if (isTree(there) && isTree(here)) return kindFindings(context, value, there, name);
    const [kind, other] = [kindOf(here), kindOf(there)];
    if (kind === other) return [];
    const range = rangeInFrame(context, value);
    const isNumber =
      other === 'a number' && typeof here === 'string' && /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(here);
    const whole =
      value.kind === 'scalar' && isQuoted(value.style) ? { start: range.start - 1, end: range.end + 1 } : range;
    const fixes = isNumber && value.kind === 'scalar' ? [replaceFix(whole, here)] : [];
    return [finding('param-kind', range, { param: name, kind, other }, fixes.length === 0 ? {} : { fixes })];
  });
}

const isQuoted = (style: string): boolean => style === 'single' || style === 'double';

function kindOf(value: ParamValue): string {
  if (Array.isArray(value)) return 'a list';
  if (isTree(value)) return 'a group';
  return typeof value === 'number' ? 'a number' : typeof value === 'boolean' ? 'true or false' : 'text';
}
