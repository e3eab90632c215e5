// Deployments: what was asked for, what is served, and how a rollout moves from one to the other.
import type { ContentHash, Millis, ProjectPath } from './ids.ts';
import type { BackendKind } from './modelPackage.ts';

/** 32 hex digits. */
export type DeploymentId = string;
export type RolloutId = string;

// What the pipeline file asks for -----------------------------------------------------------------------------------
export type StrategyType = 'recreate' | 'blue_green' | 'canary' | 'shadow';
/** One measure by which the judge holds the candidate against stable. Exactly one of the bounds is given. */
export interface JudgeRule {
  /** `error_rate`, `latency_p50_ms`, `latency_p95_ms`, `latency_p99_ms`, `prediction_psi`, or a metric of labels such as `rmse`. */
  readonly metric: string;
  /** The candidate's own value at most this. */
  readonly max?: number;
  /** The candidate's value at most this many times stable's. */
  readonly maxRatio?: number;
  /** The candidate's value at most stable's plus this. */
  readonly maxDelta?: number;
}
export interface RolloutStep {
  /** Percent of requests that the candidate answers. */
  readonly traffic: number;
  /** Percent of requests that are copied to the candidate, whose answers are dropped. */
  readonly mirror: number;
  /** Milliseconds the step lasts at least. */
  readonly hold: Millis;
  /** Requests that the candidate must have seen in this step before it is judged good. */
  readonly minRequests: number;
}
export interface Strategy {
  readonly type: StrategyType;
  /** `recreate` has none: the old version ends before the new one starts. `blue_green`: one with 0 % and one with 100 %. */
  readonly steps: readonly RolloutStep[];
  /** Milliseconds that stable stays warm after the last step, watched by the judge. */
  readonly bake: Millis;
  readonly onFailure: 'rollback' | 'hold';
  readonly judge: {
    readonly rules: readonly JudgeRule[];
    /** Probability of failing a candidate that is as good as stable, over the whole rollout. */
    readonly alpha: number;
    /** A step that is still undecided after this many candidate requests holds for a person. */
    readonly maxRequests: number;
  };
}
export interface TargetSpec {
  readonly name: string;
  readonly platform: 'local';
  readonly replicas: number;
  readonly approval: 'none' | 'required';
  readonly strategy: Strategy;
  /** Targets that must serve the version first. */
  readonly needs: readonly string[];
  /** Port asked for; null: any free one, kept from then on. */
  readonly port: number | null;
}

// What is there -----------------------------------------------------------------------------------------------------
export interface ServedVersion {
  readonly version: number;
  readonly hash: ContentHash;
}
export type DeploymentState =
  /** Never served anything yet. */
  | 'pending'
  | 'live'
  /** Serves, but not as asked: replicas missing, router restarted again and again. */
  | 'degraded'
  | 'stopped'
  | 'failed';
export interface Deployment {
  readonly id: DeploymentId;
  /** Pipeline file and target, unique together. */
  readonly pipeline: ProjectPath;
  readonly pipelineName: string;
  readonly target: string;
  readonly model: string;
  readonly state: DeploymentState;
  /** `http://127.0.0.1:PORT`, kept over restarts; null before the first start. */
  readonly url: string | null;
  readonly createdAt: Millis;
  readonly spec: TargetSpec;
  readonly stable: ServedVersion | null;
  /** The version in a rollout. */
  readonly candidate: ServedVersion | null;
  /** Stable before the last promotion: where a rollback goes by default. */
  readonly previous: ServedVersion | null;
  /** The running or last rollout. */
  readonly rollout: Rollout | null;
  /** What the router said last; null when it does not answer. */
  readonly observed: RouterState | null;
  /** Served hashes and weights are those asked for. */
  readonly verified: boolean;
  readonly failure: DeployFailure | null;
}
export type DeployFailure =
  | { readonly code: 'start-failed'; readonly version: number; readonly reason: string }
  | { readonly code: 'not-ready'; readonly version: number; readonly after: Millis; readonly reason: string }
  | { readonly code: 'hash-differs'; readonly version: number; readonly asked: ContentHash; readonly served: string }
  | { readonly code: 'judge'; readonly measurement: Measurement }
  | { readonly code: 'package-missing'; readonly version: number; readonly reason: string }
  | { readonly code: 'router'; readonly reason: string }
  | { readonly code: 'signal'; readonly signal: string; readonly alertId: string }
  | { readonly code: 'asked'; readonly by: string; readonly why: string }
  | { readonly code: 'internal'; readonly reason: string };

export type RolloutState =
  | 'awaiting-approval'
  | 'starting'
  | 'running'
  /** By a person, by a pausing alert, or since the judge cannot tell. */
  | 'holding'
  | 'baking'
  | 'promoted'
  | 'rolling-back'
  | 'rolled-back'
  | 'rejected'
  /** Neither version could be served as asked. */
  | 'failed';
export const isRolloutOver = (state: RolloutState): boolean =>
  state === 'promoted' || state === 'rolled-back' || state === 'rejected' || state === 'failed';

export interface Rollout {
  readonly id: RolloutId;
  readonly deployment: DeploymentId;
  readonly from: ServedVersion | null;
  readonly to: ServedVersion;
  readonly state: RolloutState;
  /** Copied from the file when it began: later edits do not change a rollout under way. */
  readonly strategy: Strategy;
  /** Index into `strategy.steps`; equal to their number while baking. */
  readonly step: number;
  readonly startedAt: Millis;
  readonly stepStartedAt: Millis;
  readonly endedAt: Millis | null;
  readonly holdReason: 'asked' | 'alert' | 'undecided' | null;
  readonly failure: DeployFailure | null;
  /** The judge's last look. */
  readonly measurement: Measurement | null;
  readonly by: Actor;
  readonly why: string;
  /** Where a rollback goes, from `rolling-back` on. Null or absent: nothing was served before. */
  readonly back?: ServedVersion | null;
  /** `rollback`: not a new version but the return from `from`, promoted before, to `to`. Absent: `deploy`. */
  readonly kind?: 'deploy' | 'rollback';
}
export interface Actor {
  readonly kind: 'person' | 'judge' | 'monitor' | 'service';
  /** A person's name as the machine or git knows it; the signal's or deployment's name else. */
  readonly name: string;
}

/** One look of the judge, kept for ever. */
export interface Measurement {
  readonly at: Millis;
  readonly step: number;
  readonly requests: { readonly stable: number; readonly candidate: number };
  readonly rules: readonly RuleMeasurement[];
  /** `undecided`: the evidence is not enough either way, or there were too few requests. */
  readonly outcome: 'good' | 'bad' | 'undecided';
}
export interface RuleMeasurement {
  readonly rule: JudgeRule;
  readonly stable: number | null;
  readonly candidate: number | null;
  readonly outcome: 'good' | 'bad' | 'undecided';
  /** E-value against «as good as allowed»; `bad` from the number of rules over the step's alpha on. */
  readonly evidence: number;
  /** Observations that this rule could use. */
  readonly count: number;
}

// Between service and router ----------------------------------------------------------------------------------------
/** What the service tells the router to serve. Written whole to `plan.json`, so that a router alone can start again. */
export interface RouterPlan {
  readonly schema: 1;
  /** Grows with every change; the router tells which one it has carried out. */
  readonly generation: number;
  readonly deployment: DeploymentId;
  readonly model: string;
  readonly port: number;
  readonly versions: readonly PlannedVersion[];
  /** Header or parameter whose value keeps a caller on one version; default header `x-trainyard-key`. */
  readonly stickyHeader: string;
  readonly limits: {
    readonly bodyBytes: number;
    /** Requests waiting for one version; more are refused with 503. */
    readonly queue: number;
    /** Milliseconds from arrival to answer. */
    readonly deadline: Millis;
    /** Rows that are put into one call of the model. */
    readonly batchRows: number;
    /** Resident bytes above which a model server is started afresh; default 8 GiB. */
    readonly memoryBytes?: number;
  };
  readonly log: { readonly isOn: boolean; readonly maxBytes: number; readonly maxAge: Millis };
}
export interface PlannedVersion {
  readonly version: number;
  readonly hash: ContentHash;
  /** Absolute folder of the package. */
  readonly folder: string;
  readonly backend: BackendKind;
  readonly role: 'stable' | 'candidate' | 'warm';
  /** Percent of requests answered; those of all versions sum to 100, or are all 0 while nothing may be served. */
  readonly traffic: number;
  readonly mirror: number;
  readonly replicas: number;
  /** Absolute path of the interpreter, for the Python backend. */
  readonly python: string | null;
}
/** What the router says is so. */
export interface RouterState {
  readonly generation: number;
  readonly pid: number;
  readonly startedAt: Millis;
  readonly versions: readonly ObservedVersion[];
  /** Requests that could not be written to the log, such as with a full disk. */
  readonly unlogged: number;
}
export interface ObservedVersion {
  readonly version: number;
  /** SHA-256 computed from the files that the model servers have loaded; empty while loading. */
  readonly hash: string;
  readonly state: 'loading' | 'ready' | 'failed' | 'draining';
  readonly reason: string | null;
  readonly traffic: number;
  readonly mirror: number;
  readonly replicas: readonly {
    readonly pid: number;
    readonly state: 'loading' | 'ready' | 'failed';
    readonly restarts: number;
    /** Resident memory in bytes, 0 where unknown. */
    readonly memory: number;
  }[];
  readonly counts: VersionCounts;
}
/** Since the router started, mirrored requests apart. */
export interface VersionCounts {
  readonly requests: number;
  /** The server's fault: status 500 and above. Requests that are themselves wrong do not count. */
  readonly errors: number;
  readonly mirrored: number;
  readonly mirrorErrors: number;
  readonly inFlight: number;
  /** Counts of answers by latency; bucket i holds up to `latencyBounds[i]` milliseconds, the last one all above. */
  readonly latency: readonly number[];
  readonly mirrorLatency: readonly number[];
}
/** Upper bounds in milliseconds, 5 a decade; one more bucket above. */
export const latencyBounds: readonly number[] = Array.from({ length: 31 }, (_, i) => 0.1 * 10 ** (i / 5));

/** One answered request, as it is logged. */
export interface LoggedRequest {
  /** The caller's id, else one of ours; what labels and traces name. */
  readonly id: string;
  readonly at: Millis;
  readonly version: number;
  /** Milliseconds. */
  readonly latency: number;
  readonly status: number;
  /** True for the copy that a shadow got. */
  readonly mirror: boolean;
  /** One array a row, in the order of the signature's inputs; null where the request could not be read. */
  readonly inputs: readonly (readonly (number | string | boolean | null)[])[] | null;
  readonly outputs: readonly (readonly (number | string | boolean | null)[])[] | null;
}
/** What turned out to be true of a request, told later. */
export interface Label {
  readonly id: string;
  /** Row within the request. */
  readonly row: number;
  readonly value: number | string;
  readonly at: Millis;
}
