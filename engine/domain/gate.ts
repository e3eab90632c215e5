// Gates: named conditions on metrics that a model has to meet, and the verdicts on them.
import type { Millis, RunId, StageName } from './ids.ts';

export type Comparison = '>=' | '<=' | '>' | '<';
/** `evaluate:metrics/evaluation.json#rmse`; `file` is as written, null in the short form `evaluate#rmse`. */
export interface MetricRef {
  readonly stage: StageName;
  readonly file: string | null;
  /** Dotted key in the metrics file; the name under which the run has it. */
  readonly key: string;
}
export type GateBound =
  | { readonly kind: 'value'; readonly value: number }
  /** The version behind an alias. The tolerance is how much worse is still good: in the metric's unit, or a share of the baseline's value. */
  | {
      readonly kind: 'baseline';
      readonly alias: string;
      readonly tolerance: number;
      readonly toleranceKind: 'absolute' | 'relative';
    };
export interface Gate {
  readonly name: string;
  readonly metric: MetricRef;
  readonly op: Comparison;
  readonly against: GateBound;
  readonly onFail: 'block' | 'warn';
}

/** What one gate said of one run, with all that was compared. */
export interface GateVerdict {
  readonly gate: string;
  /** `unknown`: could not be judged; blocks as a failure does where the gate blocks. */
  readonly state: 'passed' | 'failed' | 'unknown';
  readonly onFail: Gate['onFail'];
  readonly runId: RunId;
  readonly at: Millis;
  readonly metric: string;
  readonly op: Comparison;
  readonly measured: number | null;
  /** What `measured` was held against, the tolerance included. */
  readonly bound: number | null;
  /** Null for a plain value. `version` is null while nothing has the alias: then there is nothing to be worse than and the gate passes. */
  readonly baseline: {
    readonly alias: string;
    readonly version: number | null;
    readonly runId: RunId | null;
    readonly value: number | null;
  } | null;
  readonly reason: 'metric-missing' | 'metric-not-finite' | 'baseline-metric-missing' | 'no-baseline-yet' | null;
}

/** True when a gate keeps the model from being registered. */
export const isBlocking = ({ state, onFail }: GateVerdict): boolean => state !== 'passed' && onFail === 'block';
