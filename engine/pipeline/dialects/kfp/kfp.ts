// The compiled form of Kubeflow pipelines (PipelineSpec 2.x): read, never written; graph, names and what leads nowhere.
import type { StageMark } from '../../../domain/foreignPipeline.ts';
import { entriesAt } from '../../syntax/values.ts';
import { childOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { type Dialect, type DialectDocument, type DialectReading, type NamedPlace, nothingRead } from '../dialect.ts';
import { kfpSchema } from '../generated/kfpSchema.ts';
import { definedBy, namedBy } from '../places.ts';
import { type Dag, inputKind, type KfpPipeline, type OutputUse, readKfp, type Task, taskKind } from './kfpPipeline.ts';
import { kfpFindings } from './kfpRules.ts';

export const kfp: Dialect = {
  id: 'kfp',
  title: 'compiled Kubeflow pipeline',
  names: [],
  recognise: text => /^schemaVersion:\s*["']?2\./m.test(text) && /^(root|pipelineInfo):/m.test(text),
  schemaOf: root => (childOf(root, 'root') === undefined ? null : kfpSchema),
  isDynamic: () => true,
  read,
  isShared: false,
};

function read({ root }: DialectDocument): DialectReading {
  if (childOf(root, 'root') === undefined) return nothingRead;
  const pipeline = readKfp(root);
  const dags = pipeline.dags.filter(({ tasks }) => tasks.length > 0);
  return {
    ...nothingRead,
    findings: kfpFindings(pipeline),
    names: namesOf(root, pipeline),
    stages: dags.flatMap(dag => stagesOf(dag, dags.length > 1)),
  };
}

function namesOf(root: YamlNode, { components, executors, dags, labels }: KfpPipeline): readonly NamedPlace[] {
  const ports = (node: YamlNode | undefined, definitions: string, of: string): readonly NamedPlace[] =>
    ['parameters', 'artifacts'].flatMap(kind =>
      entriesAt(childOf(childOf(node, definitions), kind)).map(entry => definedBy(of, entry)),
    );
  return [
    ...[...components.values()].flatMap(({ entry }) => [
      definedBy('component', entry),
      ...ports(entry.value, 'inputDefinitions', inputKind(entry.key.raw)),
      ...ports(entry.value, 'outputDefinitions', outputKind(entry.key.raw)),
    ]),
    ...ports(childOf(root, 'root'), 'inputDefinitions', inputKind('')),
    ...executors.map(entry => definedBy('executor', entry)),
    ...labels,
    ...dags.flatMap(({ name, tasks, outputs }) => [
      ...tasks.flatMap(task => [definedBy(taskKind(name), task.entry), ...usesOf(task)]),
      ...outputs.map(({ task }) => task),
      ...outputUses(tasks, outputs),
    ]),
  ];
}

/** Outputs that are named, as those of the component that their task runs. */
function outputUses(tasks: readonly Task[], ofDag: readonly OutputUse[]): readonly NamedPlace[] {
  const components = new Map(tasks.map(({ name, component }) => [name, component[0]?.name]));
  const uses = [...tasks.flatMap(({ inputs }) => inputs.flatMap(({ producer }) => producer ?? [])), ...ofDag];
  return uses.flatMap(({ task, output }) => {
    const component = components.get(task.name);
    return component === undefined || output === null ? [] : namedBy(outputKind(component), output.node);
  });
}

const outputKind = (component: string): string => `output of ${component}`;

const usesOf = ({ component, waits, inputs }: Task): readonly NamedPlace[] => [
  ...component,
  ...waits,
  ...inputs.flatMap(({ producer, outer }) => [producer?.task ?? [], outer ?? []].flat()),
];

function marksOf(task: YamlNode): readonly StageMark[] {
  const repeats = ['parameterIterator', 'artifactIterator'].some(key => childOf(task, key) !== undefined);
  return [
    ...(childOf(childOf(task, 'triggerPolicy'), 'condition') === undefined ? [] : (['conditional'] as const)),
    ...(repeats ? (['repeated'] as const) : []),
  ];
}

function stagesOf({ name, tasks }: Dag, isOneOfMany: boolean): DialectReading['stages'] {
  const full = (task: string): string => (isOneOfMany ? `${name === '' ? 'root' : name}/${task}` : task);
  return tasks.map(task => ({
    name: full(task.name),
    range: { start: task.entry.key.start, end: task.entry.key.end },
    ...{ deps: [], outs: [], params: [] },
    needs: [
      ...new Set(
        [...task.waits, ...task.inputs.flatMap(({ producer }) => producer?.task ?? [])].map(one => full(one.name)),
      ),
    ],
    does: textOf(childOf(childOf(task.entry.value, 'componentRef'), 'name')) ?? '',
    marks: marksOf(task.entry.value),
  }));
}
