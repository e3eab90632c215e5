// Argo Workflows: Workflow, WorkflowTemplate, ClusterWorkflowTemplate, CronWorkflow (argoproj.io/v1alpha1).
import type { JsonSchema } from '../../../domain/jsonSchema.ts';
import { childOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import {
  type Dialect,
  type DialectDocument,
  type DialectReading,
  type DialectStage,
  type NamedPlace,
  nothingRead,
} from '../dialect.ts';
import { argoSchema } from '../generated/argoSchema.ts';
import { namedBy } from '../places.ts';
import { workflowFindings } from './argoRules.ts';
import { type ArgoParameter, type ArgoTemplate, type ArgoWorkflow, readWorkflow, tagsIn } from './argoWorkflow.ts';

export const argo: Dialect = {
  id: 'argo',
  title: 'Argo workflow',
  names: [],
  recognise: text =>
    /^apiVersion:\s*["']?argoproj\.io\//m.test(text) &&
    /^kind:\s*["']?(Workflow|WorkflowTemplate|ClusterWorkflowTemplate|CronWorkflow)\b/m.test(text),
  schemaOf,
  isDynamic: raw => raw.includes('{{'),
  read,
  isShared: true,
  expression: { open: '{{', close: '}}' },
};

const withSpec = (definition: string): JsonSchema => ({
  ...argoSchema,
  properties: { ...argoSchema.properties, spec: { $ref: `#/definitions/${definition}` } },
});
const workflowSchema = withSpec('workflowSpec');
const cronSchema = withSpec('cronSpec');

function schemaOf(root: YamlNode): JsonSchema | null {
  if (!textOf(childOf(root, 'apiVersion'))?.startsWith('argoproj.io/')) return null;
  const kind = textOf(childOf(root, 'kind')) ?? '';
  return kind === 'CronWorkflow'
    ? cronSchema
    : kind.endsWith('Workflow') || kind.endsWith('WorkflowTemplate')
      ? workflowSchema
      : null;
}

function read({ root, text }: DialectDocument): DialectReading {
  const workflow = readWorkflow(root, text);
  if (workflow === null) return nothingRead;
  return {
    findings: workflowFindings(workflow, text),
    names: namesOf(workflow, text),
    stages: stagesOf(workflow),
    notes: notesOf(workflow, text),
    files: [],
    expressionNames: expressionNames(workflow),
  };
}

const parameterNames = (kind: string, parameters: readonly ArgoParameter[]): readonly NamedPlace[] =>
  parameters.flatMap(({ node, whole }) => namedBy(kind, node, whole));

function namesOf(workflow: ArgoWorkflow, text: string): readonly NamedPlace[] {
  const { spec, templates, parameters } = workflow;
  return [
    ...parameterNames('workflow parameter', parameters),
    ...['entrypoint', 'onExit'].flatMap(key => namedBy('template', childOf(spec, key))),
    ...templates.flatMap(template => templateNames(template, text)),
  ];
}

/** Names of inputs and tasks belong to their template: equal ones of others are other things. */
function templateNames(template: ArgoTemplate, text: string): readonly NamedPlace[] {
  const { name, node, inputs, calls } = template;
  const input = `input of ${name}`;
  const task = `task of ${name}`;
  const uses = tagsIn(node, text).flatMap((tag): readonly NamedPlace[] => {
    const [scope = '', part = '', ...rest] = tag.name.split('.');
    const last = rest.join('.');
    const at = (text: string, from: number) => ({
      start: tag.range.start + from,
      end: tag.range.start + from + text.length,
    });
    const use = (kind: string, written: string, from: number): NamedPlace => ({
      kind,
      name: written,
      range: at(written, from),
      role: 'use',
    });
    if (part === 'parameters' && last !== '' && scope === 'inputs') return [use(input, last, 18)];
    if (part === 'parameters' && last !== '' && scope === 'workflow') return [use('workflow parameter', last, 20)];
    return (scope === 'tasks' || scope === 'steps') && part !== '' ? [use(task, part, 6)] : [];
  });
  return [
    ...namedBy('template', childOf(node, 'name'), node),
    ...parameterNames(input, inputs),
    ...calls.flatMap(call => [
      ...namedBy(task, call.nameNode, call.node),
      ...namedBy('template', call.template ?? undefined),
      ...call.dependencies.map(({ name: other, range }) => ({ kind: task, name: other, range, role: 'use' as const })),
    ]),
    ...uses,
  ];
}

/** Tasks and steps; with several templates of such, each name has its template in front. */
function stagesOf({ templates }: ArgoWorkflow): readonly DialectStage[] {
  const callers = templates.filter(({ calls }) => calls.length > 0);
  return callers.flatMap(({ name: template, calls, shape }) => {
    const full = (name: string): string => (callers.length > 1 ? `${template}/${name}` : name);
    return calls
      .filter(({ name }) => name !== '')
      .map(call => {
        const before = calls.filter(({ group }) => group === call.group - 1).map(({ name }) => name);
        const needs = shape === 'steps' ? before : call.dependencies.map(({ name }) => name);
        const { start, end } = call.nameNode ?? call.node;
        return {
          name: full(call.name),
          range: { start, end },
          deps: [],
          outs: [],
          needs: needs.map(full),
          params: call.parameters.map(({ name }) => name),
          does: textOf(call.template ?? undefined) ?? '',
        };
      });
  });
}

function notesOf(workflow: ArgoWorkflow, text: string): DialectReading['notes'] {
  const valueIn = (parameters: readonly ArgoParameter[], name: string) =>
    parameters.find(one => one.name === name)?.value;
  return workflow.templates.flatMap(template =>
    tagsIn(template.node, text).flatMap(tag => {
      const [scope, part, ...rest] = tag.name.split('.');
      if (part !== 'parameters' || (scope !== 'inputs' && scope !== 'workflow')) return [];
      const value = valueIn(scope === 'inputs' ? template.inputs : workflow.parameters, rest.join('.'));
      if (value === undefined) return [];
      const what = scope === 'inputs' ? 'default' : 'value';
      return [
        { range: tag.whole, text: `\`${tag.name}\`: ${what} \`${value.slice(0, 200)}\``, inlay: value.slice(0, 40) },
      ];
    }),
  );
}

function expressionNames({ parameters, templates }: ArgoWorkflow): DialectReading['expressionNames'] {
  const of = (prefix: string, list: readonly ArgoParameter[]) =>
    list.map(({ name, value }) => ({ name: `${prefix}.${name}`, detail: value ?? '' }));
  const calls = templates.flatMap(({ calls: own, shape }) =>
    own.map(({ name }) => ({ name: `${shape === 'dag' ? 'tasks' : 'steps'}.${name}.outputs.result`, detail: '' })),
  );
  const all = [
    ...of('workflow.parameters', parameters),
    ...templates.flatMap(({ inputs }) => of('inputs.parameters', inputs)),
    ...calls,
    ...['workflow.name', 'workflow.namespace', 'workflow.uid', 'item', 'pod.name'].map(name => ({ name, detail: '' })),
  ];
  return [...new Map(all.map(one => [one.name, one])).values()];
}
