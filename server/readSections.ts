// Reads the outline of what follows the stages: gates, model, package, deploy targets, monitor and triggers.
import { parseMetricRef } from '../engine/pipeline/sections.ts';
import { entriesAt } from '../engine/pipeline/syntax/values.ts';
import { childOf, itemsOf, textOf, type YamlEntry, type YamlNode } from '../engine/pipeline/syntax/yamlTree.ts';
import type {
  Definition,
  GateOutline,
  MetricWords,
  SectionOutline,
  SignalOutline,
  TargetOutline,
  Word,
} from './pipelineOutline.ts';

/** Never throws; parts of a wrong shape are left out. */
export function readSections(root: YamlNode | null): SectionOutline {
  const model = childOf(root, 'model');
  const packaging = childOf(root, 'package');
  const monitor = childOf(root, 'monitor');
  const triggers = itemsOf(childOf(root, 'triggers'));
  return {
    gates: byName(childOf(root, 'gates'), gateOutline),
    targets: byName(childOf(root, 'deploy'), targetOutline),
    signals: byName(childOf(monitor, 'signals'), signalOutline),
    model: {
      name: wordAt(model, 'name'),
      artifact: wordAt(model, 'artifact'),
      card: wordAt(model, 'card'),
      alias: wordAt(childOf(model, 'registry'), 'alias'),
      requires: wordsOf(childOf(model, 'requires')),
    },
    package: { reference: wordAt(packaging, 'reference'), environment: wordAt(packaging, 'environment') },
    monitorTarget: wordAt(monitor, 'target'),
    triggers: {
      signals: triggers.flatMap(item => wordAt(item, 'signal') ?? []),
      datasets: triggers.flatMap(item => wordAt(item, 'data') ?? []),
    },
  };
}

const byName = <T>(node: YamlNode | undefined, read: (entry: YamlEntry) => T): ReadonlyMap<string, T> =>
  new Map(
    entriesAt(node)
      .filter(({ key }) => key.raw !== '')
      .map(entry => [entry.key.raw, read(entry)]),
  );

function gateOutline(entry: YamlEntry): GateOutline {
  const { value } = entry;
  return {
    ...definitionOf(entry),
    metric: metricWords(wordAt(value, 'metric')),
    op: textOf(childOf(value, 'op')) ?? '',
    value: numberOf(childOf(value, 'value')),
    baseline: wordAt(value, 'baseline'),
  };
}

/** The parts of `stage:file#key`, where each can be told from the text as it stands. */
function metricWords(whole: Word | null): MetricWords | null {
  const ref = whole === null ? null : parseMetricRef(whole.text);
  if (whole === null || ref === null || whole.range.end - whole.range.start !== whole.text.length) return null;
  const part = (from: number, text: string): Word => {
    const start = whole.range.start + from;
    return { text, range: { start, end: start + text.length } };
  };
  const { stage, file, key } = ref;
  return {
    stage: part(0, stage),
    file: file === null ? null : part(stage.length + 1, file),
    key: part(whole.text.length - key.length, key),
  };
}

const targetOutline = (entry: YamlEntry): TargetOutline => ({
  ...definitionOf(entry),
  needs: wordsOf(childOf(entry.value, 'needs')),
  strategy: textOf(childOf(childOf(entry.value, 'strategy'), 'type')) ?? 'canary',
});

const signalOutline = (entry: YamlEntry): SignalOutline => ({
  ...definitionOf(entry),
  type: textOf(childOf(entry.value, 'type')) ?? '',
});

const numberOf = (node: YamlNode | undefined): number | null =>
  node?.kind === 'scalar' && typeof node.value === 'number' ? node.value : null;

const definitionOf = ({ key, value }: YamlEntry): Definition => ({
  name: { text: key.raw, range: { start: key.start, end: key.end } },
  whole: { start: key.start, end: Math.max(key.end, value.end) },
});

const wordAt = (node: YamlNode | undefined, key: string): Word | null => wordOf(childOf(node, key));
const wordsOf = (node: YamlNode | undefined): readonly Word[] => itemsOf(node).flatMap(item => wordOf(item) ?? []);

function wordOf(node: YamlNode | undefined): Word | null {
  const text = textOf(node);
  return node === undefined || text === undefined ? null : { text, range: { start: node.start, end: node.end } };
}
