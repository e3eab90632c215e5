// The deployments of a project: takes what people and monitors ask, and moves what is served towards it, step by step.
import type { Actor, Deployment, DeploymentId, Measurement, Rollout, RolloutId } from '../domain/deployment.ts';
import type { Millis, ProjectPath } from '../domain/ids.ts';
import type { Alert, MonitorSpec, Retrain, SignalResult } from '../domain/monitor.ts';

export interface DeployRequest {
  readonly pipeline: ProjectPath;
  readonly target: string;
  /** A number or an alias; absent: the newest version. */
  readonly version?: number | string;
  /** Leaves the steps out: all traffic as soon as the version is ready. */
  readonly now?: boolean;
  readonly by: Actor;
  readonly why: string;
  /** Variables of the window or shell that asks, for building a Python environment. */
  readonly env?: Readonly<Record<string, string>>;
}
export interface ActRequest {
  readonly act: 'approve' | 'reject' | 'promote' | 'hold' | 'resume' | 'rollback' | 'stop' | 'start' | 'remove';
  /** For `rollback`. */
  readonly version?: number;
  readonly by: Actor;
  readonly why: string;
}
export type DeployChange =
  | { readonly kind: 'deployment'; readonly deployment: Deployment }
  | { readonly kind: 'removed'; readonly id: DeploymentId }
  | { readonly kind: 'models' }
  | { readonly kind: 'monitors'; readonly deployment: DeploymentId }
  | { readonly kind: 'alert'; readonly alert: Alert };

export interface MonitorOverview {
  readonly deployment: DeploymentId;
  readonly pipeline: ProjectPath;
  readonly spec: MonitorSpec;
  readonly results: readonly SignalResult[];
  readonly alerts: readonly Alert[];
  readonly lastLook: Millis | null;
  readonly nextLook: Millis | null;
  readonly coolingUntil: Millis | null;
}

/** All methods may be called at any time; work on one deployment is done one after the other. */
export interface Controller {
  /**
   * Begins a rollout and returns when it is kept, not when it is over: look at `deployment` or listen.
   * Throws `target-unknown`, `model-section-missing`, `version-unknown`, `package-invalid`, `deployment-busy`, `act-impossible`.
   */
  deploy(request: DeployRequest): Promise<Deployment>;
  /** Throws `not-found`, `act-impossible`; then nothing has changed. */
  act(id: DeploymentId, request: ActRequest): Promise<Deployment>;
  /**
   * Looks at every deployment and does what is due: reconciles, judges, steps, watches, retrains. Call it about every second, and at start.
   * Returns in how many milliseconds something may be due again, at most 1,000.
   */
  tick(): Promise<Millis>;
  deployments(): readonly Deployment[];
  deployment(id: DeploymentId): Deployment | null;
  /** Newest first. */
  rollouts(id: DeploymentId): readonly Rollout[];
  /** Oldest first, at most 500. */
  measurements(rollout: RolloutId): readonly Measurement[];
  /** True while a service has to stay for the sake of deployments: something is served or monitored, or on its way. */
  isBusy(): boolean;
  monitor(id: DeploymentId): MonitorOverview | null;
  /** Looks at the signals now; throws `monitor-missing`. */
  lookNow(id: DeploymentId): Promise<MonitorOverview>;
  /** Throws `not-found`. */
  acknowledge(alertId: string): Alert;
  /** Starts the unattended way from a run to a rollout; throws `act-impossible` while one is under way. */
  retrain(request: {
    readonly pipeline: ProjectPath;
    readonly target: string;
    readonly by: string;
    readonly why: string;
  }): Retrain;
  /** Newest first. */
  retrains(id?: DeploymentId): readonly Retrain[];
  /** Returns what ends it. */
  onChange(listener: (change: DeployChange) => void): () => void;
}
