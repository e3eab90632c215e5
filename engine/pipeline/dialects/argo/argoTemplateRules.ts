// Rules of names and of one template: where its outputs come from, keys that do not fit its type, images.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import type { RuleId } from '../../../domain/rules.ts';
import { childOf, entryOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { isDynamic } from './argoAround.ts';
import type { ArgoParameter, ArgoTemplate, ArgoWorkflow } from './argoWorkflow.ts';

interface Named {
  readonly name: string;
  readonly node: YamlNode | undefined;
}
const templateForm = /^[a-zA-Z0-9][-a-zA-Z0-9]*$/;
const parameterForm = /^[-a-zA-Z0-9_]+$/;

/** Names of the workflow and of its parts (workflow/validate/validate.go). */
export function nameFindings({
  kind,
  metadata,
  parameters,
  artifacts,
  templates,
}: ArgoWorkflow): readonly Diagnostic[] {
  return [
    ...objectName(kind, childOf(metadata, 'name')),
    ...twice(parameters),
    ...twice(artifacts),
    ...formed([...parameters, ...artifacts], parameterForm),
    ...twice(templates.map(named)),
    ...formed(templates.map(named), templateForm),
    ...templates.flatMap(({ node }) => nameless(node, 'templates')),
    ...templates.flatMap(({ calls, shape, inputs, inputArtifacts, outputs, outputArtifacts }) => {
      const tasks = calls.map(({ name, nameNode }) => ({ name, node: nameNode }));
      const lists = [inputs, inputArtifacts, outputs, outputArtifacts];
      return [
        ...twice(tasks),
        ...(shape === 'steps' ? calls.flatMap(({ node }) => nameless(node, 'steps')) : []),
        ...formed(tasks, templateForm),
        ...(shape === 'dag' ? digits(calls) : []),
        ...lists.flatMap(list => [...twice(list), ...formed(list, parameterForm)]),
      ];
    }),
  ];
}

/** At the first key of what has no name. */
function nameless(node: ArgoTemplate['node'], where: string): readonly Diagnostic[] {
  const [first] = node.entries;
  const hasName = first === undefined || childOf(node, 'name') !== undefined;
  return hasName ? [] : [finding('missing-key', first.key, { key: 'name', where: `«${where}»` })];
}

const named = ({ name, node }: ArgoTemplate): Named => ({ name, node: childOf(node, 'name') });

function objectName(kind: string, node: YamlNode | undefined): readonly Diagnostic[] {
  const name = textOf(node);
  const limit = kind === 'CronWorkflow' ? 52 : 63;
  if (node === undefined || name === undefined || isDynamic(name) || name.length <= limit) return [];
  return [finding('argo-name-long', node, { count: name.length, limit, kind })];
}

function twice(list: readonly Named[]): readonly Diagnostic[] {
  const first = new Map<string, YamlNode>();
  return list.flatMap(({ name, node }) => {
    if (node === undefined || name === '' || isDynamic(name)) return [];
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, node);
      return [];
    }
    const related = [{ range: { start: other.start, end: other.end }, rule: 'first-here', args: {} }];
    return [finding('argo-name-twice', node, { name }, { related })];
  });
}

function formed(list: readonly Named[], form: RegExp): readonly Diagnostic[] {
  const rule: RuleId = form === templateForm ? 'argo-name-form' : 'argo-parameter-form';
  return list.flatMap(({ name, node }) =>
    node === undefined || name === '' || isDynamic(name) || form.test(name) ? [] : [finding(rule, node, { name })],
  );
}

/** Where tasks wait for each other, a name that starts with a digit is refused. */
const digits = (calls: ArgoTemplate['calls']): readonly Diagnostic[] => {
  const usesDepends = calls.some(({ node }) => childOf(node, 'depends') !== undefined);
  return calls.flatMap(({ name, nameNode, dependencies }) =>
    nameNode !== undefined && /^\d/.test(name) && (usesDepends || dependencies.length > 0)
      ? [finding('argo-name-digit', nameNode, { name })]
      : [],
  );
};

export function templateFindings(template: ArgoTemplate, { spec }: ArgoWorkflow): readonly Diagnostic[] {
  const defaults = childOf(spec, 'templateDefaults');
  return [...outputFindings(template), ...misplaced(template), ...imageFindings(template, defaults)];
}

/** What an output of each type of template may come from. */
const outputSources: Readonly<Record<string, readonly string[]>> = {
  container: ['path'],
  containerSet: ['path'],
  script: ['path'],
  resource: ['jqFilter', 'jsonPath'],
  dag: ['parameter', 'expression'],
  steps: ['parameter', 'expression'],
};

function outputFindings({ type, outputs }: ArgoTemplate): readonly Diagnostic[] {
  return outputs.flatMap(output => outputFinding(output, type?.key.raw));
}

function outputFinding({ name, node, whole }: ArgoParameter, type: string | undefined): readonly Diagnostic[] {
  const from = childOf(whole, 'valueFrom');
  if (childOf(whole, 'value') !== undefined && from === undefined) return [];
  const wanted = type === undefined ? undefined : outputSources[type];
  if (wanted === undefined || type === undefined) return [];
  // What stands for a value that a person or another system gives.
  if (childOf(from, 'supplied') !== undefined || childOf(from, 'event') !== undefined) return [];
  if (wanted.some(key => childOf(from, key) !== undefined)) return [];
  const keys = wanted.map(key => `valueFrom.${key}`).join(' or ');
  return [finding('argo-output-source', entryOf(whole, 'valueFrom')?.key ?? node, { name, type, keys })];
}

const leafOnly = ['activeDeadlineSeconds', 'timeout'];

function misplaced({ node, type, shape }: ArgoTemplate): readonly Diagnostic[] {
  if (type === undefined) return [];
  const keys = shape === 'other' ? ['parallelism'] : leafOnly;
  return keys
    .flatMap(key => entryOf(node, key)?.key ?? [])
    .map(key => finding('argo-key-misplaced', key, { key: key.raw, type: type.key.raw }));
}

function imageFindings({ node }: ArgoTemplate, defaults: YamlNode | undefined): readonly Diagnostic[] {
  return ['container', 'script'].flatMap(key => {
    const entry = entryOf(node, key);
    const image = childOf(entry?.value, 'image');
    const written = textOf(image);
    if (entry !== undefined && image === undefined) {
      // Templates can have the image of all others.
      if (entry.value.kind !== 'map' || childOf(childOf(defaults, key), 'image') !== undefined) return [];
      return [finding('missing-key', entry.key, { key: 'image', where: `«${key}»` })];
    }
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
