// The sections around the stages as what they describe: gates, model and how it is packaged, defaults put in.
import type { Comparison, Gate, GateBound, MetricRef } from '../domain/gate.ts';
import type { ModelSection, PackageSection, Pipeline } from '../domain/pipeline.ts';
import { childOf, entriesOf, follow, itemsOf, textOf, type YamlNode } from './syntax/yamlTree.ts';

type Sections = Pick<Pipeline, 'gates' | 'model'>;

/** `root`: the frame of a file whose schema is met. What the schema cannot forbid is read as if it were not there. */
export function readSections(root: YamlNode | null): Sections {
  const section = (key: string): YamlNode | undefined => childOf(root, key);
  return {
    gates: new Map(named(section('gates')).map(([name, node]) => [name, toGate(name, node)])),
    model: toModel(section('model'), section('package')),
  };
}

/** `evaluate:metrics/evaluation.json#rmse` or `evaluate#rmse`; null for anything else. */
function parseMetricRef(text: string): MetricRef | null {
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
  };
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
/** `{ key: value }`, or nothing for undefined. */
const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
