// The deployment mode of a service and what scales its parts: each mode takes other metrics.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../../domain/finding.ts';
import { textAt } from '../../syntax/values.ts';
import { childOf, entryOf, itemsOf, textOf, type YamlEntry, type YamlNode } from '../../syntax/yamlTree.ts';

const annotation = 'serving.kserve.io/deploymentMode';
const successors: Readonly<Record<string, string>> = { RawDeployment: 'Standard', Serverless: 'Knative' };
const annotationsOf = (root: YamlNode): YamlNode | undefined => childOf(childOf(root, 'metadata'), 'annotations');

/** As it is called now; undefined where the file does not say: the cluster has a default. */
export function modeOf(root: YamlNode): string | undefined {
  const written = textAt(annotationsOf(root), annotation);
  return written !== undefined && Object.hasOwn(successors, written) ? successors[written] : written;
}

/** What KServe's webhook says of mode and metrics; silent while the mode is not written down. */
export function modeFindings(root: YamlNode, parts: readonly YamlEntry[]): readonly Diagnostic[] {
  return [...oldMode(root), ...parts.flatMap(({ value }) => partFindings(root, value))];
}

function oldMode(root: YamlNode): readonly Diagnostic[] {
  const node = childOf(annotationsOf(root), annotation);
  const written = textOf(node) ?? '';
  const nearest = Object.hasOwn(successors, written) ? successors[written] : undefined;
  if (node?.kind !== 'scalar' || nearest === undefined) return [];
  const more = { tag: 'deprecated', fixes: [replaceFix(node, nearest)] } as const;
  return [finding('kserve-mode-renamed', node, { mode: written, nearest }, more)];
}

function partFindings(root: YamlNode, part: YamlNode): readonly Diagnostic[] {
  const mode = modeOf(root);
  const metric = childOf(part, 'scaleMetric');
  const written = textOf(metric);
  const strategy = entryOf(part, 'deploymentStrategy');
  const canary = entryOf(part, 'canaryTrafficPercent');
  const found: Diagnostic[] = [];
  if (mode === 'Knative' && strategy !== undefined)
    found.push(finding('kserve-needs-mode', strategy.key, { key: strategy.key.raw, mode: 'Standard' }));
  if (mode === 'Standard' && canary !== undefined)
    found.push(finding('kserve-canary-ignored', canary.key, { key: canary.key.raw }));
  const known = mode === undefined ? null : metricsOf(root, mode);
  if (metric !== undefined && written !== undefined && known !== null && !known.metrics.includes(written))
    found.push(
      finding('kserve-scale-metric', metric, { metric: written, by: known.by, known: known.metrics.join(', ') }),
    );
  found.push(...mixedFindings(root, part));
  return found;
}

/** `hpa` takes metrics of resources alone; `keda` has its metrics under `autoScaling`. */
function mixedFindings(root: YamlNode, part: YamlNode): readonly Diagnostic[] {
  if (modeOf(root) !== 'Standard') return [];
  const by = textAt(annotationsOf(root), 'serving.kserve.io/autoscalerClass');
  const metric = entryOf(part, 'scaleMetric');
  if (by === 'keda' && metric !== undefined)
    return [finding('kserve-autoscaler-mixed', metric.key, { key: 'scaleMetric', by })];
  if (by !== 'hpa') return [];
  return itemsOf(childOf(childOf(part, 'autoScaling'), 'metrics')).flatMap(item => {
    const type = childOf(item, 'type');
    const name = textOf(type);
    const isOther = name === 'External' || name === 'PodMetric';
    return type === undefined || !isOther ? [] : [finding('kserve-autoscaler-mixed', type, { key: name, by })];
  });
}

/** Metrics of the autoscaler that the annotations choose; null where any may be meant. */
function metricsOf(root: YamlNode, mode: string): { readonly by: string; readonly metrics: readonly string[] } | null {
  const annotations = annotationsOf(root);
  const ofKnative = textAt(annotations, 'autoscaling.knative.dev/class');
  if (mode === 'Knative')
    return ofKnative?.startsWith('hpa') === true
      ? { by: 'hpa', metrics: ['cpu', 'memory'] }
      : { by: 'Knative', metrics: ['concurrency', 'rps'] };
  const isHpa = mode === 'Standard' && textAt(annotations, 'serving.kserve.io/autoscalerClass') === 'hpa';
  return isHpa ? { by: 'hpa', metrics: ['cpu', 'memory'] } : null;
}
