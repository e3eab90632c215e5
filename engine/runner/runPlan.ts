// What one run will do, decided once and kept with the run: the same after a restart even if the files have changed since.
import type { ProjectPath, StageName } from '../domain/ids.ts';
import type { ParamTree, Pipeline, ResolvedStage } from '../domain/pipeline.ts';
import { trouble } from '../errors.ts';
import { pipelineGraph, runOrder } from '../pipeline/graph.ts';
import { resolveStage } from '../pipeline/resolve.ts';
import { selectStages } from '../pipeline/select.ts';

export interface RunSelection {
  readonly mode: 'only' | 'upTo';
  readonly stages: readonly string[];
}
/** Optional parts may also be given as undefined, as validated requests have them. */
export interface PlanOptions {
  readonly select?: RunSelection | undefined;
  /** Stages that run even when nothing changed; true: all. */
  readonly force?: true | readonly string[] | undefined;
  readonly parallel?: number | undefined;
  readonly python?: string | undefined;
}
export interface PlannedStage {
  readonly resolved: ResolvedStage;
  readonly forced: boolean;
  /** Predecessors within this run. */
  readonly waitsFor: readonly StageName[];
}
export interface RunPlan {
  readonly pipeline: ProjectPath;
  readonly pipelineName: string;
  /** In run order. */
  readonly stages: readonly PlannedStage[];
  /** Stages at a time. */
  readonly parallel: number;
  /** Absolute path of the interpreter that the request named. */
  readonly python: string | null;
}

const defaultParallel = 4;

/** `params`: file, values and overrides merged. Throws `stage-unknown`, and what `resolveStage` throws for undefined expressions. */
export function planRun(pipeline: Pipeline, params: ParamTree, options: PlanOptions): RunPlan {
  const named = [
    ...(options.select?.stages ?? []),
    ...(Array.isArray(options.force) ? (options.force as readonly string[]) : []),
  ];
  for (const stage of named) {
    if (!pipeline.stages.has(stage))
      throw trouble('stage-unknown', { pipeline: pipeline.name, stage, known: [...pipeline.stages.keys()].join(', ') });
  }
  const graph = pipelineGraph(pipeline, params);
  const order = runOrder(graph);
  if (!order.ok) throw trouble('bad-request', { reason: `the stages wait for each other: ${order.error.join(' → ')}` });
  const selected = new Set(selectStages(graph, options.select));
  const stages = order.value
    .filter(stage => selected.has(stage))
    .map((stage): PlannedStage => {
      const resolved = resolveStage(pipeline, stage, params);
      const forced = options.force === true || (options.force?.includes(stage) ?? false);
      return { resolved, forced, waitsFor: resolved.after.filter(before => selected.has(before)) };
    });
  return {
    pipeline: pipeline.file,
    pipelineName: pipeline.name,
    stages,
    parallel: options.parallel ?? defaultParallel,
    python: options.python ?? null,
  };
}

export const writePlan = (plan: RunPlan): string => JSON.stringify(plan);
export const readPlan = (text: string): RunPlan => JSON.parse(text) as RunPlan;
