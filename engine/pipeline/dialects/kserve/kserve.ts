// KServe's InferenceService (serving.kserve.io/v1beta1): one model server, replicas, storage, canaries.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../../domain/finding.ts';
import { nearestName } from '../../../domain/nearestName.ts';
import { entriesAt, numberAt, textAt } from '../../syntax/values.ts';
import { childOf, entryOf, itemsOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { type Dialect, type DialectDocument, type DialectReading, nothingRead } from '../dialect.ts';
import { kserveSchema } from '../generated/kserveSchema.ts';
import { definedBy, namedBy } from '../places.ts';

export const kserve: Dialect = {
  id: 'kserve',
  title: 'KServe InferenceService',
  names: [],
  recognise: text =>
    /^apiVersion:\s*["']?serving\.(kserve\.io|kubeflow\.org)\//m.test(text) &&
    /^kind:\s*["']?InferenceService\b/m.test(text),
  schemaOf: root => (isService(root) ? kserveSchema : null),
  isDynamic: raw => raw.includes('$') || raw.includes('{{'),
  read,
  isShared: true,
};

const isService = (root: YamlNode): boolean =>
  textAt(root, 'kind') === 'InferenceService' &&
  /^serving\.(kserve\.io|kubeflow\.org)\//.test(textAt(root, 'apiVersion') ?? '');

function read({ root }: DialectDocument): DialectReading {
  if (!isService(root)) return nothingRead;
  const spec = childOf(root, 'spec');
  const predictor = childOf(spec, 'predictor');
  const parts = ['transformer', 'predictor', 'explainer'].flatMap(key => entryOf(spec, key) ?? []);
  const metadata = childOf(root, 'metadata');
  return {
    ...nothingRead,
    findings: [
      ...groupFindings(root),
      ...nameFindings(childOf(metadata, 'name')),
      ...implementationFindings(spec, predictor),
      ...parts.flatMap(({ value }) => replicaFindings(value)),
      ...storageFindings(predictor),
      ...gpuFindings(predictor),
      ...canaryFindings(spec),
    ],
    names: [...namedBy('service', childOf(metadata, 'name'), root), ...parts.map(entry => definedBy('stage', entry))],
    stages: parts.map(({ key, value }) => ({
      name: key.raw,
      range: { start: key.start, end: key.end },
      ...{ deps: [], outs: [], params: [] },
      needs:
        key.raw === 'predictor' && parts.some(part => part.key.raw === 'transformer')
          ? ['transformer']
          : key.raw === 'explainer'
            ? ['predictor']
            : [],
      does: textAt(childOf(childOf(value, 'model'), 'modelFormat'), 'name') ?? '',
    })),
  };
}

function groupFindings(root: YamlNode): readonly Diagnostic[] {
  const node = childOf(root, 'apiVersion');
  const written = textOf(node);
  if (node === undefined || !written?.startsWith('serving.kubeflow.org/')) return [];
  const nearest = 'serving.kserve.io/v1beta1';
  return [
    finding(
      'kserve-group-retired',
      node,
      { group: 'serving.kubeflow.org', nearest },
      { fixes: [replaceFix(node, nearest)] },
    ),
  ];
}

const isTemplate = (text: string): boolean => /[${<]/.test(text);

function nameFindings(node: YamlNode | undefined): readonly Diagnostic[] {
  const name = textOf(node);
  if (node === undefined || name === undefined || isTemplate(name) || /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name))
    return [];
  return [finding('kserve-name', node, { name })];
}

const servers = [
  'model',
  'sklearn',
  'xgboost',
  'tensorflow',
  'pytorch',
  'triton',
  'onnx',
  'pmml',
  'lightgbm',
  'paddle',
  'huggingface',
];

/** Containers may stand beside a model server; alone they are one. */
function implementationFindings(spec: YamlNode | undefined, predictor: YamlNode | undefined): readonly Diagnostic[] {
  const key = entryOf(spec, 'predictor')?.key;
  if (key === undefined || predictor?.kind !== 'map') return [];
  const there = entriesAt(predictor).filter(entry => servers.includes(entry.key.raw));
  const second = there[1];
  if (second !== undefined)
    return [finding('kserve-implementations', second.key, { found: there.map(one => one.key.raw).join(', ') })];
  const isOwn = ['containers', 'workerSpec', '<<'].some(name => childOf(predictor, name) !== undefined);
  return there.length === 1 || isOwn ? [] : [finding('kserve-implementations', key, { found: 'none' })];
}

function replicaFindings(part: YamlNode): readonly Diagnostic[] {
  const [min, max] = [numberAt(part, 'minReplicas'), numberAt(part, 'maxReplicas')];
  const place = childOf(part, 'minReplicas');
  if (min === undefined || max === undefined || max === 0 || min <= max || place === undefined) return [];
  return [finding('kserve-replicas', place, { min, max })];
}

/** kserve/storage; `https` with a blob host is Azure's. */
const schemes = ['gs', 's3', 'pvc', 'hdfs', 'webhdfs', 'http', 'https', 'hf', 'oci', 'modelscope', 'file'];

function storageFindings(predictor: YamlNode | undefined): readonly Diagnostic[] {
  return servers.flatMap(server => {
    const node = childOf(childOf(predictor, server), 'storageUri');
    const scheme = /^([\w.+-]+):\/\//.exec(textOf(node) ?? '')?.[1];
    if (node === undefined || scheme === undefined || schemes.includes(scheme) || isTemplate(scheme)) return [];
    const nearest = nearestName(scheme, schemes);
    const range = { start: node.start, end: node.start + scheme.length };
    if (nearest === null) return [finding('kserve-storage', range, { scheme, known: schemes.join(', ') })];
    return [finding('kserve-storage', range, { scheme, nearest }, { fixes: [replaceFix(range, nearest)] })];
  });
}

const isGpu = (name: string): boolean => /^(nvidia|amd|intel)\.com\/gpu$/.test(name);

function gpuFindings(predictor: YamlNode | undefined): readonly Diagnostic[] {
  return servers.flatMap(server => {
    const own = childOf(predictor, server);
    const resources = childOf(own, 'resources');
    const limits = childOf(resources, 'limits');
    const unlimited = entriesAt(childOf(resources, 'requests'))
      .filter(({ key }) => isGpu(key.raw) && childOf(limits, key.raw) === undefined)
      .map(({ key }) => finding('kserve-gpu-limit', key, { name: key.raw }));
    const given = entriesAt(limits).find(({ key }) => isGpu(key.raw));
    const count = Number(textOf(given?.value) ?? Number.NaN);
    const spread = itemsOf(childOf(own, 'args')).flatMap(item => {
      const asked = Number(/^--tensor[-_]parallel[-_]size[= ](\d+)$/.exec(textOf(item) ?? '')?.[1] ?? Number.NaN);
      if (
        Number.isNaN(asked) ||
        Number.isNaN(count) ||
        asked === count ||
        childOf(predictor, 'workerSpec') !== undefined
      )
        return [];
      return [finding('kserve-tensor-parallel', item, { asked, given: count })];
    });
    return [...unlimited, ...spread];
  });
}

function canaryFindings(spec: YamlNode | undefined): readonly Diagnostic[] {
  const shares = itemsOf(childOf(spec, 'canary')).flatMap(item => numberAt(item, 'trafficPercent') ?? []);
  const sum = shares.reduce((total, share) => total + share, 0);
  const key = entryOf(spec, 'canary')?.key;
  return key === undefined || sum <= 100 ? [] : [finding('kserve-canary-sum', key, { sum })];
}
