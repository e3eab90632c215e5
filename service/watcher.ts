// Notices what other processes changed: state and tracking databases, pipeline files and what stages read.
import { statSync } from 'node:fs';
import type { PipelineRun } from '../engine/domain/run.ts';
import type { Log } from '../engine/ports.ts';
import type { EventHub } from './eventHub.ts';
import type { Operations } from './operations.ts';
import type { ProjectCalls } from './projectCalls.ts';
import type { Runners } from './runners.ts';
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
  readonly hub: EventHub;
  readonly operations: Operations;
  readonly runners: Runners | null;
  readonly log: Log;
}

const busyMs = 250;
const quietMs = 2_000;
const filesEvery = 1_500;
const stateFiles = ['.trainyard/trainyard.db', '.trainyard/trainyard.db-wal'];
const trackingFiles = ['mlflow.db', 'mlflow.db-wal', 'mlruns'];

export function startWatcher({ root, project, hub, operations, runners, log }: WatcherOptions): Watcher {
  const mark = (files: readonly string[]): string => files.map(file => stampOf(`${root}/${file}`)).join('|');
  let [state, tracking, files] = ['', mark(trackingFiles), ''];
  let lastFiles = 0;
  let activeRuns = 0;
  const shown = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;
  let isAsked = false;
  let isStopped = false;

  const lookAtRuns = async (): Promise<void> => {
    const now = mark(stateFiles);
    if (runners !== null) activeRuns = await runners.recover();
    if (now === state) return;
    const isFirst = state === '';
    state = now;
    for (const run of (await project.pipelineRuns({ limit: 20 })).toReversed()) {
      const text = JSON.stringify(run);
      if (shown.get(run.id) === text) continue;
      shown.set(run.id, text);
      if (!isFirst) await tell(run);
    }
  };
  const tell = async (run: PipelineRun): Promise<void> => {
    hub.publish({ type: 'pipeline-run', run });
    await operations.runChanged(run);
  };
  const lookAtTracking = (): void => {
    const now = mark(trackingFiles);
    if (now === tracking) return;
    tracking = now;
    hub.publish({ type: 'runs-changed', runIds: [] });
  };
  const lookAtFiles = async (): Promise<void> => {
    if (hub.listeners === 0 || Date.now() - lastFiles < filesEvery) return;
    lastFiles = Date.now();
    const found = await project.watchedFiles();
    const now = mark(found) + found.join('|');
    const isFirst = files === '';
    const isSame = now === files;
    files = now;
    if (!isFirst && !isSame) hub.publish({ type: 'pipelines-changed', files: [] });
  };

  const look = async (): Promise<void> => {
    if (isLooking) {
      isAsked = true;
      return;
    }
    isLooking = true;
    clearTimeout(timer);
    try {
      await lookAtRuns();
      lookAtTracking();
      await lookAtFiles();
    } catch (error) {
      if (!isStopped) log.write('warn', 'looking for changes failed', { error });
    } finally {
      isLooking = false;
      const wait = isAsked ? 50 : hub.listeners > 0 || activeRuns > 0 ? busyMs : quietMs;
      isAsked = false;
      if (!isStopped) timer = setTimeout(() => void look(), wait);
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
    },
  };
}

function stampOf(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? '-' : `${stat.mtimeNs}:${stat.size}:${stat.ino}`;
}
