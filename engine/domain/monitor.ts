// Monitors: what is watched in a deployment, what was found, and what it set off.
import type { DeploymentId } from './deployment.ts';
import type { Comparison } from './gate.ts';
import type { ContentHash, Millis } from './ids.ts';

export type SignalType = 'data_drift' | 'prediction_drift' | 'data_quality' | 'performance' | 'service';
/** `auto`: by kind of column and number of rows, see `docs/monitoring.md`. */
export type DriftMethod = 'auto' | 'psi' | 'ks' | 'js' | 'wasserstein' | 'chi2';
export type AlertAction = 'notify' | 'rollback' | 'retrain' | 'pause';
export interface SignalSpec {
  readonly name: string;
  readonly type: SignalType;
  /** For the two kinds of drift. */
  readonly method: DriftMethod;
  readonly features: 'all' | readonly string[];
  /** `performance`: rmse, mae, accuracy, f1, auc… `service`: p50_ms, p95_ms, p99_ms, error_rate, requests_per_second. `data_quality`: missing_share, out_of_range_share, new_category_share. */
  readonly metric: string | null;
  readonly op: Comparison;
  readonly warn: number | null;
  readonly alert: number | null;
  /** Rows or labelled rows below which nothing is said. */
  readonly minimum: number;
  /** Windows in a row that must be bad before there is an alert. */
  readonly consecutive: number;
  /** How late labels come: the window ends that much earlier. */
  readonly labelDelay: Millis;
  readonly action: AlertAction;
}
export interface MonitorSpec {
  /** Name of the target. */
  readonly target: string;
  /** The newest so many requests, or those of so much time. */
  readonly window:
    | { readonly kind: 'requests'; readonly count: number }
    | { readonly kind: 'time'; readonly span: Millis };
  /** Milliseconds between looks. */
  readonly every: Millis;
  readonly signals: readonly SignalSpec[];
  /** Time after an action during which the same monitor starts no other. */
  readonly cooldown: Millis;
  /** For p-values over many features. */
  readonly correction: 'none' | 'bonferroni' | 'benjamini-hochberg';
}
/** When a pipeline runs by itself. */
export type Trigger =
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'data'; readonly dataset: string }
  | { readonly kind: 'manual' };

export type SignalLevel = 'ok' | 'warn' | 'alert' | 'unknown';
export interface SignalResult {
  readonly deployment: DeploymentId;
  readonly signal: string;
  readonly type: SignalType;
  readonly at: Millis;
  readonly window: { readonly from: Millis; readonly to: Millis; readonly rows: number };
  readonly level: SignalLevel;
  /** The worst feature's value for drift. */
  readonly value: number | null;
  readonly warn: number | null;
  readonly alert: number | null;
  readonly op: Comparison;
  /** Worst first; empty for performance and service. */
  readonly features: readonly FeatureResult[];
  readonly unknownReason: 'too-few-rows' | 'no-labels' | 'no-profile' | 'no-requests' | null;
  /** Bad windows in a row, this one included. */
  readonly streak: number;
  /** 95 % interval where one is known. */
  readonly interval: readonly [number, number] | null;
}
export interface FeatureResult {
  readonly feature: string;
  readonly method: Exclude<DriftMethod, 'auto'> | 'share';
  readonly value: number;
  /** Corrected for the number of features; null where the method has none. */
  readonly pValue: number | null;
  readonly level: SignalLevel;
  /** Shares of the same bins, for the small chart of now over reference. */
  readonly bins: {
    /** Edges as text for numbers, category names else. */
    readonly labels: readonly string[];
    readonly reference: readonly number[];
    readonly current: readonly number[];
  } | null;
}
export interface Alert {
  /** 32 hex digits. */
  readonly id: string;
  readonly deployment: DeploymentId;
  readonly signal: string;
  readonly at: Millis;
  readonly value: number;
  readonly bound: number;
  readonly op: Comparison;
  /** The worst feature, for drift. */
  readonly feature: string | null;
  readonly action: AlertAction;
  /** `cooling-down`: another action of this monitor was too recent. */
  readonly outcome: 'none' | 'started' | 'done' | 'failed' | 'cooling-down';
  readonly outcomeReason: string | null;
  /** Id of the rollout or pipeline run that the action started. */
  readonly subject: string | null;
  readonly acknowledgedAt: Millis | null;
  /** When the signal was good again. */
  readonly endedAt: Millis | null;
}

/** One unattended retraining: run, gates, registration, rollout. Every state is kept before what it says is begun. */
export interface Retrain {
  /** 32 hex digits. */
  readonly id: string;
  readonly deployment: DeploymentId;
  readonly pipeline: string;
  readonly target: string;
  readonly state: 'starting' | 'running' | 'registering' | 'deploying' | 'rolling-out' | 'done' | 'stopped';
  readonly startedAt: Millis;
  readonly endedAt: Millis | null;
  /** The alert it answers; null when a person asked. */
  readonly alertId: string | null;
  readonly by: string;
  readonly why: string;
  /** The data set whose content had changed, and the content that it is to be trained on; absent for other reasons. */
  readonly data?: { readonly dataset: string; readonly hash: ContentHash };
  readonly runId: string | null;
  readonly version: number | null;
  /** Of the rollout. */
  readonly rollout: string | null;
  /** Why it stopped: `run-failed`, `gates-failed`, `cooling-down`, `not-promoted`, or a trouble's code. */
  readonly reason: string | null;
  /** The same reason in words of the part that stopped it. */
  readonly detail: string | null;
}
