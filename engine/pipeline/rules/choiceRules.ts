// Keys of which a gate or a rule of the judge needs exactly one: part of the schema, so that nothing is read without a bound.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding } from '../../domain/finding.ts';
import { entriesAt } from '../syntax/values.ts';
import { childOf, follow, itemsOf, type YamlNode } from '../syntax/yamlTree.ts';
import { keyOf } from './sectionPlaces.ts';

/** Findings in the frame, with its own offsets. */
export function choiceFindings(root: YamlNode): readonly Diagnostic[] {
  const gates = entriesAt(childOf(root, 'gates')).flatMap(({ key, value }) => [
    ...choice(value, key, key.raw, ['value', 'baseline']),
    ...toleranceFindings(value),
  ]);
  const rules = entriesAt(childOf(root, 'deploy')).flatMap(({ value }) =>
    itemsOf(childOf(childOf(childOf(value, 'strategy'), 'judge'), 'rules')).flatMap(rule => {
      const metric = childOf(rule, 'metric');
      const name = metric?.kind === 'scalar' ? metric.raw : 'rules';
      return choice(rule, metric ?? rule, name, ['max', 'max_ratio', 'max_delta']);
    }),
  );
  return [...gates, ...rules];
}

function choice(node: YamlNode, place: YamlNode, name: string, keys: readonly string[]): readonly Diagnostic[] {
  if (follow(node)?.kind !== 'map') return [];
  const there = keys.filter(key => childOf(node, key) !== undefined);
  if (there.length === 1) return [];
  const second = there[1];
  return [finding('one-of-keys', second === undefined ? place : keyOf(node, second), { name, keys: keys.join(', ') })];
}

function toleranceFindings(gate: YamlNode): readonly Diagnostic[] {
  const isIdle = childOf(gate, 'tolerance') !== undefined && childOf(gate, 'baseline') === undefined;
  if (!isIdle) return [];
  return [
    finding(
      'key-without-effect',
      keyOf(gate, 'tolerance'),
      { key: 'tolerance', with: 'value' },
      { tag: 'unnecessary' },
    ),
  ];
}
