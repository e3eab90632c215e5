// Seldon Core 1: a SeldonDeployment, whose predictors share the requests and have a graph each.
import type { Diagnostic, TextRange } from '../../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../../domain/finding.ts';
import { nearestName } from '../../../domain/nearestName.ts';
import { numberAt, textAt } from '../../syntax/values.ts';
import { childOf, entryOf, itemsOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { type DialectReading, nothingRead } from '../dialect.ts';
import { namedBy, repeatedTexts, unknownName } from '../places.ts';

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

export function readDeployment(root: YamlNode): DialectReading {
  const spec = childOf(root, 'spec');
  const predictors = itemsOf(childOf(spec, 'predictors'));
  const graphs = predictors.map(predictor => ({ predictor, nodes: nodesOf(childOf(predictor, 'graph'), null) }));
  const full = (predictor: YamlNode, name: string) =>
    predictors.length > 1 ? `${textAt(predictor, 'name') ?? ''}/${name}` : name;
  return {
    ...nothingRead,
    findings: [
      ...trafficFindings(spec, predictors),
      ...repeatedTexts(predictors.map(one => childOf(one, 'name'))).map(({ node, name }) =>
        finding('seldon-name-twice', node, { name }),
      ),
      ...graphs.flatMap(({ predictor, nodes }) => nodes.flatMap(one => nodeFindings(one, predictor))),
    ],
    names: [
      ...namedBy('deployment', childOf(childOf(root, 'metadata'), 'name'), root),
      ...predictors.flatMap(predictor => namedBy('predictor', childOf(predictor, 'name'), predictor)),
      ...graphs.flatMap(({ nodes }) => nodes.flatMap(({ node }) => namedBy('stage', childOf(node, 'name'), node))),
    ],
    stages: graphs.flatMap(({ predictor, nodes }) =>
      nodes.map(({ node, name, parent }) => ({
        name: full(predictor, name),
        range: placeOf(node),
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
  if (key === undefined || shares.length === 0 || shares.some(share => share === undefined)) return [];
  const sum = shares.reduce<number>((total, share) => total + (share ?? 0), 0);
  // One predictor alone gets all, and 0 is as if nothing were said.
  return sum === 100 || (shares.length === 1 && sum === 0) ? [] : [finding('seldon-traffic-sum', key, { sum })];
}

function nodeFindings({ node, name }: GraphNode, predictor: YamlNode): readonly Diagnostic[] {
  const implementation = childOf(node, 'implementation');
  const written = textOf(implementation);
  if (implementation !== undefined && written !== undefined) {
    // Servers of one's own can be set up; only a near miss is sure to be a mistake.
    if (implementations.includes(written)) return modelUriFindings(node, written);
    const nearest = nearestName(written, implementations);
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

/** Servers that load a model from where `modelUri` says; others can have it in their image or by name. */
const loading = ['SKLEARN_SERVER', 'XGBOOST_SERVER', 'TENSORFLOW_SERVER', 'MLFLOW_SERVER'];

function modelUriFindings(node: YamlNode, implementation: string): readonly Diagnostic[] {
  const place = entryOf(node, 'implementation');
  const isOpen = ['modelUri', '<<'].some(key => childOf(node, key) !== undefined);
  if (!loading.includes(implementation) || isOpen || place === undefined) return [];
  return [finding('seldon-model-uri', place.value, { name: implementation })];
}

function placeOf(node: YamlNode): TextRange {
  const { start, end } = childOf(node, 'name') ?? { start: node.start, end: node.start + 1 };
  return { start, end };
}
