// A card against itself, its run, its files and a template: what is said, and above all where nothing is said.
import { expect, test } from 'vitest';
import { cardProfileIds } from '../../engine/domain/cardProfile.ts';
import type { Facts } from '../../engine/domain/facts.ts';
import { cardFindings, expectMarks, fixedCard } from '../kit/cardFindings.ts';

const rulesOf = (text: string, facts: Facts = {}): readonly string[] =>
  cardFindings(text, { facts }).map(({ rule }) => rule);
const card = (yaml: string, body = ''): string => `---\n${yaml}\n---\n\n${body}\n`;
const results = (...metrics: readonly string[]): string =>
  `model-index:\n- name: m\n  results:\n  - task: {type: other}\n    dataset: {type: d, name: d}\n    metrics:\n${metrics.map(one => `    - ${one}\n`).join('')}`.trimEnd();
const run = '0123456789abcdef0123456789abcdef';

for (const [written, id] of [
  ['scikit-learn', 'sklearn'],
  ['Keras', 'keras'],
  ['sentence_transformers', 'sentence-transformers'],
  ['Stable-Baselines3', 'stable-baselines3'],
  ['Hugging Face', 'transformers'],
] as const)
  test(`the library «${written}» is mended to ${id}`, () =>
    expect(fixedCard(card(`library_name: ${written}`), 'card-library-form')).toBe(card(`library_name: ${id}`)));

test('libraries that the Hub does not know are allowed', () => {
  for (const name of ['our-own', 'statsmodels', 'prophet']) expect(rulesOf(card(`library_name: ${name}`))).toEqual([]);
});

test('the class in config.json tells the task, where it is built for few', () => {
  const config = (name: string): Facts => ({ texts: { 'config.json': `{"architectures": ["${name}"]}` } });
  expectMarks(
    `---
pipeline_tag: text-classification
#             ^^^^^^^^^^^^^^^^^^^ warning[card-task-contradicts]: «text-classification» does not go with BertForTokenClassification in config.json, which is token-classification.
---
`,
    config('BertForTokenClassification'),
  );
  for (const [task, name] of [
    ['text-classification', 'BertForSequenceClassification'],
    ['text-ranking', 'BertForSequenceClassification'],
    ['image-text-to-text', 'LlamaForCausalLM'],
    ['fill-mask', 'OurOwnModel'],
  ] as const)
    expect(rulesOf(card(`pipeline_tag: ${task}`), config(name))).toEqual([]);
});

test('results of another task of the same kind of data do not contradict', () => {
  const other = (tag: string, type: string): string =>
    card(`pipeline_tag: ${tag}\n${results('{type: accuracy, value: 0.9}').replace('other', type)}`);
  expect(rulesOf(other('text-generation', 'question-answering'))).toEqual([]);
  expect(rulesOf(other('robotics', 'reinforcement-learning'))).toEqual([]);
  expect(rulesOf(other('image-text-to-text', 'text-generation'))).toEqual([]);
  expect(rulesOf(other('tabular-regression', 'image-classification'))).toEqual(['card-task-contradicts']);
});

test('small percentages, perfect scores and other metrics are no second scale', () => {
  const two = (type: string, a: string, b: string): readonly string[] =>
    rulesOf(card(results(`{type: ${type}, value: ${a}}`, `{type: ${type}, value: ${b}}`)));
  expect(two('accuracy', '0.93', '91.2')).toEqual(['card-metric-scale']);
  expect(two('accuracy', '1', '91.2')).toEqual([]);
  expect(two('accuracy', '0.01', '91.2')).toEqual([]);
  expect(two('rmse', '0.9', '91.2')).toEqual([]);
});

test('percentages that run from below one to a hundred, as those of benchmarks, are one scale', () => {
  const of = (...values: readonly number[]): readonly string[] =>
    rulesOf(card(results(...values.map(value => `{type: accuracy, value: ${value}}`))));
  expect(of(0.88, 1.9, 34.6, 82.8, 99.5)).toEqual([]);
  expect(of(0.88, 0.91, 82.8, 87.1, 99.5)).toEqual(['card-metric-scale']);
});

test('thousands of results take no longer than their number', () => {
  const metrics = (count: number): string =>
    results(...Array.from({ length: count }, (_, i) => `{type: ndcg_at_${i}, value: ${(i % 90) + 2}.5}`));
  const text = card(metrics(8_000), '- ndcg_at_7: 9.5\n- ndcg_at_8: 12');
  const before = process.cpuUsage();
  expect(rulesOf(text)).toEqual(['card-text-differs']);
  expect(process.cpuUsage(before).user / 1_000).toBeLessThan(4_000);
});

test('a number of the text is held against the only result of that name', () => {
  const front = results('{type: accuracy, value: 0.9341}');
  const says = (line: string): readonly string[] => rulesOf(card(front, line));
  for (const fine of [
    '- Accuracy: 0.9341',
    '- Accuracy: 0.93',
    '- **Accuracy:** 93.4%',
    '- Accuracy: 0.91 on the hard half',
    '- Accuracy: 0.91\n- Accuracy: 0.95',
    '| Metric | Value |\n|---|---|\n| Accuracy | 93.41 |',
    '| Split | Accuracy |\n|---|---|\n| test | 0.7 |',
    '```\n- Accuracy: 0.5\n```',
    'Accuracy: 0.5 was what we had before.',
  ])
    expect(says(fine), fine).toEqual([]);
  for (const wrong of ['- Accuracy: 0.95', '* `accuracy`: 0.91', '| Metric | Value |\n|---|---|\n| Accuracy | 0.92 |'])
    expect(says(wrong), wrong).toEqual(['card-text-differs']);
  expect(fixedCard(card(front, '- Accuracy: 0.95'), 'card-text-differs')).toBe(card(front, '- Accuracy: 0.9341'));
});

test('a result with a name of its own is not what a line says of the bare metric', () => {
  const front = results('{type: wer, name: Test WER, value: 45.51}');
  expect(rulesOf(card(front, '- Wer: 0.3095'))).toEqual([]);
  expect(rulesOf(card(front, '- Test WER: 45.5'))).toEqual([]);
  expect(rulesOf(card(front, '- Test WER: 30.95'))).toEqual(['card-text-differs']);
});

test('an error rate may be a fraction in the text and a percentage in front, and digits may be cut off', () => {
  const front = (value: string): string => results(`{type: wer, value: ${value}}`);
  expect(rulesOf(card(front('45.51'), '- WER: 0.4551'))).toEqual([]);
  expect(rulesOf(card(front('0.11185916'), '- WER: 0.1118'))).toEqual([]);
  expect(rulesOf(card(front('0.1119'), '- WER: 0.11185916'))).toEqual([]);
  expect(rulesOf(card(front('0.11185916'), '- WER: 0.1117'))).toEqual(['card-text-differs']);
  expect(rulesOf(card(front('45.51'), '- WER: 0.4651'))).toEqual(['card-text-differs']);
});

test('hyperparameters are held against the run that the card cites', () => {
  const facts: Facts = {
    runs: {
      [run]: { id: run, name: 'brave-newt', metrics: {}, params: { 'train.lr': '2e-05', seed: '42', note: 'x' } },
    },
  };
  const cites = `trainyard: {run: ${run}}`;
  expect(rulesOf(card(cites, '- lr: 0.00002\n- seed: 42\n- note: 7\n- epochs: 3'), facts)).toEqual([]);
  expect(rulesOf(card('license: mit', '- seed: 43'), facts)).toEqual([]);
  expect(fixedCard(card(cites, '- seed: 43'), 'card-param-differs', facts)).toBe(card(cites, '- seed: 42'));
});

test('links and pictures are looked up from the folder of the card', () => {
  const facts: Facts = { files: ['docs/', 'docs/curve 1.png', 'src/train.py', 'docs/MODEL_CARD.md'] };
  const body =
    '[a](../src/train.py#L3) ![b](curve%201.png) [c](https://x.example/y) [d](#uses) [e](mailto:a@b.example) [f](/abs) [g][r]\n\n[r]: ../src';
  const own = (text: string): readonly string[] =>
    cardFindings(card('license: mit', text), { name: 'docs/MODEL_CARD.md', facts }).map(({ rule }) => rule);
  expect(own(body)).toEqual([]);
  expect(own('![b](curve%202.png)')).toEqual(['card-link-broken']);
  expect(own('`[x](nothing.md)`')).toEqual([]);
  expect(rulesOf(card('license: mit', '[x](nothing.md)'))).toEqual([]);
  expect(rulesOf(card('license: mit', '[x](nothing.md)'), { files: [], unlisted: [''] })).toEqual([]);
});

test('the licence of a base model that is not known, or stricter than it, is left alone', () => {
  for (const front of [
    'license: mit\nbase_model: google-bert/bert-base-uncased',
    'license: llama3.1\nbase_model: meta-llama/Llama-3.1-8B',
    'license: other\nlicense_name: x\nlicense_link: LICENSE\nbase_model: meta-llama/Llama-3.1-8B',
    'license: apache-2.0\nbase_model: google/gemma-scope',
  ])
    expect(rulesOf(card(front)), front).toEqual([]);
});

test('weights beside an adapter leave the relation open', () => {
  const front = card('base_model: google/gemma-2b\nbase_model_relation: finetune');
  expect(rulesOf(front, { files: ['adapter_config.json', 'model.safetensors'] })).toEqual([]);
  expect(rulesOf(front, { files: ['model-q4.gguf'] })).toEqual(['card-relation-contradicts']);
});

test('the base that the text names is added to the front matter', () => {
  const text = card('license: mit', 'It is a fine-tuned version of [X](https://huggingface.co/owner/x) on our data.');
  expect(fixedCard(text, 'card-base-model-missing')).toBe(
    text.replace('license: mit\n', 'license: mit\nbase_model: owner/x\n'),
  );
  expect(
    rulesOf(card('license: mit\nbase_model: owner/x', 'A fine-tuned version of [X](https://huggingface.co/owner/x).')),
  ).toEqual([]);
});

test('an address of the Hub has its id in it', () =>
  expect(fixedCard(card('datasets: [https://huggingface.co/datasets/owner/data]'), 'card-dataset-id')).toBe(
    card('datasets: [owner/data]'),
  ));

test('an id with the folder of the Hub before it is an id', () =>
  expect(fixedCard(card('datasets: [datasets/owner/data]'), 'card-dataset-id')).toBe(card('datasets: [owner/data]')));

test('data named in words is only noted, since the Hub takes it; a base model in words is an error', () => {
  const severities = (front: string): readonly string[] =>
    cardFindings(card(front)).map(({ rule, severity }) => `${severity} ${rule}`);
  expect(severities('datasets: [Our own rentals]')).toEqual(['info card-dataset-id']);
  expect(severities('base_model: our own base')).toEqual(['error card-hub-id']);
});

test('the base that a line of the template names is added too, where it is an id or a link to one', () => {
  const says = (line: string): readonly string[] => rulesOf(card('license: mit', `## Model Details\n\n${line}`));
  for (const named of [
    '- **Finetuned from model:** [X](https://huggingface.co/owner/x).',
    '- **Finetuned from model [optional]:** owner/x-7b',
    '* **Fine-tuned from**: `owner/x-7b`',
  ])
    expect(says(named), named).toEqual(['card-base-model-missing']);
  for (const other of [
    '- **Finetuned from model:** [X](https://arxiv.org/abs/2302.13971)',
    '- **Finetuned from model:** X 13B',
    '- **Finetuned from model:** [X](https://huggingface.co/owner/x) and [Y](https://huggingface.co/owner/y)',
    '- **Finetuned from model:** [X](https://huggingface.co/docs/x)',
    '- **Finetuned from model:** None',
  ])
    expect(says(other), other).toEqual([]);
  const text = card('license: mit', '- **Finetuned from model:** `owner/x-7b`');
  expect(fixedCard(text, 'card-base-model-missing')).toBe(
    text.replace('license: mit\n', 'license: mit\nbase_model: owner/x-7b\n'),
  );
});

test('a sentence about the base of another model names no base of this one', () => {
  const other =
    'The base language model [owner/x](https://huggingface.co/owner/x) is a fine-tuned version of [Y](https://huggingface.co/owner/y).';
  expect(rulesOf(card('license: mit', other))).toEqual([]);
  const own =
    'It builds on [this paper](https://x.example/p). It is a fine-tuned version of [Y](https://huggingface.co/owner/y).';
  expect(rulesOf(card('license: mit', own))).toEqual(['card-base-model-missing']);
});

test.for(cardProfileIds)('what the fix of %s adds is what was missing', profile => {
  const text = card('license: mit', '# M');
  const mended = fixedCard(text, 'card-section-missing', {}, profile);
  expect(mended.startsWith(text)).toBe(true);
  expect(cardFindings(mended, { profile }).map(({ rule }) => rule)).toEqual(['card-placeholder']);
});

test('labels in bold and in tables count as sections', () => {
  const missing = cardFindings(
    card('license: mit', '**Developed by:** us\n\n| Privacy | none |\n|---|---|\n| Bias | none |'),
    {
      profile: 'card++',
    },
  );
  expect(missing[0]?.args.sections).not.toMatch(/Bias|Privacy/);
});

test('a modelcard.yaml is front matter throughout', () => {
  const found = cardFindings('license: MIT\nlibrary_name: sklearn\n', { name: 'modelcard.yaml' });
  expect(found.map(({ rule, range }) => [rule, range])).toEqual([['card-license-form', { start: 9, end: 12 }]]);
});

test('a heading on limits over none of its own says what a later one says', () => {
  const text = (later: string): string =>
    card('license: mit', `## Performance and Limitations\n\n## Performance\n\nFine.\n\n## Limitations\n\n${later}`);
  expect(rulesOf(text('Trained on one city.'))).toEqual([]);
  expect(rulesOf(text(''))).toEqual(['card-section-empty', 'card-section-empty']);
});

test('an empty section on limits is reported once, one with deeper sections is not', () => {
  expectMarks(`---
license: mit
---
## Limitations
### In summer
Hot days.
## Bias, Risks, and Limitations
#<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[card-section-empty]: «Bias, Risks, and Limitations» says nothing.
<!-- What are the limits? -->
## Evaluation
Fine.
`);
});
