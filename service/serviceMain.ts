// The service process from start to end: lock, stores in workers, HTTP, events, supervision, and a clean goodbye.
import { realpathSync } from 'node:fs';
import type { Server } from 'node:http';
import { trouble } from '../engine/errors.ts';
import { fileLog } from '../engine/node/log.ts';
import { nodePorts } from '../engine/node/ports.ts';
import type { Log } from '../engine/ports.ts';
import { makeStateFolder } from '../engine/store/openStateDatabase.ts';
import type { Hello, Trouble } from '../protocol/api.ts';
import type { PrivatePaths } from '../protocol/privateFolder.ts';
import { noteEnd, noteStart } from './crashes.ts';
import { createEventHub, type EventHub } from './eventHub.ts';
import { createHttpServer } from './httpServer.ts';
import { createOperations } from './operations.ts';
import type { ServiceOptions } from './options.ts';
import { type OwnerLock, takeOwnerLock } from './ownerLock.ts';
import { keepTryingPort, listen } from './ports.ts';
import { version } from './productVersion.ts';
import type { ProjectCalls } from './projectCalls.ts';
import { loadKeys, logFileOf, pathsOf, rotateLog, saveServiceFile } from './projectFolder.ts';
import { createRouter } from './router.ts';
import { createRunners } from './runners.ts';
import type { ServiceContext } from './serviceContext.ts';
import type { TrackingCalls } from './trackingCalls.ts';
import { startWatcher, type Watcher } from './watcher.ts';
import { startWorker, type WorkerKind } from './workerCalls.ts';

export interface RunningService {
  readonly url: string;
  readonly token: string;
  /** Resolves when the service has ended, with why. */
  readonly ended: Promise<string>;
  stop(): void;
}

/** Throws `store-locked`, `service-crashing`, `port-taken`. `entry`: the file that workers and runners are started from. */
export async function startService(options: ServiceOptions, entry: string): Promise<RunningService> {
  const root = realpathSync(options.root);
  const paths = pathsOf(root);
  const keys = await loadKeys(paths);
  rotateLog(logFileOf(paths));
  const log = fileLog(logFileOf(paths));
  const isView = options.trust === 'untrusted';
  const locks = await takeLocks(root, paths, isView);
  const notices: Trouble[] = [];
  let finish: (reason: string) => void = () => undefined;
  const ended = new Promise<string>(done => {
    finish = done;
  });
  try {
    noteStart(paths);
    const service = await open({
      options,
      root,
      paths,
      keys,
      log,
      notices,
      isView,
      entry,
      onStopped: reason => finish(reason),
      locks,
    });
    log.write('info', `service ${version()} for ${root} at ${service.url}`, {
      pid: process.pid,
      mode: isView ? 'view' : 'full',
    });
    return { ...service, token: keys.token, ended };
  } catch (error) {
    for (const lock of locks) lock.release();
    throw error;
  }
}

/** One service per project and person in any mode; in full mode the project itself is held too, over persons and hosts. */
async function takeLocks(root: string, paths: PrivatePaths, isView: boolean): Promise<readonly OwnerLock[]> {
  const own = takeOwnerLock(paths.project);
  if (isView) return [own];
  try {
    await makeStateFolder(nodePorts().files, root);
    return [own, takeOwnerLock(`${root}/.trainyard`)];
  } catch (error) {
    own.release();
    throw error;
  }
}

interface OpenOptions {
  readonly options: ServiceOptions;
  readonly root: string;
  readonly paths: PrivatePaths;
  readonly keys: { readonly port: number; readonly token: string; readonly secret: string };
  readonly log: Log;
  readonly notices: Trouble[];
  readonly isView: boolean;
  readonly entry: string;
  readonly locks: readonly OwnerLock[];
  readonly onStopped: (reason: string) => void;
}

async function open(given: OpenOptions): Promise<{ readonly url: string; stop(): void }> {
  const { options, root, paths, keys, log, notices, isView, entry } = given;
  const hub = createEventHub();
  let lastRequest = Date.now();
  let resolveContext: (context: ServiceContext) => void = () => undefined;
  const context = new Promise<ServiceContext>(done => {
    resolveContext = done;
  });
  const router = createRouter(() => context);
  const makeServer = (): Server =>
    createHttpServer(
      keys,
      request => {
        lastRequest = Date.now();
        return router(request);
      },
      error => log.write('error', 'a request failed', { error }),
    );

  const server = makeServer();
  const port = await listen(server, options.port, keys.port);
  const workers = openWorkers(given, error => {
    log.write('error', 'a worker died', { error });
    process.exit(70);
  });
  const project = workers.project.calls;
  const tracking = workers.tracking.calls;
  const status = await project.status();
  if (status.problem !== null) notices.push(status.problem);
  const mode: Hello['mode'] = isView ? 'view' : status.writable ? 'full' : 'read-only';

  const runners = createRunners({ root, entry, logFile: logFileOf(paths), project, log });
  const operations = createOperations({ project, hub, spawnRunner: runId => runners.start(runId) });
  const watcher = startWatcher({ root, project, hub, operations, runners: mode === 'full' ? runners : null, log });
  const regained = await regainPort({ ...given, port, makeServer, project });
  await saveServiceFile(paths, { ...keys, port, pid: process.pid, version: version() });

  let isStopping = false;
  const stop = async (reason: 'idle' | 'asked' | 'hand-over'): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    log.write('info', `service ends: ${reason}`);
    hub.publish({ type: 'stopping', reason });
    clearInterval(idling);
    watcher.stop();
    regained.stop();
    server.close();
    setTimeout(() => server.closeAllConnections(), 200);
    await Promise.all([workers.project.stop(), workers.tracking.stop()]);
    noteEnd(paths);
    for (const lock of given.locks) lock.release();
    given.onStopped(reason);
  };
  const idling = watchIdle({
    hub,
    watcher,
    idleMs: options.idleMs,
    lastRequest: () => lastRequest,
    onIdle: () => void stop('idle'),
  });
  resolveContext({
    root,
    mode,
    startedAt: Date.now(),
    project,
    tracking,
    hub,
    operations,
    notices,
    lookNow: () => watcher.lookNow(),
    stop: reason => void setTimeout(() => void stop(reason), 20),
  });
  return { url: `http://127.0.0.1:${port}`, stop: () => void stop('asked') };
}

function openWorkers({ root, paths, isView, entry }: OpenOptions, onDeath: (error: Error) => void) {
  const data = (kind: WorkerKind) => ({
    kind,
    root,
    access: isView ? ('read' as const) : ('write' as const),
    folders: { runs: paths.runs, environments: paths.environments },
    logFile: logFileOf(paths),
  });
  return {
    project: startWorker<ProjectCalls>(entry, data('project'), onDeath),
    tracking: startWorker<TrackingCalls>(entry, data('tracking'), onDeath),
  };
}

/** Stages that run know the old port alone: while it is taken this is said, and tried again until it is back. */
async function regainPort(
  given: OpenOptions & {
    readonly port: number;
    readonly makeServer: () => Server;
    readonly project: ReturnType<typeof startWorker<ProjectCalls>>['calls'];
  },
): Promise<{ stop(): void }> {
  const { keys, port, makeServer, project, notices, log, options } = given;
  if (keys.port === 0 || keys.port === port || options.port !== null) return { stop: () => undefined };
  const running = await project.pipelineRuns({ unfinished: true, limit: 1 });
  if (running.length === 0) return { stop: () => undefined };
  const notice = { code: 'port-taken', args: { port: keys.port } };
  notices.push(notice);
  log.write('warn', trouble('port-taken', notice.args).message);
  return keepTryingPort(makeServer, keys.port, () => {
    notices.splice(notices.indexOf(notice), 1);
    log.write('info', `port ${keys.port} is back`);
  });
}

interface IdleOptions {
  readonly hub: EventHub;
  readonly watcher: Watcher;
  readonly idleMs: number;
  readonly lastRequest: () => number;
  readonly onIdle: () => void;
}
function watchIdle({ hub, watcher, idleMs, lastRequest, onIdle }: IdleOptions): NodeJS.Timeout {
  let since = Date.now();
  return setInterval(
    () => {
      if (hub.listeners > 0 || watcher.activeRuns > 0) since = Date.now();
      if (Date.now() - Math.max(since, lastRequest()) >= idleMs) onIdle();
    },
    Math.min(1_000, Math.max(50, idleMs / 4)),
  );
}
