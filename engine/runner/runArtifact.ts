// An output of a run as that run made it: from the project where it is unchanged, else from the cache of outputs.
import type { ContentHash, ProjectPath } from '../domain/ids.ts';
import type { PipelineRun } from '../domain/run.ts';
import { trouble } from '../errors.ts';
import { runLock } from '../store/runLocks.ts';
import { copyOut } from './outputCache.ts';
import type { ProjectContext } from './runnerContext.ts';

export interface RunArtifact {
  readonly path: ProjectPath;
  readonly stage: string;
  readonly hash: ContentHash;
  /** Copies it there, file or folder; throws `artifact-missing` when its content is nowhere any more. */
  copyTo(place: string): Promise<void>;
}

/** Throws `artifact-missing` when no stage of the run made it. */
export function runArtifact(context: ProjectContext, run: PipelineRun, path: ProjectPath): RunArtifact {
  for (const { stage } of run.stages) {
    const hash = runLock(context.store, run.id, stage)?.outs[path];
    if (hash === undefined) continue;
    return {
      ...{ path, stage, hash },
      async copyTo(place) {
        if (!(await copyOut(context, { path, hash }, place))) throw trouble('artifact-missing', { path });
      },
    };
  }
  throw trouble('artifact-missing', { path });
}
