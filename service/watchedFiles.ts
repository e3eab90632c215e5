// Files whose change changes what a pipeline's view shows: pipelines, params, and what stages read and make.
import type { ProjectPath } from '../engine/domain/ids.ts';
import type { ParamTree, Pipeline, ResolvedStage } from '../engine/domain/pipeline.ts';
import { isTrouble } from '../engine/errors.ts';
import { findPipelines } from '../engine/pipeline/findPipelines.ts';
import { loadPipeline } from '../engine/pipeline/loadPipeline.ts';
import { mergeParams } from '../engine/pipeline/params.ts';
import { resolveStage } from '../engine/pipeline/resolve.ts';
import type { Files } from '../engine/ports.ts';

export interface WatchedFiles {
  /** Written by people. */
  readonly written: readonly ProjectPath[];
  /** Made by stages: while these run they change all the time. */
  readonly made: readonly ProjectPath[];
}

export async function watchedFiles(files: Files, root: string): Promise<WatchedFiles> {
  const [written, made] = [new Set<ProjectPath>(), new Set<ProjectPath>()];
  for (const file of await findPipelines(files, root)) {
    written.add(file);
    const { pipeline, params } = await loadPipeline(files, root, file);
    if (pipeline === null) continue;
    if (pipeline.params.file !== undefined) written.add(folderOf(file) + pipeline.params.file);
    for (const stage of stagesOf(pipeline, params)) {
      for (const out of stage.outs) made.add(out.path);
      for (const dep of stage.deps) written.add(dep);
      if (stage.environment?.requirements) written.add(stage.environment.requirements);
    }
  }
  return { written: [...written].filter(path => !made.has(path)), made: [...made] };
}

const folderOf = (file: ProjectPath): string => file.slice(0, file.lastIndexOf('/') + 1);

/** Stages whose expressions are undefined as yet are left out. */
function stagesOf(pipeline: Pipeline, fileParams: ParamTree): readonly ResolvedStage[] {
  const params = mergeParams(pipeline, fileParams);
  return [...pipeline.stages.keys()].flatMap(name => {
    try {
      return [resolveStage(pipeline, name, params)];
    } catch (error) {
      if (isTrouble(error)) return [];
      throw error;
    }
  });
}
