// `model-index`: every key without which the Hub and its client drop the results.
import type { Diagnostic, TextFix } from '../../domain/diagnostic.ts';
import { finding } from '../../domain/finding.ts';
import type { CardDocument } from '../cardDocument.ts';
import { type CardMap, type CardNode, entryOf } from '../cardTree.ts';
import { modelEntries } from '../modelIndex.ts';

export function modelIndexRules(card: CardDocument): readonly Diagnostic[] {
  return modelEntries(card).flatMap(entry => [
    ...missing(card, entry, 'This model', ['name', 'results']),
    ...list(entry, 'results').flatMap(result => resultRules(card, result)),
  ]);
}

/** Required keys: huggingface_hub, `model_index_to_eval_results`. */
function resultRules(card: CardDocument, result: CardNode): readonly Diagnostic[] {
  return [
    ...missing(card, result, 'This result', ['task', 'dataset', 'metrics']),
    ...missing(card, entryOf(result, 'task')?.value, 'The task', ['type']),
    ...missing(card, entryOf(result, 'dataset')?.value, 'The data set', ['type', 'name']),
    ...list(result, 'metrics').flatMap(metric => missing(card, metric, 'This metric', ['type', 'value'])),
    ...missing(card, entryOf(result, 'source')?.value, 'The source', ['url']),
  ];
}

function list(node: CardNode, key: string): readonly CardNode[] {
  const value = entryOf(node, key)?.value;
  return value?.kind === 'list' ? value.items : [];
}

function missing(
  card: CardDocument,
  node: CardNode | undefined,
  where: string,
  keys: readonly string[],
): readonly Diagnostic[] {
  if (node?.kind !== 'map' || node.entries.some(entry => entry.key === '<<')) return [];
  const absent = keys.filter(key => entryOf(node, key) === null);
  const first = node.entries[0];
  const range = first?.keyRange ?? node;
  return absent.map(key => finding('card-model-index-shape', range, { where, key }, skeletonFix(card, node, key)));
}

const skeletons: Readonly<Record<string, readonly string[]>> = {
  results: ['results: []'],
  task: ['task:', '  type: '],
  dataset: ['dataset:', '  type: ', '  name: '],
  metrics: ['metrics:', '  - type: ', '    value: '],
};

/** Adds the key with what it needs below the last one, at the same indent. */
function skeletonFix(card: CardDocument, map: CardMap, key: string): { readonly fixes?: readonly TextFix[] } {
  const first = map.entries[0];
  if (map.isFlow || first === undefined) return {};
  const lineStart = card.text.lastIndexOf('\n', first.keyRange.start - 1) + 1;
  const indent = ' '.repeat(first.keyRange.start - lineStart);
  const lines = skeletons[key] ?? [`${key}: `];
  const end = Math.max(map.end, ...map.entries.map(entry => entry.value.end));
  const text = lines.map(line => `\n${indent}${line}`).join('');
  return { fixes: [{ title: 'add-key', args: { key }, edits: [{ range: { start: end, end }, text }] }] };
}
