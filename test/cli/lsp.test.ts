// `trainyard lsp` as a process, started with the words of docs/editors.md: findings with facts of a real folder.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import {
  createProtocolConnection,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Finding } from '../../cli/findings.ts';

vi.setConfig({ testTimeout: 90_000 });
const top = join(import.meta.dirname, '../..');
const docs = readFileSync(join(top, 'docs/editors.md'), 'utf8');

let folder = '';
let child: ChildProcess | null = null;
afterEach(() => {
  child?.kill();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const pipeline = `apiVersion: trainyard/v1
kind: Pipeline
name: tiny
params: {file: params.yaml}
stages:
  train:
    cmd: python train.py --rate \${{ params.rate }}
    deps: [train.py]
    params: [rate]
    outs: [model.bin]
`;

interface Editor {
  readonly connection: ProtocolConnection;
  /** The rules of the next findings of a file. */
  next(name: string): Promise<readonly unknown[]>;
  open(name: string): void;
  notify(method: string, params: object): void;
}

async function start(
  words: readonly string[],
  initializationOptions?: object,
  files: Readonly<Record<string, string>> = {},
): Promise<Editor> {
  folder = mkdtempSync(join(tmpdir(), 'trainyard-lsp-'));
  writeFileSync(join(folder, 'pipeline.yaml'), pipeline);
  writeFileSync(join(folder, 'params.yaml'), 'rate: 0.1\n');
  mkdirSync(join(folder, '.vscode'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const env = { ...process.env, TRAINYARD_SOURCE: '1' };
  const started = spawn(process.execPath, [join(top, 'bin/trainyard.mjs'), ...words], {
    ...{ cwd: folder, env, stdio: ['pipe', 'pipe', 'inherit'] },
  });
  child = started;
  if (started.stdout === null || started.stdin === null) throw new Error('no pipes');
  const connection = createProtocolConnection(
    new StreamMessageReader(started.stdout),
    new StreamMessageWriter(started.stdin),
  );
  connection.listen();
  const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;
  await connection.sendRequest('initialize', {
    ...{ processId: process.pid, rootUri: pathToFileURL(folder).href, capabilities: {} },
    ...(initializationOptions === undefined ? {} : { initializationOptions }),
  });
  const notify = (method: string, params: object): void => void connection.sendNotification(method, params);
  notify('initialized', {});
  return {
    ...{ connection, notify },
    open: name =>
      notify('textDocument/didOpen', {
        textDocument: {
          uri: uriOf(name),
          languageId: 'yaml',
          version: 1,
          text: readFileSync(join(folder, name), 'utf8'),
        },
      }),
    next: name =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no findings of ${name}`)), 30_000);
        const listening = connection.onNotification(
          'textDocument/publishDiagnostics',
          ({ uri, diagnostics }: PublishDiagnosticsParams) => {
            if (uri !== uriOf(name)) return;
            clearTimeout(timer);
            listening.dispose();
            resolve(diagnostics.map(({ code }) => code));
          },
        );
      }),
  };
}

/** The command line words in a block of the page. */
const luaWords = JSON.parse((/cmd = \{(.+)\}/.exec(docs)?.[1] ?? '').replace(/^(.*)$/, '[$1]').replaceAll("'", '"'));
const tomlWords = [
  ...[...docs.matchAll(/^command = (".+")$/gm)].map(([, word = '""']) => JSON.parse(word) as string),
  ...(JSON.parse(/^args = (\[.+\])$/m.exec(docs)?.[1] ?? '[]') as string[]),
];

test.each([
  ['Neovim', luaWords as string[]],
  ['Helix', tomlWords],
])('%s: the words of the page start a server that knows the folder', async (_, [program, ...words]) => {
  expect(program).toBe('trainyard');
  const editor = await start(words);
  const first = editor.next('pipeline.yaml');
  editor.open('pipeline.yaml');
  await first;
  // Once the folder is read: the script is not there.
  expect(await editor.next('pipeline.yaml')).toEqual(['dep-missing']);
  writeFileSync(join(folder, 'train.py'), '');
  const later = editor.next('pipeline.yaml');
  editor.notify('textDocument/didSave', {
    textDocument: { uri: pathToFileURL(join(folder, 'pipeline.yaml')).href },
  });
  expect(await later).toEqual([]);
});

test('an editor is told of each file what `check` says of it', async () => {
  const files = {
    'dvc.yaml':
      'stages:\n  train:\n    cmd: python train.py\n    depz: [train.py]\n    outs: [no/../model.bin, gone.txt]\n',
    MLproject: 'name: demand\nentry_points:\n  main: {command: "python train.py {rate}", parameters: {rat: float}}\n',
    'MODEL_CARD.md': '---\nlicense: apache2\nlanguage: english\n---\n# A 🚲 model\n\n[data](gone.csv)\n',
  };
  const names = ['pipeline.yaml', ...Object.keys(files)];
  const editor = await start(['lsp'], undefined, files);
  const told = new Map<string, readonly string[]>();
  const hear = ({ uri, diagnostics }: PublishDiagnosticsParams): void => {
    const sentences = diagnostics.map(({ range: { start, end }, severity = 0, code, message }) => {
      const place = [start.line + 1, start.character + 1, end.line + 1, end.character + 1];
      return sentence(place, severities[severity], code, message);
    });
    told.set(uri.slice(uri.lastIndexOf('/') + 1), sentences);
  };
  editor.connection.onNotification('textDocument/publishDiagnostics', hear);
  for (const name of names) editor.open(name);
  const checked = spawnSync(process.execPath, [join(top, 'bin/trainyard.mjs'), 'check', '--json'], {
    ...{ cwd: folder, encoding: 'utf8', env: { ...process.env, TRAINYARD_SOURCE: '1' } },
  });
  const { diagnostics } = JSON.parse(checked.stdout) as { readonly diagnostics: readonly Finding[] };
  const said = names.map(name =>
    diagnostics
      .filter(({ path }) => path === name)
      .map(({ line, column, endLine, endColumn, severity, rule, message }) =>
        sentence([line, column, endLine, endColumn], severity, rule, message),
      ),
  );
  expect(said.filter(findings => findings.length === 0)).toEqual([]);
  await vi.waitFor(() => expect(names.map(name => told.get(name))).toEqual(said), { timeout: 30_000 });
});
const severities = ['', 'error', 'warning', 'info', 'hint'];
const sentence = (place: readonly number[], ...words: readonly unknown[]): string =>
  [place.join(':'), ...words].join(' ');

test('the server ends when the editor goes away', async () => {
  const editor = await start(['lsp', '--stdio']);
  const first = editor.next('pipeline.yaml');
  editor.open('pipeline.yaml');
  await first;
  const ended = new Promise(resolve => child?.once('exit', resolve));
  child?.stdin?.end();
  await ended;
});

test.each([
  [
    'of the project',
    { '.vscode/settings.json': '{ "trainyard.rules": { "dep-missing": "off" } } // shared' },
    undefined,
  ],
  ['of the editor', {}, { settings: { rules: { 'dep-missing': 'off' } } }],
])('settings %s hold', async (_, files, options) => {
  const editor = await start(['lsp'], options, files);
  const first = editor.next('pipeline.yaml');
  editor.open('pipeline.yaml');
  await first;
  expect(await editor.next('pipeline.yaml')).toEqual([]);
});
