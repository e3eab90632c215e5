// What a file of a foreign format says, as the graph that tree, panel and commands show.
import type { TextRange } from '../../domain/diagnostic.ts';
import type { ForeignPipeline, ForeignStage } from '../../domain/foreignPipeline.ts';
import type { ProjectPath } from '../../domain/ids.ts';
import type { PipelineEdge } from '../../domain/pipeline.ts';
import { type GraphStage, graphOf, runOrder } from '../graph.ts';
import type { DialectStage } from './dialect.ts';
import type { DialectFile } from './readDialect.ts';

/** More are counted, not listed. */
const mostMembers = 500;
/** With more members or edges than these, single members are not drawn. */
const mostDrawn = { members: 300, edges: 3_000 } as const;
const mostPaths = 40;

/** `path`: of the file. Null for a file without stages that nothing can be done with, where its format needs some. */
export function foreignPipeline(file: DialectFile, path: ProjectPath): ForeignPipeline | null {
  const { dialect, text, reading, roots } = file;
  const groups = groupsOf(text, withOwnNames(reading.stages));
  const tool = dialect.tool?.({ text, roots, file: path }) ?? null;
  const isListed = groups.length > 0 || dialect.needsStages !== true;
  if (!isListed && tool === null) return null;
  const graph = graphOf(groups.map(asOne));
  const order = runOrder(graph);
  return {
    format: dialect.id,
    title: dialect.title,
    isListed,
    stages: groups.map(toStage),
    edges: graph.edges.map(withFewPaths),
    memberEdges: memberEdges(groups),
    circle: order.ok ? null : order.error,
    problem: problemOf(file),
    companions: (dialect.companions?.(text, path) ?? []).filter(isData).slice(0, mostPaths),
    tool,
  };
}

/** Scripts and lists of ignored files have no say in the graph. */
const isData = (path: ProjectPath): boolean => /\.(?:ya?ml|json|toml)$/.test(path);

/** What one place of the file stands for: several stages where it is expanded. */
interface Group {
  readonly name: string;
  readonly range: TextRange;
  readonly stages: readonly DialectStage[];
  /** Names of the groups that its stages wait for without a file. */
  readonly needs: readonly string[];
}

/** Equal names get a number, so that each row and node is one stage; `needs` mean the first of them. */
function withOwnNames(stages: readonly DialectStage[]): readonly DialectStage[] {
  const seen = new Set<string>();
  return stages.map(stage => {
    let name = stage.name;
    for (let i = 2; seen.has(name); i++) name = `${stage.name} (${i})`;
    seen.add(name);
    return name === stage.name ? stage : { ...stage, name };
  });
}

/** Stages that share the place of their name are a group, called as it is written there. */
function groupsOf(text: string, stages: readonly DialectStage[]): readonly Group[] {
  const byPlace = Map.groupBy(stages, ({ range }) => range.start);
  const named = [...byPlace.values()].flatMap(own => {
    const [first] = own;
    if (first === undefined) return [];
    const name = own.length === 1 ? first.name : text.slice(first.range.start, first.range.end);
    return [{ name, range: first.range, stages: own }];
  });
  const groupOf = new Map(named.flatMap(({ name, stages: own }) => own.map(stage => [stage.name, name] as const)));
  return named.map(group => {
    const needs = new Set(group.stages.flatMap(stage => stage.needs.flatMap(name => groupOf.get(name) ?? [])));
    // Members of one group may wait for one another; the group does not wait for itself.
    if (group.stages.length > 1) needs.delete(group.name);
    return { ...group, needs: [...needs] };
  });
}

const union = (lists: readonly (readonly ProjectPath[])[]): readonly ProjectPath[] => [...new Set(lists.flat())];
const depsOf = ({ stages }: Group): readonly ProjectPath[] => union(stages.map(({ deps }) => deps));
const outsOf = ({ stages }: Group): readonly ProjectPath[] => union(stages.map(({ outs }) => outs));

function asOne(group: Group): GraphStage {
  const outs = outsOf(group);
  // What its own members write is no file that an expanded group waits for.
  const own = group.stages.length > 1 ? new Set(outs) : new Set<ProjectPath>();
  return { name: group.name, needs: group.needs, outs, deps: depsOf(group).filter(path => !own.has(path)) };
}

function toStage(group: Group): ForeignStage {
  const [first] = group.stages;
  const isExpanded = group.stages.length > 1;
  return {
    name: group.name,
    range: group.range,
    does: first?.does ?? '',
    deps: depsOf(group).slice(0, mostPaths),
    outs: outsOf(group).slice(0, mostPaths),
    params: first?.params ?? [],
    marks: first?.marks ?? [],
    members: isExpanded ? group.stages.slice(0, mostMembers).map(({ name, deps, outs }) => ({ name, deps, outs })) : [],
    memberCount: isExpanded ? group.stages.length : 0,
  };
}

function memberEdges(groups: readonly Group[]): readonly PipelineEdge[] | null {
  const expanded = groups.filter(({ stages }) => stages.length > 1);
  if (expanded.length === 0) return [];
  if (expanded.reduce((sum, { stages }) => sum + stages.length, 0) > mostDrawn.members) return null;
  const { edges } = graphOf(groups.flatMap(({ stages }) => stages));
  return edges.length > mostDrawn.edges ? null : edges.map(withFewPaths);
}

const withFewPaths = (edge: PipelineEdge): PipelineEdge =>
  edge.paths.length > mostPaths ? { ...edge, paths: edge.paths.slice(0, mostPaths) } : edge;

function problemOf({ trouble, text }: DialectFile): ForeignPipeline['problem'] {
  if (trouble === null) return null;
  const line = text.slice(0, trouble.range.start).split('\n').length;
  return { line, rule: trouble.rule, args: trouble.args };
}
