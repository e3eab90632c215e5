// Checks a marked model card: what was found beside what the marks say.
import { expect } from 'vitest';
import { parseCard } from '../../engine/card/cardDocument.ts';
import { checkCard } from '../../engine/card/checkCard.ts';
import type { CardProfileId } from '../../engine/domain/cardProfile.ts';
import type { Diagnostic } from '../../engine/domain/diagnostic.ts';
import type { Facts } from '../../engine/domain/facts.ts';
import { ruleText } from '../../present/texts.ts';
import { againstMarks, type Found, placeOf, readMarks } from './marks.ts';

interface CardPlace {
  readonly name?: string;
  readonly facts?: Facts;
  readonly profile?: CardProfileId;
}

/** Findings of a card that lies alone in its project unless facts say otherwise. */
export const cardFindings = (
  text: string,
  { name = 'MODEL_CARD.md', facts = {}, profile }: CardPlace = {},
): readonly Diagnostic[] => checkCard(parseCard(text, name), { facts, file: name, profile: profile ?? null });

/** Every finding of a marked card has its mark, and every mark its finding. */
export function expectMarks(fixture: string, facts: Facts = {}, place: Omit<CardPlace, 'facts'> = {}): void {
  const marked = readMarks(fixture);
  const found = cardFindings(marked.text, { ...place, facts }).map(diagnostic => toFound(marked.text, diagnostic));
  const [actual, expected] = againstMarks(marked, found);
  expect(actual).toEqual(expected);
}

/** The text after the first fix of the first finding of a rule. */
export function fixedCard(text: string, rule: string, facts: Facts = {}, profile?: CardProfileId): string {
  const finding = cardFindings(text, { facts, ...(profile && { profile }) }).find(one => one.rule === rule);
  const edits = [...(finding?.fixes?.[0]?.edits ?? [])].sort((a, b) => b.range.start - a.range.start);
  return edits.reduce((now, edit) => now.slice(0, edit.range.start) + edit.text + now.slice(edit.range.end), text);
}

const toFound = (text: string, { rule, args, severity, range }: Diagnostic): Found => ({
  ...placeOf(text, range),
  severity,
  rule,
  message: ruleText(rule, args),
});
