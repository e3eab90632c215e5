// Endpoints and deployments of Azure ML: shares of requests, numbers of instances.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { entriesAt, numberAt } from '../../syntax/values.ts';
import { childOf, entryOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';

/** All or nothing: shares are 100 together, or 0 while nobody is to be served. */
export function trafficFindings(root: YamlNode): readonly Diagnostic[] {
  const entry = entryOf(root, 'traffic');
  const shares = entriesAt(entry?.value).map(({ value }) => Number(textOf(value) ?? Number.NaN));
  if (entry?.value.kind !== 'map' || shares.length === 0 || shares.some(Number.isNaN)) return [];
  const sum = shares.reduce((total, share) => total + share, 0);
  return sum === 0 || sum === 100 ? [] : [finding('azureml-traffic-sum', entry.key, { sum })];
}

export function instanceFindings(root: YamlNode): readonly Diagnostic[] {
  const scale = childOf(root, 'scale_settings');
  const [min, max] = [numberAt(scale, 'min_instances'), numberAt(scale, 'max_instances')];
  const place = childOf(scale, 'min_instances');
  if (min === undefined || max === undefined || min <= max || place === undefined) return [];
  return [finding('azureml-instances', place, { min, max })];
}
