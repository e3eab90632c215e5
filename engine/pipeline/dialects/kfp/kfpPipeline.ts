// A compiled Kubeflow pipeline as its rules see it: components with what they take and give, tasks with where it comes from.
import { entriesAt, textAt } from '../../syntax/values.ts';
import { childOf, itemsOf, type YamlEntry, type YamlNode } from '../../syntax/yamlTree.ts';
import type { NamedPlace } from '../dialect.ts';
import { namedBy } from '../places.ts';

export interface KfpPipeline {
  readonly components: ReadonlyMap<string, Component>;
  readonly executors: readonly YamlEntry[];
  /** The root and components that have tasks. */
  readonly dags: readonly Dag[];
  readonly labels: readonly NamedPlace[];
}
export interface Component {
  readonly entry: YamlEntry;
  readonly takes: Ports;
  readonly gives: Ports;
}
/** Parameters and artifacts by name. */
export interface Ports {
  readonly parameters: ReadonlyMap<string, Port>;
  readonly artifacts: ReadonlyMap<string, Port>;
}
export interface Port {
  /** Such as `STRING` or `system.Model`; null where it is not said. */
  readonly type: string | null;
  readonly isOptional: boolean;
}
export type PortKind = keyof Ports;

/** The tasks of the root or of a component. */
export interface Dag {
  /** '' for the root. */
  readonly name: string;
  readonly tasks: readonly Task[];
  readonly takes: Ports;
  readonly outputs: readonly OutputUse[];
}
export interface Task {
  readonly name: string;
  readonly entry: YamlEntry;
  readonly component: readonly NamedPlace[];
  readonly inputs: readonly TaskInput[];
  /** Tasks that it waits for by name. */
  readonly waits: readonly NamedPlace[];
  /** Inputs that an iterator fills. */
  readonly filled: ReadonlySet<string>;
}
export interface TaskInput {
  readonly kind: PortKind;
  readonly entry: YamlEntry;
  /** Another task of the same dag. */
  readonly producer: OutputUse | null;
  /** An input of the surrounding component. */
  readonly outer: NamedPlace | null;
  /** A part of the value is taken, or it is made into another type. */
  readonly isSelected: boolean;
}
/** `output` is null where only the task is named. */
export interface OutputUse {
  readonly kind: PortKind;
  readonly task: NamedPlace;
  readonly output: { readonly name: string; readonly node: YamlNode } | null;
}

export const taskKind = (dag: string): string => `task of ${dag === '' ? 'root' : dag}`;
export const inputKind = (dag: string): string => `input of ${dag === '' ? 'root' : dag}`;
const portKinds: readonly PortKind[] = ['parameters', 'artifacts'];

export function readKfp(root: YamlNode): KfpPipeline {
  const entries = entriesAt(childOf(root, 'components'));
  return {
    components: new Map(entries.map(entry => [entry.key.raw, componentOf(entry)])),
    executors: entriesAt(childOf(childOf(root, 'deploymentSpec'), 'executors')),
    dags: [
      dagOf(childOf(root, 'root'), ''),
      ...entries
        .filter(({ value }) => childOf(value, 'dag') !== undefined)
        .map(({ key, value }) => dagOf(value, key.raw)),
    ],
    labels: entries.flatMap(({ value }) => namedBy('executor', childOf(value, 'executorLabel'))),
  };
}

const componentOf = (entry: YamlEntry): Component => ({
  entry,
  takes: portsOf(childOf(entry.value, 'inputDefinitions')),
  gives: portsOf(childOf(entry.value, 'outputDefinitions')),
});

function portsOf(definitions: YamlNode | undefined): Ports {
  const read = (kind: PortKind): ReadonlyMap<string, Port> =>
    new Map(entriesAt(childOf(definitions, kind)).map(({ key, value }) => [key.raw, portOf(value)]));
  return { parameters: read('parameters'), artifacts: read('artifacts') };
}

function portOf(node: YamlNode): Port {
  const isList = textAt(node, 'isArtifactList') === 'true';
  const artifact = textAt(childOf(node, 'artifactType'), 'schemaTitle');
  return {
    type: textAt(node, 'parameterType') ?? (isList ? null : artifact) ?? null,
    isOptional: textAt(node, 'isOptional') === 'true' || childOf(node, 'defaultValue') !== undefined,
  };
}

function dagOf(component: YamlNode | undefined, name: string): Dag {
  const dag = childOf(component, 'dag');
  return {
    name,
    tasks: entriesAt(childOf(dag, 'tasks')).map(entry => taskOf(entry, name)),
    takes: portsOf(childOf(component, 'inputDefinitions')),
    outputs: portKinds.flatMap(kind =>
      entriesAt(childOf(childOf(dag, 'outputs'), kind)).flatMap(({ value }) => outputsOf(kind, value, name)),
    ),
  };
}

/** What a dag gives comes from one of its tasks, or from the one of several that ran. */
function outputsOf(kind: PortKind, value: YamlNode, dag: string): readonly OutputUse[] {
  const sources =
    kind === 'artifacts'
      ? itemsOf(childOf(value, 'artifactSelectors'))
      : [
          childOf(value, 'valueFromParameter'),
          ...itemsOf(childOf(childOf(value, 'valueFromOneof'), 'parameterSelectors')),
        ];
  return sources.flatMap(source => useOf(kind, { source, dag, producer: 'producerSubtask' }) ?? []);
}

function taskOf(entry: YamlEntry, dag: string): Task {
  const inputs = childOf(entry.value, 'inputs');
  const iterators = ['parameterIterator', 'artifactIterator'].map(key => childOf(entry.value, key));
  return {
    name: entry.key.raw,
    entry,
    component: namedBy('component', childOf(childOf(entry.value, 'componentRef'), 'name')),
    inputs: portKinds.flatMap(kind => entriesAt(childOf(inputs, kind)).map(input => inputOf(kind, input, dag))),
    waits: itemsOf(childOf(entry.value, 'dependentTasks')).flatMap(item => namedBy(taskKind(dag), item)),
    filled: new Set(iterators.flatMap(iterator => textAt(iterator, 'itemInput') ?? [])),
  };
}

function inputOf(kind: PortKind, entry: YamlEntry, dag: string): TaskInput {
  const { value } = entry;
  const word = kind === 'parameters' ? 'Parameter' : 'Artifact';
  const source = childOf(value, `taskOutput${word}`);
  const status = childOf(value, 'taskFinalStatus');
  const [outer = null] = namedBy(inputKind(dag), childOf(value, `componentInput${word}`));
  return {
    kind,
    entry,
    producer: useOf(kind, { source: source ?? status, dag, producer: 'producerTask' }),
    outer,
    isSelected: childOf(value, 'parameterExpressionSelector') !== undefined || status !== undefined,
  };
}

function useOf(
  kind: PortKind,
  from: { readonly source: YamlNode | undefined; readonly dag: string; readonly producer: string },
): OutputUse | null {
  const [task] = namedBy(taskKind(from.dag), childOf(from.source, from.producer));
  if (task === undefined) return null;
  const key = kind === 'parameters' ? 'outputParameterKey' : 'outputArtifactKey';
  const node = childOf(from.source, key);
  const name = textAt(from.source, key);
  return { kind, task, output: node === undefined || name === undefined ? null : { name, node } };
}
