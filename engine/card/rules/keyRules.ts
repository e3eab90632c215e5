// Keys of the front matter: no misspelt ones, none twice, lists where the Hub wants lists.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import { nearestName } from '../../domain/nearestName.ts';
import type { CardDocument } from '../cardDocument.ts';
import { type CardEntry, type CardMap, type CardNode, kindOf } from '../cardTree.ts';
import { cardKeys } from '../vocabulary.ts';

const known = new Set(cardKeys);

export function keyRules(card: CardDocument): readonly Diagnostic[] {
  if (card.root?.kind !== 'map') return [];
  const { root } = card;
  return [...root.entries.flatMap(entry => [...nearMiss(entry, root), ...wrongType(entry)]), ...duplicates(root)];
}

/** Other keys are allowed, so only a near miss of a known one that is not there itself is a mistake. */
function nearMiss(entry: CardEntry, root: CardMap): readonly Diagnostic[] {
  if (known.has(entry.key) || !/^[\w -]+$/.test(entry.key)) return [];
  const nearest = nearestName(entry.key, known);
  if (nearest === null || root.entries.some(other => other.key === nearest)) return [];
  return [
    finding(
      'card-near-miss-key',
      entry.keyRange,
      { key: entry.key, nearest },
      { fixes: [replaceFix(entry.keyRange, nearest)] },
    ),
  ];
}

const mustBe: Readonly<Record<string, { readonly expected: string; readonly fits: (value: CardNode) => boolean }>> = {
  tags: { expected: 'a list', fits: value => value.kind === 'list' },
  'model-index': { expected: 'a list', fits: value => value.kind === 'list' },
  language: { expected: 'a language code or a list of them', fits: value => isFilled(value) && value.kind !== 'map' },
  pipeline_tag: { expected: 'one task', fits: value => value.kind === 'scalar' },
  library_name: { expected: 'one name', fits: value => value.kind === 'scalar' },
};
const isFilled = (value: CardNode): boolean => value.kind !== 'scalar' || value.value !== null;

function wrongType(entry: CardEntry): readonly Diagnostic[] {
  const rule = mustBe[entry.key];
  const { value } = entry;
  if (rule === undefined || value.kind === 'other' || rule.fits(value)) return [];
  if (!isFilled(value) && entry.key !== 'language') return [];
  const range = value.end > value.start ? value : entry.keyRange;
  return [finding('card-wrong-type', range, { key: entry.key, expected: rule.expected, found: kindOf(value) })];
}

function duplicates(root: CardMap): readonly Diagnostic[] {
  const first = new Map<string, CardEntry>();
  const found: Diagnostic[] = [];
  for (const entry of root.entries) {
    if (first.has(entry.key)) found.push(finding('card-duplicate-key', entry.keyRange, { key: entry.key }));
    else first.set(entry.key, entry);
  }
  return found;
}
