// Features on a pipeline, asked over the protocol: each answer at a cursor in a real file.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of pipelines look like those of template strings.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type {
  CodeLens,
  CompletionItem,
  CompletionList,
  DocumentSymbol,
  Hover,
  Location,
  LocationLink,
} from 'vscode-languageserver';
import { connectInMemory, projectUri, type TestClient } from '../kit/languageClient.ts';
import { readMarks } from '../kit/marks.ts';
import { bikeFacts, bikePipeline } from '../kit/pipelineFixtures.ts';

let client: TestClient;
beforeAll(async () => {
  client = await connectInMemory();
  client.tell(bikeFacts);
});
afterAll(() => client.stop());

const uri = `${projectUri}/pipeline.yaml`;
/** The example with `from` replaced by a text with a `$0` cursor, opened; asks one thing at the cursor. */
async function ask<T>(method: string, from: string, to: string, more: object = {}): Promise<T> {
  const changed = bikePipeline.replace(from, () => to);
  const { text, cursor } = readMarks(changed);
  if (changed === bikePipeline || cursor === null)
    throw new Error(`«${from}» is not in the pipeline, or has no cursor`);
  client.close(uri);
  client.open('pipeline.yaml', text);
  return client.request<T>(method, uri, { position: client.positionAt(uri, cursor), ...more });
}
async function complete(from: string, to: string): Promise<readonly CompletionItem[]> {
  return (await ask<CompletionList>('textDocument/completion', from, to)).items;
}
const labels = (items: readonly CompletionItem[]): readonly string[] => items.map(item => item.label);
async function hoverText(from: string, to: string): Promise<string> {
  const hover = await ask<Hover | null>('textDocument/hover', from, to);
  return hover === null ? '' : (hover.contents as { value: string }).value;
}
/** The line that a definition leads to, and its file. */
async function definition(from: string, to: string): Promise<string> {
  const [link] = await ask<LocationLink[]>('textDocument/definition', from, to);
  if (link === undefined) return 'nowhere';
  const file = link.targetUri.slice(projectUri.length + 1);
  return file === 'pipeline.yaml'
    ? (bikePipeline.split('\n')[link.targetSelectionRange.start.line]?.trim() ?? '')
    : file;
}

test('a blank line in a stage offers the keys that are not there yet, with documentation', async () => {
  const items = await complete('    environment: py', '    environment: py\n    $0');
  expect(labels(items)).toEqual(
    expect.arrayContaining(['desc', 'plots', 'timeout', 'retry', 'env', 'needs', 'always']),
  );
  expect(labels(items)).not.toContain('cmd');
  expect(labels(items)).not.toContain('environment');
  expect(items.find(item => item.label === 'needs')).toMatchObject({
    documentation: { value: 'Stages that must end first although no file connects them.' },
    textEdit: { newText: 'needs:\n      - ' },
  });
});

test('a half-typed key is completed in place', async () => {
  const items = await complete('    environment: py', '    tim$0\n    environment: py');
  const item = items.find(one => one.label === 'timeout');
  const position = { line: expect.any(Number), character: 4 };
  expect(item).toMatchObject({ textEdit: { newText: 'timeout: ', range: { start: position, end: { character: 7 } } } });
});

test('the top level offers its keys, and stages a whole new stage', async () => {
  expect(labels(await complete('defaults:\n  environment: py\n', 'def$0\n'))).toEqual(
    expect.arrayContaining(['defaults', 'owner']),
  );
  const items = await complete('stages:\n', 'stages:\n  $0\n');
  expect(items.find(item => item.label === 'new stage')).toMatchObject({ insertTextFormat: 2 });
});

test('deps offer data sets, outs of other stages and files of the folder', async () => {
  const items = await complete('- src/train.py\n      - build/train.csv', '- $0');
  expect(labels(items)).toEqual(
    expect.arrayContaining(['dataset:hours', 'build/train.csv', 'reports/curve.csv', 'src/', 'params.yaml']),
  );
  expect(labels(items)).not.toContain('build/model.onnx');
  expect(labels(await complete('- src/train.py', '- src/$0'))).toEqual(
    expect.arrayContaining(['src/prepare.py', 'src/train.py']),
  );
});

test('needs offer the other stages, in a block list and in brackets', async () => {
  expect(labels(await complete('needs: [train]', 'needs: [$0]'))).toEqual(['prepare', 'train']);
  expect(labels(await complete('needs: [train]', 'needs:\n      - $0'))).toEqual(
    expect.arrayContaining(['prepare', 'train']),
  );
});

test('params and environments offer the names that are known', async () => {
  expect(labels(await complete('params: [seed, train]', 'params: [$0]'))).toEqual(
    expect.arrayContaining(['prepare', 'prepare.until', 'seed', 'train', 'train.rate', 'train.depth']),
  );
  expect(labels(await complete('    environment: py', '    environment: $0'))).toEqual(['py']);
});

test('an expression offers params with their values, and closes itself', async () => {
  const items = await complete('--seed ${{ params.seed }}', '--rate ${{ params.tr$0');
  expect(items.find(item => item.label.startsWith('params.train.rate'))).toMatchObject({
    detail: '0.1',
    textEdit: { newText: 'params.train.rate }}' },
  });
});

test('enums and booleans are offered with what they mean', async () => {
  expect(labels(await complete('    path: data/hour.csv', '    path: data/hour.csv\n    role: $0'))).toEqual([
    'train',
    'test',
    'reference',
  ]);
  expect(labels(await complete('    environment: py', '    always: $0'))).toEqual(['true', 'false']);
});

test('comments and texts in quotes for people offer nothing', async () => {
  expect(await complete('name: bike', 'name: bike # $0')).toEqual([]);
  expect(await complete('desc: Splits the hours by date.', 'desc: |\n      Splits $0')).toEqual([]);
});

test('a dep says who makes it, a file whether it is there', async () => {
  expect(await hoverText('- build/train.csv', '- build/tr$0ain.csv')).toMatch(
    /^`build\/train.csv`: made by stage `prepare`\n\n/,
  );
  expect(await hoverText('- src/train.py', '- src/$0train.py')).toMatch(
    /^`src\/train.py`: in the folder, tracked by git/,
  );
});

test('a param says its value and where it is written, the pipeline before the file', async () => {
  expect(await hoverText('params: [seed, train]', 'params: [se$0ed, train]')).toMatch(
    /^`seed` = `42`\n\nWritten in `params.values`\./,
  );
  expect(await hoverText('${{ params.prepare.until }}', '${{ params.prep$0are.until }}')).toMatch(
    /^`prepare.until` = `"2011-05-01"`/,
  );
});

test('a stage says its state, a key what it is for, with a link', async () => {
  expect(await hoverText('  train:\n', '  tr$0ain:\n')).toMatch(
    /^Stage `train` — stale · 2 m 14 s\n\nMakes `build\/model.onnx`/,
  );
  const needs = await hoverText('needs: [train]', 'nee$0ds: [train]');
  expect(needs).toContain('Stages that must end first although no file connects them.');
  expect(needs).toMatch(/\[Reference: stages\]\(https:.*pipeline\.md#stages\)$/);
});

test('names lead to where they are defined', async () => {
  expect(await definition('needs: [train]', 'needs: [tr$0ain]')).toBe('train:');
  expect(await definition('"dataset:hours"', '"dataset:ho$0urs"')).toBe('hours:');
  expect(await definition('    environment: py', '    environment: p$0y')).toBe('py: {requirements: requirements.txt}');
  expect(await definition('- build/train.csv', '- build/tr$0ain.csv')).toBe('outs: [build/train.csv]');
});

test('params lead to their value, in the file where the pipeline has none', async () => {
  expect(await definition('${{ params.seed }}', '${{ params.se$0ed }}')).toBe('seed: 42');
  expect(await definition('[prepare.until]', '[prepare.un$0til]')).toBe('params.yaml');
});

test('scripts and files lead to the file, unless it is not there', async () => {
  expect(await definition('- src/train.py', '- src/tr$0ain.py')).toBe('src/train.py');
  expect(await definition('cmd: python src/train.py', 'cmd: python src/tr$0ain.py')).toBe('src/train.py');
  expect(await definition('- src/train.py', '- src/ab$0sent.py')).toBe('nowhere');
});

test('references name every use', async () => {
  const found = await ask<Location[]>('textDocument/references', '  train:\n', '  tr$0ain:\n', {
    context: { includeDeclaration: true },
  });
  expect(found.map(({ range }) => bikePipeline.split('\n')[range.start.line]?.trim())).toEqual([
    'train:',
    'needs: [train]',
  ]);
});

test('the outline shows sections with their members', async () => {
  client.close(uri);
  client.open('pipeline.yaml', bikePipeline);
  const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', uri);
  expect(symbols.map(symbol => symbol.name)).toEqual([
    'apiVersion',
    'kind',
    'name',
    'params',
    'datasets',
    'environments',
    'defaults',
    'stages',
  ]);
  expect(symbols.at(-1)?.children?.map(({ name, detail }) => [name, detail])).toEqual([
    ['prepare', 'Splits the hours by date.'],
    ['train', undefined],
    ['report', undefined],
  ]);
});

test('lenses run the pipeline and its stages, and tell their state', async () => {
  client.close(uri);
  client.open('pipeline.yaml', bikePipeline);
  const lenses = await client.request<CodeLens[]>('textDocument/codeLens', uri);
  const byLine = lenses.map(
    ({ range, command }) => `${bikePipeline.split('\n')[range.start.line]?.trim()} ${command?.title}`,
  );
  expect(byLine).toEqual([
    'name: bike ▷ Run',
    'name: bike rmse 41.23',
    'prepare: ▷ Run',
    'prepare: ▷ Run to Here',
    'prepare: ✓ cached',
    'train: ▷ Run',
    'train: ▷ Run to Here',
    'train: ⧗ stale',
    'train: 1 reference',
    'report: ▷ Run',
    'report: ▷ Run to Here',
  ]);
  expect(lenses[6]?.command).toMatchObject({ command: 'trainyard.runner.runToStage', arguments: [uri, 'train'] });
  expect(lenses[8]?.command).toMatchObject({
    command: 'trainyard.language.showReferences',
    arguments: [uri, client.positionAt(uri, bikePipeline.indexOf('  train:\n') + 2)],
  });
});

test('a client without the commands gets lenses that only tell', async () => {
  const other = await connectInMemory(undefined, undefined, []);
  other.tell(bikeFacts);
  const lenses = await other.request<CodeLens[]>('textDocument/codeLens', other.open('pipeline.yaml', bikePipeline));
  expect(lenses.map(({ command }) => [command?.title, command?.command])).toEqual([
    ['rmse 41.23', ''],
    ['✓ cached', ''],
    ['⧗ stale', ''],
    ['1 reference', ''],
  ]);
  await other.stop();
});

test('while a stage is queued or runs, lenses say so and offer nothing that would be refused', async () => {
  const stages = { 'pipeline.yaml': { prepare: { state: 'running' }, train: { state: 'queued' } } } as const;
  client.tell({ ...bikeFacts, stages });
  const lenses = await client.request<CodeLens[]>('textDocument/codeLens', uri);
  expect(lenses.map(({ command }) => command?.title)).toEqual(['rmse 41.23', '◉ running', '◷ queued', '1 reference']);
  client.tell(bikeFacts);
});

test('paths that are files are links', async () => {
  client.close(uri);
  client.open('pipeline.yaml', bikePipeline);
  const links = await client.request<{ target: string }[]>('textDocument/documentLink', uri);
  expect(links.map(link => link.target.slice(projectUri.length + 1))).toEqual([
    'params.yaml',
    'data/hour.csv',
    'requirements.txt',
    'src/prepare.py',
    'src/train.py',
    'src/report.py',
    'requirements.txt',
  ]);
});

test('a file without the marker gets nothing', async () => {
  const other = client.open('other/pipeline.yaml', 'stages:\n  - build\n');
  expect(await client.request('textDocument/codeLens', other)).toEqual([]);
  expect(await client.request('textDocument/completion', other, { position: { line: 1, character: 4 } })).toMatchObject(
    { items: [] },
  );
  expect(await client.request('textDocument/documentSymbol', other)).toEqual([]);
});

test('one of several values says what it means', async () => {
  const text = await hoverText(
    'defaults:\n  environment: py\n',
    'defaults:\n  environment: py\ndeploy:\n  local: {strategy: {type: can$0ary}}\n',
  );
  expect(text).toMatch(/^`canary`: The new version gets a growing part of the traffic/);
});
