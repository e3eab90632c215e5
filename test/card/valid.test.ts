// Cards as people and tools write them, each of its own kind: nothing is said of them but what their marks say.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectMarks } from '../kit/cardFindings.ts';

const folder = join(import.meta.dirname, 'valid');
const cards = readdirSync(folder).filter(name => name.endsWith('.md'));

/** Beside every card lies what cards name. */
const facts = { files: ['README.md', 'LICENSE.md', 'model.png', 'model.pkl'] };

test('there are many kinds of cards', () => expect(cards.length).toBeGreaterThanOrEqual(40));

test.each(cards)('%s has no finding without its mark', name =>
  expectMarks(readFileSync(join(folder, name), 'utf8'), facts, { name: 'README.md' }),
);
