// A dvc.yaml that is read stage by stage and kept from edit to edit has the findings of the same file read as a whole.
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../engine/domain/diagnostic.ts';
import type { Facts } from '../../engine/domain/facts.ts';
import { checkShape } from '../../engine/pipeline/dialects/checkShape.ts';
import { dvc } from '../../engine/pipeline/dialects/dvc/dvc.ts';
import { dvcSchema } from '../../engine/pipeline/dialects/generated/dvcSchema.ts';
import { keepFile, readInParts } from '../../engine/pipeline/dialects/inParts.ts';
import { readLoosely } from '../../engine/pipeline/dialects/looseYaml.ts';
import { readDialectFile } from '../../engine/pipeline/dialects/readDialect.ts';
import { duplicateFindings } from '../../engine/pipeline/syntaxFindings.ts';
import { corpusOf, hasCorpus } from '../kit/corpus.ts';
import { dice } from '../kit/dice.ts';

const base = `vars:
  - models: {small: {depth: 3}, large: {depth: 9}}
  - seed: 42
stages:
  # 😀 comment é
  prepare:
    cmd: python src/prepare.py --seed \${seed}
    deps: [src/prepare.py, data/raw.csv]
    params: [split.test_size]
    outs: [build/train.csv, build/test.csv]
  train:
    foreach: \${models}
    do:
      cmd: python src/train.py --depth \${item.depth} --out build/\${key}.bin
      deps:
        - src/train.py
        - build/train.csv
      outs:
        - build/\${key}.bin:
            cache: false

  grid:
    matrix:
      depth: [1, 2]
      rate: [low, high]
    wdir: src
    cmd: >-
      python grid.py \${item.depth}
      \${item.rate}
    outs: ["../build/grid-\${item.depth}-\${item.rate}.csv"]
  evaluate:
    cmd: "python src/evaluate.py build/small.bin"
    deps: [src/evaluate.py, build/small.bin, build/test.csv]
    metrics:
      - metrics.json:
          cache: false
metrics: [metrics.json]
plots:
  - build/curve.csv: {x: step, y: loss}
`;
const facts: Facts = {
  files: ['dvc.yaml', 'dvc.lock', 'params.yaml', 'src/prepare.py', 'src/train.py', 'src/evaluate.py', 'data/raw.csv'],
  texts: {
    'params.yaml': 'split: {test_size: 0.2}\n',
    'dvc.lock':
      "schema: '2.0'\nstages:\n  prepare:\n    cmd: python src/prepare.py --seed 42\n    deps: [{path: data/raw.csv}]\n  old:\n    cmd: echo\n",
    'src/evaluate.py': 'import yaml\nyaml.safe_load(open("params.yaml"))\n',
  },
};

const asLines = (found: readonly Diagnostic[]): readonly string[] =>
  found.map(({ rule, range, args, severity, related, fixes }) =>
    JSON.stringify([rule, range.start, range.end, args, severity, related, fixes]),
  );

/** Null where the text is not sound, or is not read as one document. */
function wholeFindings(text: string, known: Facts, file = 'dvc.yaml'): readonly string[] | null {
  const { documents, troubles, unknownAliases } = readLoosely(text);
  const root = documents[0]?.root;
  if (documents.length !== 1 || !root || troubles.length > 0 || unknownAliases.length > 0) return null;
  const document = { text, root, file, facts: known, roots: [root], isBroken: false };
  const shape = checkShape(root, { schema: dvcSchema, isDynamic: dvc.isDynamic });
  return [...asLines([...duplicateFindings(root), ...shape, ...dvc.read(document).findings])].sort();
}

const inserted = [
  ...[
    'x',
    ' ',
    '\n',
    '\n\n',
    ':',
    '- ',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    '#',
    '&a ',
    '*a',
    '${seed}',
    '${item}',
    '\t',
    '---\n',
  ],
  ...['  late:\n    cmd: true\n', '    frozen: true\n', 'build/train.csv', '  prepare:\n    cmd: twice\n', 'stages:\n'],
];

/** Edits that build on one another, back to the sound text now and then. */
function* editedTexts(seed: number, count: number): Generator<string> {
  const roll = dice(seed);
  let text = base;
  for (let i = 0; i < count; i++) {
    if (roll(3) === 0) text = base;
    const at = roll(text.length);
    const gone = roll(3) === 0 ? roll(12) : 0;
    const come = roll(4) === 0 ? '' : (inserted[roll(inserted.length)] ?? '');
    text = text.slice(0, at) + come + text.slice(at + gone);
    yield text;
  }
}

test('the sound file is read in parts, and only what is meant is found', () => {
  expect(readInParts(base, dvc, keepFile())?.parts.map(({ entry }) => entry.key.raw)).toEqual([
    'prepare',
    'train',
    'grid',
    'evaluate',
  ]);
  const rules = readDialectFile(base, 'dvc.yaml', facts)?.diagnostics.map(({ rule }) => rule);
  expect(rules).toEqual(['dvc-lock-stage-gone', 'dvc-lock-other-path', 'dvc-params-unlisted']);
});

test.each([1, 2, 3])(
  'kept parts never change a finding, nor does reading in parts (%i)',
  { timeout: 120_000 },
  seed => {
    const kept = keepFile();
    let compared = 0;
    for (const text of editedTexts(seed, 1_200)) {
      const found = asLines(readDialectFile(text, 'dvc.yaml', facts, kept)?.diagnostics ?? []);
      const fresh = asLines(readDialectFile(text, 'dvc.yaml', facts)?.diagnostics ?? []);
      if (found.join('\n') !== fresh.join('\n')) expect(found, text).toEqual(fresh);
      const whole = wholeFindings(text, facts);
      if (whole === null || readInParts(text, dvc, keepFile()) === null) continue;
      compared++;
      if ([...found].sort().join('\n') !== whole.join('\n')) expect([...found].sort(), text).toEqual(whole);
    }
    expect(compared).toBeGreaterThan(300);
  },
);

test('names, stages and notes are those of the whole file after edits', () => {
  const kept = keepFile();
  readDialectFile(base, 'dvc.yaml', facts, kept);
  const text = base.replace('# 😀 comment é', '# one\n  # two').replace('[low, high]', '[low, high, top]');
  const now = readDialectFile(text, 'dvc.yaml', facts, kept)?.reading;
  const fresh = readDialectFile(text, 'dvc.yaml', facts)?.reading;
  expect(now).toEqual(fresh);
  expect(now?.stages.map(({ name }) => name)).toContain('grid@2-top');
  expect(
    now?.names.every(({ range, name }) => !/^\w+$/.test(name) || text.slice(range.start, range.end) === name),
  ).toBe(true);
});

describe.skipIf(!hasCorpus)('real files', () => {
  test.for(corpusOf('dvc', () => 'dvc.yaml').map(file => [file.name, file] as const))('%s', ([, file]) => {
    const whole = wholeFindings(file.text, file.facts, file.path);
    const found = asLines(readDialectFile(file.text, file.path, file.facts)?.diagnostics ?? []);
    if (whole !== null) expect([...found].sort()).toEqual(whole);
  });
});
