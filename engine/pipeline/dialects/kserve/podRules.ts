// GPUs of pods: limits as well as requests, and as many as the model is spread over.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { entriesAt } from '../../syntax/values.ts';
import { childOf, itemsOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { servers } from './implementationRules.ts';

const isGpu = (name: string): boolean => /^(nvidia|amd|intel)\.com\/gpu$/.test(name);

/** GPUs that a container may use; NaN where that is not said. */
export function gpusOf(container: YamlNode | undefined): number {
  const limits = childOf(childOf(container, 'resources'), 'limits');
  const given = entriesAt(limits).find(({ key }) => isGpu(key.raw));
  return Number(textOf(given?.value) ?? Number.NaN);
}

/** Model server and containers of a predictor. */
export function servicePodFindings(predictor: YamlNode | undefined): readonly Diagnostic[] {
  const own = servers.map(server => childOf(predictor, server));
  const containers = itemsOf(childOf(predictor, 'containers'));
  const isSpread = childOf(predictor, 'workerSpec') !== undefined;
  return [
    ...[...own, ...containers].flatMap(gpuLimits),
    ...(isSpread ? [] : [...own, ...containers].flatMap(tensorParallel)),
  ];
}

export function gpuLimits(container: YamlNode | undefined): readonly Diagnostic[] {
  const resources = childOf(container, 'resources');
  const limits = childOf(resources, 'limits');
  // What an alias or a merge brings may hold the limit.
  if (limits !== undefined && limits.kind !== 'map') return [];
  return entriesAt(childOf(resources, 'requests'))
    .filter(({ key }) => isGpu(key.raw) && childOf(limits, key.raw) === undefined)
    .map(({ key }) => finding('kserve-gpu-limit', key, { name: key.raw }));
}

/** `--tensor-parallel-size=N`, and the same as two arguments. */
function tensorParallel(container: YamlNode | undefined): readonly Diagnostic[] {
  const given = gpusOf(container);
  const args = itemsOf(childOf(container, 'args'));
  return args.flatMap((item, i) => {
    const text = textOf(item) ?? '';
    const isAlone = /^--tensor[-_]parallel[-_]size$/.test(text);
    const place = isAlone ? args[i + 1] : item;
    const written = isAlone ? textOf(place) : /^--tensor[-_]parallel[-_]size[= ](\d+)$/.exec(text)?.[1];
    const asked = written !== undefined && /^\d+$/.test(written) ? Number(written) : Number.NaN;
    if (place === undefined || Number.isNaN(asked) || Number.isNaN(given) || asked === given) return [];
    return [finding('kserve-tensor-parallel', place, { asked, given })];
  });
}
