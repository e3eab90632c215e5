// Factors: where a card names groups that matter, its results say how the model does on one of them.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding } from '../../domain/finding.ts';
import type { CardDocument } from '../cardDocument.ts';
import { type CardText, cardText, type Section } from '../cardText.ts';
import { entryOf } from '../cardTree.ts';
import { modelResults } from '../modelIndex.ts';

/** Only where results are there, and nowhere in the card a table or heading that could split them. */
export function factorRules(card: CardDocument): readonly Diagnostic[] {
  const results = modelResults(card);
  if (results.length === 0) return [];
  const text = cardText(card);
  const factors = text.sections.find(
    ({ title, content }) => /^(?:relevant |evaluation )?factors$/i.test(title) && isFilled(content),
  );
  if (factors === undefined || isSplit(text, factors)) return [];
  const sets = new Set(results.map(({ node }) => datasetText(card, entryOf(node, 'dataset')?.value)));
  return sets.size > 1 ? [] : [finding('card-factors-unmeasured', factors.range, { section: factors.title })];
}

/** Words that name something, not a template's place to fill in. */
const isFilled = (content: string): boolean =>
  content.length > 10 &&
  !/more information needed|\bnone\b|not applicable|\bn\/a\b|no (?:relevant )?factors/i.test(content);

const slices = /\b(?:by|per|across|group|groups|subgroup|slices?|disaggregated|intersectional|unitary|fairness)\b/i;

const isSplit = ({ sections, tableRows }: CardText, factors: Section): boolean =>
  tableRows > 1 ||
  sections.some(section => section !== factors && slices.test(section.title)) ||
  slices.test(factors.content);

const datasetText = (
  { text }: CardDocument,
  node: { readonly start: number; readonly end: number } | undefined,
): string => (node === undefined ? '' : text.slice(node.start, node.end));
