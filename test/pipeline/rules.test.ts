// Rules on real-looking files: marks say what is found where; fixes are kept as golden files.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../engine/domain/diagnostic.ts';
import { dialectRules } from '../../engine/domain/dialectRules/dialectRules.ts';
import type { Facts } from '../../engine/domain/facts.ts';
import { ruleSpecs } from '../../engine/domain/rules.ts';
import { sureEdits } from '../../engine/domain/sureFixes.ts';
import { checkPipeline } from '../../engine/pipeline/checkPipeline.ts';
import { parsePipeline } from '../../engine/pipeline/parsePipeline.ts';
import { ruleText } from '../../present/texts.ts';
import { againstMarks, placeOf, readMarks } from '../kit/marks.ts';

const folder = join(import.meta.dirname, '../golden/pipeline');
const files = [
  'src/prepare.py',
  'src/train.py',
  'data/hours.csv',
  'requirements.txt',
  'loose.txt',
  'chained.txt',
  'params.yaml',
  'pipeline.yaml',
  'images/',
];
const facts: Facts = {
  files,
  tracked: files.slice(0, 3),
  unlisted: ['images'],
  params: { 'params.yaml': { train: { rate: 0.1, depth: 3 } } },
  texts: {
    'requirements.txt':
      '# locked\nnumpy==2.2.6 ; python_version < "3.11"\nuvicorn[standard]==0.30.1  # fixed\n./wheels/own.whl\n-e .\ntorch @ https://example.org/torch.whl\n--hash=sha256:00\n',
    'loose.txt': 'pandas\ntorch>=2\nscikit-learn == 1.*\nnumpy==2.2.6\nscipy~=1.15 ; python_version > "3.9"\n',
    'chained.txt': 'pandas\n-c constraints.txt\n',
  },
  stages: {
    'pipeline.yaml': {
      'slow-train': { state: 'succeeded', durationMs: 41.2 * 60_000 },
      'quick-train': { state: 'stale', durationMs: 41.2 * 60_000 },
      'failed-train': { state: 'failed', durationMs: 61_000 },
      'tried-train': { state: 'succeeded', durationMs: 41.2 * 60_000 },
      'unlimited-train': { state: 'stale', durationMs: 70 * 60_000 },
    },
  },
  lastRuns: {
    gates: { id: '0'.repeat(32), name: 'brave-newt', metrics: { rmse: 41.2, 'evaluate.auc': 0.91, rows: 17 } },
  },
  models: { bike: { aliases: { champion: 3, blessed: 2 }, versions: [3, 2, 1] } },
  gates: {
    'pipeline.yaml': {
      'no-worse': {
        ...{
          gate: 'no-worse',
          state: 'failed',
          onFail: 'block',
          runId: '0'.repeat(32),
          at: 1,
          metric: 'rmse',
          op: '<=',
        },
        ...{ measured: 41.2, bound: 40.8, reason: null },
        baseline: { alias: 'champion', version: 3, runId: null, value: 40 },
      },
    },
  },
  targets: {
    'pipeline.yaml': {
      local: { state: 'live', version: 3, candidate: null, features: { temp: 'numeric', season: 'categorical' } },
    },
  },
};
const check = (text: string, known: Facts = facts, file = 'pipeline.yaml') =>
  checkPipeline(parsePipeline(text), file, known);
const head = 'apiVersion: trainyard/v1\nkind: Pipeline\nname: test\n';

const fixtures = readdirSync(folder).filter(name => name.endsWith('.yaml') && !name.endsWith('.fixed.yaml'));

describe.each(fixtures)('%s', name => {
  const marked = readMarks(readFileSync(join(folder, name), 'utf8'));
  const found = check(marked.text);
  test('has its findings at their places', () => {
    const shown = found.map(({ range, severity, rule, args }) => ({
      ...placeOf(marked.text, range),
      severity,
      rule,
      message: ruleText(rule, args),
    }));
    const [actual, expected] = againstMarks(marked, shown);
    expect(actual).toEqual(expected);
  });
  test('has messages with every place filled in', () => {
    for (const { rule, args } of found) expect(ruleText(rule, args)).not.toMatch(/\{\w+\}|undefined/);
  });
  test('is mended by its first fixes as kept', () => {
    const mended = applyFixes(marked.text, found);
    const file = join(folder, name.replace('.yaml', '.fixed.yaml'));
    if (process.env.UPDATE_GOLDEN && !process.env.CI) writeFileSync(file, mended);
    expect(existsSync(file) ? readFileSync(file, 'utf8') : null).toBe(mended);
  });
});

/** The text after the first fix of every finding, from the end on; of overlapping ones the last. */
function applyFixes(text: string, found: readonly Diagnostic[]): string {
  const edits = found.flatMap(item => item.fixes?.[0]?.edits ?? []).sort((a, b) => b.range.start - a.range.start);
  let result = text;
  let limit = text.length + 1;
  for (const { range, text: inserted } of edits) {
    if (range.end > limit || (range.end === limit && range.start === range.end)) continue;
    result = result.slice(0, range.start) + inserted + result.slice(range.end);
    limit = range.start;
  }
  return result;
}

test('a need that is one letter off its own stage is not mended into a circle', () => {
  const waits = (other: string): string =>
    `${head}stages:\n  train:\n    cmd: echo\n    needs: [trian]\n  ${other}:\n    cmd: echo\n`;
  const offered = (text: string) => check(text).map(({ fixes = [] }) => fixes.map(({ args }) => args));
  expect(offered(waits('triad'))).toMatchObject([[{ text: 'triad' }]]);
  expect(offered(waits('score'))).toEqual([[]]);
});

test('a param that is not there is not to be listed either', () => {
  const text = `${head}params: {file: params.yaml}\nstages:\n  a:\n    cmd: echo \${{ params.train.rats }} \${{ params.train.depth }}\n`;
  expect(check(text).map(({ rule, args }) => [rule, args.param])).toEqual([
    ['unknown-param', 'train.rats'],
    ['param-unlisted', 'train.depth'],
  ]);
});

describe('a stage that leads nowhere', () => {
  const model = 'model: {name: bike, artifact: build/model.onnx}\n';
  const train = '  train: {cmd: x, outs: [build/model.onnx]}\n';
  const aimless = (stages: string, rest = model, more: Facts = {}): readonly string[] =>
    checkPipeline(parsePipeline(`${head}stages:\n${train}${stages}${rest}`), 'pipeline.yaml', more)
      .filter(({ rule }) => rule === 'stage-aimless')
      .map(({ args }) => String(args.stage));

  test('is found with all that work for it alone', () => {
    expect(aimless('  sample: {cmd: x, outs: [build/sample.csv]}\n')).toEqual(['sample']);
    expect(
      aimless(
        '  one: {cmd: x, outs: [a]}\n  two: {cmd: x, deps: [a], outs: [b]}\n  three: {cmd: x, needs: [two], outs: [c]}\n',
      ),
    ).toEqual(['one', 'two', 'three']);
  });
  test.each([
    ['makes nothing', '  note: {cmd: x}\n'],
    ['measures', '  score: {cmd: x, metrics: [m.json]}\n'],
    ['draws', '  draw: {cmd: x, outs: [a], plots: [p.csv]}\n'],
    ['is read by one that measures', '  one: {cmd: x, outs: [a]}\n  score: {cmd: x, deps: [a], metrics: [m.json]}\n'],
    [
      'is needed by one that measures',
      '  one: {cmd: x, outs: [a]}\n  score: {cmd: x, needs: [one], metrics: [m.json]}\n',
    ],
    ['makes a folder around the model', '  more: {cmd: x, outs: [build]}\n'],
    ['may make anything', `  more: {cmd: x, outs: ["\${{ params.file }}"]}\n`],
    [
      'may be read by what may read anything',
      '  one: {cmd: x, outs: [a]}\n  two: {cmd: x, deps: ["${{ params.file }}"], outs: [b]}\n',
    ],
  ])('is none that %s', (_, stages) => {
    expect(aimless(stages)).toEqual([]);
  });
  test('is none that makes what the package or a data set wants', () => {
    const stages = '  sample: {cmd: x, outs: [build/sample.csv]}\n';
    expect(aimless(stages, `${model}package: {reference: build/sample.csv}\n`)).toEqual([]);
    expect(aimless(stages, `${model}datasets: {sample: {path: build/sample.csv}}\n`)).toEqual([]);
  });
  test('is none in a pipeline without a model, or where another file names what it makes', () => {
    const stages = '  sample: {cmd: x, outs: [build/sample.csv]}\n';
    expect(aimless(stages, '')).toEqual([]);
    expect(aimless(stages, model, { texts: { 'next.pipeline.yaml': 'deps: [build/sample.csv]' } })).toEqual([]);
    expect(aimless(stages, model, { texts: { 'pipeline.yaml': 'outs: [build/sample.csv]' } })).toEqual(['sample']);
  });
});

test('every rule of pipelines is found in a fixture or in a test below', () => {
  const marks = fixtures.flatMap(name =>
    readMarks(readFileSync(join(folder, name), 'utf8')).marks.map(mark => mark.rule),
  );
  const others =
    readFileSync(import.meta.filename, 'utf8') +
    ['syntax.test.ts', 'sections.test.ts', '../domain/checkSettings.test.ts']
      .map(name => readFileSync(join(import.meta.dirname, name), 'utf8'))
      .join('');
  const missing = Object.keys(ruleSpecs).filter(
    rule =>
      !rule.startsWith('card-') && !(rule in dialectRules) && !marks.includes(rule) && !others.includes(`'${rule}'`),
  );
  expect(missing).toEqual([]);
});

describe('a rule without its facts', () => {
  const text = readMarks(readFileSync(join(folder, 'files.yaml'), 'utf8')).text;
  test('stays silent about files', () => expect(check(text, {})).toEqual([]));
  test('stays silent about measured values, aliases, features and paths of the model', () => {
    const rulesOf = (name: string) =>
      check(readMarks(readFileSync(join(folder, name), 'utf8')).text, {}).map(item => item.rule);
    expect(rulesOf('features.yaml')).toEqual([]);
    const found = rulesOf('gates.yaml');
    for (const rule of [
      'metric-unknown',
      'gate-percent',
      'gate-would-fail',
      'alias-unknown',
      'model-card-missing',
      'dep-missing',
    ])
      expect(found).not.toContain(rule);
  });
  test('stays silent about params when the params file is unknown', () => {
    const names = readMarks(readFileSync(join(folder, 'names.yaml'), 'utf8')).text;
    expect(check(names, {}).map(item => item.rule)).not.toContain('unknown-param');
  });
});

describe('deps of a pipeline in a folder', () => {
  const text = `${head}stages:\n  a:\n    cmd: x\n    deps: [src/train.py, ../src/prepare.py]\n`;
  test('written from the top of the project are pointed to the right folder', () => {
    const [finding, ...more] = check(text, facts, 'ml/pipeline.yaml');
    expect(finding).toMatchObject({
      rule: 'dep-from-root',
      args: { path: 'src/train.py', nearest: '../src/train.py' },
    });
    expect(more).toEqual([]);
    expect(applyFixes(text, finding ? [finding] : [])).toContain('deps: [../src/train.py, ../src/prepare.py]');
  });
});

describe('broken text', () => {
  const rulesOf = (text: string) => check(text).map(item => item.rule);
  test('has one finding for each broken stage and silences what could follow from it', () => {
    expect(
      rulesOf(
        `${head}stages:\n  a:\n    cmd: [x\n    outs: [made.csv]\n  b:\n    cmd: y\n    deps: [made.csv]\n    needs: [c]\n`,
      ),
    ).toEqual(['yaml-syntax']);
  });
  test('with tabs has its own words and a fix', () => {
    const text = `${head}stages:\n  a:\n\t\tcmd: x\n`;
    const found = check(text);
    expect(found.map(item => item.rule)).toEqual(['yaml-tab']);
    expect(check(applyFixes(text, found))).toEqual([]);
  });
  test.each([
    ['tabs alone', 'stages:\n\ta:\n\t\tcmd: x\n\tb:\n\t\tcmd: y\n'],
    ['tabs that stand for four spaces', 'stages:\n  a:\n\tcmd: x\n\tneeds:\n\t- b\n  b:\n\tcmd: y\n'],
    ['a block text with tabs of its own', 'stages:\n  a:\n\tcmd: |\n        cat <<E\n        \tx\n        E\n'],
  ])('%s keep what stands below what', (_, stages) => {
    const text = `${head}${stages}`;
    const { edits } = sureEdits(check(text));
    const mended = edits.reduceRight(
      (now, { range, text: put }) => now.slice(0, range.start) + put + now.slice(range.end),
      text,
    );
    expect(check(mended)).toEqual([]);
    const widthOf = (line: string): string => (line.startsWith('        \t') ? line : line.trimStart());
    expect(mended.split('\n').map(widthOf)).toEqual(text.split('\n').map(widthOf));
  });
  test('with an expression in brackets has its own words and a fix', () => {
    const text = `${head}params: {values: {a: 1}}\nstages:\n  a:\n    cmd: x\n    params: [a]\n    outs: [b.csv, c/\${{ params.a }}.csv]\n`;
    const found = check(text);
    expect(found.map(item => item.rule)).toEqual(['expression-quotes']);
    expect(applyFixes(text, found)).toContain('outs: [b.csv, "c/${{ params.a }}.csv"]');
    expect(check(applyFixes(text, found))).toEqual([]);
  });
  test.each([
    ['a quote that is not closed', 'cmd: "x', /closing quote/],
    ['a bracket that is not closed', 'deps: [a, b', /bracket/],
    ['a key without a colon', 'cmd x', /«:»/],
    ['two colons', 'cmd: a: b', /second/],
  ])('with %s says so', (_, line, reason) => {
    const [finding] = check(`${head}stages:\n  a:\n    ${line}\n    always: true\n`);
    expect(finding && ruleText(finding.rule, finding.args)).toMatch(reason);
  });
});

test('two stages of one name are duplicates, with the first as the related place', () => {
  const text = `${head}stages:\n  a:\n    cmd: x\n  a:\n    cmd: y\n`;
  const [finding] = check(text);
  expect(finding).toMatchObject({ rule: 'duplicate-key', args: { key: 'a' }, related: [{ rule: 'first-here' }] });
  expect(finding?.related?.[0]?.range.start).toBe(text.indexOf('  a:') + 2);
});

describe('the card of a pipeline', () => {
  const text = `${head}stages: {a: {cmd: x, outs: [m.onnx]}}\nmodel: {name: m, artifact: m.onnx, card: CARD.md}\n`;
  const rulesOf = (card: string | null, file = 'pipeline.yaml') => {
    const path = file.replace('pipeline.yaml', 'CARD.md');
    const texts = card === null ? {} : { [path]: card };
    return check(text, { files: [path, file], texts }, file).map(({ rule }) => rule);
  };
  test('that says it is of another one is reported', () => {
    expect(rulesOf('---\nlicense: mit\ntrainyard:\n  run: 1\n  pipeline: other.yaml\n---\n')).toEqual([
      'model-card-other',
    ]);
    expect(rulesOf('---\ntrainyard: {pipeline: "pipeline.yaml"}\n---\n', 'ml/other/pipeline.yaml')).toEqual([]);
    expect(rulesOf('---\ntrainyard: {pipeline: ml/pipeline.yaml}\n---\n', 'ml/other/pipeline.yaml')).toEqual([
      'model-card-other',
    ]);
  });
  test('that is of this one, says nothing or is not known is left alone', () => {
    expect(rulesOf('---\ntrainyard: {pipeline: ./pipeline.yaml}\n---\n')).toEqual([]);
    expect(rulesOf('---\ntrainyard: {pipeline: ml/pipeline.yaml}\n---\n', 'ml/pipeline.yaml')).toEqual([]);
    expect(rulesOf('---\npipeline: other.yaml\ntrainyard: {run: 1}\n---\n')).toEqual([]);
    expect(rulesOf('# Card\n\ntrainyard: {pipeline: other.yaml}\n')).toEqual([]);
    expect(rulesOf(null)).toEqual([]);
  });
});

test('what takes a secret or a need away is offered, and never done unasked', () => {
  const text = `${head}stages:\n  a:\n    cmd: "curl -H 'x: ghp_${'a'.repeat(36)}' ghp_${'a'.repeat(36)}"\n    outs: [a.csv]\n    env:\n      API_KEY: 9f8e7d6c5b4a\n  b:\n    cmd: x\n    deps: [a.csv]\n    needs: [a]\n`;
  const found = check(text);
  expect(found.map(({ rule }) => rule)).toEqual(['secret-literal', 'secret-literal', 'need-redundant']);
  expect(sureEdits(found)).toEqual({ edits: [], fixed: 0 });
  // In single quotes the shell puts nothing in, so nothing is offered for a token there.
  expect(found[0]?.fixes).toBeUndefined();
  expect(applyFixes(text, found)).not.toMatch(/env:|API_KEY|needs:/);
});

test('a cycle names its other places', () => {
  const [finding] = check(`${head}stages:\n  a: {cmd: x, needs: [b]}\n  b: {cmd: x, needs: [a]}\n`);
  expect(finding?.related?.map(place => place.rule)).toEqual(['cycle-link']);
});
