// Placeholder text of a template that was never filled in.
import type { Diagnostic, TextRange } from '../../domain/diagnostic.ts';
import { finding } from '../../domain/finding.ts';
import type { CardDocument } from '../cardDocument.ts';

/** `TODO` above a list says what is to do, and is no place to fill in. */
const placeholder =
  /\[\s*More Information Needed\s*\]|^[ \t>*-]*More information needed\.?[ \t]*$|^[ \t>*-]*(?:TODO|TBD|TBA)[.*]*[ \t]*$(?!\s+(?:[-*+]|\d+[.)])\s)/gim;
const mostRelated = 20;

/** One finding for the whole card, at the first place; a fresh template has forty of them. */
export function placeholderRules(card: CardDocument): readonly Diagnostic[] {
  const places = [...withoutCode(card.text).matchAll(placeholder)].map(match => placeOf(match[0], match.index));
  const [first, ...others] = places;
  if (first === undefined) return [];
  const text = card.text.slice(first.start, first.end);
  const args = { text, count: places.length };
  const related = others.slice(0, mostRelated).map(range => ({ range, rule: 'card-placeholder', args }));
  return [finding('card-placeholder', first, args, related.length === 0 ? {} : { related })];
}

function placeOf(text: string, index: number): TextRange {
  const start = index + text.length - text.replace(/^[\s>*-]+/, '').length;
  return { start, end: index + text.replace(/[\s.*]+$/, '').length };
}

/** Comments and code fences blanked out, offsets kept. */
const withoutCode = (text: string): string =>
  text.replace(/<!--[\s\S]*?-->|^(```|~~~)[\s\S]*?^\1/gm, part => part.replace(/[^\n]/g, ' '));
