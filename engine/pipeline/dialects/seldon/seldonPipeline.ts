// Seldon Core 2: a Pipeline, whose steps name the steps that their inputs come from.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../../domain/finding.ts';
import { graphOf, runOrder } from '../../graph.ts';
import { textAt } from '../../syntax/values.ts';
import { childOf, itemsOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { type DialectReading, type DialectStage, type NamedPlace, nothingRead } from '../dialect.ts';
import { namedBy, repeatedTexts, unknownName } from '../places.ts';

interface Step {
  readonly node: YamlNode;
  readonly name: string;
  readonly inputs: readonly StepUse[];
  readonly triggers: readonly StepUse[];
}
/** `step.outputs.tensor`: the step, and what stands after it. */
interface StepUse extends NamedPlace {
  readonly rest: string | null;
}

export function readSeldonPipeline(root: YamlNode): DialectReading {
  const spec = childOf(root, 'spec');
  const own = textAt(childOf(root, 'metadata'), 'name');
  const nodes = itemsOf(childOf(spec, 'steps'));
  const names = new Set(nodes.flatMap(step => textAt(step, 'name') ?? []));
  const usesOf = (node: YamlNode | undefined) => itemsOf(node).flatMap(item => useOf(item, { names, own }));
  const steps = nodes.map(node => ({
    node,
    name: textAt(node, 'name') ?? '',
    inputs: usesOf(childOf(node, 'inputs')),
    triggers: usesOf(childOf(node, 'triggers')),
  }));
  const uses = [
    ...steps.flatMap(({ inputs, triggers }) => [...inputs, ...triggers]),
    ...usesOf(childOf(childOf(spec, 'output'), 'steps')),
  ];
  const mayGoRound = textAt(spec, 'allowCycles') === 'true';
  return {
    ...nothingRead,
    findings: [
      ...uses.filter(({ name }) => !names.has(name)).map(use => unknownName('seldon-step-unknown', use, names)),
      ...uses.flatMap(partFindings),
      ...repeatedTexts(nodes.map(step => childOf(step, 'name'))).map(({ node, name }) =>
        finding('seldon-name-twice', node, { name }),
      ),
      ...(mayGoRound ? [] : circle(steps)),
    ],
    names: [
      ...namedBy('pipeline', childOf(childOf(root, 'metadata'), 'name'), root),
      ...nodes.flatMap(step => namedBy('stage', childOf(step, 'name'), step)),
      ...uses.map(({ kind, name, range, role }) => ({ kind, name, range, role })),
    ],
    stages: steps.flatMap(toStage),
  };
}

/** None for what leads out of this pipeline: `<pipeline>.inputs`, `<pipeline>.step.<name>`. */
function useOf(
  item: YamlNode,
  { names, own }: { readonly names: ReadonlySet<string>; readonly own: string | undefined },
): readonly StepUse[] {
  const written = textOf(item);
  const [name = '', rest = null] = written?.split('.') ?? [];
  if (written === undefined || name === '' || item.kind === 'alias' || /[${<]/.test(written)) return [];
  const leadsOut = name === own || /\.(inputs|step|pipeline)(\.|$)/.test(written);
  if (!names.has(name) && leadsOut) return [];
  return [{ kind: 'stage', name, range: { start: item.start, end: item.start + name.length }, role: 'use', rest }];
}

/** After a step comes `inputs` or `outputs`. */
function partFindings({ name, range, rest }: StepUse): readonly Diagnostic[] {
  if (rest === null || rest === 'inputs' || rest === 'outputs') return [];
  const place = { start: range.end + 1, end: range.end + 1 + rest.length };
  const nearest = /^inputs?$/i.test(rest) ? 'inputs' : /^outputs?$/i.test(rest) ? 'outputs' : null;
  return [
    finding(
      'seldon-step-part',
      place,
      { part: rest, name },
      nearest === null ? {} : { fixes: [replaceFix(place, nearest)] },
    ),
  ];
}

function circle(steps: readonly Step[]): readonly Diagnostic[] {
  const needsOf = ({ inputs, triggers }: Step): readonly StepUse[] => [...inputs, ...triggers];
  const order = runOrder(
    graphOf(steps.map(step => ({ name: step.name, deps: [], outs: [], needs: needsOf(step).map(({ name }) => name) }))),
  );
  if (order.ok) return [];
  const last = steps.find(({ name }) => name === order.error.at(-1));
  const place = last === undefined ? undefined : needsOf(last).find(({ name }) => name === order.error.at(-2))?.range;
  return place === undefined ? [] : [finding('cycle', place, { path: order.error.join(' → ') })];
}

function toStage({ node, name, inputs, triggers }: Step): readonly DialectStage[] {
  const place = childOf(node, 'name');
  if (place === undefined || name === '') return [];
  const needs = [...new Set([...inputs, ...triggers].map(use => use.name))];
  return [{ name, range: { start: place.start, end: place.end }, deps: [], outs: [], params: [], needs, does: '' }];
}
