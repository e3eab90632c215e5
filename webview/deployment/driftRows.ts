// Rows of the drift table: every watched feature with its bounds, the worst first; and the other signals; pure.
import type { MonitorView, SignalResult } from '../../protocol/deployApi.ts';

export interface DriftRow {
  readonly signal: string;
  readonly feature: SignalResult['features'][number];
  readonly warn: number | null;
  readonly alert: number | null;
}

const weight = { alert: 0, warn: 1, ok: 2, unknown: 3 } as const;
const isDrift = ({ type }: SignalResult): boolean => type === 'data_drift' || type === 'prediction_drift';

/** By level, then by how much of its bound the value has used up. */
export function driftRows({ results }: Pick<MonitorView, 'results'>): readonly DriftRow[] {
  const rows = results
    .filter(isDrift)
    .flatMap(({ signal, features, warn, alert }) => features.map(feature => ({ signal, feature, warn, alert })));
  const used = ({ feature, warn, alert }: DriftRow): number => feature.value / (alert ?? warn ?? 1);
  return rows.sort((a, b) => weight[a.feature.level] - weight[b.feature.level] || used(b) - used(a));
}

export interface SignalRow {
  readonly spec: MonitorView['spec']['signals'][number];
  readonly result: SignalResult | null;
}
/** Signals that are one number each, in the file's order, and drift that could not be looked at. */
export function signalRows({ spec, results }: Pick<MonitorView, 'spec' | 'results'>): readonly SignalRow[] {
  return spec.signals
    .map(one => ({ spec: one, result: results.find(({ signal }) => signal === one.name) ?? null }))
    .filter(({ result }) => result === null || !isDrift(result) || result.features.length === 0);
}
