// Rules of `{{…}}` and `{{=…}}`: inputs, outputs, tasks and parameters that are named and not there.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../../domain/finding.ts';
import { nearestName } from '../../../domain/nearestName.ts';
import { entriesAt } from '../../syntax/values.ts';
import { childOf, follow, itemsOf, textOf } from '../../syntax/yamlTree.ts';
import { type Spot, unknownName } from '../places.ts';
import type { ArgoAround } from './argoAround.ts';
import { type ExpressionName, expressionsIn, namesInExpression, tagsIn } from './argoTags.ts';
import { type ArgoCall, type ArgoTemplate, loopKeys } from './argoWorkflow.ts';

export function tagFindings(template: ArgoTemplate, around: ArgoAround): readonly Diagnostic[] {
  const calls = new Map(template.calls.map(call => [call.name, call]));
  return [
    ...tagsIn(template.node, around.text).flatMap(tag => tagFinding(tag, { template, calls }, around)),
    ...template.calls.flatMap(call => itemFindings(call, around.text)),
  ];
}

interface Within {
  readonly template: ArgoTemplate;
  /** Its tasks or steps by name. */
  readonly calls: ReadonlyMap<string, ArgoCall>;
}

function tagFinding(tag: Spot, within: Within, around: ArgoAround): readonly Diagnostic[] {
  const { template } = within;
  const [scope = '', kind = '', ...rest] = tag.name.split('.');
  const name = rest.join('.');
  if (scope === 'inputs' && kind === 'parameters') return inputTag(tag, name, around.text, template);
  if (scope === 'inputs' && kind === 'artifacts') return artifactTag(tag, rest, template);
  if (scope === 'workflow' && kind === 'parameters') return workflowTag(tag, name, around);
  if ((scope === 'tasks' && template.shape === 'dag') || (scope === 'steps' && template.shape === 'steps'))
    return callTag(tag, within, around);
  return wordTag(tag);
}

/** The last part of a tag, for a precise place. */
const lastPart = ({ name, range }: Spot, part: string): Pick<Spot, 'name' | 'range'> => {
  const start = range.start + name.lastIndexOf(part);
  return { name: part, range: { start, end: start + part.length } };
};

function inputTag(tag: Spot, name: string, text: string, { node, inputs }: ArgoTemplate): readonly Diagnostic[] {
  if (name === '' || inputs.some(input => input.name === name)) return [];
  // A template that is written inline has inputs of its own.
  if (text.slice(node.start, node.end).includes('inline:')) return [];
  const known = inputs.map(input => input.name);
  return [unknownName('argo-reference-unknown', lastPart(tag, name), known, { what: 'input of this template' })];
}

function artifactTag(tag: Spot, rest: readonly string[], { inputArtifacts }: ArgoTemplate): readonly Diagnostic[] {
  const name = (rest.at(-1) === 'path' ? rest.slice(0, -1) : rest).join('.');
  const known = inputArtifacts.map(input => input.name);
  if (name === '' || known.includes(name) || known.includes(rest.join('.'))) return [];
  return [
    unknownName('argo-reference-unknown', lastPart(tag, name), known, { what: 'input artifact of this template' }),
  ];
}

function workflowTag(tag: Spot, name: string, { workflow }: ArgoAround): readonly Diagnostic[] {
  const { kind, parameters, isReferring } = workflow;
  if (name === '' || name === 'json' || isReferring || (kind !== 'Workflow' && kind !== 'CronWorkflow')) return [];
  if (parameters.some(parameter => parameter.name === name)) return [];
  // Outputs with a global name become parameters of `workflow.outputs`, never of `workflow.parameters`.
  const known = parameters.map(parameter => parameter.name);
  return [unknownName('argo-reference-unknown', lastPart(tag, name), known, { what: 'parameter of the workflow' })];
}

function callTag(tag: Spot, { calls, template }: Within, { templates, text }: ArgoAround): readonly Diagnostic[] {
  const [, name = '', part, kind, ...rest] = tag.name.split('.');
  // `{{steps.name}}` is the name of the step itself.
  if (part === undefined) return [];
  const call = calls.get(name);
  if (call === undefined) {
    // A template that is written inline has tasks of its own.
    if (text.slice(template.node.start, template.node.end).includes('inline:')) return [];
    const range = { start: tag.range.start + 6, end: tag.range.start + 6 + name.length };
    return [unknownName('argo-task-unknown', { name, range }, calls.keys())];
  }
  const output = rest.join('.');
  const target = templates.get(textOf(call.template ?? undefined) ?? '');
  if (part !== 'outputs' || target === undefined || output === '') return [];
  const list = kind === 'parameters' ? target.outputs : kind === 'artifacts' ? target.outputArtifacts : null;
  if (list === null || list.some(one => one.name === output)) return [];
  const known = list.map(one => one.name);
  const what = `output of the template ${target.name}`;
  return [unknownName('argo-reference-unknown', lastPart(tag, output), known, { what })];
}

const scopes =
  'inputs outputs workflow steps tasks item pod node retries lastRetry request response cronworkflow'.split(' ');
const words: Readonly<Record<string, readonly string[]>> = {
  inputs: ['parameters', 'artifacts'],
  outputs: ['parameters', 'artifacts', 'result', 'exitCode'],
  pod: ['name'],
  node: ['name'],
  workflow:
    'name namespace mainEntrypoint serviceAccountName uid parameters outputs annotations labels creationTimestamp priority duration scheduledTime status failures'.split(
      ' ',
    ),
};

/** Only near misses: what else stands in double braces may be meant for another tool. */
function wordTag(tag: Spot): readonly Diagnostic[] {
  const [scope = '', word] = tag.name.split('.');
  if (!scopes.includes(scope)) {
    if (word === undefined) return [];
    const nearest = nearestName(scope, scopes);
    return nearest === null ? [] : [misspelt(tag, scope, nearest, 0)];
  }
  const known = words[scope];
  if (known === undefined || word === undefined || known.includes(word)) return [];
  const nearest = nearestName(word, known);
  return nearest === null ? [] : [misspelt(tag, word, nearest, scope.length + 1)];
}

function misspelt(tag: Spot, name: string, nearest: string, from: number): Diagnostic {
  const range = { start: tag.range.start + from, end: tag.range.start + from + name.length };
  const args = { name, nearest, what: 'variable of Argo' };
  return finding('argo-reference-unknown', range, args, { fixes: [replaceFix(range, nearest)] });
}

/** `{{item}}` in a task without a loop, and keys that no item has. */
function itemFindings({ node }: ArgoCall, text: string): readonly Diagnostic[] {
  const items = tagsIn(node, text).filter(({ name }) => name === 'item' || name.startsWith('item.'));
  if (items.length === 0 || childOf(node, 'inline') !== undefined) return [];
  if (!loopKeys.some(key => childOf(node, key) !== undefined))
    return items.map(tag =>
      finding('argo-reference-unknown', tag.range, { name: tag.name, what: 'value here: this task has no loop' }),
    );
  const known = itemKeys(node);
  if (known === null) return [];
  return items.flatMap(tag => {
    const key = tag.name.slice('item.'.length);
    if (tag.name === 'item' || known.includes(key)) return [];
    return [unknownName('argo-reference-unknown', lastPart(tag, key), known, { what: 'key of the items' })];
  });
}

/** Keys of items that are written here as mappings; null when they cannot be known. */
function itemKeys(node: ArgoCall['node']): readonly string[] | null {
  const list = itemsOf(childOf(node, 'withItems')).map(item => follow(item));
  if (list.length === 0 || list.some(item => item?.kind !== 'map')) return null;
  return [...new Set(list.flatMap(item => entriesAt(item).map(({ key }) => key.raw)))];
}

/** Names in expressions: those with a hyphen are read as a subtraction, those that are not there stop the workflow. */
export function expressionFindings(template: ArgoTemplate, around: ArgoAround): readonly Diagnostic[] {
  return [...expressionsIn(template.node, around.text)].flatMap(expression => {
    const written = around.text.slice(expression.start, expression.end);
    // An expression can ask whether something is there.
    const isAsking = /\?\?|\?\.|\bget\(|\bin\b|\bnil\b/.test(written);
    return namesInExpression(expression, around.text).flatMap(one => {
      const known = knownBelow(one.head, template, around);
      if (known === null || known.includes(one.name)) return hyphen(one, known, expression.style);
      if (isAsking || one.name.includes('-') !== one.isQuoted) return [];
      // A longer name may go on behind what could be read of it.
      const what = one.head === 'workflow.parameters' ? 'parameter of the workflow' : 'name here';
      const nearest = nearestName(one.name, known);
      return nearest === null || (nearest.includes('-') && !one.isQuoted)
        ? []
        : [unknownName('argo-reference-unknown', one, known, { what })];
    });
  });
}

function knownBelow(head: string, template: ArgoTemplate, { workflow, text }: ArgoAround): readonly string[] | null {
  const { node, inputs, inputArtifacts, calls, shape } = template;
  if (text.slice(node.start, node.end).includes('inline:')) return null;
  if (head === 'inputs.parameters') return inputs.map(({ name }) => name);
  if (head === 'inputs.artifacts') return inputArtifacts.map(({ name }) => name);
  if (head === 'steps') return shape === 'steps' ? ['name', ...calls.map(({ name }) => name)] : null;
  if (head === 'tasks') return shape === 'dag' ? ['name', ...calls.map(({ name }) => name)] : null;
  const isRun = workflow.kind === 'Workflow' || workflow.kind === 'CronWorkflow';
  return isRun && !workflow.isReferring ? ['json', ...workflow.parameters.map(({ name }) => name)] : null;
}

function hyphen(
  { head, name, whole, isQuoted }: ExpressionName,
  known: readonly string[] | null,
  style: string,
): readonly Diagnostic[] {
  if (isQuoted || known === null || !name.includes('-') || known.includes(name.slice(0, name.indexOf('-')))) return [];
  const quote = style === 'single' ? "''" : "'";
  const instead = `${head}[${quote}${name}${quote}]`;
  return [finding('argo-expression-hyphen', whole, { name, instead }, { fixes: [replaceFix(whole, instead)] })];
}
