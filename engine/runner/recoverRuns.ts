// Finds runs that ought to be carried out and are not.
import type { RunId } from '../domain/ids.ts';
import { isRunnerAlive } from './executeRun.ts';
import type { ProjectContext } from './runnerContext.ts';

/** Ids of unfinished runs whose runner is gone or never came, oldest first. Start a runner for each: it goes on where the other stopped. */
export function recoverRuns(context: Pick<ProjectContext, 'store' | 'ports'>): readonly RunId[] {
  const unfinished = context.store.pipelineRuns({ unfinished: true, limit: 1_000 });
  return unfinished
    .filter(({ id }) => {
      const runner = context.store.runner(id);
      return runner === null || !isRunnerAlive(context, runner);
    })
    .map(run => run.id)
    .reverse();
}
