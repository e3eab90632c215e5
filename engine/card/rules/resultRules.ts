// Results against each other: one scale for a metric, what `metrics` lists is there, nothing measured on training data.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding } from '../../domain/finding.ts';
import { metricRange, plainMetric } from '../../domain/metricRange.ts';
import type { CardDocument } from '../cardDocument.ts';
import { type CardNode, type CardScalar, entryOf, itemsOf } from '../cardTree.ts';
import { modelResults, type ReportedMetric } from '../modelIndex.ts';

export function resultRules(card: CardDocument): readonly Diagnostic[] {
  const results = modelResults(card);
  const metrics = results.flatMap(result => result.metrics);
  return [
    ...mixedScales(metrics),
    ...unreported(card, metrics),
    ...results.flatMap(({ node }) => trainingSplit(entryOf(entryOf(node, 'dataset')?.value, 'split')?.value)),
  ];
}

/** A fraction in one place and a percentage in another: sure only where neither can be the other. */
function mixedScales(metrics: readonly ReportedMetric[]): readonly Diagnostic[] {
  const fractions = new Map<string, CardScalar>();
  const percentages: { readonly id: string; readonly node: CardScalar }[] = [];
  for (const { type, value } of metrics) {
    if (metricRange(type)?.isFraction !== true || value?.kind !== 'scalar' || typeof value.value !== 'number') continue;
    const size = Math.abs(value.value);
    const id = plainMetric(type);
    if (size > 0.05 && size < 1) fractions.set(id, fractions.get(id) ?? value);
    else if (size > 1.5 && size <= 100) percentages.push({ id, node: value });
  }
  return percentages.flatMap(({ id, node }) => {
    const other = fractions.get(id);
    if (other === undefined) return [];
    const args = { metric: id, value: node.text, other: other.text };
    return [finding('card-metric-scale', node, args, { related: [{ range: other, rule: 'card-metric-scale', args }] })];
  });
}

/** Only where both are there; results of more metrics than are listed are usual, and nothing is said of them. */
function unreported(card: CardDocument, metrics: readonly ReportedMetric[]): readonly Diagnostic[] {
  const listed = entryOf(card.root, 'metrics')?.value;
  if (listed === undefined || metrics.length === 0) return [];
  const names = metrics.flatMap(({ type, name }) => [type, name].map(plainMetric).filter(id => id !== ''));
  return itemsOf(listed).flatMap(node => {
    if (node.kind !== 'scalar' || typeof node.value !== 'string') return [];
    const id = plainMetric(node.value);
    const isReported = names.some(name => name === id || name.includes(id) || id.includes(name));
    return isReported ? [] : [finding('card-metric-unreported', node, { metric: node.value })];
  });
}

function trainingSplit(node: CardNode | undefined): readonly Diagnostic[] {
  if (node?.kind !== 'scalar' || !/^train(?:ing)?$/i.test(String(node.value))) return [];
  return [finding('card-split-train', node, { split: node.text })];
}
