// The sections around the stages as what they describe: gates, model and how it is packaged, defaults put in.
import type { Comparison, Gate, GateBound, MetricRef } from '../domain/gate.ts';
import type { ModelSection, PackageSection, Pipeline } from '../domain/pipeline.ts';
import { entriesAt, numberAt, textAt } from './syntax/values.ts';
import { childOf, itemsOf, textOf, type YamlNode } from './syntax/yamlTree.ts';

type Sections = Pick<Pipeline, 'gates' | 'model'>;

/** `root`: the frame of a file whose schema is met. What the schema cannot forbid is read as if it were not there. */
export function readSections(root: YamlNode | null): Sections {
  const section = (key: string): YamlNode | undefined => childOf(root, key);
  return {
    gates: new Map(entriesAt(section('gates')).map(({ key, value }) => [key.raw, toGate(key.raw, value)])),
    model: toModel(section('model'), section('package')),
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
  return { format: format === 'onnx' || format === 'mlflow' ? format : 'auto' };
}

/** `{ key: value }`, or nothing for undefined. */
const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
