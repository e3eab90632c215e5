// Model cards, foreign formats and late features, in a bundle of their own: the server starts without them.
import { parseCard } from '../engine/card/cardDocument.ts';
import { checkCard } from '../engine/card/checkCard.ts';
import { cardSchema } from '../engine/domain/generated/cardSchema.ts';
import { keepFile } from '../engine/pipeline/dialects/inParts.ts';
import { readDialectFile } from '../engine/pipeline/dialects/readDialect.ts';
import { speak } from '../present/l10n.ts';
import { lateFeatures } from './lateFeatures.ts';
import type { Formats } from './lazyFormats.ts';
import type { OpenDialect } from './openFile.ts';
import { cardAnswer, cardHints } from './words/cardHover.ts';
import { filesOfCard } from './words/cardPlaces.ts';
import { cardValues } from './words/cardWords.ts';
import { dialectAnswer } from './words/dialectHover.ts';
import { dialectStarters } from './words/dialectStarters.ts';
import { dialectExpression, dialectValues } from './words/dialectValues.ts';
import { pbtxtAnswer, pbtxtOffer } from './words/pbtxtWords.ts';

export const formats: Formats = {
  openCard(document, project, profile) {
    const card = parseCard(document.getText(), project.path);
    return {
      kind: 'card',
      document,
      project,
      card,
      isOurs: card.isOurs,
      diagnostics: checkCard(card, { facts: project.facts, file: project.path, profile }),
      schema: cardSchema,
      values: (cursor, schemas) => cardValues({ card, project }, cursor, schemas),
      answer: cursor => cardAnswer({ card, project }, cursor),
      files: filesOfCard({ card, project }),
      hints: cardHints({ card, project }),
    };
  },
  keepFile,
  openDialect(document, project, kept) {
    const text = document.getText();
    const read = readDialectFile(text, project.path, project.facts, kept);
    // Text protocol buffers are the one format that is no YAML.
    const own = read?.dialect.readTree === undefined ? null : (read.documents[0]?.schema ?? null);
    const file: OpenDialect = {
      ...{ kind: 'dialect', document, project, read, isOurs: read !== null, diagnostics: read?.diagnostics ?? [] },
      values: (cursor, schemas) => dialectValues(file, cursor, schemas),
      expression: (text, offset) => dialectExpression(file, text, offset),
      starters: cursor => dialectStarters(file, cursor),
      ownOffer: offset => (own === null ? null : pbtxtOffer(text, offset, own)),
      answer: (offset, cursor) => (own === null ? dialectAnswer(file, offset, cursor) : pbtxtAnswer(text, offset, own)),
    };
    return file;
  },
  features: lateFeatures,
  speak,
};
