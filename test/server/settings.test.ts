// Settings reach the server from any editor: at the start, and when they change.
import { afterEach, expect, test } from 'vitest';
import type { CodeAction, CompletionList, Hover } from 'vscode-languageserver';
import { connectInMemory, type TestClient } from '../kit/languageClient.ts';
import { bikeFacts, bikePipeline } from '../kit/pipelineFixtures.ts';

let client: TestClient | null = null;
afterEach(async () => {
  await client?.stop();
  client = null;
});
const broken = bikePipeline.replace('deps:', 'depz:');
const set = (own: TestClient, trainyard: object) =>
  own.connection.sendNotification('workspace/didChangeConfiguration', { settings: { trainyard } });

test('a rule is turned off, and a file is left alone', async () => {
  client = await connectInMemory();
  client.tell(bikeFacts);
  const uri = client.open('pipeline.yaml', broken);
  expect((await client.diagnostics(uri, 1)).map(({ code }) => code)).toContain('unknown-key');
  await set(client, { rules: { 'unknown-key': 'hint' } });
  await expect
    .poll(() => client?.published.at(-1)?.diagnostics.find(({ code }) => code === 'unknown-key')?.severity)
    .toBe(4);
  await set(client, { files: { exclude: ['**/pipeline.yaml'] } });
  await expect.poll(() => client?.published.at(-1)?.diagnostics).toEqual([]);
  await set(client, {});
  await expect.poll(() => client?.published.at(-1)?.diagnostics.length).toBeGreaterThan(0);
});

test('with another YAML server, what its schemas say of shared formats is left to it', async () => {
  client = await connectInMemory();
  client.tell({ files: ['dvc.yaml'], texts: {} });
  const text = 'stages:\n  a:\n    cmb: x\n    outs: [y]\n  b:\n    cmd: x\n    outs: [y]\n';
  const uri = client.open('dvc.yaml', text, 'yaml');
  expect((await client.diagnostics(uri, 1)).map(({ code }) => code)).toEqual([
    'missing-key',
    'unknown-key',
    'output-twice',
  ]);
  const key = client.positionAt(uri, text.lastIndexOf('cmd') + 1);
  const keys = async () => {
    const { items } = (await client?.request<CompletionList>('textDocument/completion', uri, { position: key })) ?? {
      items: [],
    };
    return items.map(({ label }) => label);
  };
  const words = () => client?.request<Hover | null>('textDocument/hover', uri, { position: key });
  expect(await keys()).toContain('wdir');
  expect(await words()).not.toBe(null);
  await set(client, { otherYaml: true });
  await expect.poll(() => client?.published.at(-1)?.diagnostics.map(({ code }) => code)).toEqual(['output-twice']);
  expect([await keys(), await words()]).toEqual([[], null]);
  await set(client, { otherYaml: { findings: true, completion: false } });
  expect(await keys()).toContain('wdir');
  expect(client.published.at(-1)?.diagnostics.map(({ code }) => code)).toEqual(['output-twice']);
});

test('«ignore here» writes a comment that silences the rule; all sure fixes come at once', async () => {
  client = await connectInMemory();
  client.tell(bikeFacts);
  const text = broken.replace('cmd:', 'cmmd:');
  const uri = client.open('pipeline.yaml', text);
  const found = await client.diagnostics(uri, 1);
  const start = text.indexOf('depz');
  const range = { start: client.positionAt(uri, start), end: client.positionAt(uri, start + 4) };
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', uri, {
    range,
    context: { diagnostics: found },
  });
  expect(actions.map(({ title }) => title)).toContain('Ignore «unknown-key» here');
  const all = await client.request<CodeAction[]>('textDocument/codeAction', uri, {
    range,
    context: { diagnostics: [], only: ['source.fixAll'] },
  });
  expect(all.map(({ kind }) => kind)).toEqual(['source.fixAll.trainyard']);
});
