// Metric values: numbers, and ones that the metric can have.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import { metricRange } from '../../domain/metricRange.ts';
import type { CardDocument } from '../cardDocument.ts';
import type { CardScalar } from '../cardTree.ts';
import { modelResults, type ReportedMetric } from '../modelIndex.ts';

export function metricRules(card: CardDocument): readonly Diagnostic[] {
  return modelResults(card).flatMap(result => result.metrics.flatMap(metricRule));
}

function metricRule(metric: ReportedMetric): readonly Diagnostic[] {
  const { value } = metric;
  if (value?.kind !== 'scalar') return [];
  if (typeof value.value === 'string') return isReward(metric, value.value) ? [] : [textValue(value, value.value)];
  return typeof value.value === 'number' ? outOfRange(metric, value, value.value) : [];
}

/** `270.04 +/- 15.92`: what tools of reinforcement learning write, and leaderboards read. */
const isReward = ({ type }: ReportedMetric, text: string): boolean =>
  /reward|return|normalized_score/.test(type) && /^\s*[-+]?\d+(?:\.\d+)?\s*(?:±|\+\/-)\s*\d+(?:\.\d+)?\s*$/.test(text);

/** `25.59%`, `20.0 ± 1.2`, `0,93` and `"0.93"` have a number to offer; `NA` has none. */
function textValue(node: CardScalar, text: string): Diagnostic {
  const number = /^\s*([-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?)\s*(?:%|±.*|\+\/-.*|\(.*\))?\s*$/i.exec(text)?.[1];
  const written = number ?? (/^0,\d+$/.test(text) ? text.replace(',', '.') : undefined);
  return finding(
    'card-metric-text',
    node,
    { text },
    written === undefined ? {} : { fixes: [replaceFix(node, written)] },
  );
}

function outOfRange(metric: ReportedMetric, node: CardScalar, value: number): readonly Diagnostic[] {
  const range = metricRange(metric.type);
  if (range === null || !Number.isFinite(value) || (value >= range.low && value <= range.high)) return [];
  const scale = range.isFraction ? 1 : Number.POSITIVE_INFINITY;
  const high = range.isFraction ? `${scale} (100 as a percentage)` : '∞';
  const low = range.low === Number.NEGATIVE_INFINITY ? '−∞' : range.low === -100 ? '-1' : String(range.low);
  return [finding('card-metric-range', node, { metric: metric.name || metric.type, value, low, high })];
}
