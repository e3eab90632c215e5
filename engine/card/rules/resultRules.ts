// Results against each other: one scale for a metric, what `metrics` lists is there, nothing measured on training data.
import type { Diagnostic, TextFix } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import { metricRange, plainMetric } from '../../domain/metricRange.ts';
import { editDistance } from '../../domain/nearestName.ts';
import type { CardDocument } from '../cardDocument.ts';
import { type CardNode, type CardScalar, entryOf, itemsOf } from '../cardTree.ts';
import { type ModelResult, modelResults, type ReportedMetric } from '../modelIndex.ts';

export function resultRules(card: CardDocument): readonly Diagnostic[] {
  const results = modelResults(card);
  const metrics = results.flatMap(result => result.metrics);
  return [
    ...mixedScales(metrics),
    ...unreported(card, metrics),
    ...unlisted(card, metrics),
    ...misspeltData(card, results),
    ...results.flatMap(({ node }) => trainingSplit(entryOf(entryOf(node, 'dataset')?.value, 'split')?.value)),
  ];
}

/**
 * A fraction in one place and a percentage in another: sure only where neither can be the other, so never where the
 * values run on from below 1 to above, as those of benchmarks with hundreds of tasks do. One finding for each metric.
 */
function mixedScales(metrics: readonly ReportedMetric[]): readonly Diagnostic[] {
  const values = new Map<string, { fraction?: CardScalar; largest: number; percentage?: CardScalar; least: number }>();
  for (const { type, value } of metrics) {
    if (metricRange(type)?.isFraction !== true || value?.kind !== 'scalar' || typeof value.value !== 'number') continue;
    const size = Math.abs(value.value);
    const id = plainMetric(type);
    const known = values.get(id) ?? { largest: 0, least: Number.POSITIVE_INFINITY };
    if (size < 1) known.largest = Math.max(known.largest, size);
    if (size > 1) known.least = Math.min(known.least, size);
    if (size > 0.05 && size < 1) known.fraction ??= value;
    else if (size > 1.5 && size <= 100) known.percentage ??= value;
    values.set(id, known);
  }
  return [...values].flatMap(([id, { fraction, largest, percentage, least }]) => {
    if (fraction === undefined || percentage === undefined || least < 10 * largest) return [];
    const args = { metric: id, value: percentage.text, other: fraction.text };
    const related = [{ range: fraction, rule: 'card-metric-scale', args }];
    return [finding('card-metric-scale', percentage, args, { related })];
  });
}

/** Only where both are there. */
function unreported(card: CardDocument, metrics: readonly ReportedMetric[]): readonly Diagnostic[] {
  const listed = entryOf(card.root, 'metrics')?.value;
  if (listed === undefined || metrics.length === 0) return [];
  const names = [...new Set(metrics.flatMap(({ type, name }) => [type, name]).map(plainMetric))];
  return itemsOf(listed).flatMap(node => {
    if (node.kind !== 'scalar' || typeof node.value !== 'string') return [];
    const id = plainMetric(node.value);
    if (names.some(name => isOne(id, name))) return [];
    const edit = dropItem(card.text, listed, node);
    const fixes = edit === null ? [] : [{ title: 'drop-metric', args: { metric: node.value }, edits: [edit] }];
    return [finding('card-metric-unreported', node, { metric: node.value }, fixes.length === 0 ? {} : { fixes })];
  });
}

/** So many are named; beyond them the list was never meant to be one of all. */
const mostNamed = 5;

/** A list that names some of what was measured and not the rest: readers who filter by metric miss the model. Metrics that everybody knows alone, since tools report dozens of their own. */
function unlisted(card: CardDocument, metrics: readonly ReportedMetric[]): readonly Diagnostic[] {
  const entry = entryOf(card.root, 'metrics');
  const listed = entry === null ? [] : itemsOf(entry.value);
  const ids = listed.flatMap(node =>
    node.kind === 'scalar' && typeof node.value === 'string' ? [plainMetric(node.value)] : [],
  );
  const reported = metrics.filter(({ type }) => /^[a-z]\w*$/i.test(type) && metricRange(type) !== null);
  const isListed = ({ type, name }: ReportedMetric): boolean =>
    ids.some(id => isOne(id, plainMetric(type)) || isOne(id, plainMetric(name)));
  const missing = [...new Set(reported.filter(metric => !isListed(metric)).map(({ type }) => type))];
  const isUsual = missing.length > 0 && missing.length <= mostNamed && reported.some(isListed);
  if (entry === null || ids.length < listed.length || !isUsual) return [];
  const args = { metrics: missing.join(', ') };
  const edit = appendItems(card.text, entry.value, missing);
  const fixes = edit === null ? {} : { fixes: [{ title: 'list-metrics', args, edits: [edit] }] };
  return [finding('card-metric-unlisted', entry.keyRange, args, fixes)];
}

/** Whether a listed id and a reported one, both made plain, are of one metric. */
const isOne = (id: string, name: string): boolean =>
  name !== '' && (name.includes(id) || id.includes(name) || parts[id]?.test(name) === true);

/** Metrics that report others. */
const parts: Readonly<Record<string, RegExp>> = { code_eval: /^pass@/, squad: /^(?:exact|exact_match|em|f1)$/ };

function trainingSplit(node: CardNode | undefined): readonly Diagnostic[] {
  if (node?.kind !== 'scalar' || !/^train(?:ing)?$/i.test(String(node.value))) return [];
  return [finding('card-split-train', node, { split: node.text })];
}

/** Without the item, and the comma or line it stands on; null where it is the only one. */
function dropItem(text: string, list: CardNode, item: CardNode): TextFix['edits'][number] | null {
  if (list.kind !== 'list' || list.items.length < 2) return null;
  const at = list.items.indexOf(item);
  const [before, after] = [list.items[at - 1], list.items[at + 1]];
  const line = text.lastIndexOf('\n', item.start - 1) + 1;
  const lineEnd = text.indexOf('\n', item.end);
  if (/^\s*-\s*$/.test(text.slice(line, item.start)) && lineEnd >= 0)
    return { range: { start: line, end: lineEnd + 1 }, text: '' };
  if (text[list.start] !== '[') return null;
  if (after !== undefined) return { range: { start: item.start, end: after.start }, text: '' };
  return before === undefined ? null : { range: { start: before.end, end: item.end }, text: '' };
}

/** Behind the last item, as the list is written; null where no place is sure. */
function appendItems(text: string, list: CardNode, items: readonly string[]): TextFix['edits'][number] | null {
  const last = list.kind === 'list' ? list.items.at(-1) : undefined;
  if (last === undefined) return null;
  const end = /^["']/.test(text.slice(last.end)) ? last.end + 1 : last.end;
  if (text[list.start] === '[') return { range: { start: end, end }, text: items.map(item => `, ${item}`).join('') };
  const line = text.lastIndexOf('\n', last.start - 1) + 1;
  const mark = /^[ ]*-[ ]+(?=["']?$)/.exec(text.slice(line, last.start))?.[0];
  return mark === undefined
    ? null
    : { range: { start: end, end }, text: items.map(item => `\n${mark}${item}`).join('') };
}

/** Results of other data than `datasets` lists are usual; one letter off, with the same digits, is a slip. */
function misspeltData(card: CardDocument, results: readonly ModelResult[]): readonly Diagnostic[] {
  const node = entryOf(card.root, 'datasets')?.value;
  const items = node === undefined ? [] : itemsOf(node);
  const listed = items.flatMap(item => (item.kind === 'scalar' && typeof item.value === 'string' ? [item.value] : []));
  return results.flatMap(result => {
    const type = entryOf(entryOf(result.node, 'dataset')?.value, 'type')?.value;
    if (type?.kind !== 'scalar' || typeof type.value !== 'string' || !type.value.includes('/')) return [];
    const dataset = type.value;
    if (listed.includes(dataset)) return [];
    const nearest = listed.find(
      id =>
        id.includes('/') &&
        digits(id) === digits(dataset) &&
        editDistance(id.toLowerCase(), dataset.toLowerCase(), 2) < 2,
    );
    if (nearest === undefined) return [];
    return [finding('card-dataset-differs', type, { dataset, nearest }, { fixes: [replaceFix(type, nearest)] })];
  });
}

const digits = (id: string): string => id.replace(/\D/g, '');
