// Sections: those of the chosen template are there, and the one on limits says something.
import type { Diagnostic, TextRange } from '../../domain/diagnostic.ts';
import { finding } from '../../domain/finding.ts';
import type { CardDocument } from '../cardDocument.ts';
import { cardText } from '../cardText.ts';
import { entryOf } from '../cardTree.ts';
import type { CardWorld } from '../cardWorld.ts';
import { cardProfiles } from '../profiles.ts';

export function sectionRules(card: CardDocument, { profile }: CardWorld): readonly Diagnostic[] {
  const { sections } = cardText(card);
  const limits = sections.filter(({ title }) => /\bbias(es)?\b|\brisks?\b|limitation/i.test(title));
  const empty = limits.flatMap(({ title, range, content }, i) => {
    // A heading over others of its own level, such as «Performance and Limitations», says what a later one says.
    const isSaidLater = limits.slice(i + 1).some(later => later.content !== '' && !isTemplate(later.content));
    if (content === '') return isSaidLater ? [] : [finding('card-section-empty', range, { section: title })];
    return isTemplate(content) ? [finding('card-section-template', range, { section: title })] : [];
  });
  return [...(profile === null ? [] : missing(card, cardProfiles[profile])), ...empty];
}

/** The Hub's template has this sentence and the place to fill in, and nothing else. */
const isTemplate = (content: string): boolean =>
  /^(?:\[?more information needed\]?\.?\s*)*users \(both direct and downstream\) should be made aware of the risks, biases and limitations of the model\.\s*(?:more information (?:is )?needed for further recommendations\.?\s*)?$/i.test(
    content.trim(),
  );

/** One finding for the card, at its first heading. */
function missing(card: CardDocument, { title, sections }: (typeof cardProfiles)['hub']): readonly Diagnostic[] {
  const text = cardText(card);
  const heads = [...text.sections.map(section => section.title), ...text.labels, ...saidByKeys(card)];
  const absent = sections.filter(({ headedBy }) => !heads.some(head => headedBy.test(head)));
  if (absent.length === 0) return [];
  const range = text.sections[0]?.range ?? firstLine(card);
  const names = absent.map(section => section.title);
  const end = card.text.length;
  const gap = card.text.endsWith('\n\n') || end === 0 ? '' : card.text.endsWith('\n') ? '\n' : '\n\n';
  const added = names.map(name => `## ${name}\n\n[More Information Needed]\n`).join('\n');
  return [
    finding(
      'card-section-missing',
      range,
      { profile: title, sections: names.join(', ') },
      {
        fixes: [
          {
            title: 'add-sections',
            args: { count: names.length },
            edits: [{ range: { start: end, end }, text: `${gap}${added}` }],
          },
        ],
      },
    ),
  ];
}

/** What the front matter says needs no section. */
const saidByKeys = ({ root }: CardDocument): readonly string[] =>
  ['license', 'co2_eq_emissions'].filter(key => entryOf(root, key) !== null);

function firstLine({ text, front, body }: CardDocument): TextRange {
  if (front !== null) return front.opening;
  const end = text.indexOf('\n', body.start);
  return { start: body.start, end: end < 0 ? text.length : end };
}
