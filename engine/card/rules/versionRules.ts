// Versions: a successor that is none of the card's own parts, and a version that the registry knows.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import type { CardDocument } from '../cardDocument.ts';
import { entryOf, itemsOf } from '../cardTree.ts';
import type { CardWorld } from '../cardWorld.ts';
import { modelEntries } from '../modelIndex.ts';

export function versionRules(card: CardDocument, world: CardWorld): readonly Diagnostic[] {
  return [...circle(card), ...unregistered(card, world)];
}

/** Whoever follows `new_version` would come back to where they were. */
function circle(card: CardDocument): readonly Diagnostic[] {
  const node = entryOf(card.root, 'new_version')?.value;
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') return [];
  const successor = node.value;
  const base = entryOf(card.root, 'base_model')?.value;
  const own = entryOf(modelEntries(card)[0], 'name')?.value;
  const isIt = (text: unknown): boolean => String(text).toLowerCase() === successor.toLowerCase();
  const bases = base === undefined ? [] : itemsOf(base);
  if (bases.some(item => item.kind === 'scalar' && isIt(item.value)))
    return [finding('card-new-version-circle', node, { model: successor, what: 'its own base model' })];
  return own?.kind === 'scalar' && isIt(own.value)
    ? [finding('card-new-version-circle', node, { model: successor, what: 'this model itself' })]
    : [];
}

/** `version: 3` of a card whose pipeline registers a model. */
function unregistered(card: CardDocument, { facts }: CardWorld): readonly Diagnostic[] {
  const node = entryOf(card.root, 'version')?.value;
  const pipeline = entryOf(entryOf(card.root, 'trainyard')?.value, 'pipeline')?.value;
  if (node?.kind !== 'scalar' || !Number.isInteger(node.value) || pipeline?.kind !== 'scalar') return [];
  const model = modelName(facts.texts?.[String(pipeline.value)] ?? '');
  const versions = model === null ? undefined : facts.models?.[model]?.versions;
  const [newest] = versions ?? [];
  if (model === null || versions === undefined || newest === undefined || versions.includes(Number(node.value)))
    return [];
  const args = { version: node.text, model, newest };
  return [finding('card-version-unregistered', node, args, { fixes: [replaceFix(node, String(newest))] })];
}

/** `name` of the section `model`, in either form. */
function modelName(text: string): string | null {
  const section = /^model:[ \t]*(\{[^}]*\}|(?:\r?\n(?:[ \t].*)?)+)/m.exec(text)?.[1] ?? '';
  return /(?:^|[\s{,])name:[ \t]*["']?([\w.-]+)/.exec(section)?.[1] ?? null;
}
