// Where the model comes from: ids of the Hub, the base model that the text names, its licence, and what the files are.
import type { Diagnostic, TextFix } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import type { CardDocument } from '../cardDocument.ts';
import { type CardNode, type CardScalar, entryOf, itemsOf } from '../cardTree.ts';
import { type CardWorld, filesBeside } from '../cardWorld.ts';

export function originRules(card: CardDocument, world: CardWorld): readonly Diagnostic[] {
  const items = (key: string): readonly CardScalar[] =>
    itemsOf(entryOf(card.root, key)?.value ?? nothing).flatMap(node =>
      node.kind === 'scalar' && typeof node.value === 'string' ? [node] : [],
    );
  return [
    ...items('datasets').flatMap(node => badId(node, 'card-dataset-id', 'datasets/')),
    ...items('buckets').flatMap(node => badId(node, 'card-hub-id', 'buckets/')),
    ...items('new_version').flatMap(node => badId(node, 'card-hub-id', '')),
    ...items('base_model').flatMap(node =>
      /\s/.test(String(node.value).trim()) ? badId(node, 'card-hub-id', '') : [],
    ),
    ...unnamedBase(card),
    ...wrongRelation(card, world),
    ...looserLicense(card, items('base_model')),
  ];
}

const nothing: CardNode = { kind: 'other', start: 0, end: 0 };

/** `name` and `owner/name` are ids; addresses of the Hub hold one. */
function badId(node: CardScalar, rule: 'card-hub-id' | 'card-dataset-id', kind: string): readonly Diagnostic[] {
  const text = String(node.value);
  if (/^[\w][\w.-]*(?:\/[\w][\w.-]*)?$/.test(text)) return [];
  const id = new RegExp(`^(?:https?://(?:www\\.)?(?:huggingface\\.co|hf\\.co)/)?${kind}([\\w.-]+/[\\w.-]+)/?$`).exec(
    text,
  )?.[1];
  return [finding(rule, node, { text }, id === undefined ? {} : { fixes: [replaceFix(node, id)] })];
}

/** The sentence that trainers write, with its link. */
const fineTuned =
  /fine-?tuned (?:version|variant|checkpoint) of (?:the )?\[[^\]\n]+\]\(https?:\/\/(?:www\.)?huggingface\.co\/([\w.-]+\/[\w.-]+|[\w.-]+)\/?\)/i;

/** The line of the Hub's template, with a link or an id and nothing else. */
const fineTunedFrom =
  /\*\*Fine-?tuned from(?: model)?(?: \[optional\])?:?\*\*:?[ \t]*(?:\[[^\]\n]+\]\(https?:\/\/(?:www\.)?huggingface\.co\/([\w.-]+\/[\w.-]+)\/?\)|`?([\w.-]+\/[\w.-]*\w)`?)\.?[ \t]*\r?$/im;
/** Parts of the Hub that hold no models. */
const noModels = /^(?:datasets|spaces|docs|blog|papers|collections|learn)\//;

function unnamedBase(card: CardDocument): readonly Diagnostic[] {
  if (card.front === null || card.root?.kind !== 'map' || card.root.isFlow) return [];
  if (card.root.entries.some(({ key }) => /^base[-_]?model$/i.test(key))) return [];
  const text = card.text.slice(card.body.start, card.body.end);
  const match = fineTuned.exec(text) ?? fineTunedFrom.exec(text);
  const model = match?.[1] ?? match?.[2];
  if (match === null || model === undefined || noModels.test(model)) return [];
  const start = card.body.start + match.index;
  // «[X](…) is a fine-tuned version of [Y](…)» tells of another model.
  const before = card.text.slice(Math.max(card.body.start, start - 300), start);
  if (/\]\([^)\s]*\)[^.!?\n]*$/.test(before)) return [];
  const end = card.front.yaml.end;
  const fix: TextFix = {
    title: 'add-key',
    args: { key: 'base_model' },
    edits: [{ range: { start: end, end }, text: `base_model: ${model}\n` }],
  };
  return [
    finding('card-base-model-missing', { start, end: start + match[0].trimEnd().length }, { model }, { fixes: [fix] }),
  ];
}

function wrongRelation(card: CardDocument, world: CardWorld): readonly Diagnostic[] {
  const node = entryOf(card.root, 'base_model_relation')?.value;
  const files = filesBeside(world);
  if (node?.kind !== 'scalar' || files === null) return [];
  const relation = String(node.value);
  const hasWeights = files.some(name =>
    /^(?:model|pytorch_model|tf_model|flax_model)[\w.-]*\.(?:safetensors|bin|h5|msgpack)$/.test(name),
  );
  if (hasWeights || !['finetune', 'merge', 'quantized', 'adapter'].includes(relation)) return [];
  const file = files.includes('adapter_config.json')
    ? 'adapter_config.json'
    : files.find(name => name.endsWith('.gguf'));
  const real = file === undefined ? relation : file === 'adapter_config.json' ? 'adapter' : 'quantized';
  if (file === undefined || real === relation) return [];
  return [finding('card-relation-contradicts', node, { relation, file, real }, { fixes: [replaceFix(node, real)] })];
}

/** Models whose licence goes with what is made from them, by the start of their ids. */
const families: readonly (readonly [RegExp, string])[] = [
  [/^meta-llama\/Llama-2-|^codellama\/|^meta-llama\/CodeLlama-/, 'llama2'],
  [/^meta-llama\/(?:Meta-)?Llama-3-/, 'llama3'],
  [/^meta-llama\/(?:Meta-)?Llama-3\.1-/, 'llama3.1'],
  [/^meta-llama\/Llama-3\.2-/, 'llama3.2'],
  [/^meta-llama\/Llama-3\.3-/, 'llama3.3'],
  [/^meta-llama\/Llama-4-/, 'llama4'],
  [/^google\/gemma-(?:2b|7b|1\.1|2|3)\b/, 'gemma'],
];
/** Licences that allow what those do not. */
const permissive =
  /^(?:mit|apache-2\.0|bsd.*|cc0-1\.0|cc-by-[234]\.[05]|unlicense|isc|wtfpl|zlib|pddl|cdla-permissive-.*|openmdw-.*)$/;

function looserLicense(card: CardDocument, bases: readonly CardScalar[]): readonly Diagnostic[] {
  const node = entryOf(card.root, 'license')?.value;
  if (node?.kind !== 'scalar' || !permissive.test(String(node.value))) return [];
  for (const base of bases) {
    const id = String(base.value);
    const needed = families.find(([pattern]) => pattern.test(id))?.[1];
    if (needed === undefined) continue;
    const args = { license: String(node.value), model: id, needed };
    const related = [{ range: base, rule: 'card-license-looser', args }];
    return [finding('card-license-looser', node, args, { related, fixes: [replaceFix(node, needed)] })];
  }
  return [];
}
