// Code samples: they load the model that the card is of.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import type { CardDocument } from '../cardDocument.ts';
import { entryOf, itemsOf } from '../cardTree.ts';
import { modelEntries } from '../modelIndex.ts';

const fence = /^(?:```|~~~)(?:py|python|python3)?[ \t]*\r?\n([\s\S]*?)^(?:```|~~~)/gim;
/** Literals by which models are loaded; tokenizers, processors and parts of pipelines may come from elsewhere. */
const loaded =
  /\b(?:(?:Auto|TFAuto|FlaxAuto)Model\w*\.from_pretrained|pipeline|SentenceTransformer|CrossEncoder|SetFitModel\.from_pretrained)\(\s*(?:(?:"[\w-]+"|'[\w-]+')\s*,\s*)?(?:model\s*=\s*)?["']([\w.-]+\/[\w.-]+)["']/g;

/** Only where the card says its own id; one sample of it anywhere is enough. */
export function sampleRules(card: CardDocument): readonly Diagnostic[] {
  const own = ownId(card);
  if (own === null) return [];
  const base = card.body.start;
  const samples = [...card.text.slice(base).matchAll(fence)];
  if (samples.some(({ 1: code = '' }) => code.toLowerCase().includes(nameOf(own)))) return [];
  const others = new Set(basesOf(card).map(nameOf));
  for (const { 1: code = '', 0: whole, index } of samples) {
    const match = [...code.matchAll(loaded)].find(({ 1: id = '' }) => !isPlace(id) && !others.has(nameOf(id)));
    const id = match?.[1];
    if (match === undefined || id === undefined) continue;
    const start = base + index + whole.indexOf(code) + match.index + match[0].lastIndexOf(id);
    const range = { start, end: start + id.length };
    return [finding('card-sample-model', range, { model: id, own }, { fixes: [replaceFix(range, own)] })];
  }
  return [];
}

/** `model-index` names it as an id, `owner/name`; a bare name may be a title, or that of a training folder. */
function ownId(card: CardDocument): string | null {
  const name = entryOf(modelEntries(card)[0], 'name')?.value;
  const text = name?.kind === 'scalar' ? String(name.value) : '';
  return /^[\w.-]+\/[\w.-]+$/.test(text) ? text : null;
}

const nameOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1).toLowerCase();

/** Where people are to write their own. */
const isPlace = (id: string): boolean => /your|path|user|owner|repo|model[-_]?id/i.test(id);

function basesOf(card: CardDocument): readonly string[] {
  const node = entryOf(card.root, 'base_model')?.value;
  return node === undefined ? [] : itemsOf(node).flatMap(item => (item.kind === 'scalar' ? [String(item.value)] : []));
}
