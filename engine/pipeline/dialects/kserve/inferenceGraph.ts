// KServe's InferenceGraph: nodes with steps; a step goes on to a node, a service or an address.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { graphOf, runOrder } from '../../graph.ts';
import { entriesAt, numberAt, textAt } from '../../syntax/values.ts';
import { childOf, entryOf, itemsOf, textOf, type YamlEntry, type YamlNode } from '../../syntax/yamlTree.ts';
import { type DialectDocument, type DialectReading, nothingRead } from '../dialect.ts';
import { definedBy, namedBy, repeatedTexts, unknownName } from '../places.ts';
import { isTemplate, nameFindings } from './objectName.ts';

interface GraphNode {
  readonly entry: YamlEntry;
  readonly steps: readonly YamlNode[];
}

export function readGraph({ root, isBroken }: DialectDocument): DialectReading {
  const name = childOf(childOf(root, 'metadata'), 'name');
  const place = entryOf(childOf(root, 'spec'), 'nodes');
  const nodes = entriesAt(place?.value).map(entry => ({ entry, steps: itemsOf(childOf(entry.value, 'steps')) }));
  const known = new Set(nodes.map(({ entry }) => entry.key.raw));
  const isRootless = place !== undefined && nodes.length > 0 && !known.has('root') && !isBroken;
  const before = sourcesOf(nodes);
  const shownAs = (step: YamlNode): string => textAt(step, 'serviceName') ?? textAt(step, 'serviceUrl') ?? '';
  return {
    ...nothingRead,
    findings: [
      ...nameFindings(name),
      ...(isRootless ? [finding('kserve-graph-root', place.key)] : []),
      ...nodes.flatMap(node => nodeFindings(node, known)),
      ...circle(nodes),
    ],
    names: [
      ...namedBy('graph', name, root),
      ...nodes.flatMap(({ entry, steps }) => [
        definedBy('node', entry),
        ...steps.flatMap(step => [
          ...namedBy('node', childOf(step, 'nodeName')),
          ...namedBy('service', childOf(step, 'serviceName')),
        ]),
      ]),
    ],
    stages: nodes.map(({ entry: { key, value }, steps }) => ({
      name: key.raw,
      range: { start: key.start, end: key.end },
      ...{ deps: [], outs: [], params: [] },
      needs: before.get(key.raw) ?? [],
      does: [textAt(value, 'routerType') ?? '', ...steps.map(shownAs)].filter(text => text !== '').join(' '),
    })),
  };
}

/** Nodes whose steps lead to a node, by its name. */
function sourcesOf(nodes: readonly GraphNode[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const node of nodes)
    for (const target of new Set(targetsOf(node))) {
      const sources = found.get(target);
      if (sources === undefined) found.set(target, [node.entry.key.raw]);
      else sources.push(node.entry.key.raw);
    }
  return found;
}

const targetsOf = ({ steps }: GraphNode): readonly string[] => steps.flatMap(step => textAt(step, 'nodeName') ?? []);

function nodeFindings({ entry, steps }: GraphNode, known: ReadonlySet<string>): readonly Diagnostic[] {
  return [
    ...steps.flatMap(step => stepFindings(step, known)),
    ...repeatedTexts(steps.map(step => childOf(step, 'name'))).map(({ node, name }) =>
      finding('kserve-graph-step-twice', node, { name }),
    ),
    ...(textAt(entry.value, 'routerType') === 'Splitter' ? weightFindings(entry, steps) : []),
  ];
}

function stepFindings(step: YamlNode, known: ReadonlySet<string>): readonly Diagnostic[] {
  const targets = ['nodeName', 'serviceName', 'serviceUrl'].flatMap(key => entryOf(step, key) ?? []);
  const [first, second] = targets;
  const isOpen = step.kind !== 'map' || entryOf(step, '<<') !== undefined;
  if (second !== undefined)
    return [finding('kserve-graph-target', second.key, { found: targets.map(({ key }) => key.raw).join(', ') })];
  if (first === undefined)
    return isOpen ? [] : [finding('kserve-graph-target', step.entries[0]?.key ?? step, { found: 'none' })];
  const name = textOf(first.value);
  if (first.key.raw !== 'nodeName' || name === undefined || known.has(name) || isTemplate(name)) return [];
  return [unknownName('kserve-graph-node', { name, range: first.value }, known)];
}

/** Each step of a splitter has a weight; together they are 100. */
function weightFindings({ key }: YamlEntry, steps: readonly YamlNode[]): readonly Diagnostic[] {
  const weights = steps.map(step => numberAt(step, 'weight'));
  const bare = steps.filter(step => step.kind === 'map' && childOf(step, 'weight') === undefined);
  if (bare.length > 0)
    return bare.map(step =>
      finding('missing-key', step.kind === 'map' ? (step.entries[0]?.key ?? step) : step, {
        key: 'weight',
        where: 'A step of a Splitter',
      }),
    );
  const sum = weights.reduce<number>((total, weight) => total + (weight ?? 0), 0);
  if (weights.includes(undefined) || weights.length === 0 || sum === 100) return [];
  return [finding('kserve-graph-weights', key, { sum })];
}

/** A request that goes round never ends. */
function circle(nodes: readonly GraphNode[]): readonly Diagnostic[] {
  const order = runOrder(
    graphOf(nodes.map(node => ({ name: node.entry.key.raw, deps: [], outs: [], needs: targetsOf(node) }))),
  );
  if (order.ok) return [];
  // Steps lead on, while `needs` lead back: the path is turned round.
  const path = [...order.error].reverse();
  const last = nodes.find(({ entry }) => entry.key.raw === path.at(-2));
  const step = last?.steps.find(one => textAt(one, 'nodeName') === path.at(-1));
  const place = childOf(step, 'nodeName');
  return place === undefined ? [] : [finding('cycle', place, { path: path.join(' → ') })];
}
