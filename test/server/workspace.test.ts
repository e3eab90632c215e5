// Findings of files that are not open: pulled or pushed when the setting is on, gone when it is off.
import { afterEach, expect, test } from 'vitest';
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver';
import { connectInMemory, projectUri, pushClient, type TestClient } from '../kit/languageClient.ts';

let client: TestClient | null = null;
afterEach(async () => {
  await client?.stop();
  client = null;
});
const texts = {
  'dvc.yaml': 'stages:\n  a:\n    cmd: x\n    depz: [y]\n',
  'sub/MODEL_CARD.md': '---\nlicense: MIT\n---\n# M\n',
  'other.yaml': 'a: 1\n',
};
const set = (own: TestClient, workspace: boolean) =>
  own.connection.sendNotification('workspace/didChangeConfiguration', {
    settings: { trainyard: { diagnostics: { workspace } } },
  });
const pull = (own: TestClient, previousResultIds: readonly { uri: string; value: string }[] = []) =>
  own.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds });
const uris = ({ items }: WorkspaceDiagnosticReport) => items.map(({ uri }) => uri.slice(projectUri.length + 1));

test('a pull answers with what differs, and waits while nothing does', async () => {
  client = await connectInMemory({ textDocument: { ...pushClient.textDocument, diagnostic: {} } });
  client.tell({ texts });
  const waiting = pull(client);
  await set(client, true);
  const first = await waiting;
  expect(uris(first)).toEqual(['dvc.yaml', 'sub/MODEL_CARD.md']);
  const ids = first.items.map(({ uri, resultId = '' }) => ({ uri, value: resultId }));
  const second = pull(client, ids);
  client.tell({ texts: { ...texts, 'dvc.yaml': 'stages:\n  a:\n    cmd: x\n' } });
  const { items } = await second;
  expect(items).toMatchObject([{ uri: `${projectUri}/dvc.yaml`, items: [] }]);
  const [, card] = ids;
  const third = pull(
    client,
    card === undefined ? [] : [card, { uri: `${projectUri}/dvc.yaml`, value: items[0]?.resultId ?? '' }],
  );
  client.open('sub/MODEL_CARD.md', texts['sub/MODEL_CARD.md']);
  expect((await third).items).toMatchObject([{ uri: `${projectUri}/sub/MODEL_CARD.md`, items: [], resultId: '' }]);
});

test('clients that do not pull are sent them, and an empty list once the setting is off', async () => {
  client = await connectInMemory();
  client.tell({ texts });
  await set(client, true);
  const uri = `${projectUri}/dvc.yaml`;
  expect((await client.diagnostics(uri)).map(({ code }) => code)).toEqual(['unknown-key']);
  const gone = client.diagnostics(uri);
  await set(client, false);
  expect(await gone).toEqual([]);
});
