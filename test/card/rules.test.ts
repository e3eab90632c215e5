// Rules on the keys and values of a model card, each with the place and the words it has.
import { expect, test } from 'vitest';
import { expectMarks, fixedCard } from '../kit/cardFindings.ts';

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
#        ^^^^^ warning[card-license-other]: With «license: other», license_link should say which licence it is.
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

test('placeholders are one finding that names all places', () => {
  expectMarks(`---
license: mit
---
# Model
[More Information Needed]
#<^^^^^^^^^^^^^^^^^^^^^^^^^ warning[card-placeholder]: «[More Information Needed]» stands in 2 place(s)…
- **Developed by:** [More Information Needed]
<!-- [More Information Needed] -->
More information needed for this is welcome.
`);
});
