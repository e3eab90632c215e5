// The model section and its package: an artifact that a stage makes, a card and reference data that are there.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { replaceFix } from '../../domain/finding.ts';
import type { ProjectPath } from '../../domain/ids.ts';
import { nearestName } from '../../domain/nearestName.ts';
import type { RuleId } from '../../domain/rules.ts';
import { datasetPrefix } from '../graph.ts';
import { folderOf, isWithin, joinPath, relativePath } from '../projectPath.ts';
import { entriesAt, textAt } from '../syntax/values.ts';
import { childOf, entryOf, itemsOf, type YamlNode } from '../syntax/yamlTree.ts';
import type { RuleContext } from './ruleContext.ts';
import { frameFinding, idleKey, missingName, partOf, type Written, written, writtenAt } from './sectionPlaces.ts';

export function modelRules(context: RuleContext): readonly Diagnostic[] {
  const { root } = context.document.frame;
  if (root === null || context.document.isBroken) return [];
  const model = childOf(root, 'model');
  const packaging = childOf(root, 'package');
  const artifact = writtenAt(model, 'artifact');
  return [
    ...requiredGates(context),
    ...(artifact === null ? [] : [...artifactFindings(context, artifact), ...formatFindings(context, artifact)]),
    ...cardFindings(context, writtenAt(model, 'card')),
    ...referenceFindings(context, writtenAt(packaging, 'reference')),
    ...environmentFindings(context, writtenAt(packaging, 'environment')),
    ...idleEnvironment(context, packaging),
  ];
}

function requiredGates(context: RuleContext): readonly Diagnostic[] {
  const { root } = context.document.frame;
  const gates = entriesAt(childOf(root, 'gates')).map(({ key }) => key.raw);
  return itemsOf(childOf(childOf(root, 'model'), 'requires')).flatMap(item => {
    const gate = written(item);
    if (gate === null || gates.includes(gate.name)) return [];
    return [missingName(context, 'unknown-gate', { place: item, args: { gate: gate.name }, name: gate.name }, gates)];
  });
}

function artifactFindings(context: RuleContext, artifact: Written): readonly Diagnostic[] {
  const path = joinPath(context.scope.folder, artifact.name);
  if (path === null || path === '')
    return [frameFinding(context, 'path-outside', artifact.node, { path: artifact.name })];
  if (isMade(context, path, 'out')) return [];
  const outs = context.stages.flatMap(({ paths }) => paths.outs.filter(out => out.mention.role === 'out'));
  const known = outs.flatMap(out => out.path ?? []);
  return [nearPath(context, 'artifact-not-out', { word: artifact, path, known })];
}

/** Endings of files that hold a model which is neither ONNX nor a folder. */
const otherModels = /\.(joblib|pkl|pickle|cloudpickle|pt|pth|ckpt|h5|keras|bin|safetensors|ubj|cbm|json|txt|gguf)$/i;

function formatFindings(context: RuleContext, artifact: Written): readonly Diagnostic[] {
  const packaging = childOf(context.document.frame.root, 'package');
  const format = writtenAt(packaging, 'format');
  const isOnnx = /\.onnx$/i.test(artifact.name);
  const args = { path: artifact.name };
  if (format?.name === 'onnx' && otherModels.test(artifact.name))
    return [frameFinding(context, 'package-not-onnx', format.node, args)];
  if (format?.name === 'mlflow' && isOnnx)
    return [frameFinding(context, 'package-not-folder', format.node, args, range => [replaceFix(range, 'onnx')])];
  return format?.name !== 'onnx' && otherModels.test(artifact.name)
    ? [frameFinding(context, 'package-not-folder', artifact.node, args)]
    : [];
}

function cardFindings(context: RuleContext, card: Written | null): readonly Diagnostic[] {
  if (card === null) return [];
  const path = joinPath(context.scope.folder, card.name);
  if (path === null || path === '') return [frameFinding(context, 'path-outside', card.node, { path: card.name })];
  return isThere(context, path)
    ? otherPipeline(context, card, path)
    : [nearPath(context, 'model-card-missing', { word: card, path, known: filesBeside(context, path) })];
}

/** The card says itself of which pipeline it is: from the top of the project, or from where it lies. */
function otherPipeline(context: RuleContext, card: Written, path: ProjectPath): readonly Diagnostic[] {
  const { scope, facts } = context;
  const front = /^\s*---\r?\n([\s\S]*?)^---/m.exec(facts.texts?.[path] ?? '')?.[1] ?? '';
  const section = /^trainyard:[ \t]*(\{[^}]*\}|(?:\r?\n(?:[ \t].*)?)+)/m.exec(front)?.[1] ?? '';
  const pipeline = /(?:^|[\s{,])pipeline:[ \t]*["']?([^"'\s,}]+)/.exec(section)?.[1];
  const isOurs =
    pipeline === undefined || [joinPath('', pipeline), joinPath(folderOf(path), pipeline)].includes(scope.file);
  if (isOurs) return [];
  return [frameFinding(context, 'model-card-other', card.node, { path: card.name, pipeline })];
}

function referenceFindings(context: RuleContext, reference: Written | null): readonly Diagnostic[] {
  if (reference === null) return [];
  const { datasets } = context.document.frame.mentions;
  if (reference.name.startsWith(datasetPrefix)) {
    const dataset = reference.name.slice(datasetPrefix.length);
    const place = partOf(reference, datasetPrefix.length, dataset.length);
    if (datasets.has(dataset)) return [];
    return [missingName(context, 'unknown-dataset', { place, args: { dataset }, name: dataset }, datasets.keys())];
  }
  const path = joinPath(context.scope.folder, reference.name);
  if (path === null || path === '')
    return [frameFinding(context, 'path-outside', reference.node, { path: reference.name })];
  if (isThere(context, path)) return [];
  const outs = context.stages.flatMap(stage => stage.paths.outs.flatMap(out => out.path ?? []));
  const known = [...filesBeside(context, path), ...outs];
  return [nearPath(context, 'dep-missing', { word: reference, path, known })];
}

function environmentFindings(context: RuleContext, environment: Written | null): readonly Diagnostic[] {
  const { environments } = context.document.frame.mentions;
  if (environment === null || environments.has(environment.name)) return [];
  const { name, node } = environment;
  return [
    missingName(
      context,
      'unknown-environment',
      { place: node, args: { environment: name }, name },
      environments.keys(),
    ),
  ];
}

/** An ONNX file is served without Python. */
function idleEnvironment(context: RuleContext, packaging: YamlNode | undefined): readonly Diagnostic[] {
  const isIdle = textAt(packaging, 'format') === 'onnx' && entryOf(packaging, 'environment') !== undefined;
  return packaging !== undefined && isIdle ? [idleKey(context, packaging, { key: 'environment', with: 'onnx' })] : [];
}

/** Known to be there, made by a stage, or nothing is known. */
const isThere = (context: RuleContext, path: ProjectPath): boolean =>
  context.files === null || context.files.has(path) || !context.files.isComplete(path) || isMade(context, path);

/** An output, or in one; an output whose path has no value yet may be the one. */
function isMade({ stages }: RuleContext, path: ProjectPath, role?: 'out'): boolean {
  for (const { paths } of stages) {
    for (const out of paths.outs) {
      if (role !== undefined && out.mention.role !== role) continue;
      if (out.isOpen || (out.path !== null && isWithin(path, out.path))) return true;
    }
  }
  return false;
}
const filesBeside = ({ files }: RuleContext, path: ProjectPath): readonly ProjectPath[] => files?.beside(path) ?? [];

interface AbsentPath {
  readonly word: Written;
  readonly path: ProjectPath;
  /** Those it may mean. */
  readonly known: readonly ProjectPath[];
}

function nearPath(context: RuleContext, rule: RuleId, { word, path, known }: AbsentPath): Diagnostic {
  const { name, node } = word;
  const meant = nearestName(path, known);
  if (meant === null) return frameFinding(context, rule, node, { path: name });
  const nearest = relativePath(context.scope.folder, meant);
  return frameFinding(context, rule, node, { path: name, nearest }, range => [replaceFix(range, nearest)]);
}
