// The checker that keeps parts from edit to edit says what a check from scratch says, and cutting says what the whole says.
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import type { Facts } from '../../engine/domain/facts.ts';
import { checkPipeline, createPipelineChecker } from '../../engine/pipeline/checkPipeline.ts';
import { parsePipeline } from '../../engine/pipeline/parsePipeline.ts';
import { readYaml } from '../../engine/pipeline/syntax/readYaml.ts';
import { toData } from '../../engine/pipeline/syntax/toData.ts';
import { childOf, textOf } from '../../engine/pipeline/syntax/yamlTree.ts';
import { dice } from '../kit/dice.ts';

const base = `apiVersion: trainyard/v1
kind: Pipeline
name: fuzzed 😀
params: {file: params.yaml, values: {seed: 42, rate: 0.1}}
datasets:
  hours: {path: data/hours.csv, role: train}
  golden: {path: build/test.csv, role: test}
environments: {py: {python: "3.11", requirements: locked.txt}}
defaults: {environment: py}

stages:
  # comment é
  prepare:
    cmd: python src/prepare.py --seed \${{ params.seed }} "\${{ datasets.hours.path }}"
    deps: [src/prepare.py, "dataset:hours"]
    params: [seed]
    outs: [build/train.csv, build/test.csv]
  train:
    cmd: |
      python src/train.py --rate \${{ params.rate }}
      echo done
    deps:
      - src/train.py
      - build/train.csv
    params: [rate]
    outs: [build/model.onnx]
    metrics: [metrics/train.jsonl]

  evaluate:
    cmd: [python, src/evaluate.py, 10]
    deps: [src/evaluate.py, "dataset:golden"]
    needs: [train]
    timeout: 30m
    metrics: [metrics/evaluate.json]
owner: me
gates:
  quality: {metric: "evaluate:metrics/evaluate.json#rmse", op: "<=", value: 60}
  no-worse:
    metric: train#auc
    op: ">="
    baseline: champion
    tolerance: 2%
model: {name: bike, artifact: build/model.onnx, requires: [quality, no-worse]}
package: {reference: build/train.csv, environment: py}
deploy:
  prod:
    platform: local
    strategy: {type: canary, steps: [{traffic: 10}, {traffic: 100}]}
monitor:
  target: prod
  signals:
    drift: {type: data_drift, features: [temp], action: retrain}
    live: {type: performance, metric: rmse, alert: 60, label_delay: 7d}
triggers: [{signal: drift}, {data: hours}]
`;
const pieces = [
  'x',
  ':',
  ': ',
  '\n',
  '\n  ',
  '\n    ',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  '- ',
  '#',
  ' #',
  '&a ',
  '*a',
  '|',
  '>',
  '\t',
  '---\n',
  '${{ params.rate }}',
  '!t ',
  '  ',
  ',',
  '\r\n',
  'stages:\n',
  'needs: [prepare]',
  '<<: *a',
  '😀',
  'yes',
  'src/train.py',
  '${seed}',
  'build/model.onnx',
  '5m',
  '../',
  'build',
];
const facts: Facts = {
  files: ['src/prepare.py', 'src/train.py', 'src/evaluate.py', 'data/hours.csv', 'params.yaml', 'locked.txt'],
  params: { 'params.yaml': { rate: 0.2 } },
  texts: { 'locked.txt': 'numpy==2.2.6\n' },
  stages: { 'pipeline.yaml': { evaluate: { state: 'succeeded', durationMs: 1_200_000 } } },
  lastRuns: { 'fuzzed 😀': { id: '0'.repeat(32), name: 'brave-newt', metrics: { rmse: 41, auc: 0.9 } } },
  models: { bike: { aliases: { champion: 1 }, versions: [1] } },
  targets: { 'pipeline.yaml': { prod: { state: 'live', version: 1, candidate: null, features: { temp: 'numeric' } } } },
};

/** Texts as typing makes them: each an edit of the one before, and now and then the sound file again. */
function* editedTexts(seed: number, count: number): Generator<string> {
  const roll = dice(seed);
  let text = base;
  for (let i = 0; i < count; i++) {
    if (roll(3) === 0 || text.length > 4000) text = base;
    for (let k = 1 + roll(2); k > 0; k--) {
      const at = 40 + roll(Math.max(1, text.length - 40));
      const isInsertion = roll(3) > 0;
      text = isInsertion
        ? text.slice(0, at) + (pieces[roll(pieces.length)] ?? '') + text.slice(at)
        : text.slice(0, at) + text.slice(at + 1 + roll(8));
    }
    yield text;
  }
}

const edits = 1000;

test('the sound file has no findings', () =>
  expect(checkPipeline(parsePipeline(base), 'pipeline.yaml', facts)).toEqual([]));

test.each([1, 2])('kept parts never change a finding (%i)', { timeout: 120_000 }, seed => {
  const checker = createPipelineChecker();
  const rules = new Set<string>();
  for (const text of editedTexts(seed, 5 * edits)) {
    const kept = checker.check(text, 'pipeline.yaml', facts);
    const fresh = parsePipeline(text);
    const expected = checkPipeline(fresh, 'pipeline.yaml', facts);
    if (!isDeepStrictEqual(kept.diagnostics, expected)) expect(kept.diagnostics, text).toEqual(expected);
    if (!isDeepStrictEqual(kept.document.stageRanges, fresh.stageRanges))
      expect(kept.document.stageRanges, text).toEqual(fresh.stageRanges);
    for (const { rule } of expected) rules.add(rule);
  }
  expect([...rules]).toEqual(expect.arrayContaining(['script-not-dep', 'param-unused', 'param-kind']));
});

test.each([3, 4])('ranges of findings and fixes lie in the text (%i)', seed => {
  for (const text of editedTexts(seed, edits)) {
    for (const { range, fixes, related } of checkPipeline(parsePipeline(text), 'pipeline.yaml', facts)) {
      for (const { start, end } of [
        range,
        ...(related ?? []).map(place => place.range),
        ...(fixes ?? []).flatMap(fix => fix.edits.map(edit => edit.range)),
      ]) {
        if (!(0 <= start && start <= end && end <= text.length))
          expect.fail(`${start}–${end} in ${JSON.stringify(text)}`);
      }
    }
  }
});

test('cut into stages, a text is valid when the whole is, and holds the same data', () => {
  const syntax = new Set(['yaml-syntax', 'yaml-tab', 'expression-quotes', 'unknown-anchor']);
  let valid = 0;
  let differing = 0;
  for (const text of editedTexts(5, edits)) {
    const document = parsePipeline(text);
    if (!document.isOurs) continue;
    const whole = readYaml(text);
    const isValid = whole.troubles.length === 0 && whole.unknownAliases.length === 0;
    if (document.diagnostics.some(item => syntax.has(item.rule)) === isValid) differing++;
    if (!isValid || document.isBroken) continue;
    valid++;
    const main = whole.documents.find(({ root }) =>
      textOf(childOf(root, 'apiVersion'))?.startsWith('trainyard/'),
    )?.root;
    const [cut, uncut] = [document.root && toData(document.root), main && toData(main)];
    if (!isDeepStrictEqual(cut, uncut)) expect(cut, text).toEqual(uncut);
  }
  expect(valid).toBeGreaterThan(edits / 6);
  // The two parsers disagree about some odd texts; what is valid in one and not the other stays rare.
  expect(differing).toBeLessThanOrEqual(edits / 500);
});

test('an edit in one of 1,000 stages parses that stage alone', () => {
  const stage = (i: number) =>
    `  stage_${i}:\n    cmd: python src/stage.py ${i}\n    deps: [data/${i - 1}.csv]\n    outs: [data/${i}.csv]\n`;
  const text = `apiVersion: trainyard/v1\nkind: Pipeline\nname: big\nstages:\n${Array.from({ length: 1000 }, (_, i) => stage(i + 1)).join('')}`;
  const checker = createPipelineChecker();
  const before = checker.check(text, 'pipeline.yaml', {}).document;
  const after = checker.check(text.replace('stage.py 500\n', 'stage.py 500 --fast\n'), 'pipeline.yaml', {}).document;
  const again = after.stages.filter((item, i) => item.value !== before.stages[i]?.value);
  expect(again.map(item => item.name)).toEqual(['stage_500']);
});

test('a document asked late, after newer texts, still tells its own places', () => {
  const checker = createPipelineChecker();
  const texts = [...editedTexts(6, 300)];
  const documents = texts.map(text => checker.check(text, 'pipeline.yaml', facts).document);
  for (const [i, document] of documents.entries()) {
    const fresh = parsePipeline(texts[i] ?? '');
    expect(document.stageRanges, texts[i]).toEqual(fresh.stageRanges);
    expect(JSON.stringify(document.root), texts[i]).toBe(JSON.stringify(fresh.root));
  }
});

test('hostile texts are checked quickly, and nothing throws', () => {
  const head = 'apiVersion: trainyard/v1\nkind: Pipeline\nname: x\n';
  const many = (count: number, line: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => line(i)).join('');
  const texts = [
    `${head}stages:\n  a:\n    cmd: ${'${{'.repeat(100_000)}\n`,
    `${head}stages:\n  a:\n    cmd: ${'a.b-'.repeat(50_000)}\n`,
    `${head}stages:\n  a:\n    cmd: [${'x'.repeat(200_000)}\n`,
    `${head}stages:\n  a:\n    cmd: "${'"$(`'.repeat(20_000)}\n`,
    `${head}stages:\n  a:\n    cmd: ${'['.repeat(50_000)}\n`,
    `${head}stages:\n  a:\n    env: ${'{a: '.repeat(2000)}1${'}'.repeat(2000)}\n`,
    `${head}stages:\n  a:\n    deps:\n${many(1500, i => `${' '.repeat(6 + i)}-\n`)}`,
    `${head}stages:\n${many(2000, i => `  s${i}: {cmd: x, deps: [none${i}/gone.csv], params: [gone${i}], needs: [nobody${i}]}\n`)}`,
    `${head}stages:\n${many(3000, () => '  same: {cmd: x, outs: [same]}\n')}`,
    `${head}stages:\n${many(300, i => `  s${i}: {cmd: x, deps: [d${(i + 1) % 300}], outs: [d${i}]}\n`)}`,
    `${head}${'\n'.repeat(200_000)}stages: {}\n`,
    `${head}stages:\n  a:\n    cmd: ${'a=a '.repeat(50_000)}\n`,
    `${head}stages:\n  a:\n    cmd: ${'python '.repeat(50_000)}\n`,
    `${head}params: {values: {a: 1}}\nstages:\n  a:\n    cmd: ${'${a} '.repeat(3_000)}\n`,
    `${head}params: {values: {${many(2000, i => `p${i}: 1, `)}}}\nstages:\n${many(1000, i => `  s${i}: {cmd: x, params: [p${i}], needs: [s0]}\n`)}`,
    `${'apiVersion: '.repeat(50_000)}\n`,
  ];
  for (const text of texts) {
    const started = performance.now();
    checkPipeline(parsePipeline(text), 'pipeline.yaml', facts);
    expect(performance.now() - started, text.slice(40, 90)).toBeLessThan(3000);
  }
});
