// Every rule on model cards, in one list.
import type { Diagnostic } from '../domain/diagnostic.ts';
import type { CardDocument } from './cardDocument.ts';
import type { CardWorld } from './cardWorld.ts';
import { citedRunRules } from './rules/citedRunRules.ts';
import { emissionRules } from './rules/emissionRules.ts';
import { factorRules } from './rules/factorRules.ts';
import { frontMatterRules } from './rules/frontMatterRules.ts';
import { keyRules } from './rules/keyRules.ts';
import { languageRules } from './rules/languageRules.ts';
import { libraryRules } from './rules/libraryRules.ts';
import { licenseRules } from './rules/licenseRules.ts';
import { metricRules } from './rules/metricRules.ts';
import { modelIndexRules } from './rules/modelIndexRules.ts';
import { originRules } from './rules/originRules.ts';
import { placeholderRules } from './rules/placeholderRules.ts';
import { projectRules } from './rules/projectRules.ts';
import { resultRules } from './rules/resultRules.ts';
import { sampleRules } from './rules/sampleRules.ts';
import { sectionRules } from './rules/sectionRules.ts';
import { taskAgreementRules } from './rules/taskAgreementRules.ts';
import { taskRules } from './rules/taskRules.ts';
import { textRules } from './rules/textRules.ts';
import { versionRules } from './rules/versionRules.ts';

type CardRule = (card: CardDocument, world: CardWorld) => readonly Diagnostic[];

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
  libraryRules,
  taskAgreementRules,
  resultRules,
  originRules,
  emissionRules,
  projectRules,
  textRules,
  sectionRules,
  factorRules,
  sampleRules,
  versionRules,
];

/** Findings of a card in the order of its text; none for a Markdown file that is no model card. */
export function checkCard(card: CardDocument, world: CardWorld): readonly Diagnostic[] {
  if (!card.isOurs) return [];
  return cardRules
    .flatMap(rule => rule(card, world))
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}
