// Rules, expansion and graph of dvc.yaml.
import { expect, test } from 'vitest';
import type { Facts } from '../../engine/domain/facts.ts';
import { readDialectFile } from '../../engine/pipeline/dialects/readDialect.ts';
import { dialectAgainstMarks } from '../kit/dialectFindings.ts';

const facts: Facts = {
  files: ['dvc.yaml', 'params.yaml', 'src/prepare.py', 'src/train.py', 'data/raw.csv', 'images.dvc', 'README.md'],
  texts: { 'params.yaml': 'seed: 1\nsplit: {test_size: 0.2}\nmodels: [lr, gbm]\nsizes: {low: 1, high: 2}\n' },
};
const holds = (fixture: string, more: Facts = {}): void => {
  const [found, marked] = dialectAgainstMarks(fixture, 'dvc.yaml', { ...facts, ...more });
  expect(found).toEqual(marked);
};

test('a sound file with expressions, foreach, matrix and a folder that DVC tracks has no findings', () =>
  holds(`stages:
  prepare:
    cmd: python src/prepare.py --seed \${seed} --size \${split.test_size} \\\${HOME}
    deps: [src/prepare.py, data/raw.csv, images/train]
    params: [seed, split.test_size]
    outs:
      - data/\${seed}
  train:
    foreach: \${models}
    do:
      cmd: python src/train.py \${item}
      deps: [src/train.py, data/1]
      outs: ["models/\${item}.pkl"]
  grid:
    matrix:
      size: ["\${sizes.low}", "\${sizes.high}"]
      kind: [a, b]
    cmd: python src/train.py \${item.size} \${item.kind}
    deps: [src/train.py, models/lr.pkl]
    outs: ["grid/\${key}.pkl"]
    metrics:
      - grid/\${item.size}/\${item.kind}.json:
          cache: false
`));

test('names without a value are reported with the nearest one, shell variables with what to write', () =>
  holds(`stages:
  prepare:
    cmd: python src/prepare.py \${sed} \${test_size} \${HOME}
    #                          ^^^^^^ error[dvc-expression-unknown]: «sed» has no value in params.yaml. Did you mean «seed»?
    #                                 ^^^^^^^^^^^^ error[dvc-expression-unknown]: …Did you mean «split.test_size»?
    #                                              ^^^^^^^ error[dvc-shell-variable]: …write $HOME.
    deps: [src/prepare.py]
`));

test('nothing is said of names while a vars file is not known', () =>
  holds(
    `vars: [other.yaml]
stages:
  prepare:
    cmd: python src/prepare.py \${unknown}
    deps: [src/prepare.py]
`,
    { files: [...(facts.files ?? []), 'other.yaml'] },
  ));

test('params that are in no file, and items that are no list', () =>
  holds(`stages:
  prepare:
    cmd: echo
    params: [sead, split]
    #        ^^^^ error[dvc-param-missing]: «sead» is not in params.yaml. Did you mean «seed»?
  each:
    foreach: \${seed}
    #        ^^^^^^^ error[dvc-expansion-items]: «foreach» must be a list or a mapping; «seed» is «1».
    do: {cmd: "echo \${item}"}
`));

test('outs that are written twice, nested or the same for all items', () =>
  holds(`stages:
  one:
    cmd: echo
    outs: [data/out.csv, models]
  two:
    cmd: echo
    outs: [data/out.csv, models/a]
    #      ^^^^^^^^^^^^ error[output-twice]
    #                    ^^^^^^^^ error[output-nested]
  three:
    foreach: [1, 2]
    do:
      cmd: echo \${item}
      outs: [same.txt]
      #      ^^^^^^^^ error[dvc-expansion-collision]: «same.txt» is the same for 2 stages…
`));

test('a circle is reported with its path, a missing dep with the nearest file', () =>
  holds(`stages:
  one:
    cmd: echo
    deps: [b.txt, src/trian.py]
    #      ^^^^^ error[cycle]: These stages wait for each other: one → two → one.
    #             ^^^^^^^^^^^^ error[dep-missing]: …Did you mean «src/train.py»?
    outs: [a.txt]
  two:
    cmd: echo
    deps: [a.txt]
    outs: [b.txt]
`));

test('keys are held against the schema, with values that expressions give left alone', () =>
  holds(`stages:
  train:
    cmd: echo
    dep: [data/raw.csv]
    #<^^^ error[unknown-key]: «dep» is not a key of train. Did you mean «deps»?
    frozen: \${seed}
    always_changed: maybe
    #               ^^^^^ error[wrong-type]
    outs:
      - big.bin:
          cach: false
          #<^^^^ error[unknown-key]
`));

test('foreach and matrix become stages of the graph', () => {
  const read = readDialectFile(
    `stages:
  prepare: {cmd: a, outs: [data]}
  train:
    foreach: \${models}
    do: {cmd: b, deps: [data], outs: ["m/\${item}"]}
  grid:
    matrix: {x: [1, 2], y: [true]}
    cmd: c
    deps: [m/lr]
`,
    'dvc.yaml',
    facts,
  );
  expect(read?.reading.stages.map(({ name, deps, outs }) => [name, deps, outs])).toEqual([
    ['prepare', [], ['data']],
    ['train@lr', ['data'], ['m/lr']],
    ['train@gbm', ['data'], ['m/gbm']],
    ['grid@1-True', ['m/lr'], []],
    ['grid@2-True', ['m/lr'], []],
  ]);
  expect(read?.reading.notes.map(({ inlay }) => inlay)).toContain('2 stages');
});

test('an expression in brackets needs quotes', () =>
  holds(`stages:
  train:
    cmd: echo
    deps: [data/\${seed}, x]
    #      ^^^^^^^^^^^^ error[expression-quotes]
`));

test('a file that is a template gets one calm message', () => {
  const read = readDialectFile('stages:\n{% for x in y %}\n  a: {cmd: b}\n{% endfor %}\n', 'dvc.yaml', {});
  expect(read?.diagnostics.map(({ rule, severity }) => [rule, severity])).toEqual([['template-file', 'info']]);
});
