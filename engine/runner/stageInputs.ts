// What a stage finds on disk now: hashes of its deps, outs and environment.
import type { ContentHash, ProjectPath } from '../domain/ids.ts';
import type { ResolvedStage } from '../domain/pipeline.ts';
import { environmentHash } from './environments.ts';
import type { ProjectContext } from './runnerContext.ts';

export interface StageInputs {
  readonly deps: Readonly<Record<ProjectPath, ContentHash | null>>;
  readonly outs: Readonly<Record<ProjectPath, ContentHash | null>>;
  readonly environment: ContentHash | null;
}

export async function readInputs(
  context: ProjectContext,
  stage: ResolvedStage,
  signal?: AbortSignal,
): Promise<StageInputs> {
  const hashAll = async (paths: readonly ProjectPath[]): Promise<Record<ProjectPath, ContentHash | null>> => {
    const found: Record<ProjectPath, ContentHash | null> = {};
    for (const path of paths) found[path] = await context.hashes.hash(`${context.root}/${path}`, signal);
    return found;
  };
  return {
    deps: await hashAll(stage.deps),
    outs: await hashAll(stage.outs.map(out => out.path)),
    environment: stage.environment && (await environmentHash(context.ports, context.root, stage.environment)),
  };
}

/** The first dep that is not there. */
export const missingDep = (inputs: StageInputs): ProjectPath | null =>
  Object.entries(inputs.deps).find(([, hash]) => hash === null)?.[0] ?? null;
