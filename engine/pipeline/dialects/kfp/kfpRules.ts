// Names of a compiled pipeline that lead nowhere, types that do not meet, waits that are missing.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { nearestName } from '../../../domain/nearestName.ts';
import { graphOf, runOrder } from '../../graph.ts';
import { childOf, entryOf, textOf } from '../../syntax/yamlTree.ts';
import type { NamedPlace } from '../dialect.ts';
import { unknownName } from '../places.ts';
import type { Component, Dag, KfpPipeline, OutputUse, Port, Task, TaskInput } from './kfpPipeline.ts';

export function kfpFindings(pipeline: KfpPipeline): readonly Diagnostic[] {
  const { components, executors, dags, labels } = pipeline;
  const used = new Set(dags.flatMap(({ tasks }) => tasks.flatMap(({ component }) => component.map(one => one.name))));
  return [
    ...absent(labels, new Set(executors.map(({ key }) => key.raw)), 'executor'),
    ...dags.flatMap(dag => dagFindings(dag, components)),
    ...[...components]
      .filter(([name]) => !used.has(name))
      .map(([name, { entry }]) => finding('kfp-component-unused', entry.key, { name })),
    ...executors.flatMap(({ value }) => imageFindings(childOf(childOf(value, 'container'), 'image'))),
  ];
}

const absent = (places: readonly NamedPlace[], known: ReadonlySet<string>, what: string): readonly Diagnostic[] =>
  places.filter(({ name }) => !known.has(name)).map(place => unknownName('kfp-name-unknown', place, known, { what }));

type Components = ReadonlyMap<string, Component>;
type Tasks = ReadonlyMap<string, Task>;

function dagFindings(dag: Dag, components: Components): readonly Diagnostic[] {
  const tasks: Tasks = new Map(dag.tasks.map(task => [task.name, task]));
  const names = new Set(tasks.keys());
  const known = new Set(components.keys());
  return [
    ...absent(
      dag.outputs.map(({ task }) => task),
      names,
      'task',
    ),
    ...dag.outputs.flatMap(use => outputFindings(use, tasks, components)),
    ...dag.tasks.flatMap(task => [
      ...absent(task.component, known, 'component'),
      ...absent([...task.waits, ...producersOf(task)], names, 'task'),
      ...task.inputs.flatMap(input => inputFindings(input, { task, dag, tasks, components })),
      ...missingInputs(task, components),
      ...missingWaits(task, names, components),
    ]),
    ...circle(dag),
  ];
}

const producersOf = ({ inputs }: Task): readonly NamedPlace[] => inputs.flatMap(({ producer }) => producer?.task ?? []);
const componentOf = (task: Task | undefined, components: Components): Component | undefined =>
  components.get(task?.component[0]?.name ?? '');

/** The output that is named, where the task and its component are known. */
const portGiven = ({ kind, task, output }: OutputUse, tasks: Tasks, components: Components): Port | undefined =>
  componentOf(tasks.get(task.name), components)?.gives[kind].get(output?.name ?? '');

function outputFindings(use: OutputUse, tasks: Tasks, components: Components): readonly Diagnostic[] {
  const component = componentOf(tasks.get(use.task.name), components);
  if (component === undefined || use.output === null) return [];
  const known = component.gives[use.kind];
  if (known.has(use.output.name)) return [];
  const { name, node } = use.output;
  return [unknownName('kfp-name-unknown', { name, range: node }, known.keys(), { what: `output of ${use.task.name}` })];
}

interface World {
  readonly task: Task;
  readonly dag: Dag;
  readonly tasks: Tasks;
  readonly components: Components;
}

function inputFindings(input: TaskInput, { task, dag, tasks, components }: World): readonly Diagnostic[] {
  const { kind, entry, producer, outer } = input;
  const component = componentOf(task, components);
  const wanted = component?.takes[kind].get(entry.key.raw);
  const given =
    producer !== null
      ? portGiven(producer, tasks, components)
      : outer !== null
        ? dag.takes[kind].get(outer.name)
        : undefined;
  const found: Diagnostic[] = [];
  if (component !== undefined && wanted === undefined) found.push(...misspeltInput(input, task, component));
  if (producer !== null && !input.isSelected) found.push(...outputFindings(producer, tasks, components));
  if (outer !== null && !dag.takes[kind].has(outer.name)) {
    const what = `input of ${dag.name === '' ? 'the pipeline' : dag.name}`;
    found.push(unknownName('kfp-name-unknown', outer, dag.takes[kind].keys(), { what }));
  }
  if (!input.isSelected && !meet(given?.type ?? null, wanted?.type ?? null))
    found.push(
      finding('kfp-type-mismatch', entry.key, {
        name: entry.key.raw,
        wanted: wanted?.type ?? '',
        found: given?.type ?? '',
      }),
    );
  return found;
}

/** A task may have inputs that only its own texts use: sure is a near miss of one that is not given. */
function misspeltInput({ kind, entry }: TaskInput, task: Task, component: Component): readonly Diagnostic[] {
  const given = new Set(task.inputs.map(one => one.entry.key.raw));
  const missing = [...component.takes[kind].keys()].filter(name => !given.has(name));
  const place = { name: entry.key.raw, range: entry.key };
  const what = `input of ${component.entry.key.raw}`;
  return nearestName(entry.key.raw, missing) === null
    ? []
    : [unknownName('kfp-name-unknown', place, missing, { what })];
}

/** Whole numbers are numbers, and `system.Artifact` is any artifact. */
function meet(given: string | null, wanted: string | null): boolean {
  if (given === null || wanted === null || given === wanted) return true;
  if ([given, wanted].includes('system.Artifact')) return true;
  const alike = [
    ['NUMBER_INTEGER', 'NUMBER_DOUBLE'],
    ['TASK_FINAL_STATUS', 'STRUCT'],
  ];
  return alike.some(pair => pair.includes(given) && pair.includes(wanted));
}

function missingInputs(task: Task, components: Components): readonly Diagnostic[] {
  const component = componentOf(task, components);
  if (component === undefined) return [];
  const given = new Set(task.inputs.map(({ entry }) => entry.key.raw));
  const wanted = [...component.takes.parameters, ...component.takes.artifacts];
  const place = entryOf(task.entry.value, 'inputs')?.key ?? task.entry.key;
  return wanted
    .filter(([name, { isOptional }]) => !isOptional && !given.has(name) && !task.filled.has(name))
    .map(([name]) => finding('kfp-input-missing', place, { name, component: component.entry.key.raw }));
}

/** The order comes from `dependentTasks` alone: a task that only reads another's output may start before it. */
function missingWaits(task: Task, names: ReadonlySet<string>, components: Components): readonly Diagnostic[] {
  const waits = new Set(task.waits.map(({ name }) => name));
  const takes = componentOf(task, components)?.takes;
  const read = task.inputs.filter(({ kind, entry }) => takes?.[kind].has(entry.key.raw) === true);
  const producers = read.flatMap(({ producer }) => producer?.task ?? []);
  const missing = producers.filter(({ name }) => names.has(name) && !waits.has(name));
  const once = missing.filter(({ name }, i) => missing.findIndex(other => other.name === name) === i);
  return once.map(({ name, range }) => finding('kfp-dependency-missing', range, { name }));
}

function circle({ tasks }: Dag): readonly Diagnostic[] {
  const needsOf = (task: Task): readonly NamedPlace[] => [...task.waits, ...producersOf(task)];
  const order = runOrder(
    graphOf(tasks.map(task => ({ name: task.name, deps: [], outs: [], needs: needsOf(task).map(({ name }) => name) }))),
  );
  if (order.ok) return [];
  const last = tasks.find(({ name }) => name === order.error.at(-1));
  const place = last === undefined ? undefined : needsOf(last).find(({ name }) => name === order.error.at(-2));
  return place === undefined ? [] : [finding('cycle', place.range, { path: order.error.join(' → ') })];
}

/** Images called `argostub/…` are names that Kubeflow replaces. */
function imageFindings(node: Parameters<typeof textOf>[0]): readonly Diagnostic[] {
  const image = textOf(node);
  if (node === undefined || image === undefined || /[{$@]|^argostub\//.test(image)) return [];
  const tag = /:([^:/]+)$/.exec(image)?.[1];
  return tag === undefined || tag === 'latest' ? [finding('kfp-image-unpinned', node, { image })] : [];
}
