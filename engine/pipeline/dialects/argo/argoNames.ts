// Names of a workflow where they are defined and used. Those of inputs, outputs and tasks belong to their template.
import type { TextRange } from '../../../domain/diagnostic.ts';
import { childOf, textOf } from '../../syntax/yamlTree.ts';
import type { NamedPlace } from '../dialect.ts';
import { namedBy, type Spot } from '../places.ts';
import { expressionsIn, namesInExpression, tagsIn } from './argoTags.ts';
import type { ArgoCall, ArgoParameter, ArgoTemplate, ArgoWorkflow } from './argoWorkflow.ts';

/** Kinds of names that belong to a template. */
const kindOf = {
  input: (template: string): string => `input of ${template}`,
  inputArtifact: (template: string): string => `input artifact of ${template}`,
  output: (template: string): string => `output of ${template}`,
  outputArtifact: (template: string): string => `output artifact of ${template}`,
  task: (template: string): string => `task of ${template}`,
} as const;

export function namesOf(workflow: ArgoWorkflow, text: string): readonly NamedPlace[] {
  const { spec, templates, parameters, artifacts, hooks } = workflow;
  return [
    ...defined('workflow parameter', parameters),
    ...defined('workflow artifact', artifacts),
    ...['entrypoint', 'onExit'].flatMap(key => namedBy('template', childOf(spec, key))),
    ...hooks.flatMap(calledNames),
    ...templates.flatMap(template => templateNames(template, workflow, text)),
  ];
}

const defined = (kind: string, parameters: readonly ArgoParameter[]): readonly NamedPlace[] =>
  parameters.flatMap(({ node, whole }) => namedBy(kind, node, whole));

/** The template that is called, and its inputs, which arguments name. */
function calledNames({ node, template, parameters, artifacts }: ArgoCall): readonly NamedPlace[] {
  const called = textOf(template ?? undefined);
  return [
    ...namedBy('template', template ?? undefined),
    ...namedBy('template', childOf(node, 'onExit')),
    ...(called === undefined
      ? []
      : [
          ...parameters.flatMap(one => namedBy(kindOf.input(called), one.node)),
          ...artifacts.flatMap(one => namedBy(kindOf.inputArtifact(called), one.node)),
        ]),
  ];
}

function templateNames(template: ArgoTemplate, workflow: ArgoWorkflow, text: string): readonly NamedPlace[] {
  const { name, node, calls } = template;
  const task = kindOf.task(name);
  const byName = new Map(calls.map(call => [call.name, call]));
  return [
    ...namedBy('template', childOf(node, 'name'), node),
    ...defined(kindOf.input(name), template.inputs),
    ...defined(kindOf.inputArtifact(name), template.inputArtifacts),
    ...defined(kindOf.output(name), template.outputs),
    ...defined(kindOf.outputArtifact(name), template.outputArtifacts),
    ...calls.flatMap(call => [
      ...namedBy(task, call.nameNode, call.node),
      ...[call, ...call.hooks].flatMap(calledNames),
      ...call.dependencies.map(({ name: other, range }) => use(task, other, range)),
    ]),
    ...tagsIn(node, text).flatMap(tag => tagUses(tag, template, byName)),
    ...(workflow.spec === undefined ? [] : expressionUses(template, text)),
  ];
}

const use = (kind: string, name: string, range: TextRange): NamedPlace => ({ kind, name, range, role: 'use' });

function tagUses(
  tag: Spot,
  { name: template, shape, inputArtifacts }: ArgoTemplate,
  byName: ReadonlyMap<string, ArgoCall>,
): readonly NamedPlace[] {
  const [scope = '', part = '', ...rest] = tag.name.split('.');
  const last = rest.join('.');
  const at = (kind: string, written: string, from: number): readonly NamedPlace[] =>
    written === ''
      ? []
      : [use(kind, written, { start: tag.range.start + from, end: tag.range.start + from + written.length })];
  if (scope === 'inputs' && part === 'parameters') return at(kindOf.input(template), last, 18);
  if (scope === 'inputs' && part === 'artifacts') {
    const isWhole = inputArtifacts.some(one => one.name === last);
    return at(kindOf.inputArtifact(template), isWhole ? last : last.replace(/\.path$/, ''), 17);
  }
  if (scope === 'workflow' && part === 'parameters') return at('workflow parameter', last, 20);
  if (scope === 'outputs' && last.endsWith('.path'))
    return part === 'parameters'
      ? at(kindOf.output(template), last.slice(0, -5), 19)
      : at(kindOf.outputArtifact(template), last.slice(0, -5), 18);
  const isCall = (scope === 'tasks' && shape === 'dag') || (scope === 'steps' && shape === 'steps');
  if (!isCall || rest.length === 0) return [];
  const [outputs, kind, ...output] = rest;
  const called = textOf(byName.get(part)?.template ?? undefined);
  const task = at(kindOf.task(template), part, 6);
  if (outputs !== 'outputs' || called === undefined) return task;
  const from = 6 + part.length + '.outputs.'.length;
  if (kind === 'parameters') return [...task, ...at(kindOf.output(called), output.join('.'), from + 11)];
  return kind === 'artifacts' ? [...task, ...at(kindOf.outputArtifact(called), output.join('.'), from + 10)] : task;
}

function expressionUses({ node, name: template }: ArgoTemplate, text: string): readonly NamedPlace[] {
  const kinds: Readonly<Record<string, string>> = {
    'inputs.parameters': kindOf.input(template),
    'inputs.artifacts': kindOf.inputArtifact(template),
    'workflow.parameters': 'workflow parameter',
    steps: kindOf.task(template),
    tasks: kindOf.task(template),
  };
  return [...expressionsIn(node, text)].flatMap(expression =>
    namesInExpression(expression, text).flatMap(({ head, name, range }) => {
      const kind = kinds[head];
      return kind === undefined || name === 'json' ? [] : [use(kind, name, range)];
    }),
  );
}
