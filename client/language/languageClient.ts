// Starts the language server over IPC for pipelines and model cards; the only importer of the client library.
import * as vscode from 'vscode';
import {
  DidChangeConfigurationNotification,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import {
  documentPatterns,
  lensCommands,
  outsideCommand,
  pipelineLanguage,
  serverFlags,
  suggestCommand,
} from '../../protocol/lsp.ts';
import { onOtherYaml, otherYaml } from './otherYaml.ts';

export type { LanguageClient };

export async function startLanguageClient(context: vscode.ExtensionContext): Promise<LanguageClient> {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath;
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc, options: { execArgv: [...serverFlags] } },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6019'] } },
  };
  const options: LanguageClientOptions = {
    documentSelector: [
      { language: pipelineLanguage },
      { language: 'markdown', pattern: documentPatterns.card },
      // By content: the server is silent on YAML of no format it knows.
      { language: 'yaml' },
      { pattern: documentPatterns.format },
    ],
    outputChannelName: 'Trainyard Language Server',
    diagnosticCollectionName: 'trainyard',
    // `words` is absent where the editor speaks English, or a language that nobody has translated to.
    initializationOptions: { words: vscode.l10n.bundle, commands: await offeredCommands() },
    synchronize: { configurationSection: 'trainyard' },
    middleware: {
      provideCodeLenses: async (document, token, next) => offered(await next(document, token)),
      sendNotification: (type, next, params) =>
        next(type, (typeof type === 'string' ? type : type.method) === configured ? withOther(params) : params),
    },
    markdown: { isTrusted: false, supportHtml: false },
  };
  const client = new LanguageClient('trainyard', 'Trainyard', server, options);
  await client.start();
  context.subscriptions.push(
    onOtherYaml(() => {
      const trainyard: unknown = vscode.workspace.getConfiguration().get('trainyard');
      void client.sendNotification(DidChangeConfigurationNotification.type, { settings: { trainyard } });
    }),
  );
  return client;
}

const configured = DidChangeConfigurationNotification.method;

/** Settings as they are sent, and beside them what another YAML extension shows. */
function withOther<P>(params: P): P {
  const { settings } = params as { readonly settings?: { readonly trainyard?: object } | null };
  const other = otherYaml();
  if (other === null || settings?.trainyard === undefined) return params;
  return { ...params, settings: { ...settings, trainyard: { ...settings.trainyard, otherYaml: other } } };
}

const { showReferences, ...running } = lensCommands;
const runs: ReadonlySet<string> = new Set([...Object.values(running), outsideCommand]);

/** Those of lenses and completion that are registered. */
async function offeredCommands(): Promise<readonly string[]> {
  const there = new Set(await vscode.commands.getCommands(true));
  return [...runs, showReferences, suggestCommand].filter(id => there.has(id));
}

/** In an untrusted workspace lenses tell, and none offers to run; they are asked for anew when trust is given. */
const offered = (lenses: vscode.CodeLens[] | null | undefined): vscode.CodeLens[] =>
  (lenses ?? []).filter(
    ({ command }) => vscode.workspace.isTrusted || command === undefined || !runs.has(command.command),
  );
