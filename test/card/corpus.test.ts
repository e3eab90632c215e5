// No false alarm on real model cards and on the READMEs of hundreds of packages, and no crash on broken text.
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseCard } from '../../engine/card/cardDocument.ts';
import { cardFindings } from '../kit/cardFindings.ts';

const root = join(import.meta.dirname, '../..');
const corpus = join(root, '../shared/corpus/modelcard');
const rulesOf = (text: string, name: string): readonly string[] => cardFindings(text, { name }).map(one => one.rule);

test.skipIf(!existsSync(corpus))('the model cards of the corpus have no finding', () => {
  const found = readdirSync(corpus).map(name => [name, rulesOf(readFileSync(join(corpus, name), 'utf8'), 'README.md')]);
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter(([, rules]) => rules?.length !== 0)).toEqual([]);
});

test('the READMEs of installed packages are no model cards', () => {
  const files = globSync('node_modules/**/{README,readme}.md', { cwd: root });
  expect(files.length).toBeGreaterThan(100);
  const claimed = files.filter(file => parseCard(readFileSync(join(root, file), 'utf8'), 'README.md').isOurs);
  expect(claimed).toEqual([]);
});

test('the example’s own card has no finding', () =>
  expect(rulesOf(readFileSync(join(root, 'examples/bike-demand/MODEL_CARD.md'), 'utf8'), 'MODEL_CARD.md')).toEqual([]));

test('text cut or scrambled anywhere never throws', () => {
  const text = readFileSync(join(root, 'examples/bike-demand/MODEL_CARD.md'), 'utf8').slice(0, 900);
  for (let at = 0; at < text.length; at += 7) {
    const scrambled = [
      text.slice(0, at),
      `${text.slice(0, at)}[{"${text.slice(at)}`,
      text.slice(0, at) + text.slice(at + 3),
    ];
    for (const one of scrambled) {
      for (const finding of cardFindings(one)) {
        expect(finding.range.start).toBeGreaterThanOrEqual(0);
        expect(finding.range.end).toBeLessThanOrEqual(one.length);
        expect(finding.range.end).toBeGreaterThanOrEqual(finding.range.start);
      }
    }
  }
});
