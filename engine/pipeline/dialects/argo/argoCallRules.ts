// Rules of one task, step or hook: the template it calls, the arguments it gives, how it is repeated.
import type { Diagnostic, TextRange } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { childOf, entryOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { unknownName } from '../places.ts';
import { type ArgoAround, isDynamic, templateName } from './argoAround.ts';
import { type ArgoCall, type ArgoParameter, type ArgoTemplate, loopKeys } from './argoWorkflow.ts';

export function callFindings(call: ArgoCall, around: ArgoAround): readonly Diagnostic[] {
  const ref = refTarget(call, around);
  const takesArtifacts = around.workflow.kind.endsWith('WorkflowTemplate');
  const own = around.templates.get(textOf(call.template ?? undefined) ?? '');
  return [
    ...templateName(call.template, around.templates),
    ...templateName(entryOf(call.node, 'onExit')?.value, around.templates),
    ...ref.findings,
    ...loopFindings(call),
    ...(own === undefined
      ? []
      : argumentFindings(call, own, { place: call.template ?? call.node, isHere: true, takesArtifacts })),
    ...(ref.target === undefined
      ? []
      : argumentFindings(call, ref.target, { place: call.ref?.template ?? call.node, isHere: false, takesArtifacts })),
  ];
}

interface Target {
  readonly findings: readonly Diagnostic[];
  readonly target?: ArgoTemplate;
}

/** The template of another object, where one of its name is known in the project. */
function refTarget({ ref }: ArgoCall, { world }: ArgoAround): Target {
  const name = textOf(ref?.name);
  const written = textOf(ref?.template);
  if (ref?.template === undefined || name === undefined || written === undefined || isDynamic(name + written))
    return { findings: [] };
  const shared = world.find(name, ref.isCluster);
  if (shared === null) return { findings: [] };
  const target = shared.templates.find(template => template.name === written);
  if (target !== undefined) return { findings: [], target };
  const known = shared.templates.map(template => template.name);
  const args = { ref: name, file: shared.file };
  return { findings: [unknownName('argo-ref-unknown', { name: written, range: ref.template }, known, args)] };
}

function loopFindings({ node }: ArgoCall): readonly Diagnostic[] {
  return [...besides(node, loopKeys), ...besides(childOf(node, 'withSequence'), ['count', 'end'])];
}

/** The second of keys of which one is meant. */
function besides(node: YamlNode | undefined, keys: readonly string[]): readonly Diagnostic[] {
  const [first, second] = keys.flatMap(key => entryOf(node, key) ?? []).sort((a, b) => a.key.start - b.key.start);
  if (first === undefined || second === undefined) return [];
  const related = [{ range: rangeOf(first.key), rule: 'first-here', args: {} }];
  return [finding('argo-loops', second.key, { key: second.key.raw, other: first.key.raw }, { related })];
}

interface Where {
  readonly place: YamlNode;
  /** The template stands in this file, so that its inputs can be pointed at. */
  readonly isHere: boolean;
  /** Platforms put artifacts into the WorkflowTemplates that they run. */
  readonly takesArtifacts: boolean;
}

function argumentFindings(call: ArgoCall, target: ArgoTemplate, where: Where): readonly Diagnostic[] {
  const lists = [
    { what: 'parameter', inputs: target.inputs, given: call.parameters },
    { what: 'artifact', inputs: target.inputArtifacts, given: call.artifacts },
  ];
  return lists.flatMap(({ what, inputs, given }) => [
    ...(what === 'artifact' && where.takesArtifacts
      ? []
      : missing(what, inputs, given, { ...where, template: target.name })),
    ...extra(what, inputs, given, target.name),
  ]);
}

function missing(
  what: string,
  inputs: readonly ArgoParameter[],
  given: readonly ArgoParameter[],
  { place, isHere, template }: Where & { readonly template: string },
): readonly Diagnostic[] {
  const names = new Set(given.map(({ name }) => name));
  if (given.some(({ name }) => isDynamic(name))) return [];
  return inputs
    .filter(({ name, isGiven }) => !isGiven && !names.has(name))
    .map(({ name, node }) => {
      const related = isHere ? { related: [{ range: rangeOf(node), rule: 'first-here', args: {} }] } : {};
      return finding('argo-argument-missing', place, { template, name, what }, related);
    });
}

function extra(
  what: string,
  inputs: readonly ArgoParameter[],
  given: readonly ArgoParameter[],
  template: string,
): readonly Diagnostic[] {
  const known = new Set(inputs.map(({ name }) => name));
  const names = new Set(given.map(({ name }) => name));
  return given
    .filter(({ name }) => !known.has(name) && !isDynamic(name))
    .map(({ name, node }) => {
      const free = [...known].filter(one => !names.has(one));
      return unknownName('argo-argument-unknown', { name, range: node }, free, { template, what });
    });
}

const rangeOf = ({ start, end }: TextRange): TextRange => ({ start, end });
