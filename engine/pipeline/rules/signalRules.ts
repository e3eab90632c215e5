// One signal of a monitor: a metric of its type, bounds in order, a method that fits its columns, reference and labels.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import { metricDirection } from '../../domain/metricDirection.ts';
import { signalMetrics } from '../../domain/signalMetrics.ts';
import { entriesAt, numberAt, textAt } from '../syntax/values.ts';
import { childOf, itemsOf, type YamlEntry, type YamlNode } from '../syntax/yamlTree.ts';
import { type RuleContext, rangeInFrame } from './ruleContext.ts';
import { frameFinding, idleKey, missingName, replaceFinding, written, writtenAt } from './sectionPlaces.ts';

export function signalRules(context: RuleContext, signal: YamlEntry): readonly Diagnostic[] {
  const type = textAt(signal.value, 'type');
  if (type === undefined) return [];
  return [
    ...(isDriftType(type) ? driftFindings(context, signal, type) : metricFindings(context, signal, type)),
    ...idleFindings(context, signal.value, type),
    ...orderFindings(context, signal.value),
  ];
}

const isDriftType = (type: string): boolean => type === 'data_drift' || type === 'prediction_drift';

function driftFindings(context: RuleContext, { value: signal }: YamlEntry, type: string): readonly Diagnostic[] {
  const packaging = childOf(context.document.frame.root, 'package');
  const noReference = textAt(packaging, 'reference') === undefined;
  return [
    ...(noReference ? [frameFinding(context, 'drift-without-reference', childOf(signal, 'type') ?? signal)] : []),
    ...rowFindings(context, signal),
    ...(type === 'data_drift' ? featureFindings(context, signal) : []),
  ];
}

/** PSI of a sample without change is about (bins − 1) · 2 / rows: with few rows it passes 0.1 by chance. */
const fewestRows = 500;

function rowFindings(context: RuleContext, signal: YamlNode): readonly Diagnostic[] {
  const method = writtenAt(signal, 'method');
  const minimum = numberAt(signal, 'minimum');
  if (method?.name !== 'psi' || (minimum ?? 200) >= fewestRows) return [];
  const node = childOf(signal, 'minimum');
  if (node === undefined) return [frameFinding(context, 'method-rows', method.node, { minimum: 200 })];
  const range = rangeInFrame(context, node);
  return [
    finding('method-rows', range, { minimum: minimum ?? 200 }, { fixes: [replaceFix(range, String(fewestRows))] }),
  ];
}

const kindsOf: Readonly<Record<string, 'numeric' | 'categorical'>> = {
  ks: 'numeric',
  wasserstein: 'numeric',
  chi2: 'categorical',
};

/** Features are known from the profile of what the target serves. */
function featureFindings(context: RuleContext, signal: YamlNode): readonly Diagnostic[] {
  const target = textAt(childOf(context.document.frame.root, 'monitor'), 'target') ?? '';
  const features = context.facts.targets?.[context.scope.file]?.[target]?.features;
  if (features === undefined) return [];
  const method = writtenAt(signal, 'method');
  const wanted = method !== null && Object.hasOwn(kindsOf, method.name) ? kindsOf[method.name] : undefined;
  return itemsOf(childOf(signal, 'features')).flatMap(item => {
    const name = written(item)?.name;
    if (name === undefined) return [];
    const kind = Object.hasOwn(features, name) ? features[name] : undefined;
    if (kind === undefined)
      return [
        missingName(context, 'unknown-feature', { place: item, args: { feature: name }, name }, Object.keys(features)),
      ];
    if (wanted === undefined || method === null || wanted === kind) return [];
    return [frameFinding(context, 'method-unfit', item, { method: method.name, feature: name, kind })];
  });
}

function metricFindings(context: RuleContext, { key, value: signal }: YamlEntry, type: string): readonly Diagnostic[] {
  const known = Object.hasOwn(signalMetrics, type) ? signalMetrics[type as keyof typeof signalMetrics] : [];
  const metric = writtenAt(signal, 'metric');
  const args = { signal: key.raw };
  if (metric === null) return [frameFinding(context, 'missing-key', key, { key: 'metric', where: `«${key.raw}»` })];
  const { name, node } = metric;
  if (!known.some(one => one === name)) {
    const isOther = Object.values(signalMetrics).some(list => list.some(one => one === name));
    return isOther
      ? [frameFinding(context, 'signal-metric', node, { metric: name, type, known: known.join(', ') })]
      : [];
  }
  const isSilent = childOf(signal, 'warn') === undefined && childOf(signal, 'alert') === undefined;
  const isUndated = type === 'performance' && childOf(signal, 'label_delay') === undefined;
  return [
    ...(isSilent ? [frameFinding(context, 'signal-without-bound', key, args)] : []),
    ...(isUndated ? [frameFinding(context, 'labels-without-delay', node, args)] : []),
    ...(type === 'performance' ? directionFindings(context, signal, name) : []),
  ];
}

function directionFindings(context: RuleContext, signal: YamlNode, metric: string): readonly Diagnostic[] {
  const op = writtenAt(signal, 'op');
  const direction = metricDirection(metric);
  if (op === null || direction === 'unknown' || op.name.startsWith(direction === 'higher' ? '<' : '>')) return [];
  const better = (direction === 'higher' ? '<' : '>') + op.name.slice(1);
  return [replaceFinding(context, 'signal-direction', op.node, { metric, op: op.name, better })];
}

function idleFindings(context: RuleContext, signal: YamlNode, type: string): readonly Diagnostic[] {
  const idle = isDriftType(type)
    ? ['metric', 'label_delay', ...(type === 'data_drift' ? [] : ['features'])]
    : ['method', ...(type === 'data_quality' ? [] : ['features']), ...(type === 'performance' ? [] : ['label_delay'])];
  return entriesAt(signal)
    .filter(({ key }) => idle.includes(key.raw))
    .map(({ key }) => idleKey(context, signal, { key: key.raw, with: type }));
}

/** A warning comes first; equal bounds would never warn. */
function orderFindings(context: RuleContext, signal: YamlNode): readonly Diagnostic[] {
  const warn = numberAt(signal, 'warn');
  const alert = numberAt(signal, 'alert');
  const node = childOf(signal, 'alert');
  if (warn === undefined || alert === undefined || node === undefined) return [];
  const op = textAt(signal, 'op') ?? (metricDirection(textAt(signal, 'metric') ?? '') === 'higher' ? '<' : '>');
  const isInOrder = op.startsWith('>') ? warn < alert : warn > alert;
  return isInOrder ? [] : [frameFinding(context, 'alert-before-warn', node, { op, warn, alert })];
}
