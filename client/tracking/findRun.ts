// Finds the row of a run that a panel names by its id.
import type { App } from '../app.ts';
import type { RunNode } from '../nodes.ts';
import type { RunCache } from './runCache.ts';

interface Place {
  readonly root: unknown;
  readonly experiment: unknown;
  readonly runId: unknown;
}

/** Null when it is not among the newest; a stage's run gives the pipeline run above it. */
export async function findRun(
  app: App,
  cache: RunCache,
  { root, experiment: name, runId }: Place,
): Promise<RunNode | null> {
  if (typeof root !== 'string' || typeof name !== 'string' || typeof runId !== 'string') return null;
  const project = app.projects.byRoot(root);
  for (const experiment of project?.snapshot?.experiments ?? []) {
    if (project === null || experiment.name !== name) continue;
    const rows = await cache.parents(project, experiment);
    const { parentId } = (await (await project.connection()).run(runId)).row;
    const row = rows.find(({ id }) => id === runId || id === parentId);
    if (row !== undefined) return { kind: 'run', project, experiment, row, isChild: false };
  }
  return null;
}
