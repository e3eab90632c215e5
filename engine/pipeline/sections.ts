// The sections after the stages as what they describe: gates, model, deploy targets, monitor, triggers, defaults put in.
import type { JudgeRule, RolloutStep, Strategy, TargetSpec } from '../domain/deployment.ts';
import type { Comparison, Gate, GateBound, MetricRef } from '../domain/gate.ts';
import { metricDirection } from '../domain/metricDirection.ts';
import type { AlertAction, DriftMethod, MonitorSpec, SignalSpec, SignalType, Trigger } from '../domain/monitor.ts';
import type { ModelSection, PackageSection, Pipeline } from '../domain/pipeline.ts';
import { parseDuration } from './duration.ts';
import { childOf, entriesOf, follow, itemsOf, textOf, type YamlNode } from './syntax/yamlTree.ts';

type Sections = Pick<Pipeline, 'gates' | 'model' | 'targets' | 'monitor' | 'triggers'>;

/** `root`: the frame of a file whose schema is met. What the schema cannot forbid is read as if it were not there. */
export function readSections(root: YamlNode | null): Sections {
  const section = (key: string): YamlNode | undefined => childOf(root, key);
  return {
    gates: new Map(named(section('gates')).map(([name, node]) => [name, toGate(name, node)])),
    model: toModel(section('model'), section('package')),
    targets: new Map(named(section('deploy')).map(([name, node]) => [name, toTarget(name, node)])),
    monitor: toMonitor(section('monitor')),
    triggers: itemsOf(section('triggers')).flatMap(toTrigger),
  };
}

/** `evaluate:metrics/evaluation.json#rmse` or `evaluate#rmse`; null for anything else. */
export function parseMetricRef(text: string): MetricRef | null {
  const match = /^([^\s:#]+)(?::([^\s#]+))?#(\S+)$/.exec(text);
  const [, stage, file, key] = match ?? [];
  return stage === undefined || key === undefined ? null : { stage, file: file ?? null, key };
}

function toGate(name: string, node: YamlNode): Gate {
  return {
    name,
    metric: parseMetricRef(text(node, 'metric') ?? '') ?? { stage: '', file: null, key: '' },
    op: (text(node, 'op') ?? '>=') as Comparison,
    against: toBound(node),
    onFail: text(node, 'on_fail') === 'warn' ? 'warn' : 'block',
  };
}

function toBound(node: YamlNode): GateBound {
  const alias = text(node, 'baseline');
  if (alias === undefined) return { kind: 'value', value: number(node, 'value') ?? 0 };
  const share = /^([\d.]+)%$/.exec(text(node, 'tolerance') ?? '')?.[1];
  return share === undefined
    ? { kind: 'baseline', alias, tolerance: number(node, 'tolerance') ?? 0, toleranceKind: 'absolute' }
    : { kind: 'baseline', alias, tolerance: Number(share) / 100, toleranceKind: 'relative' };
}

function toModel(node: YamlNode | undefined, packaging: YamlNode | undefined): ModelSection | null {
  const name = text(node, 'name');
  const artifact = text(node, 'artifact');
  if (name === undefined || artifact === undefined) return null;
  return {
    name,
    artifact,
    ...optional('card', text(node, 'card')),
    ...optional('alias', text(childOf(node, 'registry'), 'alias')),
    requires: itemsOf(childOf(node, 'requires')).map(item => textOf(item) ?? ''),
    package: toPackage(packaging),
  };
}

function toPackage(node: YamlNode | undefined): PackageSection {
  const format = text(node, 'format');
  return {
    format: format === 'onnx' || format === 'mlflow' ? format : 'auto',
    ...optional('reference', text(node, 'reference')),
    ...optional('target', text(node, 'target')),
    ...optional('environment', text(node, 'environment')),
  };
}

function toTarget(name: string, node: YamlNode): TargetSpec {
  return {
    name,
    platform: 'local',
    replicas: number(node, 'replicas') ?? 1,
    port: number(node, 'port') ?? null,
    approval: text(node, 'approval') === 'required' ? 'required' : 'none',
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
  const type = (text(node, 'type') ?? 'canary') as Strategy['type'];
  const judge = childOf(node, 'judge');
  const rules = itemsOf(childOf(judge, 'rules')).map(toRule);
  return {
    type,
    steps: stepsOf(type, node),
    bake: type === 'recreate' ? 0 : (span(node, 'bake') ?? 60_000),
    onFailure: text(node, 'on_failure') === 'hold' ? 'hold' : 'rollback',
    judge: {
      rules: rules.length > 0 ? rules : usualRules,
      alpha: number(judge, 'alpha') ?? 0.05,
      maxRequests: number(judge, 'max_requests') ?? 20_000,
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
      const wanted = number(node, 'min_requests') ?? minRequests;
      return [{ traffic: 0, mirror: number(node, 'mirror') ?? 100, hold, minRequests: wanted }, all];
    }
    case 'canary': {
      const steps = itemsOf(childOf(node, 'steps')).map(toStep);
      return steps.length > 0 ? steps : careful;
    }
  }
}

function toStep(node: YamlNode): RolloutStep {
  const traffic = number(node, 'traffic') ?? 100;
  return {
    traffic,
    mirror: 0,
    hold: span(node, 'hold') ?? 0,
    minRequests: number(node, 'min_requests') ?? (traffic === 100 ? 0 : minRequests),
  };
}

const toRule = (node: YamlNode): JudgeRule => ({
  metric: text(node, 'metric') ?? '',
  ...optional('max', number(node, 'max')),
  ...optional('maxRatio', number(node, 'max_ratio')),
  ...optional('maxDelta', number(node, 'max_delta')),
});

function toMonitor(node: YamlNode | undefined): MonitorSpec | null {
  const target = text(node, 'target');
  if (target === undefined) return null;
  const requests = number(childOf(node, 'window'), 'requests');
  const correction = text(node, 'correction');
  return {
    target,
    window:
      requests === undefined
        ? { kind: 'time', span: span(node, 'window') ?? 86_400_000 }
        : { kind: 'requests', count: requests },
    every: span(node, 'every') ?? 60_000,
    cooldown: span(node, 'cooldown') ?? 21_600_000,
    correction: correction === 'none' || correction === 'bonferroni' ? correction : 'benjamini-hochberg',
    signals: named(childOf(node, 'signals')).map(([name, signal]) => toSignal(name, signal)),
  };
}

function toSignal(name: string, node: YamlNode): SignalSpec {
  const metric = text(node, 'metric') ?? null;
  const features = follow(childOf(node, 'features'));
  const worse: Comparison = metric !== null && metricDirection(metric) === 'higher' ? '<' : '>';
  return {
    name,
    type: (text(node, 'type') ?? 'data_drift') as SignalType,
    method: (text(node, 'method') ?? 'auto') as DriftMethod,
    features: features?.kind === 'list' ? features.items.map(item => textOf(item) ?? '') : 'all',
    metric,
    op: (text(node, 'op') ?? worse) as Comparison,
    warn: number(node, 'warn') ?? null,
    alert: number(node, 'alert') ?? null,
    minimum: number(node, 'minimum') ?? 200,
    consecutive: number(node, 'consecutive') ?? 2,
    labelDelay: span(node, 'label_delay') ?? 0,
    action: (text(node, 'action') ?? 'notify') as AlertAction,
  };
}

function toTrigger(node: YamlNode): readonly Trigger[] {
  const signal = text(node, 'signal');
  if (signal !== undefined) return [{ kind: 'signal', signal }];
  return childOf(node, 'manual') === undefined ? [] : [{ kind: 'manual' }];
}

function named(node: YamlNode | undefined): readonly (readonly [string, YamlNode])[] {
  const map = follow(node);
  return map?.kind === 'map' ? entriesOf(map).map(({ key, value }) => [key.raw, value]) : [];
}

const text = (node: YamlNode | null | undefined, key: string): string | undefined => {
  const found = follow(childOf(node, key));
  return found?.kind === 'scalar' && found.value !== null ? found.raw : undefined;
};
const number = (node: YamlNode | undefined, key: string): number | undefined => {
  const found = follow(childOf(node, key));
  return found?.kind === 'scalar' && typeof found.value === 'number' ? found.value : undefined;
};
const span = (node: YamlNode | undefined, key: string): number | undefined =>
  parseDuration(text(node, key) ?? '') ?? undefined;

/** `{ key: value }`, or nothing for undefined. */
const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
