// What a card says of its data, groups, samples and versions, held against the rest of it and the registry.
import { expect, test } from 'vitest';
import type { Facts } from '../../engine/domain/facts.ts';
import { cardFindings, expectMarks, fixedCard } from '../kit/cardFindings.ts';

const rulesOf = (text: string, facts: Facts = {}): readonly string[] =>
  cardFindings(text, { facts }).map(({ rule }) => rule);
const results = (name: string, ...datasets: readonly string[]): string =>
  `model-index:\n- name: ${name}\n  results:\n${datasets
    .map(
      type =>
        `  - task: {type: text-classification}\n    dataset: {type: ${type}, name: d}\n    metrics: [{type: accuracy, value: 0.9}]\n`,
    )
    .join('')}`.trimEnd();
const card = (yaml: string, body = ''): string => `---\n${yaml}\n---\n\n${body}\n`;

test('a data set that is one letter off a listed one is a slip, with the listed one as a fix', () => {
  const text = `---
datasets: [acme/support-tickets]
model-index:
- name: m
  results:
  - task: {type: text-classification}
    dataset: {type: acme/support_tickets, name: Tickets}
    #               ^^^^^^^^^^^^^^^^^^^^ info[card-dataset-differs]: «acme/support_tickets» is one letter off «acme/support-tickets», which «datasets» lists.
    metrics: [{type: accuracy, value: 0.9}]
---
`;
  expectMarks(text);
  expect(fixedCard(card(`datasets: [acme/ticket]\n${results('m', 'acme/tickets')}`), 'card-dataset-differs')).toContain(
    'type: acme/ticket,',
  );
});

test('other data, other releases and names that are no ids are no slip', () => {
  const rules = (listed: string, type: string) => rulesOf(card(`datasets: [${listed}]\n${results('m', type)}`));
  expect(rules('mozilla-foundation/common_voice_8_0', 'mozilla-foundation/common_voice_7_0')).toEqual([]);
  expect(rules('imdb', 'imdbs')).toEqual([]);
  expect(rules('acme/train', 'glue/sst2')).toEqual([]);
  expect(rules('stanfordnlp/imdb', 'imdb')).toEqual([]);
});

const factors = '## Factors\n\nAge band and region of the customer.\n';

test('factors that no result tells of are said at their heading', () =>
  expectMarks(`---
${results('m', 'd')}
---

## Factors
#<^^^^^^^^^^ info[card-factors-unmeasured]: «Factors» names what matters, and every result is of all data together: none tells of one group.

Age band and region of the customer.
`));

test('factors are left alone where a table, a heading or a second result may tell of groups', () => {
  const says = (body: string, ...sets: readonly string[]): readonly string[] =>
    rulesOf(card(results('m', 'd', ...sets), body));
  expect(says(factors)).toEqual(['card-factors-unmeasured']);
  expect(says(`${factors}\n| Group | Accuracy |\n|---|---|\n| young | 0.9 |\n| old | 0.8 |\n`)).toEqual([]);
  expect(says(`${factors}\n## Results by age\n\nThe same.\n`)).toEqual([]);
  expect(says(factors, 'd-young')).toEqual([]);
  expect(says('## Factors\n\nNone known.\n')).toEqual([]);
  expect(says('## Factors\n\nWe measured accuracy per region and found no difference.\n')).toEqual([]);
  expect(rulesOf(card('license: mit', factors))).toEqual([]);
});

test('a sample that loads another model than the card’s is reported at the id', () =>
  expectMarks(`---
base_model: acme/bert
model-index:
- name: acme/bert-tickets
  results: []
---

\`\`\`python
tokenizer = AutoTokenizer.from_pretrained("other/tokenizer")
model = AutoModelForSequenceClassification.from_pretrained("acme/bert-reviews")
#                                                           ^^^^^^^^^^^^^^^^^ warning[card-sample-model]: The sample loads «acme/bert-reviews», and this is the card of «acme/bert-tickets».
\`\`\`
`));

test('samples of the base, of the model itself, of placeholders, and cards without an id are left alone', () => {
  const says = (code: string, name = 'acme/bert-tickets'): readonly string[] =>
    rulesOf(
      card(`base_model: acme/bert\nmodel-index:\n- name: ${name}\n  results: []`, `\`\`\`python\n${code}\n\`\`\``),
    );
  const load = (id: string): string => `AutoModel.from_pretrained("${id}")`;
  expect(says(load('acme/bert-reviews'))).toEqual(['card-sample-model']);
  expect(says(`pipe = pipeline("text-classification", model="acme/bert-reviews")`)).toEqual(['card-sample-model']);
  expect(says(load('acme/bert'))).toEqual([]);
  expect(says(load('mirror/Bert-Tickets'))).toEqual([]);
  expect(says(`${load('acme/bert-reviews')}\nmodel.load_adapter("acme/bert-tickets")`)).toEqual([]);
  expect(says(load('your-name/model'))).toEqual([]);
  expect(says('AutoProcessor.from_pretrained("openai/clip")')).toEqual([]);
  expect(says(load('acme/bert-reviews'), 'bert-tickets')).toEqual([]);
  expect(says(load('acme/bert-reviews'), 'BERT for tickets')).toEqual([]);
});

test('a successor that is the base or the model itself is a circle', () => {
  expectMarks(`---
base_model: [acme/bert, acme/other]
new_version: acme/Bert
#            ^^^^^^^^^ warning[card-new-version-circle]: «acme/Bert» is its own base model: whoever follows «new_version» comes back to where they were.
---
`);
  expect(rulesOf(card(`new_version: acme/m\n${results('acme/m', 'd')}`))).toEqual(['card-new-version-circle']);
  expect(rulesOf(card(`new_version: acme/m-2\nbase_model: acme/bert\n${results('acme/m', 'd')}`))).toEqual([]);
});

const registry: Facts = {
  texts: {
    'pipeline.yaml':
      'name: bikes\nmodel:\n  # what is registered\n  artifact: m.onnx\n  name: bike\npackage: {format: onnx}\n',
    'flow.pipeline.yaml': 'name: bikes\nmodel: {name: "bike", artifact: m.onnx}\n',
    'none.pipeline.yaml': 'name: bikes\nstages: {a: {cmd: x}}\n',
  },
  models: { bike: { aliases: {}, versions: [3, 2, 1] }, empty: { aliases: {}, versions: [] } },
};
const versioned = (version: string, pipeline = 'pipeline.yaml'): string =>
  card(`license: mit\nversion: ${version}\ntrainyard: {pipeline: ${pipeline}}`);

test('a version that is not registered is reported with the newest one', () => {
  for (const pipeline of ['pipeline.yaml', 'flow.pipeline.yaml'])
    expect(rulesOf(versioned('4', pipeline), registry)).toEqual(['card-version-unregistered']);
  expect(fixedCard(versioned('4'), 'card-version-unregistered', registry)).toBe(versioned('3'));
});

test('registered versions, other kinds of versions, and unknown registries are left alone', () => {
  for (const version of ['2', '1.0.4', '"4"', 'v4', '4.5']) expect(rulesOf(versioned(version), registry)).toEqual([]);
  expect(rulesOf(versioned('4'), {})).toEqual([]);
  expect(rulesOf(versioned('4', 'none.pipeline.yaml'), registry)).toEqual([]);
  expect(rulesOf(card('license: mit\nversion: 4'), registry)).toEqual([]);
});

test('a listed metric without a result can be taken off the list as it is written', () => {
  const fix = (listed: string): string =>
    fixedCard(card(`metrics:${listed}\n${results('m', 'd')}`), 'card-metric-unreported').split('\nmodel-index')[0] ??
    '';
  expect(fix(' [f1, accuracy]')).toBe('---\nmetrics: [accuracy]');
  expect(fix(' [accuracy, f1]')).toBe('---\nmetrics: [accuracy]');
  expect(fix('\n- accuracy\n- f1')).toBe('---\nmetrics:\n- accuracy');
  expect(fix(' f1')).toBe('---\nmetrics: f1');
});

const measured = (listed: string, types: readonly string[]): string =>
  card(
    `metrics:${listed}\nmodel-index:\n  - name: m\n    results:\n      - task: {type: text-classification}\n        dataset: {type: d, name: D}\n        metrics:\n${types.map((type, i) => `          - {type: ${type}, value: 0.${i + 1}}`).join('\n')}`,
  );

test('what results report beside listed metrics can be listed too, as the list is written', () => {
  const fix = (listed: string): string =>
    fixedCard(measured(listed, ['accuracy', 'f1', 'bleu']), 'card-metric-unlisted').split('\nmodel-index')[0] ?? '';
  expect(rulesOf(measured(' [accuracy]', ['accuracy', 'f1']))).toEqual(['card-metric-unlisted']);
  expect(fix(' [accuracy]')).toBe('---\nmetrics: [accuracy, f1, bleu]');
  expect(fix(' ["accuracy"]')).toBe('---\nmetrics: ["accuracy", f1, bleu]');
  expect(fix('\n  - accuracy # top-1')).toBe('---\nmetrics:\n  - accuracy\n  - f1\n  - bleu # top-1');
  expect(fix('\n- "accuracy"')).toBe('---\nmetrics:\n- "accuracy"\n- f1\n- bleu');
  expect(fix(' accuracy')).toBe('---\nmetrics: accuracy');
});

test('nothing is said of a list of other metrics, of one that covers all, or of dozens of results', () => {
  const many = Array.from({ length: 8 }, (_, i) => `score${i}`);
  expect(rulesOf(measured(' [accuracy, f1]', ['accuracy', 'F1']))).toEqual([]);
  expect(rulesOf(measured(' [accuracy, code_eval]', ['accuracy', 'pass@1']))).toEqual([]);
  expect(rulesOf(measured(' [accuracy]', ['accuracy', ...many]))).toEqual([]);
  expect(rulesOf(measured(' [rouge]', ['f1']))).toEqual(['card-metric-unreported']);
  expect(rulesOf(measured(' []', ['f1']))).toEqual([]);
});

test('«license: other» can get the keys that say which', () => {
  expect(fixedCard(card('license: other'), 'card-license-other')).toBe(
    card('license: other\nlicense_name: \nlicense_link: LICENSE'),
  );
  const [finding] = cardFindings(card('license: other'));
  expect(finding?.fixes?.[0]?.isSure).toBe(false);
});

test('a card that fills in the whole template of the Hub lacks no section of it', () => {
  const sections =
    'Model Details|Model Description|Uses|Direct Use|Out-of-Scope Use|Bias, Risks, and Limitations|Recommendations|How to Get Started with the Model|Training Details|Training Data|Training Procedure|Evaluation|Testing Data, Factors & Metrics|Results|Environmental Impact|Model Card Contact'.split(
      '|',
    );
  const whole = card('license: mit', sections.map(name => `## ${name}\n\nWords.\n`).join('\n'));
  expect(cardFindings(whole, { profile: 'hub' })).toEqual([]);
  const without = whole.replace('## Environmental Impact', '## Elsewhere');
  expect(cardFindings(without, { profile: 'hub' })[0]?.args.sections).toBe('Environmental Impact');
  const byKey = without.replace('license: mit', 'license: mit\nco2_eq_emissions: {emissions: 1, hardware_used: CPU}');
  expect(cardFindings(byKey, { profile: 'hub' })).toEqual([]);
});
