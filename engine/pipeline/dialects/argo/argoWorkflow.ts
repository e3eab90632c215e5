// A workflow of Argo as its rules see it: templates with inputs and outputs, tasks and steps that call them.
import type { TextRange } from '../../../domain/diagnostic.ts';
import { entriesAt } from '../../syntax/values.ts';
import {
  childOf,
  entryOf,
  follow,
  itemsOf,
  textOf,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
} from '../../syntax/yamlTree.ts';
import { namedBy, type Spot, spotsIn } from '../places.ts';

export interface ArgoWorkflow {
  readonly kind: string;
  readonly metadata: YamlNode | undefined;
  readonly spec: YamlNode | undefined;
  /** Where `spec` stands, for what is absent in it. */
  readonly specKey: TextRange | null;
  /** The spec comes from a WorkflowTemplate: what is absent here may be there. */
  readonly isReferring: boolean;
  readonly parameters: readonly ArgoParameter[];
  readonly artifacts: readonly ArgoParameter[];
  readonly templates: readonly ArgoTemplate[];
  /** Exit handlers and others of the whole workflow. */
  readonly hooks: readonly ArgoCall[];
}
/** A parameter or an artifact. */
export interface ArgoParameter {
  readonly name: string;
  readonly node: YamlNode;
  readonly whole: YamlMap;
  readonly value: string | undefined;
  /** It has a value, a default, or a place where the value comes from. */
  readonly isGiven: boolean;
}
export interface ArgoTemplate {
  readonly name: string;
  readonly node: YamlMap;
  readonly inputs: readonly ArgoParameter[];
  readonly inputArtifacts: readonly ArgoParameter[];
  readonly outputs: readonly ArgoParameter[];
  readonly outputArtifacts: readonly ArgoParameter[];
  readonly calls: readonly ArgoCall[];
  readonly shape: 'dag' | 'steps' | 'other';
  /** The key that tells the type, such as `container`; none when there is not exactly one. */
  readonly type: YamlEntry | undefined;
}
/** A task of a DAG, a step, or a hook. */
export interface ArgoCall {
  readonly name: string;
  readonly nameNode: YamlNode | undefined;
  readonly node: YamlMap;
  /** Null where a template of another file, or one written inline, is called. */
  readonly template: YamlNode | null;
  /** The template of another object that is called. */
  readonly ref: TemplateRef | null;
  readonly parameters: readonly ArgoParameter[];
  readonly artifacts: readonly ArgoParameter[];
  /** Names that come first, where they stand. */
  readonly dependencies: readonly Spot[];
  readonly hooks: readonly ArgoCall[];
  /** Of steps: the group, from 0. */
  readonly group: number;
}
export interface TemplateRef {
  readonly name: YamlNode;
  readonly template: YamlNode | undefined;
  readonly isCluster: boolean;
}

const kinds = new Set(['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate', 'CronWorkflow']);
const templateTypes = 'container containerSet script resource steps dag suspend http data plugin'.split(' ');
/** Ways to repeat a task; one at a time. */
export const loopKeys = ['withItems', 'withParam', 'withSequence'];

/** Null for other objects of the same API group. */
export function readWorkflow(root: YamlNode, text: string): ArgoWorkflow | null {
  const kind = textOf(childOf(root, 'kind')) ?? '';
  if (!kinds.has(kind) || !textOf(childOf(root, 'apiVersion'))?.startsWith('argoproj.io/')) return null;
  const own = childOf(root, 'spec');
  const spec = kind === 'CronWorkflow' ? childOf(own, 'workflowSpec') : own;
  const given = childOf(spec, 'arguments');
  return {
    kind,
    metadata: childOf(root, 'metadata'),
    spec,
    specKey: (kind === 'CronWorkflow' ? entryOf(own, 'workflowSpec') : entryOf(root, 'spec'))?.key ?? null,
    isReferring: childOf(spec, 'workflowTemplateRef') !== undefined,
    parameters: parametersOf(childOf(given, 'parameters')),
    artifacts: parametersOf(childOf(given, 'artifacts')),
    templates: mapsOf(childOf(spec, 'templates')).map(node => toTemplate(node, text)),
    hooks: hooksOf(spec, text),
  };
}

/** Maps of a list, aliases left out: what they stand for is read where it is written. */
const mapsOf = (node: YamlNode | undefined): readonly YamlMap[] =>
  itemsOf(node).flatMap(item => (item.kind === 'map' ? [item] : []));

/** Where an artifact can come from beside an argument. */
const sources =
  'value default valueFrom from fromExpression artifactory azure gcs git hdfs http oss plugin raw s3'.split(' ');

const parametersOf = (node: YamlNode | undefined): readonly ArgoParameter[] =>
  mapsOf(node).flatMap(map => {
    const name = childOf(map, 'name');
    const written = textOf(name);
    if (name === undefined || written === undefined) return [];
    const value = textOf(childOf(map, 'value')) ?? textOf(childOf(map, 'default'));
    const isGiven = sources.some(key => childOf(map, key) !== undefined) || textOf(childOf(map, 'optional')) === 'true';
    return [{ name: written, node: name, whole: map, value, isGiven }];
  });

function toTemplate(node: YamlMap, text: string): ArgoTemplate {
  const dag = childOf(node, 'dag');
  const steps = childOf(node, 'steps');
  const [inputs, outputs] = [childOf(node, 'inputs'), childOf(node, 'outputs')];
  const types = entriesAt(node).filter(({ key }) => templateTypes.includes(key.raw));
  return {
    name: textOf(childOf(node, 'name')) ?? '',
    node,
    inputs: parametersOf(childOf(inputs, 'parameters')),
    inputArtifacts: parametersOf(childOf(inputs, 'artifacts')),
    outputs: parametersOf(childOf(outputs, 'parameters')),
    outputArtifacts: parametersOf(childOf(outputs, 'artifacts')),
    calls: dag === undefined ? stepsOf(steps, text) : mapsOf(childOf(dag, 'tasks')).map(task => toCall(task, text, 0)),
    shape: dag !== undefined ? 'dag' : steps !== undefined ? 'steps' : 'other',
    type: types.length === 1 ? types[0] : undefined,
  };
}

const stepsOf = (steps: YamlNode | undefined, text: string): readonly ArgoCall[] =>
  itemsOf(steps).flatMap((item, group) => {
    const solid = follow(item);
    if (solid?.kind === 'map') return [toCall(solid, text, group)];
    return mapsOf(item).map(step => toCall(step, text, group));
  });

/** What runs at moments of a workflow's or task's life. */
const hooksOf = (node: YamlNode | undefined, text: string): readonly ArgoCall[] =>
  entriesAt(childOf(node, 'hooks')).flatMap(({ value }) => (value.kind === 'map' ? [toCall(value, text, 0)] : []));

function toCall(node: YamlMap, text: string, group: number): ArgoCall {
  const nameNode = childOf(node, 'name');
  const ref = childOf(node, 'templateRef');
  const refName = childOf(ref, 'name');
  const isElsewhere = ref !== undefined || childOf(node, 'inline') !== undefined;
  const given = childOf(node, 'arguments');
  return {
    name: textOf(nameNode) ?? '',
    nameNode,
    node,
    template: isElsewhere ? null : (childOf(node, 'template') ?? null),
    ref:
      refName === undefined
        ? null
        : {
            name: refName,
            template: childOf(ref, 'template'),
            isCluster: textOf(childOf(ref, 'clusterScope')) === 'true',
          },
    parameters: parametersOf(childOf(given, 'parameters')),
    artifacts: parametersOf(childOf(given, 'artifacts')),
    dependencies: dependenciesOf(node, text),
    hooks: hooksOf(node, text),
    group,
  };
}

const dependenciesOf = (node: YamlMap, text: string): readonly Spot[] => {
  const depends = childOf(node, 'depends');
  return [
    ...itemsOf(childOf(node, 'dependencies')).flatMap(item =>
      namedBy('', item).map(({ name, range }) => ({ name, range, whole: range })),
    ),
    ...(depends === undefined ? [] : spotsIn(text, depends, /(?<![\w.-])([A-Za-z0-9][\w-]*)(?:\.[A-Za-z]\w*)?/g)),
  ];
};
