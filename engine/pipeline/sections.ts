// The sections after the stages as what they describe: gates, model, deploy targets, monitor, triggers, defaults put in.
import type { JudgeRule, RolloutStep, Strategy, TargetSpec } from '../domain/deployment.ts';
import type { Comparison, Gate, GateBound, MetricRef } from '../domain/gate.ts';
import { metricDirection } from '../domain/metricDirection.ts';
import type { AlertAction, DriftMethod, MonitorSpec, SignalSpec, SignalType, Trigger } from '../domain/monitor.ts';
import type { ModelSection, PackageSection, Pipeline } from '../domain/pipeline.ts';
import { parseDuration } from './duration.ts';
import { entriesAt, numberAt, textAt } from './syntax/values.ts';
import { childOf, follow, itemsOf, textOf, type YamlNode } from './syntax/yamlTree.ts';

type Sections = Pick<Pipeline, 'gates' | 'model' | 'targets' | 'monitor' | 'triggers'>;

/** `root`: the frame of a file whose schema is met. What the schema cannot forbid is read as if it were not there. */
export function readSections(root: YamlNode | null): Sections {
  const section = (key: string): YamlNode | undefined => childOf(root, key);
  return {
    gates: new Map(entriesAt(section('gates')).map(({ key, value }) => [key.raw, toGate(key.raw, value)])),
    model: toModel(section('model'), section('package')),
    targets: new Map(entriesAt(section('deploy')).map(({ key, value }) => [key.raw, toTarget(key.raw, value)])),
    monitor: toMonitor(section('monitor')),
    triggers: itemsOf(section('triggers')).flatMap(toTrigger),
  };
}

/** `evaluate:metrics/evaluation.json#rmse` or `evaluate#rmse`; null for anything else. */
export function parseMetricRef(written: string): MetricRef | null {
  const match = /^([^\s:#]+)(?::([^\s#]+))?#(\S+)$/.exec(written);
  const [, stage, file, key] = match ?? [];
  return stage === undefined || key === undefined ? null : { stage, file: file ?? null, key };
}

function toGate(name: string, node: YamlNode): Gate {
  return {
    name,
    metric: parseMetricRef(textAt(node, 'metric') ?? '') ?? { stage: '', file: null, key: '' },
    op: (textAt(node, 'op') ?? '>=') as Comparison,
    against: toBound(node),
    onFail: textAt(node, 'on_fail') === 'warn' ? 'warn' : 'block',
  };
}

function toBound(node: YamlNode): GateBound {
  const alias = textAt(node, 'baseline');
  if (alias === undefined) return { kind: 'value', value: numberAt(node, 'value') ?? 0 };
  const share = /^([\d.]+)%$/.exec(textAt(node, 'tolerance') ?? '')?.[1];
  return share === undefined
    ? { kind: 'baseline', alias, tolerance: numberAt(node, 'tolerance') ?? 0, toleranceKind: 'absolute' }
    : { kind: 'baseline', alias, tolerance: Number(share) / 100, toleranceKind: 'relative' };
}

function toModel(node: YamlNode | undefined, packaging: YamlNode | undefined): ModelSection | null {
  const name = textAt(node, 'name');
  const artifact = textAt(node, 'artifact');
  if (name === undefined || artifact === undefined) return null;
  return {
    name,
    artifact,
    ...optional('card', textAt(node, 'card')),
    ...optional('alias', textAt(childOf(node, 'registry'), 'alias')),
    requires: itemsOf(childOf(node, 'requires')).map(item => textOf(item) ?? ''),
    package: toPackage(packaging),
  };
}

function toPackage(node: YamlNode | undefined): PackageSection {
  const format = textAt(node, 'format');
  return {
    format: format === 'onnx' || format === 'mlflow' ? format : 'auto',
    ...optional('reference', textAt(node, 'reference')),
    ...optional('target', textAt(node, 'target')),
    ...optional('environment', textAt(node, 'environment')),
  };
}

function toTarget(name: string, node: YamlNode): TargetSpec {
  return {
    name,
    platform: 'local',
    replicas: numberAt(node, 'replicas') ?? 1,
    port: numberAt(node, 'port') ?? null,
    approval: textAt(node, 'approval') === 'required' ? 'required' : 'none',
    needs: itemsOf(childOf(node, 'needs')).map(item => textOf(item) ?? ''),
    strategy: toStrategy(childOf(node, 'strategy')),
  };
}

const minRequests = 100;
const all: RolloutStep = { traffic: 100, mirror: 0, hold: 0, minRequests: 0 };
/** What a canary without steps does. */
const careful: readonly RolloutStep[] = [
  { traffic: 10, mirror: 0, hold: 30_000, minRequests },
  { traffic: 50, mirror: 0, hold: 30_000, minRequests },
  all,
];
const usualRules: readonly JudgeRule[] = [
  { metric: 'error_rate', maxDelta: 0.01 },
  { metric: 'latency_p95_ms', maxRatio: 1.5 },
];

function toStrategy(node: YamlNode | undefined): Strategy {
  const type = (textAt(node, 'type') ?? 'canary') as Strategy['type'];
  const judge = childOf(node, 'judge');
  const rules = itemsOf(childOf(judge, 'rules')).map(toRule);
  return {
    type,
    steps: stepsOf(type, node),
    bake: type === 'recreate' ? 0 : (span(node, 'bake') ?? 60_000),
    onFailure: textAt(node, 'on_failure') === 'hold' ? 'hold' : 'rollback',
    judge: {
      rules: rules.length > 0 ? rules : usualRules,
      alpha: numberAt(judge, 'alpha') ?? 0.05,
      maxRequests: numberAt(judge, 'max_requests') ?? 20_000,
    },
  };
}

function stepsOf(type: Strategy['type'], node: YamlNode | undefined): readonly RolloutStep[] {
  const hold = span(node, 'hold') ?? 300_000;
  switch (type) {
    case 'recreate':
      return [];
    case 'blue_green':
      return [{ traffic: 0, mirror: 0, hold, minRequests: 0 }, all];
    case 'shadow': {
      const wanted = numberAt(node, 'min_requests') ?? minRequests;
      return [{ traffic: 0, mirror: numberAt(node, 'mirror') ?? 100, hold, minRequests: wanted }, all];
    }
    case 'canary': {
      const steps = itemsOf(childOf(node, 'steps')).map(toStep);
      return steps.length > 0 ? steps : careful;
    }
  }
}

function toStep(node: YamlNode): RolloutStep {
  const traffic = numberAt(node, 'traffic') ?? 100;
  return {
    traffic,
    mirror: 0,
    hold: span(node, 'hold') ?? 0,
    minRequests: numberAt(node, 'min_requests') ?? (traffic === 100 ? 0 : minRequests),
  };
}

const toRule = (node: YamlNode): JudgeRule => ({
  metric: textAt(node, 'metric') ?? '',
  ...optional('max', numberAt(node, 'max')),
  ...optional('maxRatio', numberAt(node, 'max_ratio')),
  ...optional('maxDelta', numberAt(node, 'max_delta')),
});

function toMonitor(node: YamlNode | undefined): MonitorSpec | null {
  const target = textAt(node, 'target');
  if (target === undefined) return null;
  const requests = numberAt(childOf(node, 'window'), 'requests');
  const correction = textAt(node, 'correction');
  return {
    target,
    window:
      requests === undefined
        ? { kind: 'time', span: span(node, 'window') ?? 86_400_000 }
        : { kind: 'requests', count: requests },
    every: span(node, 'every') ?? 60_000,
    cooldown: span(node, 'cooldown') ?? 21_600_000,
    correction: correction === 'none' || correction === 'bonferroni' ? correction : 'benjamini-hochberg',
    signals: entriesAt(childOf(node, 'signals')).map(({ key, value }) => toSignal(key.raw, value)),
  };
}

function toSignal(name: string, node: YamlNode): SignalSpec {
  const metric = textAt(node, 'metric') ?? null;
  const features = follow(childOf(node, 'features'));
  const worse: Comparison = metric !== null && metricDirection(metric) === 'higher' ? '<' : '>';
  return {
    name,
    type: (textAt(node, 'type') ?? 'data_drift') as SignalType,
    method: (textAt(node, 'method') ?? 'auto') as DriftMethod,
    features: features?.kind === 'list' ? features.items.map(item => textOf(item) ?? '') : 'all',
    metric,
    op: (textAt(node, 'op') ?? worse) as Comparison,
    warn: numberAt(node, 'warn') ?? null,
    alert: numberAt(node, 'alert') ?? null,
    minimum: numberAt(node, 'minimum') ?? 200,
    consecutive: numberAt(node, 'consecutive') ?? 2,
    labelDelay: span(node, 'label_delay') ?? 0,
    action: (textAt(node, 'action') ?? 'notify') as AlertAction,
  };
}

function toTrigger(node: YamlNode): readonly Trigger[] {
  const signal = textAt(node, 'signal');
  if (signal !== undefined) return [{ kind: 'signal', signal }];
  const dataset = textAt(node, 'data');
  if (dataset !== undefined) return [{ kind: 'data', dataset }];
  return childOf(node, 'manual') === undefined ? [] : [{ kind: 'manual' }];
}

const span = (node: YamlNode | undefined, key: string): number | undefined =>
  parseDuration(textAt(node, key) ?? '') ?? undefined;

/** `{ key: value }`, or nothing for undefined. */
const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
