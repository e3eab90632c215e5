// Makes room for what a stage will write, without losing what we did not make.
import type { ProjectPath } from '../domain/ids.ts';
import { stageFolder } from './runnerContext.ts';
import { type StageJob, stageName } from './stageJob.ts';

/**
 * Removes an output that is as our last run left it; anything else in its place is moved to the stage's run folder.
 * So a stage never finds its own old results, and hand-made data are never lost.
 */
export async function clearOut(job: StageJob, path: ProjectPath): Promise<void> {
  const { context, run } = job;
  const { files } = context.ports;
  const absolute = `${context.root}/${path}`;
  if ((await files.stat(absolute)) === null) return;
  const known = context.store.stageLock(run.pipeline, stageName(job))?.outs[path];
  if (known !== undefined && known === (await context.hashes.hash(absolute))) return files.remove(absolute);
  const aside = `${stageFolder(context.root, run.id, stageName(job))}/previous/${path}`;
  await files.makeFolder(aside.slice(0, aside.lastIndexOf('/')));
  await files.remove(aside);
  await files.rename(absolute, aside);
}

/** Clears all outputs and makes the folders they will lie in. */
export async function clearOuts(job: StageJob): Promise<void> {
  for (const out of job.planned.resolved.outs) {
    await clearOut(job, out.path);
    const absolute = `${job.context.root}/${out.path}`;
    await job.context.ports.files.makeFolder(absolute.slice(0, absolute.lastIndexOf('/')));
  }
}
