// The part of the HTTP API about models in production: registry, gates, deployments, monitors, audit.
import * as v from 'valibot';
import type { AuditRecord } from '../engine/domain/audit.ts';
import type { Deployment, LoggedRequest, Measurement, Rollout } from '../engine/domain/deployment.ts';
import type { Gate, GateVerdict } from '../engine/domain/gate.ts';
import type { Signature } from '../engine/domain/modelPackage.ts';
import type { RegisteredModel } from '../engine/domain/modelVersion.ts';
import type { Alert, MonitorSpec, SignalResult } from '../engine/domain/monitor.ts';
import { ids } from './checks.ts';

const key = ids.idempotencyKey;
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(250));
const sentence = v.pipe(v.string(), v.maxLength(2_000));
/** Who asks, as the window or shell knows: for the audit trail. */
const who = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

/** `GET /v1/models` */
export type ModelList = readonly RegisteredModel[];

/** `GET /v1/gates?pipeline=&run=`: the gates of a pipeline and what they say of its last finished run, or of that run. */
export interface GateView {
  readonly pipeline: string;
  readonly gate: Gate;
  /** Offsets of its name in the pipeline file. */
  readonly range: { readonly start: number; readonly end: number };
  /** Whether the model section requires it. */
  readonly isRequired: boolean;
  readonly verdict: GateVerdict | null;
}

/** `POST /v1/models/register`: judges the gates, packages and registers; operation of kind `register`, its subject `model/version`. */
export const registerRequest = v.object({
  key,
  pipeline: ids.projectPath,
  /** Default: the last pipeline run that succeeded. */
  runId: v.optional(ids.hex32),
  description: v.optional(sentence),
  who,
  why: v.optional(sentence),
  /** Interpreter and variables for packaging a Python model. */
  python: v.optional(v.string()),
  env: v.optional(v.record(v.string(), v.string())),
});
export type RegisterRequest = v.InferOutput<typeof registerRequest>;

/** `POST /v1/models/alias`: sets it, or takes it away with a null version. Answers with the model. */
export const aliasRequest = v.object({
  key,
  model: name,
  alias: v.pipe(v.string(), v.regex(/^[\w.-]{1,100}$/)),
  version: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
  who,
  why: v.optional(sentence),
});
export type AliasRequest = v.InferOutput<typeof aliasRequest>;

/** `POST /v1/deployments`: brings a version to a target; operation of kind `deploy`, its subject the deployment's id. */
export const deployRequest = v.object({
  key,
  pipeline: ids.projectPath,
  target: name,
  /** A number or an alias; default: the newest version. */
  version: v.optional(v.union([v.pipe(v.number(), v.integer(), v.minValue(1)), name])),
  /** Leaves the steps out: all traffic as soon as the version is ready. */
  now: v.optional(v.boolean()),
  who,
  why: v.optional(sentence),
  env: v.optional(v.record(v.string(), v.string())),
});
export type DeployRequest = v.InferOutput<typeof deployRequest>;

/** `POST /v1/deployments/:id/act`; operation of kind `act`. */
export const deploymentAct = v.object({
  key,
  act: v.picklist(['approve', 'reject', 'promote', 'hold', 'resume', 'rollback', 'stop', 'start', 'remove']),
  /** For `rollback`: the version to go back to; default: stable before this rollout, or before the last promotion. */
  version: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  who,
  why: v.optional(sentence),
});
export type DeploymentAct = v.InferOutput<typeof deploymentAct>;

/** `GET /v1/deployments` */
export interface DeploymentView {
  readonly deployment: Deployment;
  /** Over the last minute. */
  readonly rate: { readonly perSecond: number; readonly errorShare: number; readonly p95: number | null };
}
/** `GET /v1/deployments/:id`: all that its panel shows. */
export interface DeploymentDetail extends DeploymentView {
  readonly signature: Signature | null;
  readonly rollouts: readonly Rollout[];
  /** Of the running or last rollout, oldest first, at most 500. */
  readonly measurements: readonly Measurement[];
  readonly monitor: MonitorView | null;
  /** A row of the test or reference data for the form; null when there is none. */
  readonly exampleRow: Readonly<Record<string, number | string | boolean>> | null;
}
/** `GET /v1/deployments/:id/series?from=&to=&points=`: what happened over time, at most `points` (default 300) places. */
export interface DeploymentSeries {
  /** Starts of the places, UTC milliseconds, evenly spaced. */
  readonly times: readonly number[];
  readonly stepMs: number;
  /** Counts were made from slices of a log too long to be read whole. */
  readonly isSampled?: boolean;
  readonly versions: readonly {
    readonly version: number;
    readonly requests: readonly number[];
    readonly errors: readonly number[];
    /** Milliseconds; null where there was no request. */
    readonly p50: readonly (number | null)[];
    readonly p95: readonly (number | null)[];
    readonly p99: readonly (number | null)[];
  }[];
  /** Steps, promotions, rollbacks, alerts. */
  readonly marks: readonly { readonly at: number; readonly kind: AuditRecord['kind']; readonly seq: number }[];
}

/** `POST /v1/deployments/:id/infer`: one test request, logged as any other. Columns by name, one row. */
export const testRequest = v.object({
  row: v.record(v.string(), v.union([v.number(), v.string(), v.boolean()])),
  /** Asks this version, whatever the split. */
  version: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});
export type TestRequest = v.InferOutput<typeof testRequest>;
export interface TestAnswer {
  readonly id: string;
  readonly status: number;
  readonly version: number | null;
  readonly latency: number;
  readonly outputs: Readonly<Record<string, readonly (number | string | boolean | null)[]>>;
  readonly error: string | null;
}

/** `GET /v1/monitors` */
export interface MonitorView {
  readonly deployment: string;
  readonly pipeline: string;
  readonly spec: MonitorSpec;
  /** The newest of every signal, in the file's order; signals that were not looked at yet are absent. */
  readonly results: readonly SignalResult[];
  /** Open ones and the last 50. */
  readonly alerts: readonly Alert[];
  readonly lastLook: number | null;
  readonly nextLook: number | null;
  /** When the next action may start; null when one may now. */
  readonly coolingUntil: number | null;
}
/** `POST /v1/monitors/:deployment/check` `{key}`: looks now; operation of kind `monitor`. */
export const monitorCheck = v.object({ key });
export type MonitorCheck = v.InferOutput<typeof monitorCheck>;
/** `POST /v1/deployments/:id/labels`; answers `{ taken }`. The same label twice is one; a later one wins. */
export const labelsRequest = v.object({
  labels: v.pipe(
    v.array(
      v.object({
        id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
        row: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
        value: v.union([v.number(), v.string()]),
        at: v.optional(v.number()),
      }),
    ),
    v.maxLength(100_000),
  ),
});
export type LabelsRequest = v.InferOutput<typeof labelsRequest>;
/** `POST /v1/alerts/:id/acknowledge` `{key, who}`; answers the alert. */
export const acknowledgeRequest = v.object({ key, who });
export type AcknowledgeRequest = v.InferOutput<typeof acknowledgeRequest>;

/** `POST /v1/retrain`: runs the pipeline, judges gates, registers, deploys as a canary; operation of kind `retrain`. */
export const retrainRequest = v.object({
  key,
  pipeline: ids.projectPath,
  target: v.optional(name),
  who,
  why: v.optional(sentence),
  python: v.optional(v.string()),
  env: v.record(v.string(), v.string()),
});
export type RetrainRequest = v.InferOutput<typeof retrainRequest>;

/** `POST /v1/predict`: batch, tracked as a run; operation of kind `predict`, its subject the run's id. */
export const predictRequest = v.object({
  key,
  model: name,
  /** A number or an alias; default: the newest version. */
  version: v.optional(v.union([v.pipe(v.number(), v.integer(), v.minValue(1)), name])),
  /** Absolute paths. CSV, Parquet or JSON by extension. */
  input: v.pipe(v.string(), v.minLength(1)),
  output: v.pipe(v.string(), v.minLength(1)),
  who,
});
export type PredictRequest = v.InferOutput<typeof predictRequest>;

/** `GET /v1/audit?model=&deployment=&limit=`: newest first. */
export interface AuditList {
  readonly records: readonly AuditRecord[];
  readonly check: AuditCheck;
}
/** What `verify` found. */
export type AuditCheck =
  | { readonly state: 'whole'; readonly records: number; readonly head: string }
  | {
      readonly state: 'broken';
      readonly at: number;
      readonly reason: 'changed' | 'missing' | 'order' | 'truncated' | 'unreadable';
    };

/** `GET /v1/trace/:id`: from a logged request back to everything that made its answer. */
export interface Trace {
  readonly request: LoggedRequest;
  readonly deployment: { readonly id: string; readonly target: string; readonly pipeline: string };
  readonly model: string;
  readonly version: number;
  readonly modelHash: string | null;
  readonly runId: string | null;
  readonly runName: string | null;
  readonly commit: string | null;
  readonly diffHash: string | null;
  /** Path and content hash of what the run read. */
  readonly data: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  readonly verdicts: readonly GateVerdict[];
  /** The label, when it has come. */
  readonly label: number | string | null;
  /** The audit records about that version and rollout, oldest first. */
  readonly records: readonly AuditRecord[];
}

export type {
  Alert,
  AuditRecord,
  Deployment,
  Gate,
  GateVerdict,
  LoggedRequest,
  Measurement,
  MonitorSpec,
  RegisteredModel,
  Rollout,
  SignalResult,
  Signature,
};
