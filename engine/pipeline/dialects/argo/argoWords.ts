// What Argo's files are told of places: values of expressions, how often a task runs, names for completion.
import { childOf, follow, itemsOf, textOf } from '../../syntax/yamlTree.ts';
import type { DialectReading, PlaceNote } from '../dialect.ts';
import { tagsIn } from './argoTags.ts';
import { type ArgoCall, type ArgoParameter, type ArgoTemplate, type ArgoWorkflow, loopKeys } from './argoWorkflow.ts';
import type { ArgoWorld } from './argoWorld.ts';

export function notesOf(workflow: ArgoWorkflow, text: string): readonly PlaceNote[] {
  const ofWorkflow = new Map(workflow.parameters.map(one => [one.name, one]));
  return workflow.templates.flatMap(template => [
    ...tagNotes(template, ofWorkflow, text),
    ...template.calls.flatMap(loopNote),
  ]);
}

function tagNotes(
  template: ArgoTemplate,
  workflow: ReadonlyMap<string, ArgoParameter>,
  text: string,
): readonly PlaceNote[] {
  const lists = { inputs: new Map(template.inputs.map(one => [one.name, one])), workflow };
  return tagsIn(template.node, text).flatMap(tag => {
    const [scope, part, ...rest] = tag.name.split('.');
    if (part !== 'parameters' || (scope !== 'inputs' && scope !== 'workflow')) return [];
    const value = lists[scope].get(rest.join('.'))?.value;
    if (value === undefined) return [];
    const what = scope === 'inputs' ? 'default' : 'value';
    const note = `\`${tag.name}\`: ${what} \`${value.slice(0, 200)}\``;
    return [{ range: tag.whole, text: note, inlay: value.slice(0, 40) }];
  });
}

const mostNamed = 12;

/** A task with `withItems` or a counted sequence stands for several. */
function loopNote({ name, nameNode, node }: ArgoCall): readonly PlaceNote[] {
  if (nameNode === undefined) return [];
  const items = itemsOf(childOf(node, 'withItems'));
  const count = items.length > 0 ? items.length : sequenceLength(node);
  if (count === null || count === 0) return [];
  const shown = items.slice(0, mostNamed).map((item, i) => `- \`${name}(${i}:${labelOf(item)})\``);
  const more = items.length > mostNamed ? [`- … ${items.length - mostNamed} more`] : [];
  const text = [`\`${name}\` runs ${count} times${shown.length > 0 ? ':' : ''}`, '', ...shown, ...more].join('\n');
  return [{ range: { start: nameNode.start, end: nameNode.end }, text, inlay: `${count} times` }];
}

function labelOf(item: Parameters<typeof follow>[0]): string {
  const solid = follow(item);
  if (solid?.kind === 'scalar') return solid.raw.slice(0, 60);
  if (solid?.kind !== 'map') return '…';
  return solid.entries
    .map(({ key, value }) => `${key.raw}:${textOf(value) ?? '…'}`)
    .join(',')
    .slice(0, 60);
}

function sequenceLength(node: ArgoCall['node']): number | null {
  const sequence = childOf(node, 'withSequence');
  const number = (key: string): number | null => {
    const text = textOf(childOf(sequence, key));
    return text !== undefined && /^-?\d+$/.test(text) ? Number(text) : null;
  };
  const [count, start, end] = [number('count'), number('start') ?? 0, number('end')];
  if (childOf(sequence, 'start') !== undefined && number('start') === null) return null;
  return count ?? (end === null ? null : Math.abs(end - start) + 1);
}

/** Names of tasks and arguments, where they can stand. */
export function offeredNames({ templates }: ArgoWorkflow): NonNullable<DialectReading['offered']> {
  const byName = new Map(templates.map(template => [template.name, template]));
  return templates.flatMap(({ node, shape, calls }) => {
    const around = { start: node.start, end: node.end };
    const tasks = calls
      .filter(({ name }) => shape === 'dag' && name !== '')
      .map(({ name }) => ({ reference: 'task', name, detail: '', within: around }));
    const given = calls.flatMap(call => {
      const within = { start: call.node.start, end: call.node.end };
      const called = byName.get(textOf(call.template ?? undefined) ?? '');
      return [...(called?.inputs ?? []), ...(called?.inputArtifacts ?? [])].map(({ name, value }) => ({
        ...{ reference: 'argument', name, detail: value ?? '', within },
      }));
    });
    return [...tasks, ...given];
  });
}

/** WorkflowTemplates of the project, and the templates of the one that is referred to. */
export function offeredShared(
  { templates, hooks }: ArgoWorkflow,
  world: ArgoWorld,
): NonNullable<DialectReading['offered']> {
  const calls = [...hooks, ...templates.flatMap(template => template.calls.flatMap(call => [call, ...call.hooks]))];
  const inRefs = calls.flatMap(({ ref, node }) => {
    const name = textOf(ref?.name);
    const shared = ref === null || name === undefined ? null : world.find(name, ref.isCluster);
    const within = { start: node.start, end: node.end };
    return (shared?.templates ?? []).map(one => ({
      ...{ reference: 'shared template', name: one.name, detail: shared?.file ?? '', within },
    }));
  });
  return [
    ...world.names().map(({ name, file }) => ({ reference: 'workflow template', name, detail: file })),
    ...inRefs,
  ];
}

export function expressionNames({ parameters, templates }: ArgoWorkflow): DialectReading['expressionNames'] {
  const byName = new Map(templates.map(template => [template.name, template]));
  const everywhere = [
    ...listed('workflow.parameters', parameters),
    ...'name namespace uid serviceAccountName mainEntrypoint creationTimestamp priority duration status'
      .split(' ')
      .map(name => ({ name: `workflow.${name}`, detail: '' })),
  ];
  const inTemplates = templates.flatMap(template => {
    const { node, inputs, inputArtifacts, outputs, outputArtifacts, shape, calls } = template;
    const within = { start: node.start, end: node.end };
    const own = [
      ...listed('inputs.parameters', inputs),
      ...inputArtifacts.map(({ name }) => ({
        name: `inputs.artifacts.${name}${shape === 'other' ? '.path' : ''}`,
        detail: '',
      })),
      ...(shape === 'other'
        ? [
            ...outputs.map(({ name }) => ({ name: `outputs.parameters.${name}.path`, detail: '' })),
            ...outputArtifacts.map(({ name }) => ({ name: `outputs.artifacts.${name}.path`, detail: '' })),
            ...['pod.name', 'retries'].map(name => ({ name, detail: '' })),
          ]
        : calls.flatMap(call => callNames(call, shape, byName.get(textOf(call.template ?? undefined) ?? '')))),
    ];
    const items = calls
      .filter(call => loopKeys.some(key => childOf(call.node, key) !== undefined))
      .map(call => ({ name: 'item', detail: '', within: { start: call.node.start, end: call.node.end } }));
    return [...own.map(one => ({ ...one, within })), ...items];
  });
  return [...everywhere, ...inTemplates];
}

const listed = (prefix: string, list: readonly ArgoParameter[]) =>
  list.map(({ name, value }) => ({ name: `${prefix}.${name}`, detail: value ?? '' }));

function callNames({ name }: ArgoCall, shape: 'dag' | 'steps', called: ArgoTemplate | undefined) {
  const head = `${shape === 'dag' ? 'tasks' : 'steps'}.${name}`;
  const outputs = [
    ...(called?.outputs ?? []).map(one => `outputs.parameters.${one.name}`),
    ...(called?.outputArtifacts ?? []).map(one => `outputs.artifacts.${one.name}`),
    ...['outputs.result', 'status', 'exitCode', 'id', 'ip', 'startedAt', 'finishedAt'],
  ];
  return name === '' ? [] : outputs.map(output => ({ name: `${head}.${output}`, detail: called?.name ?? '' }));
}
