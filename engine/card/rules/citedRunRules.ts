// Numbers of a card against the run it cites: equal to the last digit that the card prints.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import type { RunFacts } from '../../domain/facts.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import { endsInMetric, metricRange, plainMetric } from '../../domain/metricRange.ts';
import type { CardDocument } from '../cardDocument.ts';
import type { CardScalar } from '../cardTree.ts';
import type { CardWorld } from '../cardWorld.ts';
import { runIdOf, wholeCardRun } from '../citedRuns.ts';
import { modelResults, type ReportedMetric } from '../modelIndex.ts';

export function citedRunRules(card: CardDocument, { facts }: CardWorld): readonly Diagnostic[] {
  if (!card.isOurs) return [];
  const own = wholeCardRun(card);
  const bad = own !== null && own.id === null ? [finding('card-run-id', own.node, { text: own.node.text })] : [];
  const differing = modelResults(card).flatMap(result => {
    const id = (result.source === null ? null : runIdOf(result.source)) ?? own?.id ?? null;
    const run = id === null ? undefined : facts.runs?.[id];
    return run === undefined ? [] : result.metrics.flatMap(metric => differs(metric, run));
  });
  return [...bad, ...differing];
}

function differs(metric: ReportedMetric, run: RunFacts): readonly Diagnostic[] {
  const { value } = metric;
  if (value?.kind !== 'scalar') return [];
  const printed = printedNumber(value);
  const found = measuredValue(metric, run);
  if (printed === null || found === null || !Number.isFinite(found.value)) return [];
  const measured = onSameScale(metric, printed.value, found.value);
  if (Math.abs(printed.value - measured) <= 0.5 * 10 ** -printed.decimals * (1 + 1e-6)) return [];
  const shown = measured.toFixed(Math.max(0, Math.min(20, printed.decimals)));
  return [
    finding(
      'card-metric-differs',
      value,
      { metric: metric.name || metric.type, value: value.text, measured: shown, run: run.name },
      {
        fixes: [{ ...replaceFix(value, shown), title: 'use-measured', args: { run: run.name, value: shown } }],
      },
    ),
  ];
}

/** The number as printed; `decimals` is negative for `1.2e3`. Text with a number in front, such as `93 %`, counts. */
function printedNumber(node: CardScalar): { readonly value: number; readonly decimals: number } | null {
  const match = /^\s*([-+]?\d*\.?(\d*)(?:e([-+]?\d+))?)\s*%?\s*$/i.exec(node.isPlain ? node.text : String(node.value));
  if (match === null || match[1] === undefined || match[1] === '') return null;
  const value = Number(match[1]);
  const fraction = match[1].includes('.') ? (match[2]?.length ?? 0) : 0;
  return Number.isFinite(value) ? { value, decimals: fraction - Number(match[3] ?? 0) } : null;
}

/** The metric of that name, else the only one whose name ends in it after a separator: `rmse` finds `test_rmse`. */
function measuredValue(metric: ReportedMetric, run: RunFacts): { readonly value: number } | null {
  for (const wanted of [metric.name, metric.type].filter(name => name !== '').map(plainMetric)) {
    const keys = Object.keys(run.metrics);
    const exact = keys.filter(key => plainMetric(key) === wanted);
    const ending = exact.length > 0 ? exact : keys.filter(key => endsInMetric(key, wanted));
    const value = ending.length === 1 ? run.metrics[ending[0] ?? ''] : undefined;
    if (value !== undefined) return { value };
  }
  return null;
}

/** A percentage in the card against a fraction in the run. */
function onSameScale(metric: ReportedMetric, printed: number, measured: number): number {
  const isFraction = metricRange(metric.type)?.isFraction === true;
  return isFraction && Math.abs(printed) > 1.5 && Math.abs(measured) <= 1 ? measured * 100 : measured;
}
