// The project service's HTTP API: every request and answer as a validator with its type beside it.
import * as v from 'valibot';
import type { StrategyType } from '../engine/domain/deployment.ts';
import type { Direction } from '../engine/domain/metricDirection.ts';
import type { RegisteredModel } from '../engine/domain/modelVersion.ts';
import type { StaleReason } from '../engine/domain/pipeline.ts';
import type { PipelineRun, SourceInfo, StageRun, TrackedRun } from '../engine/domain/run.ts';
import { ids } from './checks.ts';
import type { DeploymentView, GateView, MonitorView } from './deployApi.ts';

const { idempotencyKey, projectPath } = ids;

export type Trust = 'trusted' | 'untrusted';

/** `GET /v1/hello` (any valid token). */
export interface Hello {
  readonly product: 'trainyard';
  readonly version: string;
  readonly api: { readonly major: number; readonly minor: number };
  readonly stateSchema: number;
  readonly root: string;
  readonly pid: number;
  readonly startedAt: number;
  /** `view`: untrusted, writes nothing in the folder and runs nothing. `read-only`: state of a newer Trainyard. */
  readonly mode: 'full' | 'view' | 'read-only';
  /** Last event number: subscribe from here after a snapshot. */
  readonly seq: number;
  /** What the service has to tell people once, as error codes with arguments. */
  readonly notices: readonly Trouble[];
}
/** Body of every answer with status 400 and above. */
export interface Trouble {
  readonly code: string;
  readonly args: Readonly<Record<string, string | number>>;
}

/** `POST /v1/runs`: run a pipeline, some of its stages, or everything up to a stage. */
export const runRequest = v.object({
  key: idempotencyKey,
  pipeline: projectPath,
  /** Nothing: the whole pipeline. `only`: these stages alone. `upTo`: these with all they need. */
  select: v.optional(
    v.object({ mode: v.picklist(['only', 'upTo']), stages: v.pipe(v.array(v.string()), v.minLength(1)) }),
  ),
  /** Stages that run even when nothing changed; true: all. */
  force: v.optional(v.union([v.literal(true), v.array(v.string())])),
  /** Values that win over the params file and the pipeline's own. Dotted names. */
  params: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]))),
  /** Stages at a time; default: number of cores, at most 8. */
  parallel: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64))),
  /** Absolute path of the interpreter of the window or shell that asks. */
  python: v.optional(v.string()),
  /** That window's or shell's variables; the service's own are never used. */
  env: v.record(v.string(), v.string()),
});
export type RunRequest = v.InferOutput<typeof runRequest>;

/** `POST /v1/clean` */
export const cleanRequest = v.object({
  key: idempotencyKey,
  /** `cache`: outputs kept by content. `environments`: built Python environments. `logs`: logs of ended runs. */
  what: v.pipe(v.array(v.picklist(['cache', 'environments', 'logs'])), v.minLength(1)),
});
export type CleanRequest = v.InferOutput<typeof cleanRequest>;

/** `POST /v1/metrics/history` */
export const historyRequest = v.object({
  runIds: v.pipe(v.array(v.string()), v.maxLength(500)),
  keys: v.pipe(v.array(v.string()), v.maxLength(200)),
  maxPoints: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(100_000))),
});
export type HistoryRequest = v.InferOutput<typeof historyRequest>;
/** NaN and infinities do not fit JSON numbers: they travel as the strings `NaN`, `Infinity`, `-Infinity`. */
export type WireNumber = number | 'NaN' | 'Infinity' | '-Infinity';
export interface WireCurve {
  readonly runId: string;
  readonly key: string;
  readonly total: number;
  readonly steps: readonly number[];
  readonly values: readonly WireNumber[];
  readonly times: readonly number[];
}
export const toWire = (value: number): WireNumber => (Number.isFinite(value) ? value : (String(value) as WireNumber));
export const fromWire = (value: WireNumber): number => Number(value);

/** Long work that outlives the connection. `POST /v1/operations/:id/cancel` ends it. */
export interface Operation {
  readonly id: string;
  readonly kind: 'run' | 'clean' | 'register' | 'deploy' | 'act' | 'monitor' | 'retrain' | 'predict';
  readonly state: 'running' | 'succeeded' | 'failed' | 'cancelled';
  /** Id of what it makes: the pipeline run's id for `run`. */
  readonly subject: string | null;
  readonly progress: { readonly done: number; readonly total: number; readonly message: string } | null;
  readonly trouble: Trouble | null;
  /** For `clean`: bytes given back. */
  readonly result: Readonly<Record<string, string | number>> | null;
}

/** What a stage row shows: its last or current run joined with whether it would run again. */
export interface StageView {
  readonly name: string;
  readonly description: string | null;
  readonly state:
    | 'never-run'
    | 'queued'
    | 'running'
    | 'succeeded'
    | 'cached'
    | 'failed'
    | 'cancelled'
    | 'skipped'
    | 'lost'
    | 'stale';
  readonly stale: readonly StaleReason[];
  readonly last: StageRun | null;
  readonly after: readonly string[];
  readonly deps: readonly string[];
  readonly outs: readonly string[];
  readonly metrics: readonly string[];
  /** The command as written, on one line: shown before a person's first run. */
  readonly command?: string;
  /** Offsets of the stage's name in the pipeline file. */
  readonly range: { readonly start: number; readonly end: number };
}
/** `GET /v1/pipelines`, `GET /v1/pipelines/one?file=` */
export interface PipelineView {
  readonly file: string;
  readonly name: string;
  /** Null when the file can be read; else why not, with a line from 1. */
  readonly problem: { readonly line: number; readonly count: number; readonly trouble: Trouble } | null;
  readonly stages: readonly StageView[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly paths: readonly string[] }[];
  readonly run: PipelineRun | null;
  /** Name of the model it makes; absent where it makes none. */
  readonly model?: string;
  /** Where the model can be served, in the file's order. */
  readonly targets?: readonly {
    readonly name: string;
    readonly strategy: StrategyType;
    readonly approval: 'none' | 'required';
  }[];
  /** The target that is watched. */
  readonly watched?: string;
}

/** `GET /v1/experiments` */
export interface ExperimentView {
  readonly id: string;
  readonly name: string;
  readonly source: SourceInfo;
  readonly runCount: number;
  readonly updatedAt: number | null;
  /** The metric worth a glance, and the best run by it. */
  readonly main: {
    readonly metric: string;
    readonly direction: Direction;
    readonly best: number;
    readonly bestRunId: string;
  } | null;
  /** For every metric its runs have. */
  readonly directions: Readonly<Record<string, Direction>>;
}
/** `GET /v1/runs?experiment=&level=parents|all&limit=`: rows of trees and tables. Values as JSON carries them. */
export interface RunRow {
  readonly id: string;
  readonly experimentId: string;
  readonly experiment: string;
  readonly name: string;
  readonly status: TrackedRun['status'];
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly parentId: string | null;
  readonly params: Readonly<Record<string, string>>;
  readonly metrics: Readonly<
    Record<string, { readonly value: WireNumber; readonly step: number; readonly timestamp: number }>
  >;
  readonly tags: Readonly<Record<string, string>>;
  /** Git commit, when known. */
  readonly commit: string | null;
  readonly source: 'mlflow-db' | 'mlruns';
}
/** `GET /v1/runs/:id` */
export interface RunDetail {
  readonly row: RunRow;
  readonly artifactFolder: string | null;
  readonly pipelineRun: PipelineRun | null;
  readonly children: readonly RunRow[];
}

/** `GET /v1/log?run=&stage=&offset=&limit=`: text from a byte offset on. */
export interface LogSlice {
  readonly text: string;
  readonly next: number;
  /** True when the stage has ended and there is no more. */
  readonly ended: boolean;
  readonly file: string;
}

/** `GET /v1/snapshot`: all that the sidebar needs, with the number of the last event it includes. */
export interface Snapshot {
  readonly seq: number;
  readonly pipelines: readonly PipelineView[];
  readonly experiments: readonly ExperimentView[];
  readonly operations: readonly Operation[];
  /** Absent from services before API 1.1. */
  readonly models?: readonly RegisteredModel[];
  readonly gates?: readonly GateView[];
  readonly deployments?: readonly DeploymentView[];
  readonly monitors?: readonly MonitorView[];
}

/** `GET /v1/pipeline-runs?pipeline=&limit=`: newest first. */
export type PipelineRunList = readonly PipelineRun[];

/** `GET /v1/facts`: what rules may know; see `engine/domain/facts.ts`. */
export type { Facts } from '../engine/domain/facts.ts';
export type { Direction };

export { ids };
