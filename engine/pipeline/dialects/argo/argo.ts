// Argo Workflows: Workflow, WorkflowTemplate, ClusterWorkflowTemplate, CronWorkflow (argoproj.io/v1alpha1).

import type { StageMark } from '../../../domain/foreignPipeline.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import type { JsonSchema } from '../../../domain/jsonSchema.ts';
import { childOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { type Dialect, type DialectDocument, type DialectReading, type DialectStage, nothingRead } from '../dialect.ts';
import { argoSchema } from '../generated/argoSchema.ts';
import { namesOf } from './argoNames.ts';
import { workflowFindings } from './argoRules.ts';
import { argoTool } from './argoTool.ts';
import { expressionNames, notesOf, offeredNames, offeredShared } from './argoWords.ts';
import { type ArgoWorkflow, readWorkflow } from './argoWorkflow.ts';
import { type ArgoWorld, argoWorld, isArgoTemplateText } from './argoWorld.ts';

export const argo: Dialect = {
  id: 'argo',
  title: 'Argo workflow',
  names: [],
  recognise: text =>
    /^apiVersion:\s*["']?argoproj\.io\//m.test(text) &&
    /^kind:\s*["']?(Workflow|WorkflowTemplate|ClusterWorkflowTemplate|CronWorkflow)\b/m.test(text),
  schemaOf,
  isDynamic: raw => raw.includes('{{'),
  isSource: isArgoTemplateText,
  read,
  tool: argoTool,
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

function read(document: DialectDocument): DialectReading {
  const { root, text } = document;
  const workflow = readWorkflow(root, text);
  if (workflow === null) return nothingRead;
  const world = argoWorld(document);
  return {
    findings: workflowFindings(workflow, text, world),
    names: namesOf(workflow, text),
    stages: stagesOf(workflow),
    notes: notesOf(workflow, text),
    files: filesOf(workflow, world, document.file),
    expressionNames: expressionNames(workflow),
    // Texts of other files are read only where one may be meant.
    offered: [...offeredNames(workflow), ...(text.includes('emplateRef') ? offeredShared(workflow, world) : [])],
  };
}

/** Files of the templates that are referred to. */
function filesOf(
  { templates, hooks, spec }: ArgoWorkflow,
  world: ArgoWorld,
  own: ProjectPath,
): DialectReading['files'] {
  const calls = [...hooks, ...templates.flatMap(template => template.calls.flatMap(call => [call, ...call.hooks]))];
  const whole = childOf(childOf(spec, 'workflowTemplateRef'), 'name');
  const isCluster = textOf(childOf(childOf(spec, 'workflowTemplateRef'), 'clusterScope')) === 'true';
  const refs = [
    ...calls.flatMap(({ ref }) => ref ?? []),
    ...(whole === undefined ? [] : [{ name: whole, template: undefined, isCluster }]),
  ];
  return refs.flatMap(ref => {
    const name = textOf(ref.name);
    const shared = name === undefined ? null : world.find(name, ref.isCluster);
    if (shared === null || shared.file === own) return [];
    return [ref.name, ...(ref.template === undefined ? [] : [ref.template])].map(({ start, end }) => ({
      range: { start, end },
      path: shared.file,
    }));
  });
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
          marks: marksOf(call.node),
          does: textOf(call.template ?? undefined) ?? '',
        };
      });
  });
}

function marksOf(node: YamlNode): readonly StageMark[] {
  const repeats = ['withItems', 'withParam', 'withSequence'].some(key => childOf(node, key) !== undefined);
  return [
    ...(childOf(node, 'when') === undefined ? [] : (['conditional'] as const)),
    ...(repeats ? (['repeated'] as const) : []),
  ];
}
