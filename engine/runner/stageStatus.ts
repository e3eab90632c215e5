// Whether each stage of a pipeline would run again and why, joined with what it did last.
import type { ProjectPath, StageName } from '../domain/ids.ts';
import type { ParamTree, Pipeline, ResolvedStage, StaleReason } from '../domain/pipeline.ts';
import { isEnded, type StageRun } from '../domain/run.ts';
import { pipelineGraph, runOrder } from '../pipeline/graph.ts';
import { mergeParams } from '../pipeline/params.ts';
import { resolveStage } from '../pipeline/resolve.ts';
import { staleReasons } from '../pipeline/staleness.ts';
import type { ProjectContext } from './runnerContext.ts';
import { readInputs } from './stageInputs.ts';

export interface StageStatus {
  readonly name: StageName;
  readonly description: string | null;
  readonly state:
    | 'never-run'
    | 'queued'
    | 'running'
    | 'succeeded'
    | 'cached'
    | 'failed'
    | 'cancelled'
    | 'skipped'
    | 'lost'
    | 'stale';
  readonly stale: readonly StaleReason[];
  readonly last: StageRun | null;
  readonly after: readonly StageName[];
  readonly deps: readonly ProjectPath[];
  readonly outs: readonly ProjectPath[];
  readonly metrics: readonly ProjectPath[];
  readonly resolved: ResolvedStage;
}

/** In file order. Reads and hashes, starts nothing, writes only the index. A stage after a stale one is stale itself. */
export async function stageStatus(
  context: ProjectContext,
  pipeline: Pipeline,
  fileParams: ParamTree,
  signal?: AbortSignal,
): Promise<readonly StageStatus[]> {
  const params = mergeParams(pipeline, fileParams);
  const order = runOrder(pipelineGraph(pipeline, params));
  const names = order.ok ? order.value : [...pipeline.stages.keys()];
  const found = new Map<StageName, StageStatus>();
  for (const name of names) {
    const resolved = resolveStage(pipeline, name, params);
    const inputs = await readInputs(context, resolved, signal);
    const own = staleReasons(resolved, context.store.stageLock(pipeline.file, name), inputs);
    const upstream = resolved.after.filter(before => (found.get(before)?.stale.length ?? 0) > 0);
    const stale = [...own, ...upstream.map((subject): StaleReason => ({ code: 'upstream', subject }))];
    const last = context.store.lastStageRun(pipeline.file, name);
    found.set(name, {
      name,
      description: pipeline.stages.get(name)?.description ?? null,
      state: stateOf(last, stale),
      stale,
      last,
      after: resolved.after,
      deps: resolved.deps,
      outs: resolved.outs.filter(out => out.role !== 'metrics').map(out => out.path),
      metrics: resolved.outs.filter(out => out.role === 'metrics').map(out => out.path),
      resolved,
    });
  }
  return [...pipeline.stages.keys()].flatMap(name => found.get(name) ?? []);
}

/** What is going on counts first, then a bad end, then whether the good one still holds. */
function stateOf(last: StageRun | null, stale: readonly StaleReason[]): StageStatus['state'] {
  if (last !== null && !isEnded(last.state)) return last.state;
  if (stale.length === 0) return last?.state === 'cached' ? 'cached' : 'succeeded';
  if (last !== null && last.state !== 'succeeded' && last.state !== 'cached') return last.state;
  return stale.some(reason => reason.code === 'never-run') ? 'never-run' : 'stale';
}
