// Which stages a request means: all, these alone, or these with all they wait for.
import type { StageName } from '../domain/ids.ts';
import type { PipelineGraph } from '../domain/pipeline.ts';
import { predecessors } from './graph.ts';

export interface StageSelection {
  /** `only`: these stages alone. `upTo`: these with all they need. */
  readonly mode: 'only' | 'upTo';
  readonly stages: readonly StageName[];
}

/** Selected stages in file order; names that are no stages select nothing. */
export function selectStages(graph: PipelineGraph, select: StageSelection | undefined): readonly StageName[] {
  if (select === undefined) return graph.stages;
  const chosen = new Set(select.stages);
  if (select.mode === 'upTo') {
    const before = predecessors(graph);
    for (const stage of chosen) for (const earlier of before.get(stage) ?? []) chosen.add(earlier);
  }
  return graph.stages.filter(stage => chosen.has(stage));
}
