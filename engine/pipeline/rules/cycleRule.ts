// Stages that wait for each other, and a stage that reads a folder it writes into.
import type { Diagnostic, TextRange } from '../../domain/diagnostic.ts';
import { finding } from '../../domain/finding.ts';
import type { PipelineEdge, PipelineGraph } from '../../domain/pipeline.ts';
import { type GraphStage, graphOf, runOrder } from '../graph.ts';
import { overlaps } from '../projectPath.ts';
import { closesCycle, isAcyclic, isMade, type OutsIndex, type Writers } from './outsIndex.ts';
import { type CheckedStage, type RuleContext, rangeIn } from './ruleContext.ts';

/** One finding for each cycle, at the first dep or need that closes it; the other places are related. */
export function cycleRule(context: RuleContext): readonly Diagnostic[] {
  const own = context.stages.flatMap(stage => (stage.paths.loops.length === 0 ? [] : ownOutputs(stage)));
  const { stages, names, writers } = context;
  if (names.size === stages.length && isAcyclic(writers.index(), stages, name => names.get(name))) {
    acyclic.set(writers, stages);
    return own;
  }
  const graph = waitingGraph(graphStages(context));
  return [...own, ...cycles(graph).map(cycle => cycleFinding(cycle, graph.edges, context))];
}

/** Stages without a cycle; those of now wait for nothing that these did not wait for. */
const acyclic = new WeakMap<Writers, readonly CheckedStage[]>();

/** Where nothing waited for itself, it is enough to look at the stages that have changed. */
export function staysAcyclic({ change, stages, names, writers }: RuleContext): boolean {
  const sound = acyclic.get(writers);
  if (change.stages === null || names.size !== stages.length || sound === undefined) return false;
  const index = writers.index();
  let isWithin = true;
  for (const i of change.stages) {
    const stage = stages[i];
    if (stage === undefined || stage.paths.loops.length > 0) return false;
    const more = awaitedBeyond(index, sound[i], stage);
    if (more === 'others' && closesCycle(index, stages, name => names.get(name), i)) return false;
    if (more !== 'nothing') isWithin = false;
  }
  if (!isWithin) acyclic.set(writers, stages);
  return true;
}

/** What a stage waits for, or may be waited for by, beyond another one: paths that nobody writes are no stages yet. */
function awaitedBeyond(
  index: OutsIndex,
  sound: CheckedStage | undefined,
  now: CheckedStage,
): 'nothing' | 'paths' | 'others' {
  if (sound === undefined || sound.name !== now.name) return 'others';
  const { needs, deps, outs } = sound.paths.graph;
  const { graph } = now.paths;
  if (graph.needs.some(need => !needs.includes(need)) || graph.outs.some(out => !outs.includes(out))) return 'others';
  const more = graph.deps.filter(dep => !deps.includes(dep));
  if (more.some(dep => isMade(index, dep))) return 'others';
  return more.length === 0 ? 'nothing' : 'paths';
}

/** Of two stages with one name the first. */
function graphStages({ stages, names }: RuleContext): readonly GraphStage[] {
  const all = stages.map(({ name, paths }) => ({ name, ...paths.graph }));
  return names.size === all.length
    ? all
    : all.filter((stage, i) => all.findIndex(other => other.name === stage.name) === i);
}

/** A stage that reads its own output is another finding. */
function waitingGraph(stages: readonly GraphStage[]): PipelineGraph {
  const graph = graphOf(stages);
  return { ...graph, edges: graph.edges.filter(edge => edge.from !== edge.to || edge.paths.length === 0) };
}

/** Cycles one after the other: each found is opened before the next is looked for. */
function cycles(graph: PipelineGraph): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  let edges = graph.edges;
  for (let result = runOrder(graph); !result.ok && found.length < 10; result = runOrder({ ...graph, edges })) {
    const cycle = result.error;
    found.push(cycle);
    const members = new Set(cycle);
    edges = edges.filter(edge => !(members.has(edge.from) && members.has(edge.to)));
  }
  return found;
}

function cycleFinding(cycle: readonly string[], edges: readonly PipelineEdge[], context: RuleContext): Diagnostic {
  const places = cycle.slice(1).flatMap((to, i) => {
    const edge = edges.find(item => item.from === cycle[i] && item.to === to);
    return edge === undefined ? [] : [placeOf(edge, context)];
  });
  const [first, ...others] = [...places].sort((a, b) => a.start - b.start);
  const related = others.map(range => ({ range, rule: 'cycle-link', args: {} }));
  return finding(
    'cycle',
    first ?? { start: 0, end: 1 },
    { path: cycle.join(' → ') },
    related.length === 0 ? {} : { related },
  );
}

/** Where the stage that waits says so. */
function placeOf({ from, to, paths }: PipelineEdge, { stages }: RuleContext): TextRange {
  const stage = stages.find(item => item.name === to);
  if (stage === undefined) return { start: 0, end: 1 };
  const dep = [...stage.paths.deps, ...stage.paths.datasets].find(
    ({ path }) => path !== null && paths.some(made => overlaps(made, path)),
  );
  const need = stage.syntax.mentions.needs.find(({ name }) => name === from);
  return rangeIn(stage, dep?.mention.range ?? need?.range ?? stage.syntax.key);
}

function ownOutputs(stage: CheckedStage): readonly Diagnostic[] {
  return stage.paths.loops.map(({ dep, out }) => {
    const range = rangeIn(stage, dep.mention.range);
    const related = [{ range: rangeIn(stage, out.mention.range), rule: 'cycle-link', args: {} }];
    if (out.path === dep.path) return finding('cycle', range, { path: `${stage.name} → ${stage.name}` }, { related });
    return finding('cycle-own-output', range, { path: dep.mention.name, out: out.mention.name }, { related });
  });
}
