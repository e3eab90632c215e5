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
    #<^^^ error[unknown-key]: «dep» is not a key of «train». Did you mean «deps»?
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
    ['grid@1-true', ['m/lr'], []],
    ['grid@2-true', ['m/lr'], []],
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

test('vars are merged as DVC does, and told where it would stop', () =>
  holds(
    `vars:
  - params.yaml
  - params.yaml:seed
  # ^^^^^^^^^^^^^^^^ error[dvc-vars-loaded]
  - more.yaml:lr,depht
  # ^^^^^^^^^^^^^^^^^^ error[dvc-param-missing]: «depht» is not in more.yaml. Did you mean «depth»?
  - more.yaml:depth
  - none.yaml
  # ^^^^^^^^^ error[dvc-vars-file-missing]
  - split: {shuffle: true, test_size: 0.3}
  #                        ^^^^^^^^^ error[dvc-vars-redefined]: «split.test_size» has a value from params.yaml already…
  - name: run-\${seed}
  #       ^^^^^^^^^^^ error[dvc-vars-expression]
stages:
  prepare:
    vars: [more.yaml:lr, {seed: 2}]
    #                     ^^^^ error[dvc-vars-redefined]: «seed» has a value from params.yaml already…
    cmd: echo \${seed} \${split.shuffle} \${depth} \${lr}
`,
    {
      files: [...(facts.files ?? []), 'more.yaml'],
      texts: { ...facts.texts, 'more.yaml': 'lr: 0.1\ndepth: 3\n' },
    },
  ));

test('groups stand in commands, lists nowhere, parts of items only where items have them', () =>
  holds(`stages:
  prepare:
    cmd: python src/prepare.py \${split} \${models}
    #                                   ^^^^^^^^^ error[dvc-value-kind]: «models» is a list…
    deps: [src/prepare.py, "\${split}"]
    #                       ^^^^^^^^ error[dvc-value-kind]: «split» is a mapping…
  each:
    foreach: [{name: a, size: 1}, {name: b}]
    do:
      cmd: echo \${item.name} \${item.size} \${key}
      #                      ^^^^^^^^^^^^ error[dvc-expression-unknown]: «item.size» has no value in foreach, so DVC stops here.
      #                                   ^^^^^^ error[dvc-expression-unknown]
      outs: ["\${item.name}.csv"]
  grid:
    matrix: {kind: [a, b], size: "\${sizes}"}
    cmd: echo \${item.kind} \${key}
  named:
    foreach: {a: {lr: 1}, b: {lr: 2}}
    do: {cmd: "echo \${item.lr} \${key}"}
`));

test('items that are no list, names that they hide', () =>
  holds(
    `stages:
  one:
    foreach: 5
    #        ^ error[dvc-expansion-items]: «foreach» must be a list or a mapping; «5» is one value.
    do: {cmd: echo}
  two:
    matrix: {a: text, b: [1]}
    #           ^^^^ error[dvc-expansion-items]
    cmd: echo
  three:
    foreach: [a]
    #<^^^^^^^ warning[dvc-name-shadowed]: The params have a «item» of their own…
    do: {cmd: "echo \${item}"}
`,
    { texts: { 'params.yaml': 'item: 1\nkey: 2\n' } },
  ));

test('items that are there twice make one stage, and outs listed twice one out', () =>
  holds(`stages:
  each:
    foreach: [a, a, b]
    do: {cmd: "echo \${item}", outs: ["\${item}.csv"]}
  once:
    cmd: echo
    outs: [x.csv, x.csv]
    metrics: [x.csv]
    #         ^^^^^ error[output-repeated]
`));

test('outs of other pipelines of the project are known', () => {
  const files = ['dvc.yaml', 'params.yaml', 'etl/dvc.yaml', 'etl/raw.csv', 'src/train.py'];
  const stages = `stages:
  train:
    cmd: echo
    deps: [etl/clean.csv, etl/other.csv, etl/raw.csv]
    #                     ^^^^^^^^^^^^^ error[dep-missing]
`;
  const texts = { 'etl/dvc.yaml': 'stages: {clean: {cmd: x, outs: [clean.csv]}}\n' };
  holds(stages, { files, texts });
  const silent = stages.replace(/ +#.*\n/, '');
  holds(silent, { files, texts: { 'etl/dvc.yaml': 'stages: {clean: {cmd: x, outs: ["${unknown}"]}}\n' } });
  holds(silent, { files, texts: {} });
});

test('the lock tells what would run again, and what is no more', () =>
  holds(
    `stages:
#<^^^^^^ info[dvc-lock-stage-gone]: dvc.lock still has a stage «old», which is not here.
  prepare:
    cmd: echo \${seed}
    deps: [./src/prepare.py, data/raw.csv]
    #                        ^^^^^^^^^^^^ info[dvc-lock-other-path]
    outs: [out/]
  train:
  #<^^^^^ info[dvc-lock-other-command]: …echo 2
    cmd: echo \${seed}
  fit:
    cmd: make fit
    params: [seed, split]
    #        ^^^^ info[dvc-lock-other-param]: «seed» is 1 now and was 3 in dvc.lock…
  evaluate:
  #<^^^^^^^^ info[dvc-lock-renamed]: dvc.lock calls this stage «eval»…
    cmd: make eval
  new: {cmd: make new}
`,
    {
      texts: {
        ...facts.texts,
        'dvc.lock': `schema: '2.0'
stages:
  prepare: {cmd: echo 1, deps: [{path: src/prepare.py, md5: a}], outs: [{path: out, md5: b}]}
  train: {cmd: echo 2}
  fit: {cmd: make fit, params: {params.yaml: {seed: 3, split: {test_size: 0.2}}}}
  eval: {cmd: make eval}
  old: {cmd: make old}
`,
      },
    },
  ));

test('metrics among the outs, files that nobody keeps, folders that are not there, params that nobody lists', () =>
  holds(
    `metrics: [shown/metrics.json]
stages:
  prepare:
  #<^^^^^^^ info[dvc-params-unlisted]: «prepare.py» reads params.yaml…
    cmd: python prepare.py
    wdir: src
    deps: [prepare.py]
  train:
    cmd: python train.py
    wdir: scr
    #     ^^^ warning[dvc-wdir-missing]: …Did you mean «src»?
    outs:
      - metrics.json
      # ^^^^^^^^^^^^ info[dvc-metrics-place]
      - plots/metrics.csv
    metrics:
      - ../scores.json:
      # ^^^^^^^^^^^^^^ warning[dvc-out-ignored]
          cache: false
      - kept.json: {cache: false}
    live: dvclive
    #<^^^^ error[dvc-live-removed]
  make:
    cmd: echo
    outs: [work/x, shown/metrics.json]
  use: {cmd: echo, wdir: work}
`,
    {
      texts: {
        ...facts.texts,
        'src/prepare.py': '# open("params.yaml")\nparams = yaml.safe_load(open("params.yaml"))\n',
        'src/train.py': '# open("params.yaml")\n',
        '.gitignore': '/scores.json\n',
      },
    },
  ));

test('plots, artifacts and datasets of every form are read', () =>
  holds(`datasets: [{name: dogs, type: dc, url: "dc://dogs", version: 2}, {name: x, type: dvc, url: "https://e.org/r", path: data, rev: main}]
plots:
  - roc.csv
  - PR: {x: recall, y: {a.csv: precision, b.csv: [p, q]}, template: linear, x_label: R, y_label: P, title: T}
  - plain:
artifacts:
  model: {path: models/m.pkl, type: model, desc: d, labels: [a], meta: {any: thing}}
params: [other.yaml]
stages:
  train:
    cmd: [echo one, echo two]
    deps: [src/train.py, src/train.py]
    frozen: true
    always_changed: false
    desc: d
    meta: {a: 1}
    params: [seed, {params.yaml: }, {other.yaml: [a]}]
    outs:
      - m.pkl: {cache: true, persist: true, remote: r, push: false, desc: d, type: model, labels: [x], meta: {}}
    plots:
      - a.csv: {x: a, y: b, template: t, header: false}
      - b.csv: [{x: a}, {x: b}]
`));

test('stages, values, axes and files are names with their places', () => {
  const text = `vars: [{train: {lr: 1}}]
stages:
  fit:
    cmd: x \${train.lr} \${train.lr}
    outs: [m.pkl]
  grid:
    matrix: {axis: [1, 2]}
    cmd: y \${item.axis}
    deps: [m.pkl]
`;
  const names = readDialectFile(text, 'dvc.yaml', {})?.reading.names ?? [];
  const count = (kind: string, name: string) => names.filter(one => one.kind === kind && one.name === name).length;
  expect([count('stage', 'fit'), count('value', 'train'), count('value', 'train.lr')]).toEqual([1, 3, 3]);
  expect([count('axis of grid', 'axis')]).toEqual([2]);
  // In an expanded stage a dep has a path for each run.
  expect(names.filter(({ kind }) => kind === 'path').map(({ role }) => role)).toEqual(['definition']);
  for (const { name, range } of names) expect(name.endsWith(text.slice(range.start, range.end))).toBe(true);
});
