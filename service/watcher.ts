// Notices what other processes changed: the state database, the tracking store, logs of stages, and the project's files.
import { statSync } from 'node:fs';
import type { PipelineRun } from '../engine/domain/run.ts';
import type { Log } from '../engine/ports.ts';
import type { EventHub } from './eventHub.ts';
import { createFileWatch } from './fileWatch.ts';
import type { Operations } from './operations.ts';
import type { ProjectCalls } from './projectCalls.ts';
import type { Runners } from './runners.ts';
import type { TrackingCalls } from './trackingCalls.ts';
import type { Remote } from './workerCalls.ts';

export interface Watcher {
  /** Looks now rather than at the next turn. */
  lookNow(): void;
  /** Runs that have not ended, at the last look. */
  readonly activeRuns: number;
  stop(): void;
}

interface WatcherOptions {
  readonly root: string;
  readonly project: Remote<ProjectCalls>;
  readonly tracking: Remote<TrackingCalls>;
  readonly hub: EventHub;
  readonly operations: Operations;
  /** Null where nothing may be started. */
  readonly runners: Runners | null;
  readonly log: Log;
}

const busyMs = 250;
const quietMs = 2_000;
/** A stage may log thousands of points in a second: listeners are told at most this often. */
const trackingMs = 500;
const modelsMs = 2_000;
const stateFiles = ['.trainyard/trainyard.db', '.trainyard/trainyard.db-wal'];
const trackingFiles = ['mlflow.db', 'mlflow.db-wal', 'mlruns'];

export function startWatcher(options: WatcherOptions): Watcher {
  const { root, hub, runners, log } = options;
  const runs = watchRuns(options);
  const files = watchFiles(options, () => activeRuns);
  const models = watchModels(options);
  let tracking = markOf(root, trackingFiles);
  let trackingTold = 0;
  let activeRuns = 0;
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;
  let isAsked = false;
  let isStopped = false;

  const lookOnce = async (): Promise<void> => {
    if (runners !== null) activeRuns = await runners.recover();
    await runs.look(activeRuns > 0);
    const now = markOf(root, trackingFiles);
    if (now !== tracking && Date.now() - trackingTold >= trackingMs) {
      tracking = now;
      trackingTold = Date.now();
      hub.publish({ type: 'runs-changed', runIds: [] });
    }
    await models.look(now);
    await files.look();
  };
  const look = async (): Promise<void> => {
    isAsked = isLooking;
    if (isLooking) return;
    isLooking = true;
    clearTimeout(timer);
    try {
      await lookOnce();
    } catch (error) {
      if (!isStopped) log.write('warn', 'looking for changes failed', { error });
    } finally {
      isLooking = false;
      const pause = isAsked ? 50 : hub.listeners > 0 || activeRuns > 0 ? busyMs : quietMs;
      isAsked = false;
      if (!isStopped) timer = setTimeout(() => void look(), pause);
    }
  };
  void look();
  return {
    lookNow: () => void look(),
    get activeRuns() {
      return activeRuns;
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
      files.stop();
    },
  };
}

/** Tells every run that is not as it was at the last look, and how far the logs of running stages are. */
function watchRuns({ root, project, hub, operations }: WatcherOptions): { look(isRunning: boolean): Promise<void> } {
  const shown = new Map<string, string>();
  const sizes = new Map<string, number>();
  let state: string | null = null;

  const lookAtRuns = async (): Promise<void> => {
    const now = markOf(root, stateFiles);
    if (now === state) return;
    const isFirst = state === null;
    state = now;
    for (const run of (await project.pipelineRuns({ limit: 20 })).toReversed()) {
      const text = JSON.stringify(run);
      const isNews = shown.get(run.id) !== text;
      shown.set(run.id, text);
      if (isNews && !isFirst) await tell(run);
    }
  };
  const tell = async (run: PipelineRun): Promise<void> => {
    hub.publish({ type: 'pipeline-run', run });
    await operations.runChanged(run);
  };
  const lookAtLogs = async (): Promise<void> => {
    for (const { runId, stage, size } of await project.logSizes()) {
      const name = `${runId}/${stage}`;
      if (sizes.get(name) === size) continue;
      sizes.set(name, size);
      hub.publish({ type: 'log', runId, stage, size });
    }
  };
  return {
    async look(isRunning) {
      await lookAtRuns();
      if (isRunning && hub.listeners > 0) await lookAtLogs();
      if (!isRunning) sizes.clear();
    },
  };
}

/** Any MLflow client may register a version or move an alias: told while somebody listens. */
function watchModels({ tracking, hub }: WatcherOptions): { look(mark: string): Promise<void> } {
  let seen: string | null = null;
  let models: string | null = null;
  let looked = 0;
  return {
    async look(mark) {
      if (hub.listeners === 0 || mark === seen || Date.now() - looked < modelsMs) return;
      seen = mark;
      looked = Date.now();
      const now = await tracking.modelsMark();
      if (models !== null && now !== models) hub.publish({ type: 'models-changed' });
      models = now;
    },
  };
}

/** Files are watched while somebody listens. What stages make is told when they have ended: it changes all the time before. */
function watchFiles(
  { root, project, hub, log }: WatcherOptions,
  activeRuns: () => number,
): { look(): Promise<void>; stop(): void } {
  let made: ReadonlySet<string> = new Set();
  const held = new Set<string>();
  let isStale = true;
  const watch = createFileWatch({
    root,
    log,
    onChange(paths) {
      isStale = true;
      const now = paths.filter(path => activeRuns() === 0 || !isMade(path, made));
      for (const path of paths) if (!now.includes(path)) held.add(path);
      if (now.length > 0) hub.publish({ type: 'pipelines-changed', files: now });
    },
  });
  return {
    async look() {
      if (hub.listeners === 0) {
        // What changes unheard is seen by the snapshot of whoever listens next.
        if (!isStale) watch.follow([]);
        isStale = true;
        return;
      }
      if (activeRuns() === 0 && held.size > 0) {
        hub.publish({ type: 'pipelines-changed', files: [...held] });
        held.clear();
      }
      if (!isStale) return;
      isStale = false;
      const found = await project.watchedFiles();
      made = new Set(found.made);
      watch.follow([...found.written, ...found.made]);
    },
    stop: () => watch.stop(),
  };
}

const isMade = (path: string, made: ReadonlySet<string>): boolean =>
  made.has(path) || [...made].some(out => path.startsWith(out.endsWith('/') ? out : `${out}/`));

const markOf = (root: string, files: readonly string[]): string =>
  files.map(file => stampOf(`${root}/${file}`)).join('|');

function stampOf(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? '-' : `${stat.mtimeNs}:${stat.size}:${stat.ino}`;
}
