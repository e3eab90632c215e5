// Model cards over the protocol: findings, completion, hover and symbols in their front matter.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type {
  CompletionList,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  LocationLink,
} from 'vscode-languageserver';
import { connectInMemory, projectUri, type TestClient } from '../kit/languageClient.ts';
import { readMarks } from '../kit/marks.ts';

const run = '0123456789abcdef0123456789abcdef';
let client: TestClient;
beforeAll(async () => {
  client = await connectInMemory();
  client.tell({
    files: ['sub/pipeline.yaml', 'MODEL_CARD.md'],
    runs: { [run]: { id: run, name: 'brave-newt', metrics: { rmse: 41.2251 } } },
  });
});
afterAll(() => client.stop());

const uri = `${projectUri}/MODEL_CARD.md`;
async function ask<T>(method: string, marked: string): Promise<T> {
  const { text, cursor } = readMarks(marked);
  client.close(uri);
  client.open('MODEL_CARD.md', text);
  return client.request<T>(method, uri, { position: client.positionAt(uri, cursor ?? 0) });
}
const complete = async (marked: string): Promise<readonly string[]> =>
  (await ask<CompletionList>('textDocument/completion', marked)).items.map(item => item.label);

test('keys, licences, tasks and languages are offered', async () => {
  expect(await complete('---\n$0\nlicense: mit\n---\n')).toEqual(
    expect.arrayContaining(['language', 'model-index', 'trainyard']),
  );
  expect(await complete('---\nlicense: $0\n---\n')).toEqual(expect.arrayContaining(['apache-2.0', 'mit', 'other']));
  expect(await complete('---\npipeline_tag: tab$0\n---\n')).toContain('tabular-regression');
  expect(await complete('---\nlanguage:\n- $0\n---\n')).toEqual(expect.arrayContaining(['en', 'sv', 'multilingual']));
});

/** Every key that the Hub documents. */
const hubKeys =
  'language license license_name license_link library_name pipeline_tag tags datasets buckets metrics base_model base_model_relation new_version model-index co2_eq_emissions widget inference instance_prompt mask_token thumbnail extra_gated_prompt extra_gated_fields extra_gated_heading extra_gated_description extra_gated_button_content'.split(
    ' ',
  );

test('every key of the Hub is offered and says what it is for', async () => {
  expect(await complete('---\n$0\ntrainyard: {}\n---\n')).toEqual(expect.arrayContaining(hubKeys));
  for (const key of hubKeys) {
    const hover = await ask<Hover | null>('textDocument/hover', `---\n${key[0]}$0${key.slice(1)}: x\n---\n`);
    expect(JSON.stringify(hover?.contents ?? '').length, key).toBeGreaterThan(40);
  }
});

test('values of the Hub’s vocabularies are offered', async () => {
  for (const [yaml, wanted] of [
    ['library_name: $0', ['timm', 'stable-baselines3', 'lerobot', 'sklearn']],
    ['base_model_relation: $0', ['adapter', 'finetune', 'merge', 'quantized']],
    ['pipeline_tag: $0', ['time-series-forecasting', 'any-to-any', 'text-ranking']],
    ['license: $0', ['openmdw-1.0', 'llama4', 'cc-by-nc-nd-4.0']],
    ['co2_eq_emissions:\n  $0', ['emissions', 'hardware_used', 'training_type']],
    ['model-index:\n- name: m\n  results:\n  - task:\n      type: $0', ['tabular-regression']],
  ] as const)
    expect(await complete(`---\n${yaml}\n---\n`), yaml).toEqual(expect.arrayContaining([...wanted]));
});

test('keys deep in model-index are offered, those already there are not', async () => {
  const labels = await complete(
    '---\nmodel-index:\n- name: m\n  results:\n  - metrics:\n    - type: rmse\n      $0\n---\n',
  );
  expect(labels).toContain('value');
  expect(labels).not.toContain('type');
});

test('the text of a card and Markdown without front matter offer nothing', async () => {
  expect(await complete('---\nlicense: mit\n---\n\n$0\n')).toEqual([]);
  expect(await complete('# Model\n$0\n')).toEqual([]);
});

test('a licence says its name, a cited run its metrics', async () => {
  const license = await ask<Hover>('textDocument/hover', '---\nlicense: bsl$0-1.0\n---\n');
  expect(license.contents).toMatchObject({ value: expect.stringMatching(/^`bsl-1.0`: Boost Software License 1.0/) });
  const cited = await ask<Hover>(
    'textDocument/hover',
    `---\ntrainyard:\n  run: ${run.slice(0, 9)}$0${run.slice(9)}\n---\n`,
  );
  expect(cited.contents).toMatchObject({ value: expect.stringMatching(/^Run \*\*brave-newt\*\*\n\n- `rmse` 41\.23/) });
});

test('a metric that differs from the cited run is found over the protocol', async () => {
  const result = '    dataset: {type: d, name: d}\n    metrics: [{type: rmse, value: 32.7}]';
  const bike = client.open(
    'bike.card.md',
    `---\ntrainyard: {run: ${run}}\nmodel-index:\n- name: m\n  results:\n  - task: {type: other}\n${result}\n---\n`,
  );
  const found = await client.diagnostics(bike, 1);
  expect(found.map(one => [one.code, one.message])).toEqual([
    ['card-metric-differs', 'rmse is 32.7 here, but 41.2 in run brave-newt.'],
  ]);
});

test('front matter has symbols', async () => {
  client.close(uri);
  client.open('MODEL_CARD.md', '---\nlicense: mit\ntags: [a, b]\nco2_eq_emissions:\n  emissions: 3\n---\n# M\n');
  const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', uri);
  expect(symbols.map(symbol => [symbol.name, symbol.detail, symbol.children?.map(child => child.name)])).toEqual([
    ['license', 'mit', []],
    ['tags', '2', []],
    ['co2_eq_emissions', undefined, ['emissions']],
  ]);
});

test('a README that is no model card gets nothing', async () => {
  const readme = client.open('README.md', '---\ntitle: Home\nlayout: page\n---\n# Home\n');
  expect(await client.diagnostics(readme, 1)).toEqual([]);
  expect(await client.request('textDocument/documentSymbol', readme)).toEqual([]);
});

const cited = (metric: string): string =>
  `---\ntrainyard: {run: ${run}}\nmodel-index:\n- name: m\n  results:\n  - metrics:\n    - ${metric}\n---\n`;

test('the cited run is offered with its metrics and their values', async () => {
  expect(await complete('---\ntrainyard:\n  run: $0\n---\n')).toEqual([run]);
  expect((await complete(cited('type: $0'))).slice(0, 1)).toEqual(['rmse']);
  const { items } = await ask<CompletionList>('textDocument/completion', cited('type: rmse\n      value: $0'));
  expect(items.map(({ textEdit, detail }) => [textEdit?.newText, detail])).toEqual([['41.2251', 'run brave-newt']]);
  expect(await complete(cited('type: mae\n      value: $0'))).toEqual([]);
});

test('a metric says what the cited run measured, the run its name', async () => {
  const hover = await ask<Hover>('textDocument/hover', cited('{type: rmse, value: 4$01}'));
  expect(hover.contents).toMatchObject({ value: expect.stringMatching(/^`rmse` = `41\.23` in run brave-newt/) });
  const hints = await client.request<InlayHint[]>('textDocument/inlayHint', uri, {
    range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
  });
  expect(hints.map(({ label, position }) => [label, position.line])).toEqual([['= brave-newt', 1]]);
});

test('the pipeline of a card is completed, linked and led to', async () => {
  expect(await complete('---\ntrainyard:\n  pipeline: $0\n---\n')).toContain('sub/');
  const [place] = await ask<LocationLink[]>(
    'textDocument/definition',
    '---\ntrainyard:\n  pipeline: "sub/pipe$0line.yaml"\n---\n',
  );
  expect(place?.targetUri).toBe(`${projectUri}/sub/pipeline.yaml`);
  const links = await client.request<DocumentLink[]>('textDocument/documentLink', uri);
  expect(links).toEqual([
    { range: { start: { line: 2, character: 13 }, end: { line: 2, character: 30 } }, target: place?.targetUri },
  ]);
});

test('front matter folds, and so do its keys', async () => {
  client.close(uri);
  client.open('MODEL_CARD.md', '---\nlicense: mit\ntags:\n- a\n- b\n---\n# M\n## N\n');
  const folds = await client.request<FoldingRange[]>('textDocument/foldingRange', uri);
  expect(folds.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([
    [0, 5],
    [2, 4],
  ]);
});
