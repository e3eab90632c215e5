// Ensembles: tensors that steps read, and the models of the repository that they run.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import type { Facts } from '../../../domain/facts.ts';
import { finding, replaceFix } from '../../../domain/finding.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import { nearestName } from '../../../domain/nearestName.ts';
import { folderOf } from '../../projectPath.ts';
import { knownFiles } from '../../rules/knownFiles.ts';
import { textAt } from '../../syntax/values.ts';
import { childOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { unknownName } from '../places.ts';
import { readPbtxt } from './readPbtxt.ts';
import { manyOf, mapEntries, mapValues } from './tritonValues.ts';

export function ensembleFindings(
  root: YamlNode,
  steps: readonly YamlNode[],
  { file, facts }: { readonly file: ProjectPath; readonly facts: Facts },
): readonly Diagnostic[] {
  if (steps.length === 0) return [];
  const models = modelsOf(steps, file, facts);
  return [
    ...tensorFindings(root, steps),
    ...steps.flatMap(step => missingModel(step, file, facts)),
    ...steps.flatMap(step => portFindings(step, models)),
    ...typeFindings(root, steps, models),
  ];
}

/** Tensors that steps read are those of the ensemble's inputs and of other steps' outputs. */
function tensorFindings(root: YamlNode, steps: readonly YamlNode[]): readonly Diagnostic[] {
  const given = manyOf(childOf(root, 'input')).flatMap(tensor => textAt(tensor, 'name') ?? []);
  const made = steps.flatMap(step => mapValues(step, 'output_map').flatMap(node => textOf(node) ?? []));
  const known = new Set([...given, ...made]);
  // Inputs that are not written down cannot be told from those that are missing.
  const wanted = [
    ...(given.length === 0 ? [] : steps.flatMap(step => mapValues(step, 'input_map'))),
    ...manyOf(childOf(root, 'output')).flatMap(tensor => childOf(tensor, 'name') ?? []),
  ];
  return wanted.flatMap(node => {
    const name = textOf(node);
    return name === undefined || known.has(name)
      ? []
      : [unknownName('triton-ensemble-tensor', { name, range: node }, known)];
  });
}

/** The folder of the repository, two above the file; null at the top of the project. */
const repositoryOf = (file: ProjectPath): ProjectPath | null => {
  const folder = folderOf(file);
  return folder.includes('/') ? folderOf(folder) : null;
};

/** Types of tensors by name. */
type Ports = ReadonlyMap<string, string | null>;
interface Model {
  readonly inputs: Ports;
  readonly outputs: Ports;
}

/** Configurations beside this one, where their texts are known. */
function modelsOf(steps: readonly YamlNode[], file: ProjectPath, { texts }: Facts): ReadonlyMap<string, Model> {
  const repository = repositoryOf(file);
  const found = new Map<string, Model>();
  if (repository === null || texts === undefined) return found;
  for (const name of new Set(steps.flatMap(step => textAt(step, 'model_name') ?? []))) {
    const path = `${repository}/${name}/config.pbtxt`;
    const text = Object.hasOwn(texts, path) ? texts[path] : undefined;
    const read = text === undefined ? null : readPbtxt(text);
    const root = read?.troubles.length === 0 ? read.documents[0]?.root : null;
    if (root !== null && root !== undefined)
      found.set(name, { inputs: portsOf(root, 'input'), outputs: portsOf(root, 'output') });
  }
  return found;
}

const portsOf = (root: YamlNode, key: string): Ports =>
  new Map(
    manyOf(childOf(root, key)).flatMap(tensor => {
      const name = textAt(tensor, 'name');
      return name === undefined ? [] : [[name, textAt(tensor, 'data_type') ?? null] as const];
    }),
  );

/** Models may be brought later: sure is a near miss of one that is there, other than by a number or letter at its end. */
function missingModel(step: YamlNode, file: ProjectPath, facts: Facts): readonly Diagnostic[] {
  const node = childOf(step, 'model_name');
  const name = textOf(node);
  const repository = repositoryOf(file);
  const known = knownFiles(facts);
  if (node === undefined || name === undefined || repository === null || known === null) return [];
  const path = `${repository}/${name}`;
  if (known.has(path) || !known.isComplete(path)) return [];
  const models = known.beside(path).filter(other => known.has(`${other}/config.pbtxt`) && other !== folderOf(file));
  const nearest = nearestName(
    name,
    models.map(other => other.slice(repository.length + 1)),
  );
  if (nearest === null || isVariant(name, nearest)) return [];
  return [finding('triton-model-missing', node, { name, nearest }, { fixes: [replaceFix(node, nearest)] })];
}

/** Names that differ by a number or by one letter at the end are meant to: `scale_1`, `model_b`. */
function isVariant(name: string, other: string): boolean {
  const stem = (text: string): string => text.replace(/\d+/g, '').slice(0, -1);
  return stem(name) === stem(other) || name.startsWith(other) || other.startsWith(name);
}

function portFindings(step: YamlNode, models: ReadonlyMap<string, Model>): readonly Diagnostic[] {
  const name = textAt(step, 'model_name') ?? '';
  const model = models.get(name);
  if (model === undefined) return [];
  const sides = [
    ['input_map', model.inputs],
    ['output_map', model.outputs],
  ] as const;
  return sides.flatMap(([field, ports]) =>
    ports.size === 0
      ? []
      : mapEntries(step, field).flatMap(({ key }) => {
          const port = textOf(key);
          if (key === undefined || port === undefined || ports.has(port)) return [];
          return [unknownName('triton-ensemble-port', { name: port, range: key }, ports.keys(), { model: name })];
        }),
  );
}

/** A tensor has one type, whoever makes or reads it. */
function typeFindings(
  root: YamlNode,
  steps: readonly YamlNode[],
  models: ReadonlyMap<string, Model>,
): readonly Diagnostic[] {
  const types = new Map<string, string>();
  for (const [name, type] of portsOf(root, 'input')) if (type !== null) types.set(name, type);
  const each = (field: 'input_map' | 'output_map') =>
    steps.flatMap(step => {
      const model = models.get(textAt(step, 'model_name') ?? '');
      const ports = field === 'input_map' ? model?.inputs : model?.outputs;
      return mapEntries(step, field).flatMap(({ key, value }) => {
        const [tensor, type] = [textOf(value), ports?.get(textOf(key) ?? '')];
        return value === undefined || tensor === undefined || type === null || type === undefined
          ? []
          : [{ tensor, type, node: value }];
      });
    });
  for (const { tensor, type } of each('output_map')) if (!types.has(tensor)) types.set(tensor, type);
  const readers = [
    ...each('input_map'),
    ...manyOf(childOf(root, 'output')).flatMap(output => {
      const [node, type] = [childOf(output, 'name'), textAt(output, 'data_type')];
      const tensor = textOf(node);
      return node === undefined || tensor === undefined || type === undefined ? [] : [{ tensor, type, node }];
    }),
  ];
  return readers.flatMap(({ tensor, type, node }) => {
    const made = types.get(tensor);
    return made === undefined || made === type
      ? []
      : [finding('triton-ensemble-type', node, { name: tensor, wanted: type, found: made })];
  });
}
