// Rules of a workflow: templates, tasks and parameters that are named and not there, and those nobody names.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { graphOf, runOrder } from '../../graph.ts';
import { childOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { type Spot, unknownName } from '../places.ts';
import { type ArgoCall, type ArgoTemplate, type ArgoWorkflow, isNamedIn, tagsIn } from './argoWorkflow.ts';

export function workflowFindings(workflow: ArgoWorkflow, text: string): readonly Diagnostic[] {
  const templates = new Map(workflow.templates.map(template => [template.name, template]));
  return [
    ...entryFindings(workflow, templates),
    ...parameterFindings(workflow, text),
    ...workflow.templates.flatMap(template => [
      ...callFindings(template, templates),
      ...tagFindings(template, { workflow, templates, text }),
      ...dagFindings(template, text),
      ...unusedInputs(template, text),
      ...imageFindings(template),
    ]),
  ];
}

type Templates = ReadonlyMap<string, ArgoTemplate>;
const isDynamic = (name: string): boolean => name.includes('{{');

function templateName(node: YamlNode | undefined | null, templates: Templates): readonly Diagnostic[] {
  const name = textOf(node ?? undefined);
  if (node === null || node === undefined || name === undefined || isDynamic(name) || templates.has(name)) return [];
  return [unknownName('argo-template-unknown', { name, range: node }, templates.keys())];
}

function entryFindings({ spec, isReferring }: ArgoWorkflow, templates: Templates): readonly Diagnostic[] {
  if (isReferring || templates.size === 0) return [];
  return ['entrypoint', 'onExit'].flatMap(key => templateName(childOf(spec, key), templates));
}

/** A WorkflowTemplate's parameters are there for those who call it. */
function parameterFindings({ kind, parameters, spec, isReferring }: ArgoWorkflow, text: string): readonly Diagnostic[] {
  if ((kind !== 'Workflow' && kind !== 'CronWorkflow') || isReferring || spec === undefined) return [];
  // All of them may be used at once.
  if (text.slice(spec.start, spec.end).includes('workflow.parameters}}')) return [];
  return parameters
    .filter(({ name }) => !isNamedIn(text, spec, 'workflow.parameters', name))
    .map(({ name, node }) => finding('argo-parameter-unused', node, { name }, { tag: 'unnecessary' }));
}

function callFindings({ calls }: ArgoTemplate, templates: Templates): readonly Diagnostic[] {
  return calls.flatMap(call => {
    const unknown = templateName(call.template, templates);
    const target = templates.get(textOf(call.template ?? undefined) ?? '');
    if (target === undefined) return unknown;
    const given = new Set(call.parameters.map(({ name }) => name));
    const place = call.template ?? call.node;
    const missing = target.inputs
      .filter(({ name, isGiven }) => !isGiven && !given.has(name))
      .map(input => {
        const related = [{ range: { start: input.node.start, end: input.node.end }, rule: 'first-here', args: {} }];
        return finding('argo-argument-missing', place, { template: target.name, name: input.name }, { related });
      });
    const known = new Set(target.inputs.map(({ name }) => name));
    const extra = call.parameters
      .filter(({ name }) => !known.has(name) && !isDynamic(name))
      .map(({ name, node }) =>
        unknownName(
          'argo-argument-unknown',
          { name, range: node },
          [...known].filter(one => !given.has(one)),
          {
            template: target.name,
          },
        ),
      );
    return [...missing, ...extra];
  });
}

interface Around {
  readonly workflow: ArgoWorkflow;
  readonly templates: Templates;
  readonly text: string;
}

function tagFindings(template: ArgoTemplate, around: Around): readonly Diagnostic[] {
  return tagsIn(template.node, around.text).flatMap(tag => {
    const [scope = '', kind = '', ...rest] = tag.name.split('.');
    const name = rest.join('.');
    if (scope === 'inputs' && kind === 'parameters') return inputTag(tag, name, template.inputs);
    if (scope === 'inputs' && kind === 'artifacts' && rest.length === 1)
      return inputTag(tag, name, template.inputArtifacts);
    if (scope === 'workflow' && kind === 'parameters') return workflowTag(tag, name, around);
    if ((scope === 'tasks' && template.shape === 'dag') || (scope === 'steps' && template.shape === 'steps'))
      return callTag(tag, template, around);
    return [];
  });
}

/** The last part of a tag, for a precise place. */
const lastPart = ({ name, range }: Spot, part: string): Pick<Spot, 'name' | 'range'> => {
  const start = range.start + name.lastIndexOf(part);
  return { name: part, range: { start, end: start + part.length } };
};

function inputTag(tag: Spot, name: string, inputs: ArgoTemplate['inputs']): readonly Diagnostic[] {
  if (name === '' || inputs.some(input => input.name === name)) return [];
  const known = inputs.map(input => input.name);
  return [unknownName('argo-reference-unknown', lastPart(tag, name), known, { what: 'input of this template' })];
}

function workflowTag(tag: Spot, name: string, { workflow }: Around): readonly Diagnostic[] {
  const { kind, parameters, isReferring } = workflow;
  if (name === '' || isReferring || (kind !== 'Workflow' && kind !== 'CronWorkflow')) return [];
  if (parameters.some(parameter => parameter.name === name)) return [];
  // Outputs with a global name become parameters of `workflow.outputs`, never of `workflow.parameters`.
  const known = parameters.map(parameter => parameter.name);
  return [unknownName('argo-reference-unknown', lastPart(tag, name), known, { what: 'parameter of the workflow' })];
}

function callTag(tag: Spot, template: ArgoTemplate, { templates }: Around): readonly Diagnostic[] {
  const [, name = '', part, kind, ...rest] = tag.name.split('.');
  const call = template.calls.find(one => one.name === name);
  if (call === undefined) {
    const range = { start: tag.range.start + 6, end: tag.range.start + 6 + name.length };
    return [
      unknownName(
        'argo-task-unknown',
        { name, range },
        template.calls.map(one => one.name),
      ),
    ];
  }
  const output = rest.join('.');
  const target = templates.get(textOf(call.template ?? undefined) ?? '');
  if (part !== 'outputs' || target === undefined || output === '') return [];
  const list = kind === 'parameters' ? target.outputs : kind === 'artifacts' ? target.outputArtifacts : null;
  if (list === null || list.some(one => one.name === output)) return [];
  const what = `output of the template ${target.name}`;
  return [
    unknownName(
      'argo-reference-unknown',
      lastPart(tag, output),
      list.map(one => one.name),
      { what },
    ),
  ];
}

function dagFindings({ calls, shape }: ArgoTemplate, text: string): readonly Diagnostic[] {
  if (shape !== 'dag') return [];
  const names = new Set(calls.map(({ name }) => name));
  const unknown = calls.flatMap(call =>
    call.dependencies
      .filter(({ name }) => !names.has(name) && !isDynamic(name))
      .map(spot =>
        unknownName(
          'argo-task-unknown',
          spot,
          [...names].filter(name => name !== call.name),
        ),
      ),
  );
  const styles = (key: string) => calls.flatMap(({ node }) => node.entries.filter(entry => entry.key.raw === key));
  const [both] = styles('dependencies').length > 0 ? styles('depends') : [];
  return [
    ...unknown,
    ...(both === undefined ? [] : [finding('argo-depends-both', both.key)]),
    ...circles(calls),
    ...unwaited(calls, text),
  ];
}

function circles(calls: readonly ArgoCall[]): readonly Diagnostic[] {
  const graph = graphOf(
    calls.map(({ name, dependencies }) => ({ name, deps: [], outs: [], needs: dependencies.map(one => one.name) })),
  );
  const order = runOrder(graph);
  if (order.ok) return [];
  const last = calls.find(({ name }) => name === order.error.at(-1));
  const place = last?.dependencies.find(({ name }) => name === order.error.at(-2))?.range ?? last?.nameNode;
  return place === undefined ? [] : [finding('cycle', place, { path: order.error.join(' → ') })];
}

/** A task that uses what another gives has to wait for it, if only through others. */
function unwaited(calls: readonly ArgoCall[], text: string): readonly Diagnostic[] {
  const byName = new Map(calls.map(call => [call.name, call]));
  const waitsFor = (from: ArgoCall, name: string, seen = new Set<string>()): boolean =>
    from.dependencies.some(dependency => {
      if (dependency.name === name) return true;
      const next = byName.get(dependency.name);
      if (next === undefined || seen.has(dependency.name)) return false;
      seen.add(dependency.name);
      return waitsFor(next, name, seen);
    });
  return calls.flatMap(call => {
    const told = new Set<string>();
    return tagsIn(call.node, text).flatMap(tag => {
      const [scope, name = '', part] = tag.name.split('.');
      if (scope !== 'tasks' || part !== 'outputs' || !byName.has(name) || told.has(name)) return [];
      if (waitsFor(call, name)) return [];
      told.add(name);
      const range = { start: tag.range.start + 6, end: tag.range.start + 6 + name.length };
      return [finding('argo-dependency-missing', range, { name }, { fixes: dependencyFix(call, name) })];
    });
  });
}

/** Where a list of dependencies in brackets is there, the name goes to its end. */
function dependencyFix({ node }: ArgoCall, name: string) {
  const list = childOf(node, 'dependencies');
  const last = list?.kind === 'list' && list.flow ? list.items.at(-1) : undefined;
  if (last === undefined) return [];
  const at = last.end + (last.kind === 'scalar' && (last.style === 'single' || last.style === 'double') ? 1 : 0);
  return [{ title: 'add-key', args: { key: name }, edits: [{ range: { start: at, end: at }, text: `, ${name}` }] }];
}

function unusedInputs({ name: template, node, inputs }: ArgoTemplate, text: string): readonly Diagnostic[] {
  if (/\{\{=?\s*inputs\.parameters\s*\}\}|toJson\(inputs/.test(text.slice(node.start, node.end))) return [];
  return inputs
    .filter(({ name }) => !isNamedIn(text, node, 'inputs.parameters', name))
    .map(input => finding('argo-input-unused', input.node, { template, name: input.name }, { tag: 'unnecessary' }));
}

function imageFindings({ node }: ArgoTemplate): readonly Diagnostic[] {
  return ['container', 'script'].flatMap(key => {
    const image = childOf(childOf(node, key), 'image');
    const written = textOf(image);
    if (image === undefined || written === undefined || isDynamic(written) || isPinned(written)) return [];
    return [finding('argo-image-unpinned', image, { image: written })];
  });
}

/** A digest, or a tag that is not `latest`; a port in front of a slash is no tag. */
const isPinned = (image: string): boolean => {
  if (image.includes('@')) return true;
  const tag = /:([^:/]+)$/.exec(image)?.[1];
  return tag !== undefined && tag !== 'latest';
};
