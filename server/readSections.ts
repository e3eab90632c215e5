// Reads the outline of what stands around the stages: gates and model.
import { parseMetricRef } from '../engine/pipeline/sections.ts';
import { entriesAt } from '../engine/pipeline/syntax/values.ts';
import { childOf, itemsOf, textOf, type YamlEntry, type YamlNode } from '../engine/pipeline/syntax/yamlTree.ts';
import type { Definition, GateOutline, MetricWords, SectionOutline, Word } from './pipelineOutline.ts';

/** Never throws; parts of a wrong shape are left out. */
export function readSections(root: YamlNode | null): SectionOutline {
  const model = childOf(root, 'model');
  return {
    gates: byName(childOf(root, 'gates'), gateOutline),
    model: {
      name: wordAt(model, 'name'),
      artifact: wordAt(model, 'artifact'),
      card: wordAt(model, 'card'),
      requires: wordsOf(childOf(model, 'requires')),
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
