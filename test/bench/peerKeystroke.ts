// The same keystrokes in the widespread YAML language server with our schema: what a figure of ours is compared with.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { root } from '../../scripts/build.ts';
import { longPipeline } from '../kit/pipelineFixtures.ts';
import { bringYamlLanguageServer } from '../kit/yamlLanguageServer.ts';
import { residentMegabytes } from './memory.ts';
import { median } from './startTimes.ts';

const settingsWith = (schema: string) => ({
  schemas: { [pathToFileURL(join(root, 'schemas', schema)).href]: ['/*.yaml'] },
  schemaStore: { enable: false, url: '' },
  validate: true,
});

export interface PeerFigures {
  /** Median milliseconds from a change in the middle of the file to its diagnostics; the peer's own delay is part of it. */
  readonly keystroke: number;
  /** Megabytes resident afterwards. */
  readonly memory: number;
}

/** A file that both servers are given; `schema` lies in `schemas/`, `mark` is what the edits are made at. */
export interface PeerFile {
  readonly text: string;
  readonly schema: string;
  readonly mark: string;
}

export const pipelineOfLength = (stages: number): PeerFile => ({
  text: longPipeline(stages),
  schema: 'pipeline.schema.json',
  mark: 'src/stage.py',
});

export async function peerFigures({ text, schema, mark }: PeerFile, times: number): Promise<PeerFigures> {
  const settings = settingsWith(schema);
  const child = spawn(process.execPath, [bringYamlLanguageServer(), '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  let wake: () => void = () => undefined;
  connection.onNotification('textDocument/publishDiagnostics', (_: PublishDiagnosticsParams) => wake());
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly { section?: string }[] }) =>
    items.map(({ section }) => (section === 'yaml' ? settings : null)),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  const uri = 'file:///work/bike/pipeline.yaml';
  const workspaceFolders = [{ uri: 'file:///work/bike', name: 'bike' }];
  const capabilities = { workspace: { configuration: true, workspaceFolders: true }, textDocument: {} };
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: uri, workspaceFolders, capabilities });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: { yaml: settings } });
  const line = text.slice(0, text.indexOf(mark, text.length / 2)).split('\n').length - 1;
  const next = (): Promise<void> =>
    new Promise(done => {
      wake = done;
    });
  const opened = next();
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'yaml', version: 1, text },
  });
  await opened;
  const taken: number[] = [];
  for (let turn = 0; turn < times + 3; turn += 1) {
    // A comment that grows letter by letter above the line: every version is valid.
    const range = { start: { line, character: 0 }, end: { line, character: 0 } };
    const started = performance.now();
    const answered = next();
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: turn + 2 },
      contentChanges: [{ range, text: '#\n' }],
    });
    await answered;
    if (turn >= 3) taken.push(performance.now() - started);
  }
  const memory = residentMegabytes(child.pid ?? 0);
  connection.dispose();
  child.kill();
  return { keystroke: median(taken), memory };
}
