// Pipelines of other tools over the protocol: text in, graph out, with the project's facts and settings.
import { afterEach, expect, test } from 'vitest';
import { type ForeignPipelineAnswer, foreignPipelineRequest } from '../../protocol/lsp.ts';
import { connectInMemory, projectUri, type TestClient } from '../kit/languageClient.ts';

let client: TestClient | null = null;
afterEach(async () => {
  await client?.stop();
  client = null;
});

const text = 'stages:\n  train:\n    foreach: ${models}\n    do: {cmd: x, outs: ["${item}"]}\n';
async function ask(own: TestClient, path: string, content: string): Promise<ForeignPipelineAnswer> {
  const params = { uri: `${projectUri}/${path}`, path, text: content };
  return own.connection.sendRequest<ForeignPipelineAnswer>(foreignPipelineRequest, params);
}
async function connected(): Promise<TestClient> {
  client = await connectInMemory();
  return client;
}

test('a file that is not open is read from its text, and its params from the facts', async () => {
  const own = await connected();
  expect((await ask(own, 'dvc.yaml', text))?.stages[0]?.memberCount).toBe(0);
  own.tell({ files: ['dvc.yaml', 'params.yaml'], texts: { 'params.yaml': 'models: [a, b]\n' } });
  expect((await ask(own, 'dvc.yaml', text))?.stages[0]?.members.map(({ name }) => name)).toEqual([
    'train@a',
    'train@b',
  ]);
});

test('without a project, texts that are sent along have their say', async () => {
  const own = await connected();
  const params = { uri: 'file:///elsewhere/sub/dvc.yaml', path: 'sub/dvc.yaml', text };
  const alone = await own.connection.sendRequest<ForeignPipelineAnswer>(foreignPipelineRequest, params);
  expect([alone?.stages[0]?.memberCount, alone?.companions.includes('sub/params.yaml')]).toEqual([0, true]);
  const texts = { 'sub/params.yaml': 'models: [a, b, c]\n' };
  const told = await own.connection.sendRequest<ForeignPipelineAnswer>(foreignPipelineRequest, { ...params, texts });
  expect(told?.stages[0]?.memberCount).toBe(3);
});

test('a compiled pipeline is read under the name of ours, which its compiler gives it', async () => {
  const compiled =
    'schemaVersion: 2.1.0\npipelineInfo: {name: x}\nroot: {dag: {tasks: {a: {componentRef: {name: b}}}}}\n';
  expect((await ask(await connected(), 'pipeline.yaml', compiled))?.format).toBe('kfp');
});

test('our own pipelines, other YAML and what settings leave alone are none', async () => {
  const own = await connected();
  expect(await ask(own, 'pipeline.yaml', 'apiVersion: trainyard/v1\nkind: Pipeline\nstages: {}\n')).toBeNull();
  expect(await ask(own, 'compose.yaml', 'services: {}\n')).toBeNull();
  const settings = { trainyard: { files: { exclude: ['vendor/**'] } } };
  await own.connection.sendNotification('workspace/didChangeConfiguration', { settings });
  expect(await ask(own, 'vendor/dvc.yaml', text)).toBeNull();
  expect((await ask(own, 'dvc.yaml', text))?.title).toBe('DVC pipeline');
});

test('an open file is answered with what was read of it, another text of it with that', async () => {
  const own = await connected();
  own.tell({ files: ['dvc.yaml', 'params.yaml'], texts: { 'params.yaml': 'models: [a, b]\n' } });
  const uri = own.open('dvc.yaml', text, 'yaml');
  await own.diagnostics(uri, 1);
  expect((await ask(own, 'dvc.yaml', text))?.stages[0]?.memberCount).toBe(2);
  expect((await ask(own, 'dvc.yaml', text.replace('train', 'fit')))?.stages[0]?.name).toBe('fit');
});
