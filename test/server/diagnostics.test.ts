// Diagnostics over the protocol: marks hold, versions are told, push and pull never both, closed files are forgotten.

import { afterEach, expect, test } from 'vitest';
import type { CodeAction, Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver';
import { factsNotification } from '../../protocol/lsp.ts';
import { connectInMemory, connectProcess, projectUri, pushClient, type TestClient } from '../kit/languageClient.ts';
import { againstMarks, type Found, readMarks } from '../kit/marks.ts';
import { bikeFacts, bikePipeline } from '../kit/pipelineFixtures.ts';

let client: TestClient | null = null;
afterEach(async () => {
  await client?.stop();
  client = null;
});
const severities = ['', 'error', 'warning', 'info', 'hint'];
const toFound = ({ range, severity, code, message }: Diagnostic): Found => ({
  line: range.start.line,
  start: range.start.character,
  end: range.end.character,
  severity: severities[severity ?? 0] ?? '',
  rule: String(code),
  message: typeof message === 'string' ? message : message.value,
});

test('a pipeline with mistakes has its findings at their places', async () => {
  client = await connectInMemory();
  client.tell(bikeFacts);
  const marked = readMarks(
    `apiVersion: trainyard/v1
kind: Pipeline
name: bike
stages:
  prepare:
    cmd: python src/prepare.py
    dep: [src/prepare.py]
#   ^^^ error[unknown-key]: «dep» …Did you mean «deps»?
    outs: [build/train.csv]
  train:
    cmd: python src/train.py \${{ params.sed }}
#                                       ^^^ error[unknown-param]: There is no param «sed»…
    params: [sed]
#            ^^^ error[unknown-param]
    deps: [build/train.csv, src, src/absent.py]
#                                ^^^^^^^^^^^^^ error[dep-missing]
    needs: [prepair]
#           ^^^^^^^ error[unknown-stage]: There is no stage «prepair». Did you mean «prepare»?
`.replaceAll('\\$', '$'),
  );
  const uri = client.open('pipeline.yaml', marked.text);
  const [found, marks] = againstMarks(marked, (await client.diagnostics(uri, 1)).map(toFound));
  expect(found).toEqual(marks);
});

test('the example has no finding, and every finding links to its rule', async () => {
  client = await connectInMemory();
  client.tell(bikeFacts);
  const uri = client.open('pipeline.yaml', bikePipeline);
  expect(await client.diagnostics(uri, 1)).toEqual([]);
  const version = client.edit(uri, bikePipeline.indexOf('needs'), bikePipeline.indexOf('needs') + 5, 'nedes');
  const [finding] = await client.diagnostics(uri, version);
  expect(finding).toMatchObject({ source: 'trainyard', code: 'unknown-key' });
  expect(finding?.codeDescription?.href).toMatch(/docs\/rules\.md#unknown-key$/);
});

test('a near-miss key has a quick fix that mends it', async () => {
  client = await connectInMemory();
  const text = bikePipeline.replace('needs:', 'nedes:');
  const uri = client.open('pipeline.yaml', text);
  const [finding] = await client.diagnostics(uri, 1);
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', uri, {
    range: finding?.range,
    context: { diagnostics: [finding] },
  });
  expect(actions[0]).toMatchObject({ title: 'Replace with «needs»', kind: 'quickfix', isPreferred: true });
  expect(actions[0]?.edit?.documentChanges).toMatchObject([
    { textDocument: { uri, version: 1 }, edits: [{ newText: 'needs' }] },
  ]);
});

test('every published version is the version of its text, and the last one wins', async () => {
  client = await connectInMemory();
  const uri = client.open('pipeline.yaml', bikePipeline);
  const at = bikePipeline.indexOf('needs');
  let last = 1;
  for (let i = 0; i < 20; i++) last = client.edit(uri, at, at + 5, i % 2 === 0 ? 'nedes' : 'needs');
  expect(await client.diagnostics(uri, last)).toEqual([]);
  const versions = client.published.filter(one => one.uri === uri).map(one => one.version ?? 0);
  expect(versions).toEqual([...versions].sort((a, b) => a - b));
  for (const { version, diagnostics } of client.published) {
    expect(diagnostics.some(one => one.code === 'unknown-key')).toBe((version ?? 0) % 2 === 0);
  }
});

test('facts that arrive later check open files again', async () => {
  client = await connectInMemory();
  const text = bikePipeline.replace('- src/train.py', '- src/absent.py');
  const uri = client.open('pipeline.yaml', text);
  expect(await client.diagnostics(uri, 1)).toEqual([]);
  const next = client.diagnostics(uri);
  client.tell(bikeFacts);
  expect((await next).map(one => one.code)).toEqual(['script-not-dep', 'dep-missing']);
});

test('a closed file loses its findings', async () => {
  client = await connectInMemory();
  const uri = client.open('pipeline.yaml', bikePipeline.replace('needs:', 'nedes:'));
  expect(await client.diagnostics(uri, 1)).toHaveLength(1);
  const next = client.diagnostics(uri);
  client.close(uri);
  expect(await next).toEqual([]);
});

test('a client that pulls gets nothing pushed', async () => {
  client = await connectInMemory({ textDocument: { ...pushClient.textDocument, diagnostic: {} } });
  expect(client.capabilities.diagnosticProvider).toMatchObject({ workspaceDiagnostics: true });
  const uri = client.open('pipeline.yaml', bikePipeline.replace('needs:', 'nedes:'));
  const first = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', uri);
  expect(first).toMatchObject({ kind: 'full', items: [{ code: 'unknown-key' }] });
  const again = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', uri, {
    previousResultId: first.resultId,
  });
  expect(again.kind).toBe('unchanged');
  client.tell(bikeFacts);
  expect(
    (
      await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', uri, {
        previousResultId: first.resultId,
      })
    ).kind,
  ).toBe('full');
  expect(client.published).toEqual([]);
});

test('a document that is opened again with another text is answered anew, whatever its version', async () => {
  client = await connectInMemory({ textDocument: { ...pushClient.textDocument, diagnostic: {} } });
  const uri = client.open('pipeline.yaml', bikePipeline);
  const first = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', uri);
  client.close(uri);
  client.open('pipeline.yaml', bikePipeline.replace('needs:', 'nedes:'));
  const again = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', uri, {
    previousResultId: first.resultId,
  });
  expect(again).toMatchObject({ kind: 'full', items: [{ code: 'unknown-key' }] });
});

test('facts of another project have nothing checked anew', async () => {
  client = await connectInMemory();
  client.tell(bikeFacts);
  const uri = client.open('pipeline.yaml', bikePipeline);
  await client.diagnostics(uri);
  const before = client.published.length;
  void client.connection.sendNotification(factsNotification, { root: `${projectUri}/nested`, facts: {} });
  await client.request('textDocument/hover', uri, { position: { line: 0, character: 0 } });
  expect(client.published).toHaveLength(before);
});

test('a client that does not pull is not offered it', async () => {
  client = await connectInMemory();
  expect(client.capabilities.diagnosticProvider).toBeUndefined();
});

test('an emoji before a finding does not shift it', async () => {
  client = await connectInMemory();
  const text = bikePipeline
    .replace('name: bike', 'name: bike # 🚲🚲')
    .replace('needs: [train]', 'needs: [train, "🚲", trian]');
  const uri = client.open('pipeline.yaml', text);
  const lines = text.split('\n');
  const found = (await client.diagnostics(uri, 1)).map(({ range }) =>
    lines[range.start.line]?.slice(range.start.character, range.end.character),
  );
  expect(found).toEqual(['🚲', 'trian']);
});

test('the server speaks over standard input and output as a process', async () => {
  const own = await connectProcess();
  client = own;
  const uri = own.open('pipeline.yaml', bikePipeline.replace('needs:', 'nedes:'));
  expect((await own.diagnostics(uri, 1)).map(one => one.code)).toEqual(['unknown-key']);
});
