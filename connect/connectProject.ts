// Finds the project's service or starts it, and makes the link that survives its restarts.
import { Agent } from 'node:http';
import type { Hello, Trust } from '../protocol/api.ts';
import { apiVersion } from '../protocol/version.ts';
import { type Address, type Call, callService, LineError, openCall } from './callService.ts';
import type { Connection } from './connection.ts';
import { followEvents } from './eventStream.ts';
import { askHello, type FoundService, findAt } from './findService.ts';
import { productionCalls, query } from './productionCalls.ts';
import { findPlace, type ProjectOptions, type ProjectPlace } from './projectPlace.ts';
import { cancelled, ServiceError, unreachable } from './serviceError.ts';
import { type Log, type StartHow, startAt } from './startService.ts';
import { endService } from './stopService.ts';

export type { Connection } from './connection.ts';

export interface ConnectOptions extends ProjectOptions {
  /** Of the asking window's workspace. On the command line typing is consent. */
  readonly trust: Trust;
  /** Without it a service is only looked for. */
  readonly start?: StartHow;
  readonly log?: Log;
}

/**
 * Throws `service-unreachable` when there is none and none may be started, and what starting throws, such as
 * `store-locked`, `service-crashing`, `runtime-missing`. A service that only views is handed over to a trusted window.
 */
export async function connectProject(options: ConnectOptions): Promise<Connection> {
  const link = createLink(await findPlace(options), options);
  await link.attach();
  return toConnection(link);
}

interface Link {
  readonly hello: Hello;
  readonly isReadOnly: boolean;
  readonly signal: AbortSignal;
  attach(): Promise<FoundService>;
  call<T>(
    method: Call['method'],
    path: string,
    more?: { readonly body?: unknown; readonly signal?: AbortSignal | undefined },
  ): Promise<T>;
  events(after: number, signal: AbortSignal): ReturnType<Connection['events']>;
  hello_(signal?: AbortSignal): Promise<Hello>;
  handOver(): Promise<void>;
  stop(): Promise<void>;
  dispose(): void;
}

function createLink(place: ProjectPlace, options: ConnectOptions): Link {
  const agent = new Agent({ keepAlive: true });
  const disposed = new AbortController();
  const { trust } = options;
  let found: FoundService | null = null;
  let attaching: Promise<FoundService> | null = null;

  const attach = (): Promise<FoundService> => {
    attaching ??= findOrStart(place, options)
      .then(service => {
        found = service;
        return service;
      })
      .finally(() => {
        attaching = null;
      });
    return attaching;
  };
  const current = async (): Promise<FoundService> => found ?? attach();
  const withSignal = (signal: AbortSignal | undefined): AbortSignal =>
    signal === undefined ? disposed.signal : AbortSignal.any([disposed.signal, signal]);

  /** A line that breaks before the answer is asked once more, at a service that may have been started for it. */
  const ask = async <T>(work: (address: Address) => Promise<T>): Promise<T> => {
    if (disposed.signal.aborted) throw cancelled();
    try {
      return await work(await current());
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      found = null;
    }
    try {
      return await work(await attach());
    } catch (error) {
      if (error instanceof LineError) throw unreachable(error.message, place.logFile, error);
      throw error;
    }
  };

  const link: Link = {
    get hello() {
      if (found === null) throw unreachable('it was lost', place.logFile);
      return found.hello;
    },
    get isReadOnly() {
      return found !== null && isOtherMajor(found.hello);
    },
    signal: disposed.signal,
    attach,
    call(method, path, { body, signal } = {}) {
      if (method === 'POST' && link.isReadOnly && !readingPosts.has(path)) throw otherVersion(link.hello);
      return ask(address => callService(address, { method, path, trust, body, agent, signal: withSignal(signal) }));
    },
    async hello_(signal) {
      const hello = await link.call<Hello>('GET', '/v1/hello', { signal });
      if (found !== null) found = { ...found, hello };
      return hello;
    },
    events: (after, signal) =>
      followEvents(
        {
          async open(seq, lineSignal) {
            const answer = await openCall(await current(), {
              method: 'GET',
              path: `/v1/events?after=${seq}`,
              trust,
              signal: lineSignal,
            });
            if (answer.statusCode === 200) return answer;
            answer.destroy();
            throw new ServiceError({ code: 'internal', args: { reason: `events: status ${answer.statusCode}` } });
          },
          async reattach(failures) {
            // The first break may be one of the line alone: the service is asked before another one is started.
            if (failures === 1 && found !== null && (await answers(found, trust))) return;
            found = null;
            await attach();
          },
        },
        after,
        withSignal(signal),
      ),
    async handOver() {
      await endService(place, await current(), '/v1/hand-over');
      found = null;
      await attach();
    },
    async stop() {
      await endService(place, await current(), '/v1/stop');
      found = null;
    },
    dispose() {
      disposed.abort();
      agent.destroy();
    },
  };
  return link;
}

const readingPosts = new Set(['/v1/metrics/history']);

async function answers(address: Address, trust: Trust): Promise<boolean> {
  try {
    await askHello(address, trust, 2_000);
    return true;
  } catch {
    // Whatever the reason, it is looked for anew.
    return false;
  }
}

async function findOrStart(place: ProjectPlace, options: ConnectOptions): Promise<FoundService> {
  const found = await findAt(place);
  const { start } = options;
  if (found === null) {
    if (start === undefined) throw unreachable('it is not running', place.logFile);
    return startAt(place, { ...options, start });
  }
  const isOnlyViewing = found.hello.mode === 'view' && options.trust === 'trusted';
  if (!isOnlyViewing || start === undefined || isOtherMajor(found.hello)) return found;
  options.log?.write('info', 'the folder is trusted now: the viewing service hands over');
  await endService(place, found, '/v1/hand-over');
  return startAt(place, { ...options, start });
}

const isOtherMajor = (hello: Hello): boolean => hello.api.major !== apiVersion.major;
const otherVersion = (hello: Hello): ServiceError =>
  new ServiceError({
    code: 'service-version',
    args: { found: `${hello.api.major}.${hello.api.minor}`, known: `${apiVersion.major}.${apiVersion.minor}` },
  });

function toConnection(link: Link): Connection {
  const get =
    <T>(path: string) =>
    (signal?: AbortSignal): Promise<T> =>
      link.call<T>('GET', path, { signal });
  const post = <T>(path: string, body: unknown, signal: AbortSignal | undefined): Promise<T> =>
    link.call<T>('POST', path, { body, signal });
  return {
    get hello() {
      return link.hello;
    },
    get isReadOnly() {
      return link.isReadOnly;
    },
    hello_: link.hello_,
    snapshot: get('/v1/snapshot'),
    pipelines: get('/v1/pipelines'),
    pipeline: (file, signal) => link.call('GET', `/v1/pipelines/one${query({ file })}`, { signal }),
    pipelineRuns: (asked = {}, signal) => link.call('GET', `/v1/pipeline-runs${query(asked)}`, { signal }),
    pipelineRun: (id, signal) => link.call('GET', `/v1/pipeline-runs/${encodeURIComponent(id)}`, { signal }),
    startRun: async (request, signal) => post('/v1/runs', request, signal),
    runs: (asked = {}, signal) => link.call('GET', `/v1/runs${query(asked)}`, { signal }),
    run: (id, signal) => link.call('GET', `/v1/runs/${encodeURIComponent(id)}`, { signal }),
    experiments: get('/v1/experiments'),
    history: async (request, signal) => post('/v1/metrics/history', request, signal),
    log: (asked, signal) => link.call('GET', `/v1/log${query(asked)}`, { signal }),
    facts: get('/v1/facts'),
    operation: (id, signal) => link.call('GET', `/v1/operations/${encodeURIComponent(id)}`, { signal }),
    operations: get('/v1/operations'),
    cancel: async (id, signal) => post(`/v1/operations/${encodeURIComponent(id)}/cancel`, {}, signal),
    clean: async (request, signal) => post('/v1/clean', request, signal),
    ...productionCalls(link),
    events: link.events,
    handOver: link.handOver,
    stop: link.stop,
    dispose: link.dispose,
  };
}
