// A predictor has exactly one model server; those of the old style have a successor.
import type { Diagnostic, TextFix } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { entriesAt } from '../../syntax/values.ts';
import {
  childOf,
  entryOf,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from '../../syntax/yamlTree.ts';

/** Names of the old style are those of formats. */
const oldServers = 'sklearn xgboost tensorflow pytorch triton onnx pmml lightgbm paddle huggingface'.split(' ');
export const servers: readonly string[] = ['model', ...oldServers];

/** Containers may stand beside a model server; alone they are one. */
export function implementationFindings(spec: YamlNode | undefined, text: string): readonly Diagnostic[] {
  const key = entryOf(spec, 'predictor')?.key;
  const predictor = childOf(spec, 'predictor');
  if (key === undefined || predictor?.kind !== 'map') return [];
  const there = entriesAt(predictor).filter(entry => servers.includes(entry.key.raw));
  const [first, second] = there;
  if (second !== undefined)
    return [finding('kserve-implementations', second.key, { found: there.map(one => one.key.raw).join(', ') })];
  if (first !== undefined) return oldStyle(first, { predictor, text });
  const isOwn = ['containers', 'workerSpec', '<<'].some(name => childOf(predictor, name) !== undefined);
  return isOwn ? [] : [finding('kserve-implementations', key, { found: 'none' })];
}

function oldStyle(
  { key, value }: YamlEntry,
  { predictor, text }: { readonly predictor: YamlMap; readonly text: string },
): readonly Diagnostic[] {
  const isOwn = predictor.entries.some(entry => entry.key === key);
  if (!oldServers.includes(key.raw) || !isOwn) return [];
  const fix = modelFix(key, value, text);
  const more = { tag: 'deprecated', fixes: fix === null ? [] : [fix] } as const;
  return [finding('kserve-old-style', key, { key: key.raw }, more)];
}

/** `sklearn: {…}` becomes `model: {modelFormat: {name: sklearn}, …}`; null where the text is written in another way. */
function modelFix(key: YamlScalar, value: YamlNode, text: string): TextFix | null {
  const first = value.kind === 'map' ? value.entries[0]?.key : undefined;
  if (value.kind !== 'map' || first?.style !== 'plain' || childOf(value, 'modelFormat') !== undefined) return null;
  const indent = text.slice(text.lastIndexOf('\n', first.start - 1) + 1, first.start);
  if (!value.flow && !/^ +$/.test(indent)) return null;
  const after = value.flow ? ', ' : `\n${indent}`;
  return {
    title: 'replace-with',
    args: { text: `model: {modelFormat: {name: ${key.raw}}}` },
    edits: [
      { range: { start: key.start, end: key.end }, text: 'model' },
      { range: { start: first.start, end: first.start }, text: `modelFormat: {name: ${key.raw}}${after}` },
    ],
  };
}
