// Triton's config.pbtxt: name and folder, batches, schedulers, tensors of ensembles (model_config.proto).
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../../domain/finding.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import { folderOf } from '../../projectPath.ts';
import { numberAt, textAt } from '../../syntax/values.ts';
import { childOf, entryOf, itemsOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { type Dialect, type DialectDocument, type DialectReading, nothingRead } from '../dialect.ts';
import { tritonSchema } from '../generated/tritonSchema.ts';
import { namedBy, unknownName } from '../places.ts';
import { readPbtxt } from './readPbtxt.ts';

export const triton: Dialect = {
  id: 'triton',
  title: 'Triton model configuration',
  names: [/^config\.pbtxt$/],
  recognise: () => false,
  schemaOf: () => tritonSchema,
  isDynamic: raw => raw.includes('${'),
  readTree: readPbtxt,
  read,
  isShared: false,
};

/** A repeated field may be there once, without brackets. */
const manyOf = (node: YamlNode | undefined): readonly YamlNode[] =>
  node === undefined ? [] : node.kind === 'list' ? itemsOf(node) : [node];

function read({ root, file, facts, isBroken }: DialectDocument): DialectReading {
  const tensors = ['input', 'output'].flatMap(key => manyOf(childOf(root, key)));
  const steps = manyOf(childOf(childOf(root, 'ensemble_scheduling'), 'step'));
  return {
    ...nothingRead,
    findings: isBroken
      ? []
      : [
          ...nameFindings(root, modelFolder(file, facts.files)),
          ...batchFindings(root),
          ...schedulerFindings(root),
          ...ensembleFindings(root, steps),
        ],
    names: [
      ...namedBy('model', childOf(root, 'name'), root),
      ...tensors.flatMap(tensor => namedBy('tensor', childOf(tensor, 'name'), tensor)),
    ],
    stages: stagesOf(steps),
  };
}

/** A folder with numbered versions is a model of a repository; any other may be just a folder. '' when it is none. */
function modelFolder(file: ProjectPath, files: readonly ProjectPath[] = []): ProjectPath {
  const folder = folderOf(file);
  const isModel = files.some(path => path.startsWith(`${folder}/`) && /^\d+\//.test(path.slice(folder.length + 1)));
  return isModel ? folder : '';
}

function nameFindings(root: YamlNode, folder: string): readonly Diagnostic[] {
  const node = childOf(root, 'name');
  const name = textOf(node);
  const nearest = folder.slice(folder.lastIndexOf('/') + 1);
  if (
    node === undefined ||
    name === undefined ||
    name === '' ||
    nearest === '' ||
    name === nearest ||
    name.includes('$')
  )
    return [];
  return [finding('triton-name', node, { name, nearest }, { fixes: [replaceFix(node, nearest)] })];
}

function batchFindings(root: YamlNode): readonly Diagnostic[] {
  const max = numberAt(root, 'max_batch_size');
  if (max === undefined) return [];
  return manyOf(childOf(childOf(root, 'dynamic_batching'), 'preferred_batch_size')).flatMap(item => {
    const size = item.kind === 'scalar' && typeof item.value === 'number' ? item.value : 0;
    return size > max ? [finding('triton-preferred-batch', item, { size, max })] : [];
  });
}

function schedulerFindings(root: YamlNode): readonly Diagnostic[] {
  const [first, second] = ['dynamic_batching', 'sequence_batching', 'ensemble_scheduling'].flatMap(
    key => entryOf(root, key) ?? [],
  );
  if (first === undefined || second === undefined) return [];
  const related = [{ range: { start: first.key.start, end: first.key.end }, rule: 'first-here', args: {} }];
  return [finding('triton-schedulers', second.key, { key: second.key.raw, other: first.key.raw }, { related })];
}

/** Key and value of the entries of a map field. */
const mapEntries = (step: YamlNode, field: string): readonly YamlNode[] =>
  manyOf(childOf(step, field)).flatMap(entry => childOf(entry, 'value') ?? []);

/** Tensors that steps read are those of the ensemble's inputs and of other steps' outputs. */
function ensembleFindings(root: YamlNode, steps: readonly YamlNode[]): readonly Diagnostic[] {
  if (steps.length === 0) return [];
  const given = manyOf(childOf(root, 'input')).flatMap(tensor => textAt(tensor, 'name') ?? []);
  const made = steps.flatMap(step => mapEntries(step, 'output_map').flatMap(node => textOf(node) ?? []));
  const known = new Set([...given, ...made]);
  const wanted = [
    ...steps.flatMap(step => mapEntries(step, 'input_map')),
    ...manyOf(childOf(root, 'output')).flatMap(tensor => childOf(tensor, 'name') ?? []),
  ];
  return wanted.flatMap(node => {
    const name = textOf(node);
    return name === undefined || known.has(name)
      ? []
      : [unknownName('triton-ensemble-tensor', { name, range: node }, known)];
  });
}

function stagesOf(steps: readonly YamlNode[]): DialectReading['stages'] {
  const makers = new Map(
    steps.flatMap(step =>
      mapEntries(step, 'output_map').map(node => [textOf(node) ?? '', textAt(step, 'model_name') ?? ''] as const),
    ),
  );
  return steps.flatMap(step => {
    const node = childOf(step, 'model_name');
    const name = textOf(node);
    if (node === undefined || name === undefined) return [];
    const needs = mapEntries(step, 'input_map').flatMap(input => makers.get(textOf(input) ?? '') ?? []);
    const range = { start: node.start, end: node.end };
    return [{ name, range, deps: [], outs: [], params: [], needs: [...new Set(needs)], does: name }];
  });
}
