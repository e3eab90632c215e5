// Texts that the specification refuses and the tools read: offsets stay, mistakes stay mistakes.
import { expect, test } from 'vitest';
import { looseText } from '../../engine/pipeline/dialects/looseYaml.ts';
import { readDialectFile } from '../../engine/pipeline/dialects/readDialect.ts';

const rulesOf = (text: string) => readDialectFile(text, 'dvc.yaml', {})?.diagnostics.map(({ rule }) => rule);

test('quoted texts may go on without indentation', () =>
  expect(rulesOf('stages:\n  a:\n    cmd: "one\n    two\n  three"\n    desc: x\n')).toEqual([]));

test('brackets may close without indentation', () =>
  expect(rulesOf('stages:\n  a:\n    cmd: one\n    deps: [\n    x, # the first\n    y\n    ]\n')).toEqual([]));

test('a quote that is never closed stays a mistake', () =>
  expect(rulesOf('stages:\n  a:\n    cmd: "one\n    desc: x\n')).toEqual(['yaml-syntax']));

test('apostrophes in words and quotes in block texts are no quotes', () => {
  const text = 'a: it\'s\nb: |\n  "never closed\nc: "one\ntwo"\n';
  expect(looseText(text)).toBe('a: it\'s\nb: |\n  "never closed\nc: "one two"\n');
});
