// The service process from start to end: lock, stores in workers, HTTP, events, supervision, and a clean goodbye.
import { realpathSync, statSync } from 'node:fs';
import type { Server } from 'node:http';
import { isTrouble } from '../engine/errors.ts';
import type { Log } from '../engine/ports.ts';
import type { Hello, Trouble } from '../protocol/api.ts';
import { type PrivatePaths, type ServiceFile, serviceLogFile } from '../protocol/privateFolder.ts';
import { forgetCrashes, noteEnd, noteStart } from './crashes.ts';
import { createEventHub, type EventHub, nextSeqBase } from './eventHub.ts';
import { createHttpServer, type Handle } from './httpServer.ts';
import { type LostPorts, regainPorts } from './lostPorts.ts';
import { createOperations, type Operations } from './operations.ts';
import type { ServiceOptions } from './options.ts';
import type { OwnerLock } from './ownerLock.ts';
import { listen } from './ports.ts';
import { createProduction, type Production, resumeWork } from './production.ts';
import { version } from './productVersion.ts';
import { loadKeys, type ProjectKeys, pathsOf, saveServiceFile, serviceLog } from './projectFolder.ts';
import { createRouter } from './router.ts';
import { createRunners } from './runners.ts';
import type { ServiceContext, StopReason } from './serviceContext.ts';
import { takeLocks } from './takeLocks.ts';
import { startWatcher, type Watcher } from './watcher.ts';
import { openWorkers, type Workers } from './workers.ts';

export interface RunningService {
  /** Resolves when the service has ended, with why. */
  readonly ended: Promise<StopReason>;
}
export interface ServiceHost {
  /** The file that workers and runners are started from. */
  readonly entry: string;
  /** Ends the service. */
  readonly signal: AbortSignal;
  /** Hears what goes into the log. */
  readonly echo?: Log;
}

/** Throws `store-locked`, `service-crashing`, `port-taken`, `runtime-missing`. */
export async function startService(options: ServiceOptions, host: ServiceHost): Promise<RunningService> {
  const root = realpathSync(options.root);
  const paths = pathsOf(root);
  const keys = await loadKeys(paths);
  const lock = await takeLocks(root, paths, options.trust === 'untrusted');
  const log = joinLogs(serviceLog(paths), host.echo);
  try {
    if (options.afterCrashes) forgetCrashes(paths);
    noteStart(paths);
    process.on('uncaughtException', error => die(log, error));
    return await open({ options, host, root, paths, keys, log, lock });
  } catch (error) {
    // A start that is refused for a reason is no crash.
    if (isTrouble(error)) noteEnd(paths);
    else log.write('error', 'the service could not start', { error });
    lock.release();
    throw error;
  }
}

const joinLogs = (log: Log, echo: Log | undefined): Log => ({
  write(level, message, details) {
    log.write(level, message, details);
    echo?.write(level, message, details);
  },
});

function die(log: Log, error: unknown): never {
  log.write('error', 'the service fails and ends', { error });
  process.exit(70);
}

interface Start {
  readonly options: ServiceOptions;
  readonly host: ServiceHost;
  readonly root: string;
  readonly paths: PrivatePaths;
  readonly keys: ProjectKeys;
  readonly log: Log;
  readonly lock: OwnerLock;
}

async function open(start: Start): Promise<RunningService> {
  const { options, host, root, paths, keys, log } = start;
  const seqBase = nextSeqBase(keys.seqBase);
  const hub = createEventHub({ first: seqBase });
  const activity = { last: Date.now() };
  const ready = Promise.withResolvers<ServiceContext>();
  const makeServer = serverMaker(start, activity, () => ready.promise);
  const server = makeServer();
  const port = await listen(server, options.port, keys.port);
  const isView = options.trust === 'untrusted';
  const workers = openWorkers({ root, paths, entry: host.entry, isView, onDeath: error => die(log, error) });
  const work = await startWork(start, workers, hub);
  const known = [keys.port, ...(keys.alsoPorts ?? [])].filter(one => one > 0 && one !== port);
  const { notices, watcher } = work;
  const lost = regainPorts({ wanted: work.isRunning ? known : [], makeServer, notices, log });
  const file: ServiceFile = {
    ...{ port, token: keys.token, secret: keys.secret, pid: process.pid, version: version() },
    ...{ entry: host.entry, alsoPorts: lost.ports, seqBase },
  };
  const { production } = work;
  const ending = endOnce(start, { server, hub, workers, watcher, production, lost, file });
  const looking = lookAround({
    root,
    idleMs: options.idleMs,
    hub,
    watcher,
    production,
    activity,
    lost,
    stop: ending.stop,
  });
  ready.resolve({
    ...{ root, mode: work.mode, startedAt: Date.now(), hub, operations: work.operations, notices },
    ...{ project: workers.project, tracking: workers.tracking, production: work.production, parents: new Map() },
    lookNow: watcher.lookNow,
    // After the answer is out.
    stop: reason => void setTimeout(() => ending.stop(reason), 20),
  });
  await saveServiceFile(paths, file);
  log.write('info', `service ${version()} for ${root} on port ${port}`, { pid: process.pid, mode: work.mode });
  host.signal.addEventListener('abort', () => ending.stop('asked'), { once: true });
  if (host.signal.aborted) ending.stop('asked');
  return { ended: ending.ended.finally(() => clearInterval(looking)) };
}

function serverMaker(
  { keys, log }: Start,
  activity: { last: number },
  context: () => Promise<ServiceContext>,
): () => Server {
  const router = createRouter(context);
  const handle: Handle = request => {
    activity.last = Date.now();
    return router(request);
  };
  return () => createHttpServer(keys, handle, error => log.write('error', 'a request failed', { error }));
}

interface Work {
  readonly mode: Hello['mode'];
  readonly notices: Trouble[];
  readonly operations: Operations;
  readonly watcher: Watcher;
  readonly production: Production;
  readonly isRunning: boolean;
}

/** What the service does by itself: looks after runs, tells changes, and knows what it has to say. */
async function startWork({ options, host, root, paths, log }: Start, workers: Workers, hub: EventHub): Promise<Work> {
  const { project } = workers;
  const { writable, problem } = await project.status();
  const mode: Hello['mode'] = options.trust === 'untrusted' ? 'view' : writable ? 'full' : 'read-only';
  const runners = createRunners({ root, entry: host.entry, logFile: serviceLogFile(paths), project, log });
  const report = (error: unknown): void => log.write('error', 'an operation failed', { error });
  const operations = createOperations({ project, hub, spawnRunner: runners.start, report });
  const isRunning = (await project.pipelineRuns({ unfinished: true, limit: 1 })).length > 0;
  const supervised = mode === 'full' ? runners : null;
  const { tracking } = workers;
  const watcher = startWatcher({ root, project, tracking, hub, operations, runners: supervised, log });
  const mayWrite = mode === 'full';
  const production = createProduction({ workers, project, hub, mayWrite, onRunQueued: watcher.lookNow, log });
  if (mayWrite) await operations.endAbandoned(operation => resumeWork(production, operation));
  return { mode, notices: problem === null ? [] : [problem], operations, watcher, production, isRunning };
}

interface Endable {
  readonly server: Server;
  readonly hub: EventHub;
  readonly workers: Workers;
  readonly watcher: Watcher;
  readonly production: Production;
  readonly lost: LostPorts;
  readonly file: ServiceFile;
}

/** The clean goodbye: clients are told, nothing is cut in the middle, the lock goes last. Runners and routers are left alone. */
function endOnce(
  { paths, log, lock }: Start,
  { server, hub, workers, watcher, production, lost, file }: Endable,
): { readonly ended: Promise<StopReason>; stop(reason: StopReason): void } {
  const ended = Promise.withResolvers<StopReason>();
  let isStopping = false;
  const end = async (reason: StopReason): Promise<void> => {
    log.write('info', `the service ends: ${reason}`);
    hub.publish({ type: 'stopping', reason });
    watcher.stop();
    await production.stop();
    lost.stop();
    server.close();
    if (reason === 'hand-over') await saveServiceFile(paths, { ...file, handedOverAt: Date.now() });
    setTimeout(() => server.closeAllConnections(), 100);
    await workers.stop();
    noteEnd(paths);
    lock.release();
    ended.resolve(reason);
  };
  return {
    ended: ended.promise,
    stop(reason) {
      if (isStopping) return;
      isStopping = true;
      end(reason).catch(ended.reject);
    },
  };
}

interface LookOptions {
  readonly root: string;
  readonly idleMs: number;
  readonly hub: { readonly listeners: number };
  readonly watcher: Watcher;
  readonly production: { readonly isNeeded: boolean };
  readonly activity: { readonly last: number };
  readonly lost: LostPorts;
  readonly stop: (reason: StopReason) => void;
}

/** Ends the service when nobody needs it, or when the project's folder is no longer where it was. */
function lookAround({ root, idleMs, hub, watcher, production, activity, lost, stop }: LookOptions): NodeJS.Timeout {
  let busyAt = Date.now();
  const inode = inodeOf(root);
  const look = (): void => {
    if (hub.listeners > 0 || watcher.activeRuns > 0 || production.isNeeded) busyAt = Date.now();
    if (watcher.activeRuns === 0) lost.forget();
    const isIdle = Date.now() - Math.max(busyAt, activity.last) >= idleMs;
    if (isIdle || inodeOf(root) !== inode) stop('idle');
  };
  return setInterval(look, Math.min(1_000, Math.max(50, idleMs / 4)));
}

const inodeOf = (path: string): bigint | null => statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
