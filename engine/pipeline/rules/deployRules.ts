// Deploy targets: names that exist, steps that end with all traffic, keys that their strategy looks at, safe production.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { replaceFix } from '../../domain/finding.ts';
import { entriesAt, numberAt, textAt } from '../syntax/values.ts';
import { childOf, itemsOf, type YamlEntry, type YamlNode } from '../syntax/yamlTree.ts';
import type { RuleContext } from './ruleContext.ts';
import { frameFinding, idleKey, keyOf, missingName, written } from './sectionPlaces.ts';

export function deployRules(context: RuleContext): readonly Diagnostic[] {
  const targets = entriesAt(childOf(context.document.frame.root, 'deploy'));
  if (targets.length === 0 || context.document.isBroken) return [];
  return [
    ...targets.flatMap(target => [
      ...needsFindings(context, target, targets),
      ...strategyFindings(context, childOf(target.value, 'strategy')),
      ...productionFindings(context, target),
    ]),
    ...cycleFindings(context, targets),
  ];
}

function needsFindings(
  context: RuleContext,
  { value }: YamlEntry,
  targets: readonly YamlEntry[],
): readonly Diagnostic[] {
  const names = targets.map(({ key }) => key.raw);
  return itemsOf(childOf(value, 'needs')).flatMap(item => {
    const name = written(item)?.name;
    if (name === undefined || names.includes(name)) return [];
    return [missingName(context, 'unknown-target', { place: item, args: { target: name }, name }, names)];
  });
}

function cycleFindings(context: RuleContext, targets: readonly YamlEntry[]): readonly Diagnostic[] {
  const needs = new Map(
    targets.map(({ key, value }) => [key.raw, itemsOf(childOf(value, 'needs')).map(item => written(item)?.name ?? '')]),
  );
  for (const { key } of targets) {
    const path = pathBack(key.raw, { goal: key.raw, needs, seen: new Set() });
    if (path !== null) return [frameFinding(context, 'target-cycle', key, { path: [...path, key.raw].join(' → ') })];
  }
  return [];
}

interface Search {
  readonly goal: string;
  readonly needs: ReadonlyMap<string, readonly string[]>;
  readonly seen: Set<string>;
}

/** Targets from `from` that lead to `goal` again; null when none do. */
function pathBack(from: string, search: Search): readonly string[] | null {
  const { goal, needs, seen } = search;
  if (seen.has(from)) return null;
  seen.add(from);
  for (const next of needs.get(from) ?? []) {
    if (next === goal) return [from];
    const rest = pathBack(next, search);
    if (rest !== null) return [from, ...rest];
  }
  return null;
}

/** Keys that a strategy never looks at. */
const idleKeys: Readonly<Record<string, readonly string[]>> = {
  recreate: ['steps', 'hold', 'min_requests', 'mirror', 'bake', 'on_failure', 'judge'],
  blue_green: ['steps', 'min_requests', 'mirror'],
  canary: ['hold', 'min_requests', 'mirror'],
  shadow: ['steps'],
};

function strategyFindings(context: RuleContext, strategy: YamlNode | undefined): readonly Diagnostic[] {
  if (strategy === undefined) return [];
  const type = textAt(strategy, 'type') ?? 'canary';
  const idle = (Object.hasOwn(idleKeys, type) ? (idleKeys[type] ?? []) : []).filter(
    key => childOf(strategy, key) !== undefined,
  );
  return [
    ...idle.map(key => idleKey(context, strategy, { key, with: type })),
    ...(type === 'canary' ? trafficFindings(context, strategy) : []),
    ...(type === 'shadow' ? shadowFindings(context, strategy) : []),
  ];
}

function trafficFindings(context: RuleContext, strategy: YamlNode): readonly Diagnostic[] {
  const steps = itemsOf(childOf(strategy, 'steps')).flatMap(step => {
    const traffic = numberAt(step, 'traffic');
    return traffic === undefined ? [] : [{ traffic, place: childOf(step, 'traffic') ?? step }];
  });
  const falling = steps.flatMap(({ traffic, place }, i) => {
    const before = steps[i - 1]?.traffic;
    if (before === undefined || traffic > before) return [];
    return [frameFinding(context, 'traffic-not-rising', place, { traffic, before })];
  });
  const last = steps.at(-1);
  if (last === undefined || last.traffic === 100 || falling.length > 0) return falling;
  const { traffic, place } = last;
  return [frameFinding(context, 'traffic-not-full', place, { traffic }, range => [replaceFix(range, '100')])];
}

/** Errors and latency of answers that nobody gets say little of a model. */
function shadowFindings(context: RuleContext, strategy: YamlNode): readonly Diagnostic[] {
  const judge = childOf(strategy, 'judge');
  const metrics = itemsOf(childOf(judge, 'rules')).map(rule => textAt(rule, 'metric') ?? '');
  if (metrics.some(metric => metric !== '' && !/^(error_rate|latency_\w+)$/.test(metric))) return [];
  const place = judge === undefined ? (childOf(strategy, 'type') ?? strategy) : keyOf(strategy, 'judge');
  return [frameFinding(context, 'shadow-unjudged', place)];
}

function productionFindings(context: RuleContext, { key, value }: YamlEntry): readonly Diagnostic[] {
  if (!/^(prod|production)([-_].*)?$/i.test(key.raw)) return [];
  const requires = itemsOf(childOf(childOf(context.document.frame.root, 'model'), 'requires'));
  const isOpen = requires.length === 0 && textAt(value, 'approval') !== 'required';
  const strategy = childOf(value, 'strategy');
  const type = childOf(strategy, 'type');
  const args = { target: key.raw };
  return [
    ...(isOpen ? [frameFinding(context, 'prod-without-gate', key, args)] : []),
    ...(type !== undefined && textAt(strategy, 'type') === 'recreate'
      ? [frameFinding(context, 'prod-without-rollback', type, args)]
      : []),
  ];
}
