// Who waits for whom: edges from the files that stages write and read, and from `needs`; the order to run in.
import type { ProjectPath, StageName } from '../domain/ids.ts';
import type { ParamTree, Pipeline, PipelineEdge, PipelineGraph, Stage } from '../domain/pipeline.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { hasExpression, lookUp, replaceExpressions, scalarText, tidyExpressions } from './expressions.ts';
import { folderOf, foldersAround, joinPath } from './projectPath.ts';

/** What the graph needs to know of a stage. Paths are relative to the project root. */
export interface GraphStage {
  readonly name: StageName;
  readonly deps: readonly ProjectPath[];
  readonly outs: readonly ProjectPath[];
  readonly needs: readonly StageName[];
}

/** `params`: those of the run, for paths that hold expressions; by default the pipeline's own values. */
export function pipelineGraph(pipeline: Pipeline, params: ParamTree = pipeline.params.values): PipelineGraph {
  const folder = folderOf(pipeline.file);
  const resolve = (path: string): ProjectPath[] => {
    const joined = joinPath(folder, fillPath(path, pipeline, params));
    return joined === null ? [] : [joined];
  };
  return graphOf(
    [...pipeline.stages.values()].map(stage => ({
      name: stage.name,
      deps: depPaths(stage, pipeline).flatMap(resolve),
      outs: [...stage.outs, ...stage.metrics, ...stage.plots].flatMap(out => resolve(out.path)),
      needs: stage.needs,
    })),
  );
}

/** Paths of a stage's deps as written, those of datasets among them. */
export const depPaths = (stage: Pick<Stage, 'deps'>, { datasets }: Pick<Pipeline, 'datasets'>): readonly string[] =>
  stage.deps.flatMap(dep =>
    dep.startsWith(datasetPrefix) ? (datasets.get(dep.slice(datasetPrefix.length))?.path ?? []) : dep,
  );
export const datasetPrefix = 'dataset:';

/** Expressions that have no value stay as they are, written without spare blanks, so that equal ones still meet. */
export function fillPath(path: string, pipeline: Pick<Pipeline, 'datasets'>, params: ParamTree): string {
  if (!hasExpression(path)) return path;
  return replaceExpressions(path, expression => {
    const value = lookUp(expression, pipeline, params);
    return (
      (value === undefined ? undefined : scalarText(value)) ??
      tidyExpressions(path.slice(expression.start, expression.end))
    );
  });
}

/** A dep meets an output when they are the same path or one is a folder around the other. */
export function graphOf(stages: readonly GraphStage[]): PipelineGraph {
  const makers = new Map<ProjectPath, StageName[]>();
  const inside = new Map<ProjectPath, { readonly stage: StageName; readonly path: ProjectPath }[]>();
  for (const { name, outs } of stages) {
    for (const path of outs) {
      append(makers, path, name);
      for (const folder of foldersAround(path)) append(inside, folder, { stage: name, path });
    }
  }
  const known = new Set(stages.map(stage => stage.name));
  const edges = stages.flatMap(stage => {
    const paths = new Map<StageName, string[]>();
    for (const dep of stage.deps) {
      for (const from of makers.get(dep) ?? []) append(paths, from, dep);
      for (const folder of foldersAround(dep)) for (const from of makers.get(folder) ?? []) append(paths, from, dep);
      for (const { stage: from, path } of inside.get(dep) ?? []) append(paths, from, path);
    }
    for (const from of stage.needs) if (known.has(from) && !paths.has(from)) paths.set(from, []);
    return [...paths].map(([from, files]): PipelineEdge => ({ from, to: stage.name, paths: [...new Set(files)] }));
  });
  return { stages: stages.map(stage => stage.name), edges };
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Direct predecessors of every stage, in file order. */
export function predecessors(graph: PipelineGraph): ReadonlyMap<StageName, readonly StageName[]> {
  const before = new Map<StageName, StageName[]>(graph.stages.map(stage => [stage, []]));
  for (const { from, to } of graph.edges) before.get(to)?.push(from);
  return before;
}

/**
 * Stages so that each comes after those it waits for, otherwise in file order.
 * The error is a cycle as a path that ends where it began, starting with the stage that comes first in the file.
 */
export function runOrder(graph: PipelineGraph): Result<readonly StageName[], readonly StageName[]> {
  const before = predecessors(graph);
  const done = new Set<StageName>();
  const order: StageName[] = [];
  const open = new Map<StageName, number>();
  for (const first of graph.stages) {
    const path: { readonly name: StageName; next: number }[] = [];
    if (!done.has(first)) enter(first);
    while (path.length > 0) {
      const top = path[path.length - 1] as (typeof path)[number];
      const next = before.get(top.name)?.[top.next++];
      if (next === undefined) {
        path.pop();
        open.delete(top.name);
        done.add(top.name);
        order.push(top.name);
      } else if (open.has(next)) {
        return fail(
          asCycle(
            path.slice(open.get(next)).map(step => step.name),
            graph,
          ),
        );
      } else if (!done.has(next)) enter(next);
    }
    function enter(name: StageName): void {
      open.set(name, path.length);
      path.push({ name, next: 0 });
    }
  }
  return ok(order);
}

/** Steps were walked against the edges: turned round, rotated to the first stage of the file, closed. */
function asCycle(walked: readonly StageName[], graph: PipelineGraph): readonly StageName[] {
  const forward = [...walked].reverse();
  const rank = new Map(graph.stages.map((name, i) => [name, i]));
  const start = forward.reduce(
    (best, name, i) => ((rank.get(name) ?? 0) < (rank.get(forward[best] ?? '') ?? 0) ? i : best),
    0,
  );
  const turned = [...forward.slice(start), ...forward.slice(0, start)];
  return [...turned, turned[0] ?? ''];
}
