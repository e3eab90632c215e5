// Rules of a workflow: what is named and not there, what is given and not taken, and those nobody names.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { nearestName } from '../../../domain/nearestName.ts';
import { childOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { unknownName } from '../places.ts';
import { type ArgoAround, isDynamic, templateName } from './argoAround.ts';
import { callFindings } from './argoCallRules.ts';
import { dagFindings, stepFindings } from './argoDagRules.ts';
import { expressionFindings, tagFindings } from './argoTagRules.ts';
import { namesBelow } from './argoTags.ts';
import { nameFindings, templateFindings } from './argoTemplateRules.ts';
import type { ArgoTemplate, ArgoWorkflow } from './argoWorkflow.ts';
import type { ArgoWorld } from './argoWorld.ts';

export function workflowFindings(workflow: ArgoWorkflow, text: string, world: ArgoWorld): readonly Diagnostic[] {
  const templates = new Map(workflow.templates.map(template => [template.name, template]));
  const around: ArgoAround = { workflow, templates, world, text };
  return [
    ...nameFindings(workflow),
    ...entryFindings(around),
    ...parameterFindings(workflow, text),
    ...workflow.hooks.flatMap(hook => callFindings(hook, around)),
    ...workflow.templates.flatMap(template => [
      ...templateFindings(template, workflow),
      ...template.calls.flatMap(call => [call, ...call.hooks].flatMap(one => callFindings(one, around))),
      ...tagFindings(template, around),
      ...expressionFindings(template, around),
      ...(template.shape === 'dag' ? dagFindings(template, text) : []),
      ...(template.shape === 'steps' ? stepFindings(template, text) : []),
      ...unusedInputs(template, text),
    ]),
  ];
}

function entryFindings({ workflow, templates, world }: ArgoAround): readonly Diagnostic[] {
  const { spec, specKey, isReferring, kind } = workflow;
  if (isReferring) return referringFindings(spec, templates, world);
  if (templates.size === 0) return [];
  const isRun = kind === 'Workflow' || kind === 'CronWorkflow';
  const missing = isRun && childOf(spec, 'entrypoint') === undefined && specKey !== null;
  return [
    ...(missing ? [finding('missing-key', specKey, { key: 'entrypoint', where: '«spec»' })] : []),
    ...['entrypoint', 'onExit'].flatMap(key => templateName(childOf(spec, key), templates)),
  ];
}

/** The entry point of a workflow that runs another object's templates. */
function referringFindings(
  spec: YamlNode | undefined,
  own: ArgoAround['templates'],
  world: ArgoWorld,
): readonly Diagnostic[] {
  const ref = childOf(spec, 'workflowTemplateRef');
  const name = textOf(childOf(ref, 'name')) ?? '';
  const shared = world.find(name, textOf(childOf(ref, 'clusterScope')) === 'true');
  if (shared === null || own.size > 0) return [];
  const known = new Set(shared.templates.map(template => template.name));
  return ['entrypoint', 'onExit'].flatMap(key => {
    const node = childOf(spec, key);
    const written = textOf(node);
    if (node === undefined || written === undefined || isDynamic(written) || known.has(written)) return [];
    return [unknownName('argo-ref-unknown', { name: written, range: node }, known, { ref: name, file: shared.file })];
  });
}

/** A WorkflowTemplate's parameters are there for those who call it. */
function parameterFindings({ kind, parameters, spec, isReferring }: ArgoWorkflow, text: string): readonly Diagnostic[] {
  if ((kind !== 'Workflow' && kind !== 'CronWorkflow') || isReferring || spec === undefined) return [];
  // All of them may be used at once.
  if (/workflow\.parameters(?:\.json)?\s*[}|)]/.test(text.slice(spec.start, spec.end))) return [];
  const used = namesBelow(text, spec, 'workflow.parameters');
  return parameters
    .filter(({ name }) => !used.has(name))
    .map(({ name, node }) => finding('argo-parameter-unused', node, { name }, { tag: 'unnecessary' }));
}

function unusedInputs({ name: template, node, inputs }: ArgoTemplate, text: string): readonly Diagnostic[] {
  if (
    inputs.length === 0 ||
    /inputs\.parameters\s*[}|)]|to(?:Json|JSON)\(inputs/.test(text.slice(node.start, node.end))
  )
    return [];
  const used = namesBelow(text, node, 'inputs.parameters');
  const known = new Set(inputs.map(({ name }) => name));
  // A misspelt use is said at its place, and means one of these.
  const meant = new Set([...used].flatMap(name => (known.has(name) ? [] : (nearestName(name, known) ?? []))));
  return inputs
    .filter(({ name }) => !used.has(name) && !meant.has(name))
    .map(input => finding('argo-input-unused', input.node, { template, name: input.name }, { tag: 'unnecessary' }));
}
