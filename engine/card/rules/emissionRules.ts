// Emissions: a number of grams says little without the machines it was measured on.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding } from '../../domain/finding.ts';
import type { CardDocument } from '../cardDocument.ts';
import { entryOf } from '../cardTree.ts';

export function emissionRules(card: CardDocument): readonly Diagnostic[] {
  const entry = entryOf(card.root, 'co2_eq_emissions');
  if (entry === null) return [];
  const { value } = entry;
  const isNumber = value.kind === 'scalar' && typeof value.value === 'number';
  const isBare =
    value.kind === 'map' && entryOf(value, 'emissions') !== null && entryOf(value, 'hardware_used') === null;
  return isNumber || isBare ? [finding('card-emissions-bare', entry.keyRange)] : [];
}
