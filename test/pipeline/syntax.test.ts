// Reading YAML: both parsers, positions, values of YAML 1.2, odd texts, and what a pipeline document is made of.
import { describe, expect, test } from 'vitest';
import { parsePipeline } from '../../engine/pipeline/parsePipeline.ts';
import { readStrictly, readYaml } from '../../engine/pipeline/syntax/readYaml.ts';
import { recoverYaml } from '../../engine/pipeline/syntax/recoverYaml.ts';
import { oldReading, resolvePlain } from '../../engine/pipeline/syntax/resolveScalar.ts';
import { aliasBudget, toData } from '../../engine/pipeline/syntax/toData.ts';
import { childOf, follow, type YamlNode } from '../../engine/pipeline/syntax/yamlTree.ts';
import { toPipeline } from '../../engine/pipeline/toPipeline.ts';

const head = 'apiVersion: trainyard/v1\nkind: Pipeline\nname: bike\n';
const dataOf = (text: string) => {
  const root = readYaml(text).documents[0]?.root;
  return root ? toData(root) : null;
};
const rules = (text: string) => parsePipeline(text).diagnostics.map(item => item.rule);

const texts = [
  "a: 1\nb: [x, \"y z\", 'it''s', {c: d}]\n",
  'a:\n  - b\n  - c: |\n      two\n      lines\n    d: >-\n      folded\n      text\n',
  'a: "esc \\u00e9 \\n" # comment\nb:\nc: ~\n? d\n: e\n',
  '\uFEFFa: é😀\r\nb: x\r\n',
  'a: &x {k: v}\nb: *x\nc: {<<: *x, k2: 2}\n',
  '- 1\n- [2, 3]\n- "\\t"\n',
  '{a: 1, "b": [2]}',
  'key with spaces: value: no\n'.replace(': no', ''),
];

describe('both parsers', () => {
  test.each(texts)('read %j as the same values', text => {
    const [strict, tolerant] = [readStrictly(text)?.documents[0]?.root, recoverYaml(text).documents[0]?.root];
    expect(strict && toData(strict)).toEqual(tolerant && toData(tolerant));
  });
  test.each(texts)('give the scalars of %j the same places', text => {
    const scalars = (node: YamlNode | null | undefined): readonly string[] => {
      if (!node) return [];
      if (node.kind === 'map') return node.entries.flatMap(({ key, value }) => [...scalars(key), ...scalars(value)]);
      if (node.kind === 'list') return node.items.flatMap(scalars);
      return node.kind === 'scalar' && node.style === 'block'
        ? []
        : [`${node.start}-${node.end} ${text.slice(node.start, node.end)}`];
    };
    expect(scalars(readStrictly(text)?.documents[0]?.root)).toEqual(scalars(recoverYaml(text).documents[0]?.root));
  });
  test('never throw, whatever the text', () => {
    for (const text of [
      '',
      '\0',
      '['.repeat(20_000),
      '- '.repeat(5000),
      '{'.repeat(300) + '}'.repeat(300),
      '*',
      '&',
      '%YAML 9\n---',
      '\uD800',
      'a: *a',
      '&a [*a]',
      '? ? ?',
      '!!binary x: y',
    ]) {
      expect(() =>
        toData(readYaml(text).documents[0]?.root ?? { kind: 'list', start: 0, end: 0, items: [], flow: true }),
      ).not.toThrow();
    }
  });
});

describe('values', () => {
  test.each([
    ['12', 12],
    ['-1.5e3', -1500],
    ['.5', 0.5],
    ['0o17', 15],
    ['0x1F', 31],
    ['012', 12],
    ['true', true],
    ['False', false],
    ['null', null],
    ['~', null],
    ['yes', 'yes'],
    ['on', 'on'],
    ['1_000', '1_000'],
    ['12:30', '12:30'],
    ['1e-3', 0.001],
    ['2024-01-01', '2024-01-01'],
    ['v1', 'v1'],
    ['.inf', Number.POSITIVE_INFINITY],
  ])('%s is %j in YAML 1.2', (raw, value) => expect(resolvePlain(raw)).toBe(value));
  test.each([
    ['yes', 'true'],
    ['Off', 'false'],
    ['1_000', '1000'],
    ['012', '10'],
    ['12:30', '750'],
    ['1:30:00', '5400'],
    ['true', null],
    ['12', null],
    ['2024-01-01', null],
    ['y', null],
    ['north', null],
    ['0', null],
    ['1.5', null],
    ['00:30x', null],
  ])('%s was %j in YAML 1.1', (raw, reading) => expect(oldReading(raw)).toBe(reading));
});

describe('aliases', () => {
  test('stand for their anchor, and merges give way to own keys', () =>
    expect(dataOf('base: &b {x: 1, y: 2}\nm: {<<: *b, y: 3}\nl: {<<: [*b, {z: 4}]}\n')).toEqual({
      base: { x: 1, y: 2 },
      m: { x: 1, y: 3 },
      l: { x: 1, y: 2, z: 4 },
    }));
  test('are counted: a bomb is a finding, at once', () => {
    const bomb = [
      'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
      ...Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(10)}]`),
    ].map(line => `    ${line}`);
    const text = `${head}params:\n  values:\n${bomb.join('\n')}\nstages: {s: {cmd: x}}\n`;
    const started = performance.now();
    expect(rules(text)).toEqual(['yaml-aliases']);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(aliasBudget).toBeGreaterThan(1000);
  });
  test('that go round in circles are a finding', () =>
    expect(rules(`${head}params: {values: &a {b: *a}}\nstages: {s: {cmd: x}}\n`)).toContain('yaml-aliases'));
  test('to an anchor in another stage are read', () => {
    const document = parsePipeline(
      `${head}stages:\n  a:\n    cmd: x\n    deps: &d [p.py]\n  b:\n    cmd: y\n    deps: *d\n`,
    );
    expect(document.diagnostics).toEqual([]);
    expect(toPipeline(document, 'pipeline.yaml')?.stages.get('b')?.deps).toEqual(['p.py']);
  });
  test('to nothing are a finding', () =>
    expect(rules(`${head}stages:\n  a:\n    cmd: x\n    deps: *nope\n`)).toEqual(['unknown-anchor']));
});

describe('a document', () => {
  test.each([
    ['no marker', 'stages:\n  a:\n    cmd: x\n'],
    ['another apiVersion', 'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\n'],
    ['another kind', 'apiVersion: trainyard/v1\nkind: Deployment\n'],
    ['broken YAML without the marker', 'a: [\n\t'],
    ['nothing', ''],
  ])('with %s is not ours and has no findings', (_, text) =>
    expect(parsePipeline(text)).toMatchObject({ isOurs: false, diagnostics: [], root: null }),
  );
  test.each(['"trainyard/v1"', "'trainyard/v1' # v", 'trainyard/v2'])('with apiVersion %s is ours', version =>
    expect(parsePipeline(`apiVersion: ${version}\nkind: Pipeline\n`).isOurs).toBe(true),
  );
  test('stays ours with kind half typed or another version, which are findings', () => {
    expect(rules('apiVersion: trainyard/v9\nkind: Pipelin\nname: a\nstages: {s: {cmd: x}}\n')).toEqual([
      'wrong-value',
      'wrong-value',
    ]);
  });
  test('has the places of its stages, with a mark, CRLF and emoji in front of them', () => {
    for (const text of [`\uFEFF${head}# 😀 é\nstages:\n  prepare:\n    cmd: x\n  train:\n    cmd: y\nowner: me\n`]) {
      for (const variant of [
        text,
        text.replaceAll('\n', '\r\n'),
        text.replace('stages:\n', '"stages":\n'),
        text.replace('owner', '---\nowner'),
      ]) {
        const { stageRanges } = parsePipeline(variant);
        expect(
          [...stageRanges].map(([name, { name: range }]) => [name, variant.slice(range.start, range.end)]),
        ).toEqual([
          ['prepare', 'prepare'],
          ['train', 'train'],
        ]);
        const body = stageRanges.get('train')?.body;
        expect(variant.slice(body?.start, body?.end).replaceAll('\r', '')).toBe('train:\n    cmd: y');
      }
    }
  });
  test('has one tree with places in the text, cut into stages or not', () => {
    const text = `${head}stages:\n  a:\n    cmd: x # c\n\n  # between\n  b:\n    cmd: [y, 1]\nowner: me\n`;
    const { root } = parsePipeline(text);
    expect(root).toEqual(readYaml(text).documents[0]?.root);
    const cmd = follow(childOf(childOf(childOf(root, 'stages'), 'b'), 'cmd'));
    expect(text.slice(cmd?.start, cmd?.end)).toBe('[y, 1]');
  });
  test('with a broken stage keeps the others', () => {
    const document = parsePipeline(`${head}stages:\n  a:\n    cmd: x\n  b:\n    cmd: "y\n  c:\n    cmd: z\n`);
    expect(document.stages.map(stage => stage.name)).toEqual(['a', 'b', 'c']);
    expect(document.diagnostics.map(item => item.rule)).toEqual(['yaml-syntax']);
    expect(toPipeline(document, 'pipeline.yaml')).toBeNull();
  });
  test('with a half-typed stage keeps the others', () => {
    const document = parsePipeline(`${head}stages:\n  a:\n    cmd: x\n  b\n  c:\n    cmd: z\n`);
    expect(document.stages.map(stage => stage.name)).toEqual(['a', 'b', 'c']);
    expect(document.isBroken).toBe(true);
  });
  test('is one: what follows a second mark is a finding', () => {
    expect(rules(`${head}stages: {s: {cmd: x}}\n---\na: 1\n`)).toEqual(['yaml-documents']);
    expect(rules(`---\n${head}stages: {s: {cmd: x}}\n...\n`)).toEqual([]);
    expect(rules(`# c\n---\n${head}stages:\n  s:\n    cmd: x\n---\n`)).toEqual([]);
  });
});
