// What a window or a command line can ask the project's service: one method for each route, and its events.
import type {
  CleanRequest,
  ExperimentView,
  Facts,
  Hello,
  HistoryRequest,
  LogSlice,
  Operation,
  PipelineRunList,
  PipelineView,
  RunDetail,
  RunRequest,
  RunRow,
  Snapshot,
  WireCurve,
} from '../protocol/api.ts';
import type {
  AcknowledgeRequest,
  Alert,
  AliasRequest,
  AuditList,
  DeploymentAct,
  DeploymentDetail,
  DeploymentSeries,
  DeploymentView,
  DeployRequest,
  GateView,
  LabelsRequest,
  ModelList,
  MonitorCheck,
  MonitorView,
  PredictRequest,
  RegisteredModel,
  RegisterRequest,
  RetrainRequest,
  TestAnswer,
  TestRequest,
  Trace,
} from '../protocol/deployApi.ts';
import type { ServiceEvent } from '../protocol/events.ts';

export interface RunsQuery {
  readonly experiment?: string;
  readonly level?: 'parents' | 'all';
  readonly limit?: number;
}
export interface LogQuery {
  /** Id of the pipeline run. */
  readonly run: string;
  readonly stage: string;
  /** In bytes; below zero: from the end. */
  readonly offset?: number;
  readonly limit?: number;
}
/** UTC milliseconds; both left out: the last hour. */
export interface SeriesQuery {
  readonly from?: number;
  readonly to?: number;
  /** Places at most; default 300. */
  readonly points?: number;
}
export interface AuditQuery {
  readonly model?: string;
  readonly deployment?: string;
  readonly limit?: number;
}

/**
 * A link to the project's service. It finds the service again after a restart and starts a new one when there is none.
 * Every method throws a `ServiceError` with a code of `engine/errors.ts`: `service-unreachable` when nobody answers,
 * `cancelled` at the signal, `service-version` for changes where the service speaks another major version.
 */
export interface Connection extends ProductionCalls {
  /** As it was when the link was made or last made again. */
  readonly hello: Hello;
  /** The service speaks another major version: it is looked at only, until it is handed over. */
  readonly isReadOnly: boolean;
  /** Asks again: for the newest `seq`, mode and notices. */
  hello_(signal?: AbortSignal): Promise<Hello>;
  snapshot(signal?: AbortSignal): Promise<Snapshot>;
  pipelines(signal?: AbortSignal): Promise<readonly PipelineView[]>;
  pipeline(file: string, signal?: AbortSignal): Promise<PipelineView>;
  pipelineRuns(
    query?: { readonly pipeline?: string; readonly limit?: number },
    signal?: AbortSignal,
  ): Promise<PipelineRunList>;
  pipelineRun(id: string, signal?: AbortSignal): Promise<PipelineRunList[number]>;
  startRun(request: RunRequest, signal?: AbortSignal): Promise<Operation>;
  runs(query?: RunsQuery, signal?: AbortSignal): Promise<readonly RunRow[]>;
  run(id: string, signal?: AbortSignal): Promise<RunDetail>;
  experiments(signal?: AbortSignal): Promise<readonly ExperimentView[]>;
  history(request: HistoryRequest, signal?: AbortSignal): Promise<readonly WireCurve[]>;
  log(query: LogQuery, signal?: AbortSignal): Promise<LogSlice>;
  facts(signal?: AbortSignal): Promise<Facts>;
  operation(id: string, signal?: AbortSignal): Promise<Operation>;
  operations(signal?: AbortSignal): Promise<readonly Operation[]>;
  cancel(operationId: string, signal?: AbortSignal): Promise<Operation>;
  clean(request: CleanRequest, signal?: AbortSignal): Promise<Operation>;
  /**
   * Everything after `after`, over breaks of the line and restarts of the service; `reset` when events were missed.
   * Ends at the signal, when the link is disposed, and when the service was stopped on purpose.
   */
  events(after: number, signal: AbortSignal): AsyncIterable<ServiceEvent>;
  /** Ends this service, whose runs go on, and starts one of this version and trust in its place. */
  handOver(): Promise<void>;
  /** Ends the service; runs go on. */
  stop(): Promise<void>;
  dispose(): void;
}

/** Models in production: registry, gates, deployments, monitors, audit. See `protocol/deployApi.ts` for each. */
export interface ProductionCalls {
  models(signal?: AbortSignal): Promise<ModelList>;
  /** Of every pipeline's last finished run, or of one pipeline's or run's. */
  gates(
    query?: { readonly pipeline?: string; readonly run?: string },
    signal?: AbortSignal,
  ): Promise<readonly GateView[]>;
  register(request: RegisterRequest, signal?: AbortSignal): Promise<Operation>;
  setAlias(request: AliasRequest, signal?: AbortSignal): Promise<RegisteredModel>;
  deployments(signal?: AbortSignal): Promise<readonly DeploymentView[]>;
  deployment(id: string, signal?: AbortSignal): Promise<DeploymentDetail>;
  /** Its operation ends when the rollout has begun; the deployment's events tell how it goes on. */
  deploy(request: DeployRequest, signal?: AbortSignal): Promise<Operation>;
  /** Its operation ends when the act is on record; the deployment's events tell what comes of it. */
  act(deployment: string, request: DeploymentAct, signal?: AbortSignal): Promise<Operation>;
  series(deployment: string, query?: SeriesQuery, signal?: AbortSignal): Promise<DeploymentSeries>;
  testRequest(deployment: string, request: TestRequest, signal?: AbortSignal): Promise<TestAnswer>;
  sendLabels(deployment: string, request: LabelsRequest, signal?: AbortSignal): Promise<{ readonly taken: number }>;
  monitors(signal?: AbortSignal): Promise<readonly MonitorView[]>;
  monitorNow(deployment: string, request: MonitorCheck, signal?: AbortSignal): Promise<Operation>;
  acknowledge(alert: string, request: AcknowledgeRequest, signal?: AbortSignal): Promise<Alert>;
  retrain(request: RetrainRequest, signal?: AbortSignal): Promise<Operation>;
  predict(request: PredictRequest, signal?: AbortSignal): Promise<Operation>;
  audit(query?: AuditQuery, signal?: AbortSignal): Promise<AuditList>;
  trace(requestId: string, signal?: AbortSignal): Promise<Trace>;
}
