// Seldon Core: SeldonDeployment of version 1, Pipeline of version 2.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../../domain/finding.ts';
import { nearestName } from '../../../domain/nearestName.ts';
import { numberAt, textAt } from '../../syntax/values.ts';
import { childOf, entryOf, itemsOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import {
  type Dialect,
  type DialectDocument,
  type DialectReading,
  type DialectStage,
  type NamedPlace,
  nothingRead,
} from '../dialect.ts';
import { seldonSchema } from '../generated/seldonSchema.ts';
import { namedBy, unknownName } from '../places.ts';

export const seldon: Dialect = {
  id: 'seldon',
  title: 'Seldon deployment',
  names: [],
  recognise: text => /^apiVersion:\s*["']?(machinelearning\.seldon\.io|mlops\.seldon\.io)\//m.test(text),
  schemaOf: root => (/seldon\.io\//.test(textAt(root, 'apiVersion') ?? '') ? seldonSchema : null),
  isDynamic: raw => raw.includes('$') || raw.includes('{{'),
  read,
  isShared: true,
};

function read({ root }: DialectDocument): DialectReading {
  const group = textAt(root, 'apiVersion') ?? '';
  const spec = childOf(root, 'spec');
  if (group.startsWith('machinelearning.seldon.io/') && textAt(root, 'kind') === 'SeldonDeployment')
    return deployment(spec);
  return group.startsWith('mlops.seldon.io/') && textAt(root, 'kind') === 'Pipeline' ? pipeline(spec) : nothingRead;
}

/** A model, transformer, router or combiner of an inference graph. */
interface GraphNode {
  readonly node: YamlNode;
  readonly name: string;
  readonly parent: string | null;
}

function nodesOf(node: YamlNode | undefined, parent: string | null, depth = 0): readonly GraphNode[] {
  if (node === undefined || depth > 40) return [];
  const name = textAt(node, 'name') ?? '';
  return [
    { node, name, parent },
    ...itemsOf(childOf(node, 'children')).flatMap(child => nodesOf(child, name, depth + 1)),
  ];
}

const implementations =
  'SKLEARN_SERVER XGBOOST_SERVER TENSORFLOW_SERVER MLFLOW_SERVER TRITON_SERVER HUGGINGFACE_SERVER TEMPO_SERVER SIMPLE_MODEL SIMPLE_ROUTER RANDOM_ABTEST AVERAGE_COMBINER UNKNOWN_IMPLEMENTATION'.split(
    ' ',
  );

function deployment(spec: YamlNode | undefined): DialectReading {
  const predictors = itemsOf(childOf(spec, 'predictors'));
  const graphs = predictors.map(predictor => ({ predictor, nodes: nodesOf(childOf(predictor, 'graph'), null) }));
  const full = (predictor: YamlNode, name: string) =>
    predictors.length > 1 ? `${textAt(predictor, 'name') ?? ''}/${name}` : name;
  return {
    ...nothingRead,
    findings: [
      ...trafficFindings(spec, predictors),
      ...graphs.flatMap(({ predictor, nodes }) => nodes.flatMap(one => nodeFindings(one, predictor))),
    ],
    names: [
      ...predictors.flatMap(predictor => namedBy('predictor', childOf(predictor, 'name'), predictor)),
      ...graphs.flatMap(({ nodes }) => nodes.flatMap(({ node }) => namedBy('stage', childOf(node, 'name'), node))),
    ],
    stages: graphs.flatMap(({ predictor, nodes }) =>
      nodes.map(({ node, name, parent }) => ({
        name: full(predictor, name),
        range: { start: node.start, end: node.start + 1 },
        ...{ deps: [], outs: [], params: [] },
        needs: parent === null ? [] : [full(predictor, parent)],
        does: textAt(node, 'implementation') ?? textAt(node, 'type') ?? '',
      })),
    ),
  };
}

/** Shadows get copies, not shares. */
function trafficFindings(spec: YamlNode | undefined, predictors: readonly YamlNode[]): readonly Diagnostic[] {
  const shares = predictors.filter(one => textAt(one, 'shadow') !== 'true').map(one => numberAt(one, 'traffic'));
  const key = entryOf(spec, 'predictors')?.key;
  if (key === undefined || shares.length < 2 || shares.some(share => share === undefined)) return [];
  const sum = shares.reduce<number>((total, share) => total + (share ?? 0), 0);
  return sum === 100 ? [] : [finding('seldon-traffic-sum', key, { sum })];
}

function nodeFindings({ node, name }: GraphNode, predictor: YamlNode): readonly Diagnostic[] {
  const implementation = childOf(node, 'implementation');
  const written = textOf(implementation);
  if (implementation !== undefined && written !== undefined) {
    // Servers of one's own can be set up; only a near miss is sure to be a mistake.
    const nearest = implementations.includes(written) ? null : nearestName(written, implementations);
    if (nearest === null) return [];
    return [
      finding(
        'seldon-implementation',
        implementation,
        { name: written, nearest },
        { fixes: [replaceFix(implementation, nearest)] },
      ),
    ];
  }
  const place = childOf(node, 'name');
  const specs = itemsOf(childOf(predictor, 'componentSpecs'));
  const containers = specs.flatMap(one =>
    itemsOf(childOf(childOf(one, 'spec'), 'containers')).flatMap(each => textAt(each, 'name') ?? []),
  );
  if (place === undefined || name === '' || name.includes('$') || containers.includes(name)) return [];
  if (childOf(node, 'methods') !== undefined || childOf(node, 'endpoint') !== undefined) return [];
  return [unknownName('seldon-container-missing', { name, range: place }, containers)];
}

/** `step.outputs.tensor` names a step; the pipeline's own name its inputs. */
function pipeline(spec: YamlNode | undefined): DialectReading {
  const steps = itemsOf(childOf(spec, 'steps'));
  const names = new Set(steps.flatMap(step => textAt(step, 'name') ?? []));
  const usesOf = (node: YamlNode | undefined): readonly NamedPlace[] =>
    itemsOf(node).flatMap(item => {
      const written = textOf(item);
      const name = written?.split('.')[0];
      if (written === undefined || name === undefined || item.kind === 'alias') return [];
      // `<pipeline>.inputs` and `<pipeline>.step.<name>` lead out of this one.
      if (/\.(inputs|step|pipeline)(\.|$)/.test(written) && !names.has(name)) return [];
      return [
        { kind: 'stage', name, range: { start: item.start, end: item.start + name.length }, role: 'use' as const },
      ];
    });
  const inputs = steps.map(step => usesOf(childOf(step, 'inputs')));
  const uses = [
    ...inputs.flat(),
    ...steps.flatMap(step => usesOf(childOf(step, 'triggers'))),
    ...usesOf(childOf(childOf(spec, 'output'), 'steps')),
  ];
  return {
    ...nothingRead,
    findings: uses.filter(({ name }) => !names.has(name)).map(use => unknownName('seldon-step-unknown', use, names)),
    names: [...steps.flatMap(step => namedBy('stage', childOf(step, 'name'), step)), ...uses],
    stages: steps.flatMap((step, i): readonly DialectStage[] => {
      const node = childOf(step, 'name');
      const name = textOf(node);
      if (node === undefined || name === undefined) return [];
      const needs = [...new Set((inputs[i] ?? []).map(use => use.name))];
      return [{ name, range: { start: node.start, end: node.end }, deps: [], outs: [], params: [], needs, does: '' }];
    }),
  };
}
