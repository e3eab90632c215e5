// Stages that wait for each other, and a stage that reads a folder it writes into.
import type { Diagnostic, TextRange } from '../../domain/diagnostic.ts';
import { finding } from '../../domain/finding.ts';
import type { PipelineEdge, PipelineGraph } from '../../domain/pipeline.ts';
import { graphOf, runOrder } from '../graph.ts';
import { isWithin } from '../projectPath.ts';
import { datasetPath, graphStages } from './graphOfContext.ts';
import type { CheckedStage, RuleContext } from './ruleContext.ts';

/** One finding for each cycle, at the first dep or need that closes it; the other places are related. */
export function cycleRule(context: RuleContext): readonly Diagnostic[] {
  const own = context.stages.flatMap(stage => ownOutputs(stage, context));
  const graph = graphOf(graphStages(context));
  const edges = graph.edges.filter(edge => edge.from !== edge.to || edge.paths.length === 0);
  return [...own, ...cycles({ ...graph, edges }).map(cycle => cycleFinding(cycle, edges, context))];
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
function placeOf({ from, to, paths }: PipelineEdge, context: RuleContext): TextRange {
  const stage = context.stages.find(item => item.name === to);
  if (stage === undefined) return { start: 0, end: 1 };
  const dep = stage.deps.find(
    ({ path }) => path !== null && paths.some(made => isWithin(made, path) || isWithin(path, made)),
  );
  if (dep !== undefined) return dep.range;
  const need = stage.syntax.mentions.needs.find(({ name }) => name === from);
  const dataset = stage.syntax.mentions.datasets.find(({ name }) => paths.includes(datasetPath(name, context) ?? ''));
  return stage.at(need?.range ?? dataset?.range ?? stage.syntax.key);
}

function ownOutputs(stage: CheckedStage, context: RuleContext): readonly Diagnostic[] {
  const deps = [
    ...stage.deps.map(({ path, range, mention }) => ({ path, range, shown: mention.name })),
    ...stage.syntax.mentions.datasets.map(({ name, range }) => ({
      path: datasetPath(name, context),
      range: stage.at(range),
      shown: name,
    })),
  ];
  return deps.flatMap(({ path, range, shown }) => {
    const out =
      path === null
        ? undefined
        : stage.outs.find(item => item.path !== null && (isWithin(item.path, path) || isWithin(path, item.path)));
    if (out === undefined) return [];
    const related = [{ range: out.range, rule: 'cycle-link', args: {} }];
    if (out.path === path) return [finding('cycle', range, { path: `${stage.name} → ${stage.name}` }, { related })];
    return [finding('cycle-own-output', range, { path: shown, out: out.mention.name }, { related })];
  });
}
