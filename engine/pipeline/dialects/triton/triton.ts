// Triton's config.pbtxt: a model of a repository, or an ensemble of models (model_config.proto).
import { folderOf, joinPath } from '../../projectPath.ts';
import { textAt } from '../../syntax/values.ts';
import { childOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { type Dialect, type DialectDocument, type DialectReading, type NamedPlace, nothingRead } from '../dialect.ts';
import { tritonSchema } from '../generated/tritonSchema.ts';
import { namedBy } from '../places.ts';
import { ensembleFindings } from './ensembleRules.ts';
import { folderFindings } from './folderRules.ts';
import { readPbtxt } from './readPbtxt.ts';
import { modelFindings } from './tritonRules.ts';
import { manyOf, mapValues } from './tritonValues.ts';

export const triton: Dialect = {
  id: 'triton',
  title: 'Triton model configuration',
  names: [/^config\.pbtxt$/],
  recognise: () => false,
  schemaOf: () => tritonSchema,
  isDynamic: raw => raw.includes('${'),
  readTree: readPbtxt,
  read,
  needsStages: true,
  isShared: false,
};

function read({ root, file, facts, isBroken }: DialectDocument): DialectReading {
  const steps = manyOf(childOf(childOf(root, 'ensemble_scheduling'), 'step'));
  const findings = isBroken
    ? []
    : [...folderFindings(root, file, facts), ...modelFindings(root), ...ensembleFindings(root, steps, { file, facts })];
  return {
    ...nothingRead,
    findings,
    names: [...namedBy('model', childOf(root, 'name'), root), ...tensorNames(root, steps)],
    stages: stagesOf(steps),
    files: manyOf(childOf(root, 'output')).flatMap(tensor => {
      const node = childOf(tensor, 'label_filename');
      const path = joinPath(folderOf(file), textOf(node) ?? '');
      return node === undefined || path === null ? [] : [{ range: { start: node.start, end: node.end }, path }];
    }),
  };
}

/** Of an ensemble the steps make the tensors, and its outputs only name them. */
function tensorNames(root: YamlNode, steps: readonly YamlNode[]): readonly NamedPlace[] {
  const inputs = manyOf(childOf(root, 'input'));
  const outputs = manyOf(childOf(root, 'output'));
  const name = (tensor: YamlNode): YamlNode | undefined => childOf(tensor, 'name');
  return [
    ...inputs.flatMap(tensor => namedBy('tensor', name(tensor), tensor)),
    ...outputs.flatMap(tensor => namedBy('tensor', name(tensor), steps.length === 0 ? tensor : undefined)),
    ...steps.flatMap(step => [
      ...mapValues(step, 'output_map').flatMap(node => namedBy('tensor', node, node)),
      ...mapValues(step, 'input_map').flatMap(node => namedBy('tensor', node)),
    ]),
  ];
}

function stagesOf(steps: readonly YamlNode[]): DialectReading['stages'] {
  const makers = new Map(
    steps.flatMap(step =>
      mapValues(step, 'output_map').map(node => [textOf(node) ?? '', textAt(step, 'model_name') ?? ''] as const),
    ),
  );
  return steps.flatMap(step => {
    const node = childOf(step, 'model_name');
    const name = textOf(node);
    if (node === undefined || name === undefined) return [];
    const needs = mapValues(step, 'input_map').flatMap(input => makers.get(textOf(input) ?? '') ?? []);
    const range = { start: node.start, end: node.end };
    return [{ name, range, deps: [], outs: [], params: [], needs: [...new Set(needs)], does: name }];
  });
}
