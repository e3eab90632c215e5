// Stands between an editor and the language server: passes messages on, and adds what the editor cannot know of the project.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Message, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { parseCard } from '../engine/card/cardDocument.ts';
import { citedRuns } from '../engine/card/citedRuns.ts';
import type { Facts } from '../engine/domain/facts.ts';
import { isCardName } from '../engine/pipeline/collectFacts.ts';
import { findProjectRoot } from '../engine/pipeline/findProjectRoot.ts';
import type { Ports } from '../engine/ports.ts';
import { factsNotification, serverFlags } from '../protocol/lsp.ts';
import { checkFacts } from './checkFacts.ts';
import { projectCheckSettings } from './readCheckSettings.ts';

/** As far as messages are looked at. */
interface Sent extends Message {
  readonly method?: string;
  readonly params?: {
    readonly rootUri?: string | null;
    readonly rootPath?: string | null;
    readonly workspaceFolders?: readonly { readonly uri: string }[] | null;
    readonly initializationOptions?: { readonly settings?: unknown } | null;
    readonly textDocument?: { readonly uri: string };
  };
}
/** What may change the world as seen from the editor. */
const changing = new Set(['textDocument/didSave', 'textDocument/didOpen', 'workspace/didChangeWatchedFiles']);
const paceMs = 500;

/** Ends with the server, and gives its exit code; the server ends with the editor. */
export async function serveLanguage(ports: Ports, cwd: string, serverFile: string): Promise<number> {
  const server = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', ...serverFlags, serverFile, '--stdio'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', code => resolve(code ?? 1));
  });
  server.stdout.pipe(process.stdout);
  server.stdin.on('error', () => undefined);
  const writer = new StreamMessageWriter(server.stdin);
  const facts = factsSender(ports, message => writer.write(message));
  // Messages go on in the order they came, also while the first one waits for the settings of its project.
  let last: Promise<unknown> = Promise.resolve();
  const reader = new StreamMessageReader(process.stdin);
  reader.listen(message => {
    last = last.then(async () => {
      const sent = message as Sent;
      await writer.write(sent.method === 'initialize' ? await withSettings(ports, cwd, sent) : sent);
      if (sent.method === 'initialize') for (const folder of foldersOf(sent, cwd)) await facts.watch(folder);
      if (sent.method === 'textDocument/didOpen') await facts.watch(folderOfUri(sent.params?.textDocument?.uri));
      if (sent.method === 'initialized' || changing.has(sent.method ?? '')) facts.soon();
    });
    last = last.catch(() => undefined);
  });
  reader.onClose(() => server.stdin.end());
  const code = await ended;
  facts.stop();
  process.stdin.destroy();
  return code;
}

function foldersOf({ params }: Sent, cwd: string): readonly string[] {
  const named = [...(params?.workspaceFolders ?? []).map(({ uri }) => uri), params?.rootUri];
  const folders = named.flatMap(uri => (uri ? (pathOf(uri) ?? []) : []));
  return folders.length > 0 ? [...new Set(folders)] : [params?.rootPath ?? cwd];
}

const pathOf = (uri: string): string | null => (uri.startsWith('file:') ? fileURLToPath(uri) : null);
const folderOfUri = (uri = ''): string | null => pathOf(uri);

/** Editors without settings of their own get those that the project shares. */
async function withSettings(ports: Ports, cwd: string, message: Sent): Promise<Message> {
  if (message.params?.initializationOptions?.settings !== undefined) return message;
  const root = await findProjectRoot(ports.files, foldersOf(message, cwd)[0] ?? cwd);
  const { rules, include, exclude } = await projectCheckSettings(root);
  const initializationOptions = {
    ...message.params?.initializationOptions,
    settings: { rules, files: { include, exclude } },
  };
  return { ...message, params: { ...message.params, initializationOptions } } as Message;
}

/** Sends the facts of each project soon after they may have changed, never faster than the pace. */
function factsSender(ports: Ports, send: (message: Message) => Promise<void>) {
  const roots = new Set<string>();
  /** What was sent last of each project, as a hash: the same again would have every file checked again. */
  const sent = new Map<string, string>();
  let timer: NodeJS.Timeout | null = null;
  let isBusy = false;
  const sendAll = async (): Promise<void> => {
    isBusy = true;
    for (const root of roots) {
      const facts = await projectFacts(ports, root);
      const hash = createHash('sha256').update(JSON.stringify(facts)).digest('hex');
      if (sent.get(root) === hash) continue;
      sent.set(root, hash);
      const params = { root: pathToFileURL(root).href, facts };
      await send({ jsonrpc: '2.0', method: factsNotification, params } as Message);
    }
    isBusy = false;
  };
  const soon = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      if (isBusy) soon();
      // A project that cannot be read has no facts: rules that need them stay silent.
      else
        void sendAll().catch(() => {
          isBusy = false;
        });
    }, paceMs);
  };
  return {
    soon,
    async watch(path: string | null): Promise<void> {
      if (path !== null) roots.add(await findProjectRoot(ports.files, path));
    },
    stop: () => clearTimeout(timer ?? undefined),
  };
}

async function projectFacts(ports: Ports, root: string): Promise<Facts> {
  const { facts } = await checkFacts(ports, root, []);
  const cards = Object.entries(facts.texts ?? {}).filter(([path]) => isCardName(path.slice(path.lastIndexOf('/') + 1)));
  const cited = new Set(cards.flatMap(([path, text]) => citedRuns(parseCard(text, path))));
  return cited.size === 0 ? facts : (await checkFacts(ports, root, [...cited])).facts;
}
