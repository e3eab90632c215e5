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

test.for(readdirSync(folder))('%s explains every key', name => {
  const schema: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  expect([...unexplained(schema, schema)]).toEqual([]);
});

/** Keys that say nothing themselves and refer to nothing that does. */
function* unexplained(root: unknown, schema: unknown): Generator<string> {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [word, value] of Object.entries(schema)) {
    if (word === 'enum' || word === 'examples' || typeof value !== 'object' || value === null) continue;
    if (word === 'properties') for (const [key, own] of Object.entries(value)) if (!isExplained(root, own)) yield key;
    yield* unexplained(root, word === 'properties' ? Object.values(value) : value);
  }
}

function isExplained(root: unknown, schema: unknown): boolean {
  const { description, $ref } = schema as { description?: string; $ref?: string };
  if (description !== undefined) return true;
  const parts = $ref?.split('/').slice(1) ?? [];
  const target = parts.reduce<unknown>((here, part) => (here as Record<string, unknown> | undefined)?.[part], root);
  return parts.length > 0 && (target as { description?: string } | undefined)?.description !== undefined;
}
