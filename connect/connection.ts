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
import type { ServiceEvent } from '../protocol/events.ts';
import type { AliasRequest, GateView, ModelList, RegisterRequest } from '../protocol/registryApi.ts';

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

/**
 * A link to the project's service. It finds the service again after a restart and starts a new one when there is none.
 * Every method throws a `ServiceError` with a code of `engine/errors.ts`: `service-unreachable` when nobody answers,
 * `cancelled` at the signal, `service-version` for changes where the service speaks another major version.
 */
export interface Connection {
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
  models(signal?: AbortSignal): Promise<ModelList>;
  gates(signal?: AbortSignal): Promise<readonly GateView[]>;
  register(request: RegisterRequest, signal?: AbortSignal): Promise<Operation>;
  setAlias(request: AliasRequest, signal?: AbortSignal): Promise<ModelList[number]>;
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
