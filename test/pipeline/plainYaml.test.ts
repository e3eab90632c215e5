// The reader of plain YAML against the parser of the whole standard: where it answers, it answers the same.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readPlainYaml } from '../../engine/pipeline/syntax/readPlainYaml.ts';
import { readByEvents } from '../../engine/pipeline/syntax/readYaml.ts';
import { corpusOf, hasCorpus } from '../kit/corpus.ts';
import { dice } from '../kit/dice.ts';
import { bikePipeline, longPipeline } from '../kit/pipelineFixtures.ts';

const rich = `# A text of all that is plain.
name: bike  # with a comment
empty:
words: a b-c (d) e's f:g h#i "j"
quoted: "a: #b"
'single': 'x, {y}'
-dashed: -1
numbers: [0, -1.5, 1e3, .5, 0x1F, .inf]
urls: [http://x.org/a?b=c, file:///d]
flow: {a: 1, "b": [x, 'y, z'], c: {d: e}}
none: []
nothing: {}
list:
- one
- two: 2
  three: 3
deeper:
    - a: 1
      b:
        - c

    # between
    - "d"
umlaut: größe
`;

describe('plain YAML', () => {
  test.each([rich, bikePipeline, longPipeline(3), '  a:\n    b: c', '- a\n- b: c\n  d: e\n'])('is read: %j', text => {
    const read = readPlainYaml(text);
    expect(read).not.toBeNull();
    expect(read).toEqual(readByEvents(text));
  });
  test('is what the example is written in', () => {
    const text = readFileSync(join(import.meta.dirname, '../../examples/bike-demand/pipeline.yaml'), 'utf8');
    expect(readPlainYaml(text)).toEqual(readByEvents(text));
  });
});

describe('left to the parser of the standard', () => {
  test.each([
    ...['', '# nothing', 'a word', '"a"', '[a]'],
    ...['a: &x 1', 'a: *x', 'a: !!str 1', 'a: |\n  b', 'a: >-\n  b', '? a', 'a: @b', 'a: `b', '%YAML 1.2\n---\na: b'],
    ...['a:\tb', 'a: b\r\n', '\uFEFFa: b', 'a: \u00A0', 'a: \u2028', 'a: 🙂'],
    ...['---\na: b', 'a: b\n---\nc: d', 'a: b\n...'],
    ...['a: b\n  c', 'a: "b\n  c"', 'a: [b,\n  c]', 'a: {b: c,\n  d: e}'],
    ...[
      'a: "\\n"',
      "a: 'it''s'",
      'a : b',
      'a: b: c',
      'a: - b',
      'a: b\n c: d',
      '- - a',
      '-\n  a: b',
      'a: "b" c',
      'a: "b"#c',
    ],
    ...['a: [b, c', 'a: [b,]', 'a: [b: c]', 'a: {b}', 'a: {b: }', 'a: {"b":c}', 'a: [-, b]', 'a: [b #c]', 'a: [b]]'],
    ...[`${'k'.repeat(2000)}: v`, `a: ${'['.repeat(50)}${']'.repeat(50)}`],
  ])('%j', text => {
    expect(readPlainYaml(text)).toBeNull();
  });
});

/** What breaks a line of YAML, or makes another one of it. */
const bits = [
  ...[
    ' ',
    '  ',
    '\n',
    '\n  ',
    ':',
    ': ',
    ' :',
    '- ',
    '-',
    '#',
    ' #',
    '[',
    ']',
    '{',
    '}',
    ',',
    ', ',
    '"',
    "'",
    '""',
    "''",
  ],
  ...[
    '?',
    '? ',
    '&a',
    '*a',
    '!t ',
    '|',
    '>',
    '%',
    '@',
    '`',
    '\\',
    '---',
    '---\n',
    '...',
    '\n...',
    'a',
    'é',
    '0',
    '1.5',
    '~',
  ],
  ...['key: ', 'x: y', '- a', '<<: ', '\n\n', '\n- ', '"q": ', "'q': ", '\n    - b: c\n      d: [e, {f: g}]'],
];

/** Pieces of some lines, with up to five changes each. */
function* mutants(texts: readonly string[], seed: number, count: number): Generator<string> {
  const roll = dice(seed);
  const lines = texts.map(text => text.split('\n'));
  for (let i = 0; i < count; i += 1) {
    const from = lines[roll(lines.length)] ?? [];
    const at = roll(from.length);
    let text = from.slice(at, at + 2 + roll(9)).join('\n');
    for (let change = roll(5); change >= 0; change -= 1) {
      const place = roll(text.length + 1);
      const cut = roll(3) === 0 ? 1 + roll(3) : 0;
      text = `${text.slice(0, place)}${cut === 0 ? (bits[roll(bits.length)] ?? '') : ''}${text.slice(place + cut)}`;
    }
    yield text;
  }
}

function countPlain(texts: Iterable<string>): number {
  let plain = 0;
  for (const text of texts) {
    const read = readPlainYaml(text);
    if (read === null) continue;
    plain += 1;
    const whole = readByEvents(text);
    if (!isDeepStrictEqual(read, whole)) expect(read, text).toEqual(whole);
  }
  return plain;
}

test('two hundred thousand broken texts are read as the standard has them, or not at all', () => {
  expect(countPlain(mutants([rich, bikePipeline, longPipeline(2)], 11, 200_000))).toBeGreaterThan(20_000);
});

test.skipIf(!hasCorpus)('real files, whole and broken, are read as the standard has them', () => {
  const files = ['dvc', 'argo', 'gitlab-ci', 'mlproject'].flatMap(kind => corpusOf(kind, file => file));
  const texts = files.map(({ text }) => text).filter(text => text.length < 50_000);
  expect(countPlain(texts)).toBeGreaterThan(texts.length / 3);
  expect(countPlain(mutants(texts, 7, 100_000))).toBeGreaterThan(10_000);
});
