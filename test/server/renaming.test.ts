// Renaming, highlights and linked editing over the protocol: what changes where, and what is refused.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of pipelines look like those of template strings.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type {
  DocumentHighlight,
  LinkedEditingRanges,
  LocationLink,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { connectInMemory, projectUri, type TestClient } from '../kit/languageClient.ts';
import { bikeFacts, bikePipeline } from '../kit/pipelineFixtures.ts';

const paramsText = 'prepare:\n  until: 2011-05-01 # a comment\nseed: 1\n';
const gates = `
gates:
  good: {metric: train#r2, op: '>=', value: 0.9}
model: {name: bike, artifact: build/model.onnx, requires: [good]}
`;
const text = bikePipeline + gates;
const uri = `${projectUri}/pipeline.yaml`;
let client: TestClient;
beforeAll(async () => {
  client = await connectInMemory();
  client.tell({ ...bikeFacts, texts: { 'params.yaml': paramsText } });
});
afterAll(() => client.stop());
beforeEach(() => {
  client.close(uri);
  client.open('pipeline.yaml', text);
});

/** The files after renaming the word at the first letter of `place` within `around`. */
async function renamed(around: string, place: string, newName: string): Promise<Readonly<Record<string, string>>> {
  const offset = text.indexOf(around) + around.indexOf(place);
  const position = client.positionAt(uri, offset);
  const edit = await client.request<WorkspaceEdit | null>('textDocument/rename', uri, { position, newName });
  const files: Record<string, string> = {};
  for (const { textDocument, edits } of (edit?.documentChanges ?? []) as TextDocumentEdit[]) {
    const path = textDocument.uri.slice(projectUri.length + 1);
    const before = path === 'pipeline.yaml' ? text : paramsText;
    files[path] = TextDocument.applyEdits(TextDocument.create(textDocument.uri, 'yaml', 0, before), edits as never);
  }
  return files;
}

test('a stage is renamed where it is defined, needed and measured', async () => {
  const files = await renamed('needs: [train]', 'train', 'fit');
  expect(files).toEqual({
    'pipeline.yaml': text
      .replace('\n  train:\n', '\n  fit:\n')
      .replace('needs: [train]', 'needs: [fit]')
      .replace('train#r2', 'fit#r2'),
  });
});

test('a gate, a data set and an environment follow their uses', async () => {
  expect(await renamed('  good:', 'good', 'precise')).toEqual({ 'pipeline.yaml': text.replaceAll('good', 'precise') });
  expect(await renamed('"dataset:hours"', 'hours', 'rentals')).toEqual({
    'pipeline.yaml': text.replace('  hours:', '  rentals:').replace('dataset:hours', 'dataset:rentals'),
  });
  expect(await renamed('    environment: py', 'py', 'conda')).toEqual({
    'pipeline.yaml': text.replace('  py: {', '  conda: {').replaceAll('environment: py\n', 'environment: conda\n'),
  });
});

test('a param is renamed in expressions, lists and the params file, its comments untouched', async () => {
  expect(await renamed('params.prepare.until', 'until', 'before')).toEqual({
    'pipeline.yaml': text.replaceAll('prepare.until', 'prepare.before'),
    'params.yaml': paramsText.replace('until', 'before'),
  });
});

test('the part of a dotted name under the cursor is the one that is renamed', async () => {
  expect(await renamed('params: [prepare.until]', 'prepare', 'split')).toEqual({
    'pipeline.yaml': text.replaceAll('prepare.until', 'split.until'),
    'params.yaml': paramsText.replace('prepare', 'split'),
  });
});

test('a param that is written in the pipeline and in the file is renamed in both', async () => {
  expect(await renamed('    seed: 42', 'seed', 'random_seed')).toEqual({
    'pipeline.yaml': text
      .replace('seed: 42', 'random_seed: 42')
      .replace('params.seed', 'params.random_seed')
      .replace('params: [seed,', 'params: [random_seed,'),
    'params.yaml': paramsText.replace('seed', 'random_seed'),
  });
});

test('an open params file counts as it stands in the editor', async () => {
  const unsaved = `# new line\n${paramsText}`;
  const params = client.open('params.yaml', unsaved, 'yaml');
  const position = client.positionAt(uri, text.indexOf('seed: 42'));
  const edit = await client.request<WorkspaceEdit>('textDocument/rename', uri, { position, newName: 'start' });
  client.close(params);
  const change = (edit.documentChanges as TextDocumentEdit[]).find(({ textDocument }) => textDocument.uri === params);
  expect(change?.textDocument.version).toBe(1);
  expect(change?.edits[0]?.range.start.line).toBe(3);
});

test('taken names and names that YAML would read otherwise are refused with a sentence', async () => {
  await expect(renamed('  train:\n', 'train', 'prepare')).rejects.toThrow('«prepare» is taken already');
  await expect(renamed('  train:\n', 'train', 'a: b')).rejects.toThrow('«a: b» cannot be a name');
  await expect(renamed('  train:\n', 'train', '')).rejects.toThrow('cannot be a name');
});

test('paths, keys and values have no other name', async () => {
  for (const word of ['src/train.py', 'cmd:', 'Splits', 'Pipeline']) {
    const position = client.positionAt(uri, text.indexOf(word) + 1);
    expect(await client.request('textDocument/prepareRename', uri, { position }), word).toBeNull();
  }
  const position = client.positionAt(uri, text.indexOf('prepare.until'));
  expect(await client.request('textDocument/prepareRename', uri, { position })).toMatchObject({
    placeholder: 'prepare',
  });
});

test('highlights tell the definition from its uses', async () => {
  const position = client.positionAt(uri, text.indexOf('needs: [train]') + 8);
  const found = await client.request<DocumentHighlight[]>('textDocument/documentHighlight', uri, { position });
  expect(found.map(({ kind }) => kind)).toEqual([3, 2, 2]);
});

test('typing a stage’s name where it is defined takes its uses along; elsewhere nothing is linked', async () => {
  const at = async (word: string): Promise<number> => {
    const position = client.positionAt(uri, text.indexOf(word) + word.indexOf('train') + 1);
    const linked = await client.request<LinkedEditingRanges | null>('textDocument/linkedEditingRange', uri, {
      position,
    });
    return linked?.ranges.length ?? 0;
  };
  expect(await at('  train:\n    cmd')).toBe(3);
  expect(await at('needs: [train]')).toBe(0);
});

test('names of foreign formats are renamed where the file defines them', async () => {
  const argo = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: x}
spec:
  entrypoint: main
  templates:
    - name: main
      dag:
        tasks:
          - {name: a, template: work}
          - {name: b, template: work, depends: a}
    - name: work
      container: {image: "alpine:3"}
`;
  const own = client.open('flow.yaml', argo, 'yaml');
  const position = client.positionAt(own, argo.indexOf('template: work') + 11);
  const edit = await client.request<WorkspaceEdit>('textDocument/rename', own, { position, newName: 'step' });
  const [change] = edit.documentChanges as TextDocumentEdit[];
  const after = TextDocument.applyEdits(TextDocument.create(own, 'yaml', 0, argo), (change?.edits ?? []) as never);
  expect(after).toBe(argo.replaceAll('work', 'step').replace('kind: Workflow', 'kind: Workflow'));
});

test('names of jobs and templates of foreign files take their uses along where they are defined', async () => {
  const jobs = 'fit:\n  script: [x]\neval:\n  script: [x]\n  needs: [fit]\n';
  const other = client.open('.gitlab-ci.yml', jobs, 'yaml');
  const ask = (offset: number) =>
    client.request<LinkedEditingRanges | null>('textDocument/linkedEditingRange', other, {
      position: client.positionAt(other, offset),
    });
  expect((await ask(1))?.ranges.map(({ start }) => start.line)).toEqual([0, 4]);
  expect(await ask(jobs.lastIndexOf('fit') + 1)).toBeNull();
  client.close(other);
});

test('a param of a dvc.yaml is renamed in expressions, lists and the params file', async () => {
  const dvc = 'stages:\n  a:\n    cmd: x ${prepare.until} ${seed}\n    params: [prepare.until, seed]\n';
  const other = client.open('dvc.yaml', dvc, 'yaml');
  const rename = async (offset: number, newName: string) => {
    const position = client.positionAt(other, offset);
    const edit = await client.request<WorkspaceEdit | null>('textDocument/rename', other, { position, newName });
    return Object.fromEntries(
      ((edit?.documentChanges ?? []) as TextDocumentEdit[]).map(({ textDocument, edits }) => {
        const before = textDocument.uri === other ? dvc : paramsText;
        const after = TextDocument.applyEdits(TextDocument.create('', '', 0, before), edits as never);
        return [textDocument.uri.slice(projectUri.length + 1), after];
      }),
    );
  };
  expect(await rename(dvc.indexOf('until') + 2, 'before')).toEqual({
    'dvc.yaml': dvc.replaceAll('until', 'before'),
    'params.yaml': paramsText.replace('until', 'before'),
  });
  expect(await rename(dvc.indexOf('prepare') + 2, 'split')).toEqual({
    'dvc.yaml': dvc.replaceAll('prepare', 'split'),
    'params.yaml': paramsText.replace('prepare', 'split'),
  });
  await expect(rename(dvc.indexOf('seed') + 2, 'prepare')).rejects.toThrow('«prepare» is taken already');
  client.close(other);
});

test('names of foreign jobs may have dots and spaces between, and none that is no name', async () => {
  const jobs = '.base: {script: [x]}\nfit:\n  extends: .base\n';
  const other = client.open('.gitlab-ci.yml', jobs, 'yaml');
  const rename = (newName: string) =>
    client.request<WorkspaceEdit>('textDocument/rename', other, { position: { line: 1, character: 1 }, newName });
  for (const name of ['.hidden', 'fit:linux', 'fit the model', 'test/unit'])
    expect((await rename(name)).documentChanges, name).toHaveLength(1);
  for (const name of ['a: b', 'true', '12', 'x #y', ' x', 'x ', '- x', '*x'])
    await expect(rename(name), name).rejects.toThrow('cannot be a name');
  client.close(other);
});

test('params lead to their key in the params file, where its text is known', async () => {
  const offset = text.indexOf('params.prepare.until') + 'params.prepare.u'.length;
  const [link] = await client.request<LocationLink[]>('textDocument/definition', uri, {
    position: client.positionAt(uri, offset),
  });
  expect([link?.targetUri, link?.targetSelectionRange.start.line]).toEqual([`${projectUri}/params.yaml`, 1]);
  const dvc = 'stages:\n  a:\n    cmd: x ${seed}\n';
  const other = client.open('dvc.yaml', dvc, 'yaml');
  const [place] = await client.request<LocationLink[]>('textDocument/definition', other, {
    position: client.positionAt(other, dvc.indexOf('seed') + 1),
  });
  expect([place?.targetUri, place?.targetSelectionRange.start.line]).toEqual([`${projectUri}/params.yaml`, 2]);
  client.close(other);
});
