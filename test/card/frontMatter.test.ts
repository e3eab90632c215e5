// The front matter block: closed, marks alone on their lines, first in the file, a mapping; other Markdown is left alone.
import { expect, test } from 'vitest';
import { joinLines } from '../../engine/card/cardTree.ts';
import { cardFindings, expectMarks, fixedCard } from '../kit/cardFindings.ts';

test('front matter that never ends is reported at its first mark', () =>
  expectMarks(
    '---\n#<^^^ error[card-front-matter-open]: The front matter starts with «---» but never ends…\nlicense: mit\n\n# Model\n',
  ));

test('the fix ends front matter after its last key', () =>
  expect(fixedCard('---\nlicense: mit\ntags:\n- a\n\n# Model\n', 'card-front-matter-open')).toBe(
    '---\nlicense: mit\ntags:\n- a\n---\n\n# Model\n',
  ));

test('white space behind the first mark hides the front matter from the Hub, and the fix removes it', () => {
  const card = '---  \nlicense: mit\n---\n# Model\n';
  expect(cardFindings(card, { name: 'README.md' }).map(one => one.rule)).toEqual(['card-front-matter-mark']);
  expect(fixedCard(card, 'card-front-matter-mark')).toBe('---\nlicense: mit\n---\n# Model\n');
});

test('white space behind the last mark is allowed, as the Hub’s client allows it', () =>
  expect(cardFindings('---\nlicense: mit\n---  \n# Model\n').map(one => one.rule)).toEqual([]));

test('front matter below other text is moved to the top', () => {
  const card = '# Model\n\n---\nlicense: mit\npipeline_tag: text-classification\n---\n\nText\n';
  expect(cardFindings(card, { name: 'README.md' }).map(one => one.rule)).toEqual(['card-front-matter-late']);
  expect(fixedCard(card, 'card-front-matter-late')).toBe(
    '---\nlicense: mit\npipeline_tag: text-classification\n---\n\n# Model\n\n\nText\n',
  );
});

test('front matter that is a list is no mapping', () =>
  expect(cardFindings('---\n- mit\n---\n').map(one => one.rule)).toEqual(['card-not-mapping']));

test('broken YAML is reported in the front matter, at its offset in the file', () => {
  const text = '---\nlicense: mit\ntags: [a, b\n---\n# Model\n';
  const [first] = cardFindings(text);
  expect(first?.rule).toBe('yaml-syntax');
  expect(first?.range.start).toBeGreaterThan(text.indexOf('tags'));
  expect(first?.range.end).toBeLessThanOrEqual(text.lastIndexOf('---'));
});

test('quoted texts and brackets may run over lines that are not indented, as the Hub reads them', () => {
  const text = `---
widget:
- text: "Is the bike of the first station free?
Yes: it is, and [so] is the 'other' one.

# And no comment."
  example_title: 'It''s
two lines'
tags: [bikes,
demand,
"two
words"
]
license: MIT
---
# Model
`;
  const [finding, ...others] = cardFindings(text);
  expect(others).toEqual([]);
  expect(finding?.rule).toBe('card-license-form');
  expect(text.slice(finding?.range.start, finding?.range.end)).toBe('MIT');
  expect(cardFindings(text.replaceAll('\n', '\r\n')).map(one => one.rule)).toEqual(['card-license-form']);
});

test('joining lines leaves comments in brackets, block texts and quotes inside words alone', () => {
  for (const yaml of [
    'note: |\n  it\'s "open\nlicense: MIT\n',
    'title: the model\'s "name\nlicense: MIT\ntags: [a,\nb]\n',
    'tags: [a, # first\nb]\nlicense: MIT\n',
    'widget:\n- text: "a \\"quoted\\" word\nand more" # with a comment: "open\nlicense: MIT\n',
  ])
    expect(joinLines(yaml).length, yaml).toBe(yaml.length);
  expect(joinLines("note: |\n  'a\n  b'\nlicense: MIT\n")).toBe("note: |\n  'a\n  b'\nlicense: MIT\n");
  expect(joinLines('tags: [a, # first\nb]\n')).toBe('tags: [a, # first\nb]\n');
  expect(joinLines("it's: one\nother's: two\n")).toBe("it's: one\nother's: two\n");
  expect(joinLines('- "a\n\nb"\n- "open\n')).toBe('- "a\n\nb"\n- "open\n');
  expect(joinLines("a: \"b\nc\"\nd: 'e''\nf'\n")).toBe("a: \"b c\"\nd: 'e'' f'\n");
});

test('after a quote that never ends there is one finding, not one for every line', () => {
  const text = '---\nwidget:\n- text: "a: b\n- text: "c"\n- text: it is\n  [d\n- e: f: g\nlicense: mit\n---\n# Model\n';
  expect(cardFindings(text, { name: 'MODEL_CARD.md' }).map(one => one.rule)).toEqual(['yaml-syntax']);
});

const silent: readonly (readonly [string, string])[] = [
  ['a README without front matter', '# Project\n\n[More Information Needed]\n'],
  ['a README that starts with a line across the page', '---\n\n# Project\n\nText: more\n\n---\n'],
  ['a page of a web site', '---\ntitle: Home\nlayout: default\ntags: [a]\nlicence: mit\n---\n# Home\n'],
  ['a data set card', '---\nlicense: MIT\ntask_categories:\n- other\nlanguage: English\n---\n'],
  ['a Space', '---\ntitle: Demo\nemoji: 🔥\nsdk: gradio\nlicense: MIT\n---\n'],
  [
    'an example of front matter in a code fence',
    '# How\n\n```yaml\n\n---\npipeline_tag: nope\nlicense: MIT\n---\n```\n',
  ],
  ['a thematic break over a paragraph with a colon', 'Text\n\n---\nNote: this\n---\n'],
];
for (const [what, text] of silent) {
  test(`${what} is left alone`, () => expect(cardFindings(text, { name: 'docs/README.md' })).toEqual([]));
}

test('windows line ends and a byte order mark do not matter', () => {
  const text = '\uFEFF---\r\nlicense: MIT\r\n---\r\n# M\r\n';
  const [finding, ...others] = cardFindings(text);
  expect(others).toEqual([]);
  expect(text.slice(finding?.range.start, finding?.range.end)).toBe('MIT');
});
