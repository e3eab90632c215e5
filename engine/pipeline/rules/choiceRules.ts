// Keys of which a gate needs exactly one: part of the schema, so that nothing is read without a bound.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding } from '../../domain/finding.ts';
import { entriesAt } from '../syntax/values.ts';
import { childOf, follow, type YamlNode } from '../syntax/yamlTree.ts';
import { keyOf } from './sectionPlaces.ts';

/** Findings in the frame, with its own offsets. */
export function choiceFindings(root: YamlNode): readonly Diagnostic[] {
  return entriesAt(childOf(root, 'gates')).flatMap(({ key, value }) => [
    ...choice(value, key, key.raw, ['value', 'baseline']),
    ...toleranceFindings(value),
  ]);
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
  return [finding('key-without-effect', keyOf(gate, 'tolerance'), { key: 'tolerance', with: 'value' })];
}
