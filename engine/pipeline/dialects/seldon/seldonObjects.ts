// Seldon Core 2: models, servers and experiments.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { numberAt } from '../../syntax/values.ts';
import { childOf, itemsOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { type DialectReading, nothingRead } from '../dialect.ts';
import { namedBy, repeatedTexts, unknownName } from '../places.ts';

const nameOf = (root: YamlNode): YamlNode | undefined => childOf(childOf(root, 'metadata'), 'name');

export function readModel(root: YamlNode): DialectReading {
  const explainer = childOf(childOf(root, 'spec'), 'explainer');
  return {
    ...nothingRead,
    findings: replicaFindings(childOf(root, 'spec')),
    names: [
      ...namedBy('model', nameOf(root), root),
      ...namedBy('model', childOf(explainer, 'modelRef')),
      ...namedBy('pipeline', childOf(explainer, 'pipelineRef')),
    ],
  };
}

export const readServer = (root: YamlNode): DialectReading => ({
  ...nothingRead,
  findings: replicaFindings(childOf(root, 'spec')),
  names: namedBy('server', nameOf(root), root),
});

/** The default is one of the candidates; each stands there once. */
export function readExperiment(root: YamlNode): DialectReading {
  const spec = childOf(root, 'spec');
  const candidates = itemsOf(childOf(spec, 'candidates')).flatMap(item => childOf(item, 'name') ?? []);
  const names = candidates.flatMap(node => textOf(node) ?? []);
  const node = childOf(spec, 'default');
  const name = textOf(node);
  const isUnknown = node !== undefined && name !== undefined && candidates.length > 0 && !names.includes(name);
  return {
    ...nothingRead,
    findings: [
      ...(isUnknown ? [unknownName('seldon-default-unknown', { name, range: node }, names)] : []),
      ...repeatedTexts(candidates).map(({ node: one, name: own }) => finding('seldon-name-twice', one, { name: own })),
    ],
    names: [
      ...namedBy('experiment', nameOf(root), root),
      ...candidates.flatMap(one => namedBy('candidate', one, one)),
      ...namedBy('candidate', node),
    ],
  };
}

function replicaFindings(spec: YamlNode | undefined): readonly Diagnostic[] {
  const [min, max] = [numberAt(spec, 'minReplicas'), numberAt(spec, 'maxReplicas')];
  const place = childOf(spec, 'minReplicas');
  if (min === undefined || max === undefined || max === 0 || min <= max || place === undefined) return [];
  return [finding('seldon-replicas', place, { min, max })];
}
