// Schemas of foreign formats use only the words that are walked: another one would be read past in silence.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../../schemas/dialects');
const walked = new Set(
  [
    '$ref $defs definitions title description type const enum examples properties patternProperties',
    'additionalProperties required items anyOf minimum maximum pattern deprecated',
    'x-misspelt x-reference x-expected x-instead x-rename x-one-of x-calm',
  ]
    .join(' ')
    .split(' '),
);

test.for(readdirSync(folder))('%s', name => {
  const schema: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  expect([...keywordsOf(schema)].filter(word => !walked.has(word))).toEqual([]);
});

function* keywordsOf(schema: unknown): Generator<string> {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [word, value] of Object.entries(schema)) {
    yield word;
    const isNames = ['properties', 'patternProperties', '$defs', 'definitions'].includes(word);
    const inner: readonly unknown[] = isNames ? Object.values(value) : Array.isArray(value) ? value : [value];
    if (word !== 'enum' && word !== 'examples') for (const part of inner) yield* keywordsOf(part);
  }
}
