// Judges a run by its pipeline's gates: every verdict says what was measured and what it was held against.
import type { Comparison, Gate, GateBound, GateVerdict } from '../domain/gate.ts';
import type { Millis, RunId } from '../domain/ids.ts';

export type Metrics = Readonly<Record<string, number>>;
/** What a gate with a baseline is held against. */
export interface Baseline {
  readonly version: number;
  readonly runId: RunId | null;
  /** Of the run behind the version; null when that run is not known here. */
  readonly metrics: Metrics | null;
}
interface GateInput {
  readonly gates: Iterable<Gate>;
  readonly runId: RunId;
  /** Last values of the run, by the name under which it has them. */
  readonly metrics: Metrics;
  /** Null while no version has the alias. */
  readonly baseline: (alias: string) => Baseline | null;
  readonly now: Millis;
}

/** One verdict a gate, in their order. */
export function evaluateGates({ gates, runId, metrics, baseline, now }: GateInput): readonly GateVerdict[] {
  return [...gates].map(gate => {
    const measured = metricOf(metrics, gate);
    const common = {
      ...{ gate: gate.name, onFail: gate.onFail, runId, at: now, metric: gate.metric.key, op: gate.op },
      measured,
    };
    const held = holdAgainst(gate, baseline);
    return { ...common, ...held, ...judge(gate.op, measured, held) };
  });
}

/** A name that several stages have is told apart by the stage in front. */
function metricOf(metrics: Metrics, { metric: { stage, key } }: Gate): number | null {
  return metrics[`${stage}.${key}`] ?? metrics[key] ?? null;
}

type Held = Pick<GateVerdict, 'bound' | 'baseline'>;

function holdAgainst(gate: Gate, baselineOf: GateInput['baseline']): Held {
  const { against } = gate;
  if (against.kind === 'value') return { bound: against.value, baseline: null };
  const found = baselineOf(against.alias);
  if (found === null)
    return { bound: null, baseline: { alias: against.alias, version: null, runId: null, value: null } };
  const value = found.metrics === null ? null : metricOf(found.metrics, gate);
  return {
    bound: value === null ? null : withTolerance(value, gate.op, against),
    baseline: { alias: against.alias, version: found.version, runId: found.runId, value },
  };
}

/** How much worse is still good: lower where high is wanted, higher where low is. */
function withTolerance(
  value: number,
  op: Comparison,
  { tolerance, toleranceKind }: Extract<GateBound, { kind: 'baseline' }>,
): number {
  const slack = toleranceKind === 'absolute' ? tolerance : tolerance * Math.abs(value);
  return op.startsWith('>') ? value - slack : value + slack;
}

function judge(
  op: Comparison,
  measured: number | null,
  { bound, baseline }: Held,
): Pick<GateVerdict, 'state' | 'reason'> {
  if (measured === null) return { state: 'unknown', reason: 'metric-missing' };
  if (!Number.isFinite(measured)) return { state: 'failed', reason: 'metric-not-finite' };
  if (baseline !== null && baseline.version === null) return { state: 'passed', reason: 'no-baseline-yet' };
  if (bound === null || !Number.isFinite(bound)) return { state: 'unknown', reason: 'baseline-metric-missing' };
  return { state: compare(measured, op, bound) ? 'passed' : 'failed', reason: null };
}

function compare(measured: number, op: Comparison, bound: number): boolean {
  switch (op) {
    case '>=':
      return measured >= bound;
    case '<=':
      return measured <= bound;
    case '>':
      return measured > bound;
    case '<':
      return measured < bound;
  }
}
