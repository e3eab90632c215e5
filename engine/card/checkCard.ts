// Every rule on model cards, in one list.
import type { Diagnostic } from '../domain/diagnostic.ts';
import type { Facts } from '../domain/facts.ts';
import type { CardDocument } from './cardDocument.ts';
import { citedRunRules } from './rules/citedRunRules.ts';
import { frontMatterRules } from './rules/frontMatterRules.ts';
import { keyRules } from './rules/keyRules.ts';
import { languageRules } from './rules/languageRules.ts';
import { licenseRules } from './rules/licenseRules.ts';
import { metricRules } from './rules/metricRules.ts';
import { modelIndexRules } from './rules/modelIndexRules.ts';
import { placeholderRules } from './rules/placeholderRules.ts';
import { taskRules } from './rules/taskRules.ts';

type CardRule = (card: CardDocument, facts: Facts) => readonly Diagnostic[];

/** A new rule is a new file and one line here. */
const cardRules: readonly CardRule[] = [
  frontMatterRules,
  keyRules,
  languageRules,
  licenseRules,
  taskRules,
  modelIndexRules,
  metricRules,
  citedRunRules,
  placeholderRules,
];

/** Findings of a card in the order of its text; none for a Markdown file that is no model card. */
export function checkCard(card: CardDocument, facts: Facts): readonly Diagnostic[] {
  if (!card.isOurs) return [];
  return cardRules
    .flatMap(rule => rule(card, facts))
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}
