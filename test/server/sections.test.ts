// Features on gates, model, deploy, monitor and triggers, asked over the protocol at a cursor in a real file.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type {
  CodeLens,
  CompletionItem,
  CompletionList,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  Location,
  LocationLink,
} from 'vscode-languageserver';
import type { Facts } from '../../engine/domain/facts.ts';
import { connectInMemory, projectUri, type TestClient } from '../kit/languageClient.ts';
import { readMarks } from '../kit/marks.ts';
import { bikeFacts, bikePipeline } from '../kit/pipelineFixtures.ts';

const sections = `
gates:
  quality:
    metric: "train:metrics/train.json#rmse"
    op: "<="
    value: 60
  no-worse: {metric: "train#rmse", op: "<=", baseline: champion, tolerance: 2%}

model:
  name: bike
  artifact: build/model.onnx
  card: MODEL_CARD.md
  registry: {type: mlflow, alias: challenger}
  requires: [quality, no-worse]

package:
  reference: "dataset:hours"
  environment: py

deploy:
  staging: {platform: local}
  local:
    platform: local
    needs: [staging]

monitor:
  target: local
  signals:
    drift: {type: data_drift, features: [temp], action: retrain}
    latency: {type: service, metric: p95_ms, alert: 250}

triggers:
  - {signal: drift}
  - {data: hours}
`;
const whole = bikePipeline + sections;
const runId = '0'.repeat(32);
const facts: Facts = {
  ...bikeFacts,
  models: { bike: { aliases: { champion: 3 }, versions: [4, 3] } },
  gates: {
    'pipeline.yaml': {
      'no-worse': {
        ...{ gate: 'no-worse', state: 'failed', onFail: 'block', runId, at: 1, metric: 'rmse', op: '<=' },
        ...{ measured: 41.2251, bound: 40.8, reason: null },
        baseline: { alias: 'champion', version: 3, runId: null, value: 40 },
      },
    },
  },
  targets: {
    'pipeline.yaml': {
      local: {
        state: 'live',
        version: 3,
        candidate: { version: 4, traffic: 10 },
        features: { temp: 'numeric', season: 'categorical' },
      },
    },
  },
  signals: { 'pipeline.yaml': { drift: { level: 'alert', value: 0.3123, at: 1, feature: 'temp' } } },
};
/** Everything of these sections that is only known from outside. */
const nothing: Facts = { lastRuns: {}, models: {}, gates: {}, targets: {}, signals: {} };

let client: TestClient;
beforeAll(async () => {
  client = await connectInMemory();
});
beforeEach(() => client.tell(facts));
afterAll(() => client.stop());

const uri = `${projectUri}/pipeline.yaml`;
function open(text: string): void {
  client.close(uri);
  client.open('pipeline.yaml', text);
}
async function ask<T>(method: string, from: string, to: string, more: object = {}): Promise<T> {
  const changed = whole.replace(from, () => to);
  const { text, cursor } = readMarks(changed);
  if (changed === whole || cursor === null) throw new Error(`«${from}» is not in the pipeline, or has no cursor`);
  open(text);
  return client.request<T>(method, uri, { position: client.positionAt(uri, cursor), ...more });
}
const complete = async (from: string, to: string): Promise<readonly CompletionItem[]> =>
  (await ask<CompletionList>('textDocument/completion', from, to)).items;
const labels = async (from: string, to: string): Promise<readonly string[]> =>
  (await complete(from, to)).map(item => item.label);
async function hover(from: string, to: string): Promise<string> {
  const found = await ask<Hover | null>('textDocument/hover', from, to);
  return found === null ? '' : (found.contents as { value: string }).value;
}
const lineAt = (line: number): string => whole.split('\n')[line]?.trim() ?? '';
async function definition(from: string, to: string): Promise<string> {
  const [link] = await ask<LocationLink[]>('textDocument/definition', from, to);
  if (link === undefined) return 'nowhere';
  const file = link.targetUri.slice(projectUri.length + 1);
  return file === 'pipeline.yaml' ? lineAt(link.targetSelectionRange.start.line) : file;
}
async function references(from: string, to: string): Promise<readonly string[]> {
  const found = await ask<Location[]>('textDocument/references', from, to, { context: { includeDeclaration: true } });
  return found.map(({ range }) => lineAt(range.start.line));
}

test('the file has no finding but what the last run says of a gate', async () => {
  open(whole);
  const found = await client.diagnostics(uri);
  expect(found.map(({ code, message }) => [code, message])).toEqual([
    ['gate-would-fail', 'The last run would fail here: rmse is 41.2251, not <= 40.8.'],
  ]);
});

test('a gate is completed with metrics and their last values', async () => {
  const items = await complete('"train:metrics/train.json#rmse"', '"$0"');
  expect(items.map(({ label, detail }) => [label, detail])).toEqual([
    ['train:metrics/train.json#rows', '17379'],
    ['train:metrics/train.json#rmse', '41.23'],
  ]);
  expect(await labels('    op: "<="', '    op: "$0"')).toEqual(['>=', '<=', '>', '<']);
  expect(await complete('baseline: champion', 'baseline: $0')).toMatchObject([
    { label: 'champion', detail: 'version 3' },
    { label: 'challenger' },
  ]);
});

test('metrics without a run are completed up to their key', async () => {
  client.tell(nothing);
  expect(await labels('"train:metrics/train.json#rmse"', '"$0"')).toEqual(['train:metrics/train.json#']);
});

test('the model is completed with outputs and gates, its package with data', async () => {
  expect(await labels('artifact: build/model.onnx', 'artifact: $0')).toEqual(['build/train.csv', 'build/model.onnx']);
  expect(await complete('[quality, no-worse]', '[$0]')).toMatchObject([
    { label: 'quality', detail: 'passed: rmse 41.23 ≤ 60' },
    { label: 'no-worse', detail: 'failed: rmse 41.23 > 40.8 (champion has 40)' },
  ]);
  expect(await labels('alias: challenger', 'alias: $0')).toEqual(['champion', 'challenger']);
  expect(await labels('reference: "dataset:hours"', 'reference: $0')).toEqual(
    expect.arrayContaining(['dataset:hours', 'build/train.csv', 'data/']),
  );
  expect(await labels('  environment: py\n\ndeploy', '  environment: $0\n\ndeploy')).toEqual(['py']);
});

test('targets, signals, data sets and inputs are completed by name', async () => {
  expect(await labels('needs: [staging]', 'needs: [$0]')).toEqual(['staging']);
  expect(await labels('target: local', 'target: $0')).toEqual(['staging', 'local']);
  expect(await labels('{signal: drift}', '{signal: $0}')).toEqual(['drift', 'latency']);
  expect(await labels('{data: hours}', '{data: $0}')).toEqual(['hours']);
  expect(await labels('features: [temp]', 'features: [$0]')).toEqual(expect.arrayContaining(['temp', 'season']));
});

test('keys and listed values come from the schema, with words', async () => {
  expect(await labels('    needs: [staging]', '    needs: [staging]\n    strategy:\n      $0')).toEqual(
    expect.arrayContaining(['type', 'steps', 'bake', 'on_failure', 'judge']),
  );
  expect(await labels('    needs: [staging]', '    needs: [staging]\n    strategy: {type: $0}')).toEqual([
    'recreate',
    'blue_green',
    'canary',
    'shadow',
  ]);
  expect(await labels('action: retrain', 'action: $0')).toEqual(['notify', 'rollback', 'retrain', 'pause']);
  expect(await labels('triggers:\n', 'tri$0\n')).toContain('triggers');
});

test.each([
  ['gates:\n', 'gates:\n  $0\n', 'new gate'],
  ['deploy:\n', 'deploy:\n  $0\n', 'new target'],
  ['  signals:\n', '  signals:\n    $0\n', 'new drift signal'],
])('%s offers a whole entry', async (from, to, label) => expect(await labels(from, to)).toContain(label));

test('a gate says what the last run says of it', async () => {
  expect(await hover('  quality:\n', '  qual$0ity:\n')).toMatch(
    /^Gate `quality` — passed: rmse 41.23 ≤ 60\n\nIn the last run, brave-newt\.\n\nThe model requires it\./,
  );
  expect(await hover('no-worse: {', 'no-wo$0rse: {')).toMatch(
    /^Gate `no-worse` — failed: rmse 41.23 > 40.8 \(champion has 40\)/,
  );
  expect(await hover('json#rmse"', 'json#rm$0se"')).toMatch(/^`rmse` = `41.23` in the last run, brave-newt/);
  expect(await hover('baseline: champion', 'baseline: cham$0pion')).toMatch(/^`champion` is version 3 of `bike`/);
  expect(await hover('alias: challenger', 'alias: chall$0enger')).toMatch(
    /^No version of `bike` has the alias `challenger` yet/,
  );
});

test('a verdict on a gate that was changed since is not shown', async () => {
  expect(
    await hover('no-worse: {metric: "train#rmse", op: "<="', 'no-wo$0rse: {metric: "train#rmse", op: "<"'),
  ).toMatch(/^Gate `no-worse`\n/);
});

test('a target says what it serves, a signal its last value', async () => {
  expect(await hover('  target: local', '  target: lo$0cal')).toMatch(
    /^Target `local` — serves version 3, version 4 answers 10 %/,
  );
  expect(await hover('{signal: drift}', '{signal: dr$0ift}')).toMatch(/^Signal `drift` — alert: 0.3123 \(temp\)/);
  expect(await hover('    latency: {', '    late$0ncy: {')).toMatch(/^Signal `latency`\n/);
});

test('hovers of keys explain them', async () => {
  expect(await hover('  requires: [', '  requ$0ires: [')).toMatch(/\[Reference: model\]\(.*pipeline\.md#model\)$/);
});

test('names lead to where they are defined', async () => {
  expect(await definition('[quality, no-worse]', '[qual$0ity, no-worse]')).toBe('quality:');
  expect(await definition('needs: [staging]', 'needs: [stag$0ing]')).toBe('staging: {platform: local}');
  expect(await definition('target: local', 'target: lo$0cal')).toBe('local:');
  expect(await definition('{signal: drift}', '{signal: dr$0ift}')).toMatch(/^drift: /);
  expect(await definition('{data: hours}', '{data: ho$0urs}')).toBe('hours:');
  expect(await definition('"dataset:hours"\n  env', '"dataset:ho$0urs"\n  env')).toBe('hours:');
});

test('parts of a metric lead to stage and file, the artifact to what makes it, the card to itself', async () => {
  expect(await definition('"train:metrics', '"tr$0ain:metrics')).toBe('train:');
  expect(await definition('"train:metrics/train.json#rmse"', '"train:metrics/tr$0ain.json#rmse"')).toBe(
    'metrics: [metrics/train.json]',
  );
  expect(await definition('"train#rmse"', '"train#rm$0se"')).toBe('metrics: [metrics/train.json]');
  expect(await definition('artifact: build/model.onnx', 'artifact: build/mo$0del.onnx')).toBe('- build/model.onnx');
  expect(await definition('card: MODEL_CARD.md', 'card: MODEL$0_CARD.md')).toBe('MODEL_CARD.md');
});

test('references reach into these sections', async () => {
  expect(await references('  quality:\n', '  qual$0ity:\n')).toEqual(['quality:', 'requires: [quality, no-worse]']);
  expect(await references('    needs: [staging]', '    needs: [stag$0ing]')).toEqual([
    'staging: {platform: local}',
    'needs: [staging]',
  ]);
  expect(await references('  train:\n', '  tr$0ain:\n')).toEqual([
    'train:',
    'needs: [train]',
    'metric: "train:metrics/train.json#rmse"',
    expect.stringMatching(/^no-worse: /),
  ]);
  expect(await references('alias: challenger', 'alias: chall$0enger')).toEqual([
    'registry: {type: mlflow, alias: challenger}',
  ]);
  expect(await references('{data: hours}', '{data: ho$0urs}')).toEqual([
    'hours:',
    'deps: [src/prepare.py, "dataset:hours"]',
    'reference: "dataset:hours"',
    '- {data: hours}',
  ]);
  expect(await references('artifact: build/model.onnx', 'artifact: build/mo$0del.onnx')).toEqual([
    '- build/model.onnx',
    'artifact: build/model.onnx',
  ]);
});

test('outline, folds and links know these sections', async () => {
  open(whole);
  const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', uri);
  const membersOf = (name: string) =>
    symbols.find(symbol => symbol.name === name)?.children?.map(child => [child.name, child.detail]);
  expect(membersOf('gates')).toEqual([
    ['quality', 'rmse'],
    ['no-worse', 'rmse'],
  ]);
  expect(membersOf('deploy')).toEqual([
    ['staging', 'canary'],
    ['local', 'canary'],
  ]);
  expect(membersOf('monitor')).toEqual([
    ['drift', 'data_drift'],
    ['latency', 'service'],
  ]);
  expect(symbols.find(symbol => symbol.name === 'model')?.detail).toBe('bike');
  const folds = await client.request<FoldingRange[]>('textDocument/foldingRange', uri);
  expect(folds.map(({ startLine }) => lineAt(startLine))).toEqual(
    expect.arrayContaining(['gates:', 'quality:', 'deploy:', 'local:', 'monitor:', 'triggers:']),
  );
  const links = await client.request<DocumentLink[]>('textDocument/documentLink', uri);
  expect(links.map(({ target }) => target)).toContain(`${projectUri}/MODEL_CARD.md`);
});

const lensesHere = async (): Promise<readonly string[]> => {
  open(whole);
  const lenses = await client.request<CodeLens[]>('textDocument/codeLens', uri);
  const first = whole.slice(0, whole.indexOf('gates:')).split('\n').length - 1;
  return lenses
    .filter(({ range }) => range.start.line >= first)
    .map(({ range, command }) => `${lineAt(range.start.line).split(':')[0]} ${command?.title}`);
};

test('lenses register the model, deploy it, and tell how gates and targets stand', async () => {
  expect(await lensesHere()).toEqual([
    'quality ✓ passed: rmse 41.23 ≤ 60',
    'no-worse ✗ failed: rmse 41.23 > 40.8 (champion has 40)',
    'model Register',
    'staging Deploy',
    'local Deploy',
    'local serves version 3, version 4 answers 10 %',
  ]);
  const lenses = await client.request<CodeLens[]>('textDocument/codeLens', uri);
  const commandOf = (title: string) => lenses.findLast(({ command }) => command?.title === title)?.command;
  expect(commandOf('Register')).toMatchObject({ command: 'trainyard.registry.register', arguments: [uri] });
  expect(commandOf('Deploy')).toMatchObject({ command: 'trainyard.deploy.deploy', arguments: [uri, 'local'] });
});

test('lenses without facts only offer', async () => {
  client.tell(nothing);
  expect(await lensesHere()).toEqual(['model Register', 'staging Deploy', 'local Deploy']);
});
