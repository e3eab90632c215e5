// The block itself: closed, its marks alone on their lines, at the top of the file, valid YAML and a mapping.
import type { Diagnostic, TextRange } from '../../domain/diagnostic.ts';
import { finding } from '../../domain/finding.ts';
import type { CardDocument } from '../cardDocument.ts';
import { kindOf } from '../cardTree.ts';
import type { FrontMatter } from '../frontMatter.ts';

export function frontMatterRules(card: CardDocument): readonly Diagnostic[] {
  const { front } = card;
  if (front === null) return [];
  return [
    ...(front.isClosed ? [] : isMeant(card) ? [unclosed(card, front)] : []),
    ...(front.spoilt === null ? [] : [spoilt(front.spoilt)]),
    ...(front.isLate ? [late(card, front)] : []),
    ...(front.isClosed ? card.syntax.map(error => finding('yaml-syntax', error, { reason: error.reason })) : []),
    ...notMapping(card, front),
  ];
}

/** A lone `---` may be a line across the page; with keys below it is front matter. */
const isMeant = (card: CardDocument): boolean => card.root?.kind === 'map' && card.root.entries.length > 0;

const spoilt = (range: TextRange): Diagnostic =>
  finding(
    'card-front-matter-mark',
    range,
    { found: 'white space' },
    { fixes: [{ title: 'remove-after-mark', args: {}, edits: [{ range, text: '' }] }] },
  );

function unclosed(card: CardDocument, front: FrontMatter): Diagnostic {
  const end = front.yaml.end;
  const mark = card.text[end - 1] === '\n' ? '---\n' : '\n---\n';
  return finding(
    'card-front-matter-open',
    front.opening,
    {},
    {
      fixes: [{ title: 'close-front-matter', args: {}, edits: [{ range: { start: end, end }, text: mark }] }],
    },
  );
}

function late(card: CardDocument, front: FrontMatter): Diagnostic {
  const block = card.text.slice(front.whole.start, front.whole.end);
  const moved = block.endsWith('\n') ? `${block}\n` : `${block}\n\n`;
  return finding(
    'card-front-matter-late',
    front.opening,
    {},
    {
      fixes: [
        {
          title: 'move-to-top',
          args: {},
          edits: [
            { range: { start: 0, end: 0 }, text: moved },
            { range: front.whole, text: '' },
          ],
        },
      ],
    },
  );
}

function notMapping(card: CardDocument, front: FrontMatter): readonly Diagnostic[] {
  if (!front.isClosed || card.root === null || card.root.kind === 'map' || card.syntax.length > 0) return [];
  return [finding('card-not-mapping', card.root, { found: kindOf(card.root) })];
}
