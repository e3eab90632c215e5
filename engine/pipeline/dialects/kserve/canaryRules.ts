// Canaries beside the stable predictor (`spec.canary`): names, shares, replicas and the mode they need.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { numberAt, textAt } from '../../syntax/values.ts';
import { childOf, entryOf, itemsOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { modeOf } from './scalingRules.ts';

/** What would scale a canary, whose replicas are fixed. */
const scaling = ['maxReplicas', 'scaleTarget', 'scaleMetric', 'autoScaling', 'workerSpec'];

export function canaryFindings(root: YamlNode): readonly Diagnostic[] {
  const spec = childOf(root, 'spec');
  const key = entryOf(spec, 'canary')?.key;
  const canaries = itemsOf(childOf(spec, 'canary'));
  if (key === undefined || canaries.length === 0) return [];
  const sum = canaries.reduce((total, item) => total + (numberAt(item, 'trafficPercent') ?? 0), 0);
  const mode = modeOf(root);
  const isElsewhere = mode !== undefined && mode !== 'Standard' && !mode.includes('$');
  return [
    ...(sum > 100 ? [finding('kserve-canary-sum', key, { sum })] : []),
    ...(isElsewhere ? [finding('kserve-needs-mode', key, { key: 'canary', mode: 'Standard' })] : []),
    ...canaryNames(spec, canaries),
    ...canaries.flatMap(item => scalingFindings(childOf(item, 'predictor'))),
  ];
}

/** Each canary has a name of its own, other than the stable predictor's. */
function canaryNames(spec: YamlNode | undefined, canaries: readonly YamlNode[]): readonly Diagnostic[] {
  const taken = new Set([textAt(childOf(spec, 'predictor'), 'name')]);
  return canaries.flatMap(item => {
    const predictor = entryOf(item, 'predictor');
    const node = childOf(predictor?.value, 'name');
    const name = textOf(node);
    if (predictor === undefined || predictor.value.kind !== 'map') return [];
    if (node === undefined) return [finding('missing-key', predictor.key, { key: 'name', where: '«predictor»' })];
    if (name === undefined || !taken.has(name)) {
      taken.add(name);
      return [];
    }
    return [finding('kserve-canary-name', node, { name })];
  });
}

const scalingFindings = (predictor: YamlNode | undefined): readonly Diagnostic[] =>
  scaling.flatMap(name => {
    const entry = entryOf(predictor, name);
    return entry === undefined ? [] : [finding('kserve-canary-scaling', entry.key, { key: name })];
  });
