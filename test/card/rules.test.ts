// Rules on the keys and values of a model card, each with the place and the words it has.
import { expect, test } from 'vitest';
import { cardFindings, expectMarks, fixedCard } from '../kit/cardFindings.ts';

/** A card whose front matter is `yaml`; marks are comments in it. */
const card = (yaml: string): string => `---${yaml}\n---\n# Model\n`;

test('a misspelt key is reported with the key that was meant', () =>
  expectMarks(
    card(`
model_index: []
#<^^^^^^^^^^^ error[card-near-miss-key]: Nothing reads the key «model_index». Did you mean «model-index»?
licence: mit
#<^^^^^^^ error[card-near-miss-key]: …«license»?
dataset: x
#<^^^^^^^ error[card-near-miss-key]: …«datasets»?
pipeline-tag: robotics
#<^^^^^^^^^^^^ error[card-near-miss-key]: …«pipeline_tag»?`),
  ));

test('keys that are near nothing known are allowed', () =>
  expectMarks(card('\nname: bike\nversion: 3\neval_results: []\nlicense_type: free\nlicense: mit\nmodel_type: bert')));

test('a key that is there twice is reported at the second place', () =>
  expectMarks(
    card(`
tags: [a]
tags: [b]
#<^^^^ error[card-duplicate-key]: The key «tags» is there twice.`),
  ));

test('tags that are no list and an empty language are reported', () =>
  expectMarks(
    card(`
tags: audio
#     ^^^^^ error[card-wrong-type]: «tags» must be a list; this is text.
language:
#<^^^^^^^^ error[card-wrong-type]: …this is nothing.`),
  ));

test('Norwegian in YAML 1.1 is false until it has quotes', () => {
  expectMarks(
    card(`
language:
- no
# ^^ error[card-yaml-boolean]: Many readers take «no» for false (YAML 1.1). Put it in quotes.
- "no"
tags:
- on
# ^^ error[card-yaml-boolean]: …for true…`),
  );
  expect(fixedCard(card('\nlanguage: no'), 'card-yaml-boolean')).toBe(card('\nlanguage: "no"'));
});

test('regions and names of languages are not codes, and the fix knows the code', () => {
  expectMarks(
    card(`
language: [en, yue, code, multilingual, sv-SE, English, klingonish]
#                                       ^^^^^ error[card-language-unknown]: «sv-SE» is not a language code…
#                                              ^^^^^^^ error[card-language-unknown]
#                                                       ^^^^^^^^^^ error[card-language-unknown]`),
  );
  expect(fixedCard(card('\nlanguage: sv-SE'), 'card-language-unknown')).toBe(card('\nlanguage: sv'));
  expect(fixedCard(card('\nlanguage: Norwegian'), 'card-language-unknown')).toBe(card('\nlanguage: "no"'));
  expect(fixedCard(card('\nlanguage: EN, French'), 'card-language-unknown')).toBe(card('\nlanguage: [en, fr]'));
  expect(fixedCard(card('\nlanguage: jp'), 'card-language-unknown')).toBe(card('\nlanguage: ja'));
});

test('two codes with a hyphen may be a region or a pair, and no fix of them is sure', () => {
  const fixes = (language: string): readonly string[] =>
    cardFindings(card(`\nlanguage: ${language}`)).flatMap(one =>
      (one.fixes ?? []).map(fix => `${fix.edits[0]?.text}${fix.isSure === false ? ' ?' : ''}`),
    );
  expect(fixes('en-lv')).toEqual(['en ?', '[en, lv] ?']);
  expect(fixes('pt-BR')).toEqual(['pt']);
  expect(fixes('en-us')).toEqual(['en']);
});

test('codes that ISO gave up and well-known models still have are left alone', () =>
  expect(cardFindings(card('\nlanguage: [jw, iw]')).map(one => one.rule)).toEqual([]));

test('«false» as task and keys in the form of a comment are meant so', () => {
  expect(cardFindings(card('\npipeline_tag: false')).map(one => one.rule)).toEqual([]);
  expect(cardFindings(card('\nlicense: mit\n<!-- thumbnail: none')).map(one => one.rule)).toEqual([]);
});

const licenses: readonly (readonly [string, string])[] = [
  ['MIT', 'mit'],
  ['Apache 2.0', 'apache-2.0'],
  ['Apache License, Version 2.0', 'apache-2.0'],
  ['GPLv3', 'gpl-3.0'],
  ['CC-BY-4', 'cc-by-4.0'],
  ['cc0', 'cc0-1.0'],
  ['BSD 3 clause', 'bsd-3-clause'],
  ['Llama-3.1', 'llama3.1'],
  ['apach-2.0', 'apache-2.0'],
];
for (const [written, id] of licenses) {
  test(`the licence «${written}» is mended to ${id}`, () =>
    expect(fixedCard(card(`\nlicense: ${written}`), 'card-license-form')).toBe(card(`\nlicense: ${id}`)));
}

test('a licence of no known name asks for «other» with its name', () => {
  expectMarks(
    card(`
license: acme-internal
#        ^^^^^^^^^^^^^ error[card-license-unknown]: «acme-internal» is not a licence id…`),
  );
  expectMarks(
    card(`
license: other
#        ^^^^^ info[card-license-other]: With «license: other», license_link should say which licence it is.
license_name: acme`),
  );
});

test('versions of a licence are not taken for each other', () =>
  expectMarks(card('\nlicense: gpl-2.5\n#        ^^^^^^^ error[card-license-unknown]')));

test('retired and unknown tasks are reported, with what took their place', () => {
  expectMarks(
    card(`
pipeline_tag: text2text-generation
#             ^^^^^^^^^^^^^^^^^^^^ warning[card-task-retired]: …«text-generation» took its place.`),
  );
  expect(fixedCard(card('\npipeline_tag: Text Classification'), 'card-task-unknown')).toBe(
    card('\npipeline_tag: text-classification'),
  );
});

test('a retired task in the results is only noted, and no sure fix stands for what may be translation', () => {
  expectMarks(
    metric('bleu', '31.2')
      .replace('type: other', 'type: text2text-generation')
      .replace('\n    dataset', '\n#                ^^^^^^^^^^^^^^^^^^^^ info[card-task-retired]\n    dataset'),
  );
  const [finding] = cardFindings(card('\npipeline_tag: text2text-generation'));
  expect(finding?.fixes?.map(fix => fix.isSure)).toEqual([false]);
});

test('a path, an address or None that a trainer left as base model is reported', () => {
  expectMarks(
    card(`
base_model:
- google/gemma-2b
- ./out/checkpoint-500
# ^^^^^^^^^^^^^^^^^^^^ error[card-base-model-path]: …is a path…
- None
# ^^^^ error[card-base-model-path]: …Python’s empty value…
base_model_relation: finetuned
#                    ^^^^^^^^^ warning[card-relation-unknown]`),
  );
  expect(fixedCard(card('\nbase_model: https://huggingface.co/google/gemma-2b'), 'card-base-model-path')).toBe(
    card('\nbase_model: google/gemma-2b'),
  );
});

test('results without the keys that the Hub needs are reported, and a fix adds them', () => {
  expectMarks(
    card(`
model-index:
- name: bike
  results:
  - task: {type: tabular-regression}
#   ^^^^ error[card-model-index-shape]: This result needs «dataset»; without it the results are not read.
    metrics:
    - type: rmse
#     ^^^^ error[card-model-index-shape]: This metric needs «value»…
      name: RMSE
- results: []
# ^^^^^^^ error[card-model-index-shape]: This model needs «name»…`),
  );
  const text = '\nmodel-index:\n- name: b\n  results:\n  - task:\n      type: other\n    metrics: []';
  expect(fixedCard(card(text), 'card-model-index-shape')).toBe(
    card(`${text}\n    dataset:\n      type: \n      name: `),
  );
});

/** A model-index with one metric. */
const metric = (type: string, value: string): string =>
  card(`
model-index:
- name: m
  results:
  - task: {type: other}
    dataset: {type: d, name: d}
    metrics:
    - type: ${type}
      value: ${value}`);

test('values that are text or impossible are reported', () => {
  expectMarks(metric('accuracy', '25.59%\n#            ^^^^^^ warning[card-metric-text]'));
  expectMarks(metric('accuracy', 'NA\n#            ^^ warning[card-metric-text]'));
  expectMarks(
    metric(
      'f1',
      '-0.5\n#            ^^^^ error[card-metric-range]: f1 cannot be -0.5: it lies between 0 and 1 (100 as a percentage).',
    ),
  );
  expectMarks(metric('rmse', '-1\n#            ^^ error[card-metric-range]'));
  expect(fixedCard(metric('wer', '"20.0 ± 1.2"'), 'card-metric-text')).toBe(metric('wer', '20.0'));
  expect(fixedCard(metric('f1', '0,912'), 'card-metric-text')).toBe(metric('f1', '0.912'));
});

test('rewards and returns are written with their spread', () => {
  for (const type of ['mean_reward', 'total_reward', 'episode_return', 'expert_normalized_score'])
    expectMarks(metric(type, '0.96 +/- 0.14'));
  expectMarks(metric('accuracy', '0.96 +/- 0.14\n#            ^^^^^^^^^^^^^ warning[card-metric-text]'));
});

test('percentages, negative r2 and metrics of unknown kind are allowed', () => {
  for (const [type, value] of [
    ['accuracy', '93.4'],
    ['r2', '-0.2'],
    ['custom', '-7'],
    ['loss', '-1.5'],
    ['perplexity', '.inf'],
  ] as const) {
    expectMarks(metric(type, value));
  }
});

test('a line that is only TODO or TBD is a place to fill in, and one above a list of what is to do is none', () => {
  expectMarks(`---
license: mit
---
# Model

## Training data

TBD.
#<^^^ warning[card-placeholder]: «TBD» is one of 2 place(s)…

## Results

**TODO**
`);
  expectMarks('# Model\n\nTODO\n\n- measure on the second half\n\n```python\nTODO\n```\n\nThe TODO list is long.\n');
});

test('placeholders are one finding that names all places', () => {
  expectMarks(`---
license: mit
---
# Model
[More Information Needed]
#<^^^^^^^^^^^^^^^^^^^^^^^^^ warning[card-placeholder]: «[More Information Needed]» is one of 2 place(s)…
- **Developed by:** [More Information Needed]
<!-- [More Information Needed] -->
More information needed for this is welcome.
`);
});
