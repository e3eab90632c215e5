// Formatting: goldens of what moves, and on every file of the corpus that blanks alone change and twice is once.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { applyEdits, formatYaml } from '../../engine/pipeline/syntax/formatYaml.ts';

const format = (text: string): string | null => {
  const edits = formatYaml(text);
  return edits === null ? null : applyEdits(text, edits);
};

test.each([
  [
    'indents become two blanks, lists stand below their key',
    'a:\n    b:\n    - 1\n    -   2\n',
    'a:\n  b:\n    - 1\n    - 2\n',
  ],
  [
    'comments move with what they stand beside',
    'a:\n    # of b\n    b: 1 # end\n    # last\n',
    'a:\n  # of b\n  b: 1 # end\n  # last\n',
  ],
  ['block scalars keep their shape', 'a:\n    b: |\n        x\n          y\n', 'a:\n  b: |\n      x\n        y\n'],
  ['long and folded scalars are neither joined nor broken', 'a:\n    b: one\n      two\n', 'a:\n  b: one\n    two\n'],
  ['blank lines: one between, none at the ends', '\n\na: 1\n\n\n\nb: 2\n\n\n', 'a: 1\n\nb: 2\n'],
  ['blanks after the colon and at the end of lines go', 'a:    1   \n"b":\t2\n', 'a: 1\n"b": 2\n'],
  ['a file ends with a line feed', 'a: 1', 'a: 1\n'],
  ['CRLF stays CRLF', 'a:\r\n    b:   1\r\n', 'a:\r\n  b: 1\r\n'],
  ['anchors, tags and aliases', 'a: &x\n    b: !!str 1\nc:\n    <<: *x\n', 'a: &x\n  b: !!str 1\nc:\n  <<: *x\n'],
  ['several documents', 'a:\n    b: 1\n---\nc:\n    - d\n', 'a:\n  b: 1\n---\nc:\n  - d\n'],
  ['lists of maps', '-   a: 1\n    b: 2\n', '- a: 1\n  b: 2\n'],
])('%s', (_, before, after) => expect(format(before)).toBe(after));

test('what cannot be read is left as it is', () => {
  expect(format('a: [1\n')).toBeNull();
  expect(format('a:\n\t- b\n')).toBeNull();
});

const root = join(import.meta.dirname, '../..');
test('on every YAML file at hand: the same letters, and a second time nothing changes', () => {
  const files = ['test', 'examples', 'corpus'].flatMap(folder =>
    (existsSync(join(root, folder)) ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }) : [])
      .filter(name => /\.ya?ml$/.test(name))
      .map(name => join(root, folder, name)),
  );
  const changed = files.filter(name => {
    const text = readFileSync(name, 'utf8');
    const once = format(text);
    if (once === null) return false;
    expect(once.replace(/\s/g, ''), name).toBe(text.replace(/\s/g, ''));
    expect(format(once), name).toBe(once);
    return once !== text;
  });
  expect(files.length).toBeGreaterThan(20);
  expect(changed.length).toBeGreaterThan(0);
});
