// Starts runner processes and looks after runs whose runner is gone; ends nothing that it did not start.
import type { Log } from '../engine/ports.ts';
import type { ProjectCalls } from './projectCalls.ts';
import { startOwn } from './startOwn.ts';
import type { Remote } from './workerCalls.ts';

export interface Runners {
  start(runId: string): void;
  /** Starts a runner for every unfinished run that has none; returns how many runs are unfinished. */
  recover(): Promise<number>;
}

interface RunnersOptions {
  readonly root: string;
  /** The service's own entry file. */
  readonly entry: string;
  readonly logFile: string;
  readonly project: Remote<ProjectCalls>;
  readonly log: Log;
}

const graceMs = 4_000;
const attemptsLimit = 5;
const attemptsWindowMs = 300_000;

export function createRunners({ root, entry, logFile, project, log }: RunnersOptions): Runners {
  const starts = new Map<string, number[]>();

  const start = (runId: string): void => {
    const recent = (starts.get(runId) ?? []).filter(time => Date.now() - time < attemptsWindowMs);
    starts.set(runId, [...recent, Date.now()]);
    startOwn({
      entry,
      args: ['runner', root, runId],
      root,
      logFile,
      onError: error => log.write('error', `the runner of ${runId} could not be started`, { error }),
    });
  };

  /** One that was just started has not said so yet; one that dies again and again is left, and said so. */
  const mayStart = (runId: string): boolean => {
    const recent = (starts.get(runId) ?? []).filter(time => Date.now() - time < attemptsWindowMs);
    const last = recent.at(-1) ?? 0;
    if (Date.now() - last < graceMs) return false;
    if (recent.length < attemptsLimit) return true;
    if (recent.length === attemptsLimit) {
      log.write(
        'error',
        `the runner of ${runId} ended ${attemptsLimit} times in five minutes and is not started again for now`,
      );
      starts.set(runId, [...recent, last]);
    }
    return false;
  };

  return {
    start,
    async recover() {
      const unfinished = await project.pipelineRuns({ unfinished: true, limit: 100 });
      if (unfinished.length === 0) return 0;
      for (const runId of await project.abandoned()) if (mayStart(runId)) start(runId);
      return unfinished.length;
    },
  };
}
