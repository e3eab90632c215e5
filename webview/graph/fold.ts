// Which stages and edges of a pipeline of another tool are drawn: expanded ones as one, or member by member; pure.
import type { ForeignMember, ForeignPipeline, ForeignStage, PipelineEdge } from '../../protocol/panels.ts';

export interface DrawnStage {
  readonly name: string;
  readonly stage: ForeignStage;
  /** One of what the stage is expanded to; null: the stage itself. */
  readonly member: ForeignMember | null;
}
export interface DrawnGraph {
  readonly stages: readonly DrawnStage[];
  readonly edges: readonly PipelineEdge[];
}

/** Too many members are not drawn one by one. */
export const canUnfold = (pipeline: ForeignPipeline, { memberCount }: ForeignStage): boolean =>
  memberCount > 0 && pipeline.memberEdges !== null;

/** `unfolded`: names of stages; those that cannot be unfolded stay as they are. */
export function drawnGraph(pipeline: ForeignPipeline, unfolded: readonly string[]): DrawnGraph {
  const open = new Set(
    pipeline.stages
      .filter(stage => unfolded.includes(stage.name) && canUnfold(pipeline, stage))
      .map(({ name }) => name),
  );
  const stages = pipeline.stages.flatMap((stage): readonly DrawnStage[] =>
    open.has(stage.name)
      ? stage.members.map(member => ({ name: member.name, stage, member }))
      : [{ name: stage.name, stage, member: null }],
  );
  if (open.size === 0 || pipeline.memberEdges === null) return { stages, edges: pipeline.edges };
  const drawnAs = new Map(
    pipeline.stages.flatMap(({ name, members }) =>
      open.has(name) ? [] : members.map(member => [member.name, name] as const),
    ),
  );
  return { stages, edges: joined(pipeline.memberEdges, drawnAs) };
}

/** Edges between the same two ends are one with the files of all; those that end where they began are none. */
function joined(edges: readonly PipelineEdge[], drawnAs: ReadonlyMap<string, string>): readonly PipelineEdge[] {
  const byEnds = new Map<string, PipelineEdge>();
  for (const edge of edges) {
    const [from, to] = [drawnAs.get(edge.from) ?? edge.from, drawnAs.get(edge.to) ?? edge.to];
    const key = `${from}\n${to}`;
    const known = byEnds.get(key);
    if (from !== to || edge.from === edge.to)
      byEnds.set(key, { from, to, paths: [...new Set([...(known?.paths ?? []), ...edge.paths])] });
  }
  return [...byEnds.values()];
}
