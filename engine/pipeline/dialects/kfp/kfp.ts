// The compiled form of Kubeflow pipelines (PipelineSpec 2.x): read, never written; graph and dangling names.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { entriesAt } from '../../syntax/values.ts';
import { childOf, itemsOf, textOf, type YamlEntry, type YamlNode } from '../../syntax/yamlTree.ts';
import { type Dialect, type DialectDocument, type DialectReading, type NamedPlace, nothingRead } from '../dialect.ts';
import { definedBy, namedBy, unknownName } from '../places.ts';

export const kfp: Dialect = {
  id: 'kfp',
  title: 'compiled Kubeflow pipeline',
  names: [],
  recognise: text => /^schemaVersion:\s*["']?2\./m.test(text) && /^(root|pipelineInfo):/m.test(text),
  schemaOf: () => null,
  isDynamic: () => true,
  read,
  isShared: false,
};

interface Task {
  readonly entry: YamlEntry;
  readonly component: readonly NamedPlace[];
  /** Tasks that its inputs come from, and those that it waits for. */
  readonly before: readonly NamedPlace[];
}
/** The tasks of the root or of a component. */
interface Dag {
  readonly name: string;
  readonly tasks: readonly Task[];
}

function read({ root }: DialectDocument): DialectReading {
  const components = entriesAt(childOf(root, 'components'));
  if (childOf(root, 'root') === undefined) return nothingRead;
  const executors = entriesAt(childOf(childOf(root, 'deploymentSpec'), 'executors'));
  const dags = [
    { name: '', tasks: tasksOf(childOf(root, 'root'), '') },
    ...components.map(({ key, value }) => ({ name: key.raw, tasks: tasksOf(value, key.raw) })),
  ].filter(({ tasks }) => tasks.length > 0);
  const labels = components.flatMap(({ value }) => namedBy('executor', childOf(value, 'executorLabel')));
  return {
    ...nothingRead,
    findings: danglingNames({ components, executors, dags, labels }),
    names: [
      ...components.map(entry => definedBy('component', entry)),
      ...executors.map(entry => definedBy('executor', entry)),
      ...labels,
      ...dags.flatMap(({ name, tasks }) =>
        tasks.flatMap(({ entry, component, before }) => [definedBy(taskKind(name), entry), ...component, ...before]),
      ),
    ],
    stages: dags.flatMap(dag => stagesOf(dag, dags.length > 1)),
  };
}

const taskKind = (dag: string): string => `task of ${dag === '' ? 'root' : dag}`;

function tasksOf(component: YamlNode | undefined, dag: string): readonly Task[] {
  return entriesAt(childOf(childOf(component, 'dag'), 'tasks')).map(entry => {
    const inputs = childOf(entry.value, 'inputs');
    const sources = ['parameters', 'artifacts'].flatMap(kind => entriesAt(childOf(inputs, kind)));
    const producers = sources.flatMap(({ value }) =>
      ['taskOutputParameter', 'taskOutputArtifact', 'taskFinalStatus'].flatMap(key =>
        namedBy(taskKind(dag), childOf(childOf(value, key), 'producerTask')),
      ),
    );
    const waits = itemsOf(childOf(entry.value, 'dependentTasks')).flatMap(item => namedBy(taskKind(dag), item));
    return {
      entry,
      component: namedBy('component', childOf(childOf(entry.value, 'componentRef'), 'name')),
      before: [...producers, ...waits],
    };
  });
}

interface Names {
  readonly components: readonly YamlEntry[];
  readonly executors: readonly YamlEntry[];
  readonly dags: readonly Dag[];
  readonly labels: readonly NamedPlace[];
}

function danglingNames({ components, executors, dags, labels }: Names): readonly Diagnostic[] {
  const namesOf = (entries: readonly YamlEntry[]): readonly string[] => entries.map(({ key }) => key.raw);
  const absent = (places: readonly NamedPlace[], known: readonly string[], what: string): readonly Diagnostic[] =>
    places
      .filter(({ name }) => !known.includes(name))
      .map(place => unknownName('kfp-name-unknown', place, known, { what }));
  const used = new Set(
    dags.flatMap(({ tasks }) => tasks.flatMap(({ component }) => component.map(({ name }) => name))),
  );
  return [
    ...absent(labels, namesOf(executors), 'executor'),
    ...dags.flatMap(({ tasks }) => [
      ...absent(
        tasks.flatMap(({ component }) => component),
        namesOf(components),
        'component',
      ),
      ...absent(
        tasks.flatMap(({ before }) => before),
        tasks.map(({ entry }) => entry.key.raw),
        'task',
      ),
    ]),
    ...components
      .filter(({ key }) => !used.has(key.raw))
      .map(({ key }) => finding('kfp-component-unused', key, { name: key.raw })),
  ];
}

function stagesOf({ name, tasks }: Dag, isOneOfMany: boolean): DialectReading['stages'] {
  const full = (task: string): string => (isOneOfMany ? `${name === '' ? 'root' : name}/${task}` : task);
  return tasks.map(({ entry: { key, value }, before }) => ({
    name: full(key.raw),
    range: { start: key.start, end: key.end },
    ...{ deps: [], outs: [], params: [] },
    needs: [...new Set(before.map(place => full(place.name)))],
    does: textOf(childOf(childOf(value, 'componentRef'), 'name')) ?? '',
  }));
}
