// A language client for tests and benchmarks: talks to the server over streams, in memory or of a process.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import {
  type ClientCapabilities,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type Position,
  ProposedFeatures,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Facts } from '../../engine/domain/facts.ts';
import { factsNotification, lensCommands, outsideCommand, serverFlags, suggestCommand } from '../../protocol/lsp.ts';
import { lazyFormats } from '../../server/lazyFormats.ts';
import { startServer } from '../../server/server.ts';

/** As the extension has them. */
const everyCommand: readonly string[] = [...Object.values(lensCommands), outsideCommand, suggestCommand];

export const projectUri = 'file:///work/bike';
const folder = join(import.meta.dirname, '../..');

export interface TestClient {
  readonly connection: ProtocolConnection;
  /** What the server said it can do. */
  readonly capabilities: Readonly<Record<string, unknown>>;
  /** Opens a file below the project and gives its address. */
  open(path: string, text: string, languageId?: string): string;
  /** Replaces an offset range, as an editor does it, and gives the new version. */
  edit(uri: string, start: number, end: number, text: string): number;
  /** The same in two steps: what an editor does to its own document, and telling the server. */
  prepareEdit(uri: string, start: number, end: number, text: string): () => number;
  close(uri: string): void;
  tell(facts: Facts): void;
  /** The next diagnostics of a file, or those of a version that have come already. */
  diagnostics(uri: string, version?: number): Promise<readonly Diagnostic[]>;
  /** All diagnostics that were published, in order. */
  readonly published: readonly PublishDiagnosticsParams[];
  /** Drops what was published so far: a long measurement would time its own memory. */
  forget(): void;
  request<T>(method: string, uri: string, more?: object): Promise<T>;
  positionAt(uri: string, offset: number): Position;
  stop(): Promise<void>;
}

export const pushClient: ClientCapabilities = {
  textDocument: { completion: { completionItem: { snippetSupport: true } }, definition: { linkSupport: true } },
};

/** A server in this process, on the other end of two pipes. */
export function connectInMemory(
  capabilities: ClientCapabilities = pushClient,
  prepare: (connection: ProtocolConnection) => void = () => undefined,
  commands: readonly string[] = everyCommand,
  words?: Readonly<Record<string, string>>,
): Promise<TestClient> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  startServer(
    createConnection(ProposedFeatures.all, new StreamMessageReader(toServer), new StreamMessageWriter(toClient)),
    lazyFormats(() => import('../../server/formats.ts')),
  );
  return connect(toClient, toServer, capabilities, { prepare, commands, ...(words && { words }) });
}

/** The server as a process: its sources, or a bundle such as `dist/server.js`. */
export async function connectProcess(
  file = 'server/main.ts',
  capabilities: ClientCapabilities = pushClient,
): Promise<TestClient & { readonly process: ChildProcess }> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', ...serverFlags, join(folder, file), '--stdio'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const early = ended.then((): never => {
    throw new Error(`${file} ended before it answered`);
  });
  const client = await Promise.race([connect(child.stdout, child.stdin, capabilities), early]);
  early.catch(() => undefined);
  const stop = async (): Promise<void> => {
    await client.stop();
    await ended;
  };
  return { ...client, stop, process: child };
}

async function connect(
  from: Readable,
  to: Writable,
  capabilities: ClientCapabilities,
  {
    prepare = () => undefined,
    commands = everyCommand,
    words,
  }: {
    readonly prepare?: (connection: ProtocolConnection) => void;
    readonly commands?: readonly string[];
    readonly words?: Readonly<Record<string, string>>;
  } = {},
): Promise<TestClient> {
  const connection = createProtocolConnection(new StreamMessageReader(from), new StreamMessageWriter(to));
  const documents = new Map<string, TextDocument>();
  const published: PublishDiagnosticsParams[] = [];
  const waiting = new Set<() => void>();
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.push(params);
    for (const wake of waiting) wake();
  });
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.onRequest('workspace/codeLens/refresh', () => null);
  prepare(connection);
  connection.listen();
  const answer = await connection.sendRequest<{ capabilities: Record<string, unknown> }>('initialize', {
    processId: process.pid,
    rootUri: projectUri,
    capabilities,
    workspaceFolders: null,
    initializationOptions: { commands, words },
  });
  await connection.sendNotification('initialized', {});
  const notify = (method: string, params: object): void => void connection.sendNotification(method, params);
  const documentOf = (uri: string): TextDocument => documents.get(uri) ?? TextDocument.create(uri, '', 0, '');
  const prepareEdit: TestClient['prepareEdit'] = (uri, start, end, text) => {
    const document = documentOf(uri);
    const change = { range: { start: document.positionAt(start), end: document.positionAt(end) }, text };
    const version = document.version + 1;
    documents.set(uri, TextDocument.update(document, [change], version));
    return () => {
      notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [change] });
      return version;
    };
  };
  return {
    connection,
    capabilities: answer.capabilities,
    published,
    forget() {
      published.length = 0;
    },
    open(path, text, languageId = path.endsWith('.md') ? 'markdown' : 'trainyard-pipeline') {
      const uri = `${projectUri}/${path}`;
      documents.set(uri, TextDocument.create(uri, languageId, 1, text));
      notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
      return uri;
    },
    edit: (uri, start, end, text) => prepareEdit(uri, start, end, text)(),
    prepareEdit,
    close(uri) {
      notify('textDocument/didClose', { textDocument: { uri } });
    },
    tell(facts) {
      notify(factsNotification, { root: projectUri, facts });
    },
    diagnostics(uri, version) {
      return new Promise((resolve, reject) => {
        const before = version === undefined ? published.length : 0;
        const look = (): void => {
          const found = published
            .slice(before)
            .find(one => one.uri === uri && (version === undefined || one.version === version));
          if (found === undefined) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found.diagnostics);
        };
        const timer = setTimeout(() => reject(new Error(`no diagnostics of ${uri}`)), 10_000);
        waiting.add(look);
        look();
      });
    },
    request: (method, uri, more = {}) => connection.sendRequest(method, { textDocument: { uri }, ...more }),
    positionAt: (uri, offset) => documentOf(uri).positionAt(offset),
    async stop() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
    },
  };
}
