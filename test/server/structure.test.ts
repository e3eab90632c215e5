// Selection ranges, call hierarchy, semantic tokens, inlay hints, workspace symbols and formatting over the protocol.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of pipelines look like those of template strings.
import { afterEach, expect, test } from 'vitest';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  FoldingRange,
  InlayHint,
  SelectionRange,
  SemanticTokens,
  TextEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { connectInMemory, pushClient, type TestClient } from '../kit/languageClient.ts';
import { bikeFacts, bikePipeline } from '../kit/pipelineFixtures.ts';

let client: TestClient | null = null;
afterEach(async () => {
  await client?.stop();
  client = null;
});

async function open(text = bikePipeline, path = 'pipeline.yaml', language?: string) {
  const own = await connectInMemory();
  client = own;
  own.tell(bikeFacts);
  const uri = own.open(path, text, language);
  const document = TextDocument.create(uri, 'yaml', 1, text);
  return { own, uri, document, at: (word: string) => document.positionAt(text.indexOf(word) + 1) };
}

test('the selection grows from the word to the document, each step larger than the last', async () => {
  const { own, uri, document, at } = await open();
  const [first] = await own.request<SelectionRange[]>('textDocument/selectionRange', uri, {
    positions: [at('params.prepare.until')],
  });
  const steps: string[] = [];
  for (let step = first; step !== undefined; step = step.parent) steps.push(document.getText(step.range));
  expect(steps[0]).toBe('params.prepare.until');
  expect(steps[1]).toBe('python src/prepare.py --until ${{ params.prepare.until }}');
  expect(steps[2]).toContain('cmd: python');
  expect(steps.at(-1)).toBe(bikePipeline);
  expect(steps.map(({ length }) => length)).toEqual([...steps.map(({ length }) => length)].sort((a, b) => a - b));
});

test('the call hierarchy of a stage is what it waits for and what waits for it', async () => {
  const { own, uri, at } = await open();
  const [item] = await own.request<CallHierarchyItem[]>('textDocument/prepareCallHierarchy', uri, {
    position: at('train:\n    cmd'),
  });
  expect(item?.name).toBe('train');
  const up = await own.connection.sendRequest<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item });
  const down = await own.connection.sendRequest<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', { item });
  expect(up.map(({ from }) => from.name)).toEqual(['prepare']);
  expect(down.map(({ to }) => to.name)).toEqual(['report']);
});

test('the call hierarchy of a foreign format comes from the same graph', async () => {
  const dvc = 'stages:\n  a:\n    cmd: x\n    outs: [d]\n  b:\n    cmd: y\n    deps: [d/e.csv]\n';
  const { own, uri, at } = await open(dvc, 'dvc.yaml', 'yaml');
  const [item] = await own.request<CallHierarchyItem[]>('textDocument/prepareCallHierarchy', uri, {
    position: at('b:\n'),
  });
  const up = await own.connection.sendRequest<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item });
  expect(up.map(({ from }) => from.name)).toEqual(['a']);
});

test('expressions have tokens, comments have none', async () => {
  const { own, uri } = await open(`# \${{ params.no }}\n${bikePipeline}`);
  const { data } = await own.request<SemanticTokens>('textDocument/semanticTokens/full', uri);
  // Two expressions of four tokens: braces, scope, name, braces.
  expect(data.length / 5).toBe(8);
  expect([data[3], data[8], data[13], data[18]]).toEqual([0, 1, 2, 0]);
  expect([data[2], data[7], data[12], data[17]]).toEqual([3, 6, '.prepare.until'.length, 2]);
});

test('hints tell what expressions are worth and the last value of a gate, until they are set off', async () => {
  const text = `${bikePipeline}\ngates:\n  good: {metric: train#rmse, op: <=, value: 50}\n`;
  const { own, uri, document } = await open(text);
  const ask = () =>
    own.request<InlayHint[]>('textDocument/inlayHint', uri, {
      range: { start: { line: 0, character: 0 }, end: document.positionAt(text.length) },
    });
  const shown = (await ask()).map(({ label, position }) => [label, document.offsetAt(position)] as const);
  expect(shown).toEqual([
    ['= "2011-05-01"', text.indexOf('until }}') + 'until }}'.length],
    ['= 42', text.indexOf('seed }}') + 'seed }}'.length],
    ['= 41.23', text.indexOf('#rmse') + '#rmse'.length],
  ]);
  await own.connection.sendNotification('workspace/didChangeConfiguration', {
    settings: { trainyard: { inlayHints: { enabled: false } } },
  });
  expect(await ask()).toEqual([]);
});

test('hints of foreign formats: what an expansion makes', async () => {
  const dvc = 'stages:\n  a:\n    foreach: [1, 2]\n    do:\n      cmd: x ${item}\n';
  const { own, uri } = await open(dvc, 'dvc.yaml', 'yaml');
  const hints = await own.request<InlayHint[]>('textDocument/inlayHint', uri, {
    range: { start: { line: 0, character: 0 }, end: { line: 5, character: 0 } },
  });
  expect(hints.map(({ label }) => label)).toEqual(['= 2 stages']);
});

test('stages of open and of closed files are found by the letters of their names', async () => {
  const { own } = await open();
  own.tell({ texts: { 'sub/dvc.yaml': 'stages:\n  transform:\n    cmd: x\n', 'notes.yaml': 'train: 1\n' } });
  const found = await own.connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', { query: 'trn' });
  expect(found.map(({ name, containerName }) => `${containerName} ${name}`)).toEqual([
    'pipeline.yaml train',
    'sub/dvc.yaml transform',
  ]);
});

test('formatting changes blanks alone, and says nothing of half-typed text', async () => {
  const text = bikePipeline
    .replace('  file: params.yaml', '  file:    params.yaml  ')
    .replace('\n\ndatasets', '\n\n\n\ndatasets');
  const { own, uri, document } = await open(text);
  const options = { tabSize: 2, insertSpaces: true };
  const edits = await own.request<TextEdit[]>('textDocument/formatting', uri, { options });
  expect(TextDocument.applyEdits(document, edits)).toBe(bikePipeline);
  own.edit(uri, text.length, text.length, '  - "broken');
  expect(await own.request('textDocument/formatting', uri, { options })).toBeNull();
});

test('a client that can be told is told to format pipelines alone', async () => {
  const registered: unknown[] = [];
  client = await connectInMemory(
    { textDocument: { ...pushClient.textDocument, formatting: { dynamicRegistration: true } } },
    own =>
      own.onRequest('client/registerCapability', params => {
        registered.push(params);
      }),
  );
  expect(client.capabilities.documentFormattingProvider).toBeUndefined();
  await client.connection.sendRequest('workspace/symbol', { query: '' });
  expect(JSON.stringify(registered)).toContain('"documentSelector":[{"language":"trainyard-pipeline"}]');
});

test('what takes several lines folds, a run of comments too', async () => {
  const text = `# one\n# two\n${bikePipeline}`;
  const { own, uri } = await open(text);
  const folds = await own.request<FoldingRange[]>('textDocument/foldingRange', uri);
  const lines = text.split('\n');
  const shown = folds.map(({ startLine, endLine, kind }) => [lines[startLine]?.trim(), endLine - startLine, kind]);
  expect(shown).toEqual(
    expect.arrayContaining([
      ['# one', 1, 'comment'],
      ['params:', 4, 'region'],
      ['values:', 2, 'region'],
      ['train:', 9, 'region'],
      ['deps:', 2, 'region'],
    ]),
  );
  expect(new Set(folds.map(({ startLine }) => startLine)).size).toBe(folds.length);
});

test('documents and braces of foreign formats fold', async () => {
  const two = 'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec:\n  entrypoint: a\n  templates: []\n';
  const { own, uri } = await open(`${two}---\n${two}`, 'flow.yaml', 'yaml');
  const folds = await own.request<FoldingRange[]>('textDocument/foldingRange', uri);
  expect(folds.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([
    [0, 4],
    [6, 10],
    [2, 4],
    [8, 10],
  ]);
  const triton = own.open('config.pbtxt', 'name: "x"\ninput [\n  {\n    name: "a"\n  }\n]\n', 'pbtxt');
  const braces = await own.request<FoldingRange[]>('textDocument/foldingRange', triton);
  expect(braces.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([
    [1, 5],
    [2, 4],
  ]);
});

test('braces of YAML, escaped expressions and calculations have no names in colour', async () => {
  const project = 'name: x\nentry_points:\n  main:\n    parameters: {rate: float}\n    command: "x {rate} {{no}}"\n';
  const { own, uri } = await open(project, 'MLproject', 'yaml');
  const tokensOf = async (address: string, content: string): Promise<readonly string[]> => {
    const { data } = await own.request<SemanticTokens>('textDocument/semanticTokens/full', address);
    let [line, character] = [0, 0];
    return Array.from({ length: data.length / 5 }, (_, i) => {
      const [down = 0, right = 0, length = 0] = data.slice(i * 5, i * 5 + 3);
      [line, character] = [line + down, down === 0 ? character + right : right];
      return content.split('\n')[line]?.slice(character, character + length) ?? '';
    });
  };
  expect(await tokensOf(uri, project)).toEqual(['{', 'rate', '}']);
  const dvc = 'stages:\n  a:\n    cmd: x \\${HOME} ${train.rate}\n';
  expect(await tokensOf(own.open('dvc.yaml', dvc, 'yaml'), dvc)).toEqual(['${', 'train', '.rate', '}']);
  const argo = 'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec:\n  onExit: "{{=asInt(inputs.x) + 1}}"\n';
  expect(await tokensOf(own.open('flow.yaml', argo, 'yaml'), argo)).toEqual(['{{', '}}']);
});

test('hints of jobs and tasks that are made several times', async () => {
  const gitlab =
    'a:\n  script: [x]\n  parallel:\n    matrix:\n      - A: [1, 2]\n        B: [x, y, z]\nb:\n  script: [x]\n';
  const { own, uri } = await open(gitlab, '.gitlab-ci.yml', 'yaml');
  const range = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
  const hints = await own.request<InlayHint[]>('textDocument/inlayHint', uri, { range });
  expect(hints.map(({ label, position }) => [label, position.line])).toEqual([['= 6 jobs', 0]]);
});
