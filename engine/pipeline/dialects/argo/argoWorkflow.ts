// A workflow of Argo as its rules see it: templates with inputs and outputs, tasks and steps that call them.
import type { TextRange } from '../../../domain/diagnostic.ts';
import { childOf, follow, itemsOf, textOf, type YamlMap, type YamlNode } from '../../syntax/yamlTree.ts';
import { namedBy, type Spot, scalarsIn, spotsIn } from '../places.ts';

export interface ArgoWorkflow {
  readonly kind: string;
  readonly spec: YamlNode | undefined;
  /** The spec comes from a WorkflowTemplate: what is absent here may be there. */
  readonly isReferring: boolean;
  readonly parameters: readonly ArgoParameter[];
  readonly templates: readonly ArgoTemplate[];
}
export interface ArgoParameter {
  readonly name: string;
  readonly node: YamlNode;
  readonly whole: TextRange;
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
}
/** A task of a DAG or a step. */
export interface ArgoCall {
  readonly name: string;
  readonly nameNode: YamlNode | undefined;
  readonly node: YamlMap;
  /** Null where a template of another file, or one written inline, is called. */
  readonly template: YamlNode | null;
  readonly parameters: readonly ArgoParameter[];
  /** Names that come first, where they stand. */
  readonly dependencies: readonly Spot[];
  /** Of steps: the group, from 0. */
  readonly group: number;
}

const kinds = new Set(['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate', 'CronWorkflow']);

/** Null for other objects of the same API group. */
export function readWorkflow(root: YamlNode, text: string): ArgoWorkflow | null {
  const kind = textOf(childOf(root, 'kind')) ?? '';
  if (!kinds.has(kind) || !textOf(childOf(root, 'apiVersion'))?.startsWith('argoproj.io/')) return null;
  const own = childOf(root, 'spec');
  const spec = kind === 'CronWorkflow' ? childOf(own, 'workflowSpec') : own;
  return {
    kind,
    spec,
    isReferring: childOf(spec, 'workflowTemplateRef') !== undefined,
    parameters: parametersOf(childOf(childOf(spec, 'arguments'), 'parameters')),
    templates: mapsOf(childOf(spec, 'templates')).map(node => toTemplate(node, text)),
  };
}

/** Maps of a list, aliases left out: what they stand for is read where it is written. */
const mapsOf = (node: YamlNode | undefined): readonly YamlMap[] =>
  itemsOf(node).flatMap(item => (item.kind === 'map' ? [item] : []));

const parametersOf = (node: YamlNode | undefined): readonly ArgoParameter[] =>
  mapsOf(node).flatMap(map => {
    const name = childOf(map, 'name');
    const written = textOf(name);
    if (name === undefined || written === undefined) return [];
    const value = textOf(childOf(map, 'value')) ?? textOf(childOf(map, 'default'));
    const isGiven = ['value', 'default', 'valueFrom', 'from'].some(key => childOf(map, key) !== undefined);
    return [{ name: written, node: name, whole: map, value, isGiven }];
  });

function toTemplate(node: YamlMap, text: string): ArgoTemplate {
  const dag = childOf(node, 'dag');
  const steps = childOf(node, 'steps');
  const [inputs, outputs] = [childOf(node, 'inputs'), childOf(node, 'outputs')];
  return {
    name: textOf(childOf(node, 'name')) ?? '',
    node,
    inputs: parametersOf(childOf(inputs, 'parameters')),
    inputArtifacts: parametersOf(childOf(inputs, 'artifacts')),
    outputs: parametersOf(childOf(outputs, 'parameters')),
    outputArtifacts: parametersOf(childOf(outputs, 'artifacts')),
    calls: dag === undefined ? stepsOf(steps, text) : mapsOf(childOf(dag, 'tasks')).map(task => toCall(task, text, 0)),
    shape: dag !== undefined ? 'dag' : steps !== undefined ? 'steps' : 'other',
  };
}

const stepsOf = (steps: YamlNode | undefined, text: string): readonly ArgoCall[] =>
  itemsOf(steps).flatMap((item, group) => {
    const solid = follow(item);
    if (solid?.kind === 'map') return [toCall(solid, text, group)];
    return mapsOf(item).map(step => toCall(step, text, group));
  });

function toCall(node: YamlMap, text: string, group: number): ArgoCall {
  const nameNode = childOf(node, 'name');
  const isElsewhere = childOf(node, 'templateRef') !== undefined || childOf(node, 'inline') !== undefined;
  const depends = childOf(node, 'depends');
  return {
    name: textOf(nameNode) ?? '',
    nameNode,
    node,
    template: isElsewhere ? null : (childOf(node, 'template') ?? null),
    parameters: parametersOf(childOf(childOf(node, 'arguments'), 'parameters')),
    dependencies: [
      ...itemsOf(childOf(node, 'dependencies')).flatMap(item =>
        namedBy('', item).map(({ name, range }) => ({ name, range, whole: range })),
      ),
      ...(depends === undefined ? [] : spotsIn(text, depends, /(?<![\w.-])([A-Za-z0-9][\w-]*)(?:\.[A-Z]\w*)?/g)),
    ],
    group,
  };
}

/** `{{…}}` in the texts of a node, by what stands between the braces. Expression tags (`{{=`) are left out. */
export const tagsIn = (node: YamlNode, text: string): readonly Spot[] =>
  [...scalarsIn(node)].flatMap(scalar => spotsIn(text, scalar, /\{\{\s*([A-Za-z][\w.-]*)\s*\}\}/g));

/** Whether a text names something, in a plain or an expression tag. */
export function isNamedIn(text: string, { start, end }: TextRange, path: string, name: string): boolean {
  const escaped = name.replace(/[^\w-]/g, '\\$&');
  const head = path.replaceAll('.', '\\.');
  return new RegExp(`${head}(?:\\.${escaped}(?![\\w-])|\\[["']${escaped}["']\\])`).test(text.slice(start, end));
}
