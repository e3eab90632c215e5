// KServe's LLMInferenceService: how a language model is spread over GPUs and nodes, and what scales it.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { numberAt } from '../../syntax/values.ts';
import { childOf, entryOf, itemsOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { type DialectDocument, type DialectReading, nothingRead } from '../dialect.ts';
import { namedBy } from '../places.ts';
import { nameFindings } from './objectName.ts';
import { gpuLimits, gpusOf } from './podRules.ts';
import { schemeFindings } from './storageRules.ts';

export function readLanguageService({ root }: DialectDocument): DialectReading {
  const spec = childOf(root, 'spec');
  const name = childOf(childOf(root, 'metadata'), 'name');
  // What a configuration adds is merged in, so that nothing is known to be missing.
  const isWhole = childOf(spec, 'baseRefs') === undefined && !childTextIs(root, 'kind', 'LLMInferenceServiceConfig');
  return {
    ...nothingRead,
    findings: [
      ...nameFindings(name),
      ...schemeFindings(childOf(childOf(spec, 'model'), 'uri')),
      ...[spec, childOf(spec, 'prefill')].flatMap(workload => workloadFindings(workload, isWhole)),
    ],
    names: namedBy('service', name, root),
  };
}

const childTextIs = (node: YamlNode, key: string, text: string): boolean => {
  const child = childOf(node, key);
  return child?.kind === 'scalar' && child.raw === text;
};

function workloadFindings(workload: YamlNode | undefined, isWhole: boolean): readonly Diagnostic[] {
  const scaling = childOf(workload, 'scaling');
  return [
    ...exclusive(workload, 'replicas', 'scaling'),
    ...exclusive(scaling, 'keda', 'wva'),
    ...replicaBounds(scaling),
    ...parallelFindings(workload, isWhole),
    ...['template', 'worker'].flatMap(pod => podFindings(workload, pod)),
  ];
}

function exclusive(node: YamlNode | undefined, first: string, second: string): readonly Diagnostic[] {
  const entry = entryOf(node, second);
  const other = entryOf(node, first);
  if (entry === undefined || other === undefined) return [];
  return [finding('kserve-llm-exclusive', entry.key, { key: second, other: first })];
}

function replicaBounds(scaling: YamlNode | undefined): readonly Diagnostic[] {
  const [min, max] = [numberAt(scaling, 'minReplicas'), numberAt(scaling, 'maxReplicas')];
  const place = childOf(scaling, 'minReplicas');
  if (min === undefined || max === undefined || min <= max || place === undefined) return [];
  return [finding('kserve-replicas', place, { min, max })];
}

/** Workers come with pipeline or data parallelism, which exclude each other; `data` and `dataLocal` come together. */
function parallelFindings(workload: YamlNode | undefined, isWhole: boolean): readonly Diagnostic[] {
  const parallelism = childOf(workload, 'parallelism');
  const worker = entryOf(workload, 'worker')?.key;
  const isSpread = ['pipeline', 'data', 'dataLocal'].some(key => childOf(parallelism, key) !== undefined);
  const lone = ([key, other]: readonly [string, string]): readonly Diagnostic[] => {
    const entry = entryOf(parallelism, key);
    if (entry === undefined || !isWhole || childOf(parallelism, other) !== undefined) return [];
    return [finding('kserve-llm-incomplete', entry.key, { key, other })];
  };
  return [
    ...exclusive(parallelism, 'pipeline', 'data'),
    ...[['data', 'dataLocal'] as const, ['dataLocal', 'data'] as const].flatMap(lone),
    ...(worker === undefined || isSpread || !isWhole
      ? []
      : [finding('kserve-llm-incomplete', worker, { key: 'worker', other: 'parallelism' })]),
  ];
}

/** A pod holds the GPUs that each of its copies of the model is spread over. */
function podFindings(workload: YamlNode | undefined, pod: string): readonly Diagnostic[] {
  const containers = itemsOf(childOf(childOf(workload, pod), 'containers'));
  const parallelism = childOf(workload, 'parallelism');
  const tensor = numberAt(parallelism, 'tensor');
  const place = childOf(parallelism, 'tensor');
  const [main] = containers;
  const given = gpusOf(main);
  const isPlain = ['pipeline', 'data', 'dataLocal', 'expert'].every(key => childOf(parallelism, key) === undefined);
  const spread =
    !isPlain || tensor === undefined || place === undefined || containers.length !== 1 || Number.isNaN(given)
      ? []
      : tensor === given
        ? []
        : [finding('kserve-tensor-parallel', place, { asked: tensor, given })];
  return [...containers.flatMap(gpuLimits), ...spread];
}
