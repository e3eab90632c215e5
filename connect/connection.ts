// A client's end of the project's service: one method per route, events that resume, a way to hand over.
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
  Trust,
  WireCurve,
} from '../protocol/api.ts';
import type { ServiceEvent } from '../protocol/events.ts';
import { apiVersion } from '../protocol/version.ts';
import { type CallOptions, callService, request } from './call.ts';
import { followEvents } from './eventStream.ts';
import type { FoundService } from './findService.ts';
import { ServiceTrouble } from './serviceTrouble.ts';
import { endService } from './stopService.ts';
import { logFileOf, pathsOf, type ServiceTarget } from './target.ts';

export interface Connection {
  readonly hello: Hello;
  readonly url: string;
  readonly token: string;
  readonly logFile: string;
  /** True: the service speaks another major version. Looking may work, changing is refused with `service-version`. */
  readonly isForeign: boolean;
  snapshot(): Promise<Snapshot>;
  pipelines(): Promise<readonly PipelineView[]>;
  pipeline(file: string): Promise<PipelineView>;
  pipelineRuns(query?: { readonly pipeline?: string; readonly limit?: number }): Promise<PipelineRunList>;
  pipelineRun(id: string): Promise<PipelineRunList[number]>;
  startRun(request: RunRequest): Promise<Operation>;
  runs(query?: {
    readonly experiment?: string;
    readonly level?: 'parents' | 'all';
    readonly parent?: string;
    readonly limit?: number;
  }): Promise<readonly RunRow[]>;
  run(id: string): Promise<RunDetail>;
  experiments(): Promise<readonly ExperimentView[]>;
  history(request: HistoryRequest): Promise<readonly WireCurve[]>;
  log(query: {
    readonly run: string;
    readonly stage: string;
    readonly offset: number;
    readonly limit?: number;
  }): Promise<LogSlice>;
  facts(): Promise<Facts>;
  operation(id: string): Promise<Operation>;
  operations(): Promise<readonly Operation[]>;
  cancel(id: string): Promise<Operation>;
  clean(request: CleanRequest): Promise<Operation>;
  /** Every event after a number; `reset` says that some are gone. Ends with `stopping`, with the signal, or by throwing. */
  events(after: number, signal: AbortSignal): AsyncIterable<ServiceEvent>;
  /** Ends the service so that another version or mode can take its place; runs go on. */
  handOver(): Promise<void>;
  dispose(): void;
}

export function openConnection(target: ServiceTarget, found: FoundService, trust: Trust): Connection {
  const logFile = logFileOf(pathsOf(target));
  const life = new AbortController();
  const isForeign = found.hello.api.major !== apiVersion.major;
  const ask = <T>(route: Parameters<typeof callService>[3], options: CallOptions = {}): Promise<T> =>
    callService(found, trust, logFile, route, { signal: life.signal, ...options }) as Promise<T>;
  const change = async <T>(route: Parameters<typeof callService>[3], options: CallOptions): Promise<T> => {
    if (isForeign)
      throw new ServiceTrouble('service-version', { found: wordOf(found.hello.api), known: wordOf(apiVersion) });
    return ask<T>(route, options);
  };
  return {
    hello: found.hello,
    url: found.url,
    token: found.token,
    logFile,
    isForeign,
    snapshot: () => ask('snapshot'),
    pipelines: () => ask('pipelines'),
    pipeline: file => ask('pipeline', { query: { file } }),
    pipelineRuns: (query = {}) => ask('pipelineRuns', { query }),
    pipelineRun: id => ask('pipelineRun', { params: { id } }),
    startRun: body => change('startRun', { body }),
    runs: (query = {}) => ask('runs', { query }),
    run: id => ask('run', { params: { id } }),
    experiments: () => ask('experiments'),
    history: body => ask('history', { body }),
    log: query => ask('log', { query }),
    facts: () => ask('facts'),
    operation: id => ask('operation', { params: { id } }),
    operations: () => ask('operations'),
    cancel: id => change('cancel', { params: { id }, body: {} }),
    clean: body => change('clean', { body }),
    events(after, signal) {
      const both = AbortSignal.any([signal, life.signal]);
      return followEvents(after, both, (seq, ended) =>
        request(found, trust, logFile, 'events', { query: { after: seq }, signal: ended }),
      );
    },
    handOver: () => endService(target, found, 'hand-over'),
    dispose: () => life.abort(),
  };
}

const wordOf = ({ major, minor }: { readonly major: number; readonly minor: number }): string => `${major}.${minor}`;
